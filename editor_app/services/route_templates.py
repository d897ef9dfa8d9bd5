"""Built-in routes to begin with: three reviews and three proof passes, two persons, an expert, legal, emergency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.approval import Route, Stage, StageKind
from editor_app.domain.duty import ANYBODY, Terms
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import RouteId, new_id
from editor_app.domain.member import Role
from editor_app.domain.text import T, Text
from editor_app.translation import message

if TYPE_CHECKING:
    from collections.abc import Sequence

_ORDINARY = frozenset(EditionKind) - {EditionKind.EMERGENCY}


@dataclass(frozen=True, slots=True)
class _Step:
    name: Text
    duty: Text
    kind: StageKind = StageKind.REVIEW
    terms: Terms = ANYBODY


@dataclass(frozen=True, slots=True)
class Template:
    """A route that an office may begin with."""

    key: str
    """How it is named on the command line."""
    name: Text
    purpose: Text
    steps: tuple[_Step, ...]
    kinds: frozenset[EditionKind] = _ORDINARY
    use_hours: int = 0

    def route(self, language: str) -> Route:
        """A new route with its words in that language; who signs is named afterwards."""

        def said(text: Text) -> str:
            return message(text.msgid, language)

        stages = tuple(
            Stage(number, step.kind, said(step.name), said(step.duty), 1, step.terms)
            for number, step in enumerate(self.steps, 1)
        )
        return Route(RouteId(new_id()), said(self.name), stages, self.kinds, self.use_hours)


_FIRST = _Step(T("First review"), T("Answers for facts, figures and wording."))
_SECOND = _Step(T("Second review"), T("Answers for policy, law and privacy."))
_FINAL = _Step(T("Final review"), T("Answers for the decision to publish."))
_EXPERT = _Step(T("Expert's check"), T("Answers for the facts of the field."), terms=Terms(Role.EXPERT, hours=48))
_LEGAL = _Step(T("Legal review"), T("Answers that it is lawful and harms nobody's rights."), terms=Terms(hours=48))
_AT_ONCE = _Step(T("Duty officer"), T("Answers for content and for sending it at once."))


def _proof(name: Text, duty: Text) -> _Step:
    return _Step(name, duty, StageKind.PROOF)


TEMPLATES: Sequence[Template] = (
    Template(
        "three-and-three",
        T("Three reviews, three proof passes"),
        T("For what matters most: every review is followed by a reading against the text before."),
        (
            _proof(T("First proof"), T("Reads every character, name and number.")),
            _FIRST,
            _proof(T("Second proof"), T("Reads against the sources, aloud where it matters.")),
            _SECOND,
            _proof(T("Third proof"), T("Reads what readers will see, account by account.")),
            _FINAL,
        ),
        use_hours=72,
    ),
    Template(
        "two-persons",
        T("Two persons"),
        T("One writes, another approves."),
        (_Step(T("Review"), T("Answers for content and publication.")),),
        frozenset(EditionKind),
    ),
    Template(
        "expert",
        T("With an expert"),
        T("Somebody from outside the desk checks the facts; they see what they sign and nothing else."),
        (_FIRST, _EXPERT, _FINAL),
    ),
    Template(
        "legal",
        T("With legal review"),
        T("For tenders, penalties, personal data and everything that has legal effect."),
        (_FIRST, _LEGAL, _FINAL),
    ),
    Template(
        "emergency",
        T("Emergency"),
        T("One reviewer who wrote nothing of it, at once; a second one looks afterwards."),
        (_AT_ONCE,),
        frozenset({EditionKind.EMERGENCY}),
        use_hours=6,
    ),
)
"""In the order in which they are offered."""


def template(key: str) -> Template:
    """The template of that name.

    Raises:
        NotFound: there is none.
    """
    for each in TEMPLATES:
        if each.key == key:
            return each
    known = ", ".join(each.key for each in TEMPLATES)
    raise NotFound(T("There is no template “{name}”.", name=key[:40]), T("The templates are: {known}.", known=known))
