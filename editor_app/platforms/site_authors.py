"""By-lines that a site shows as authors of its own: apart, because WordPress and Ghost name them alike.

A site takes only people of its own staff as authors, so each is looked up by the signed name before anything is sent.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.errors import Rejected
from editor_app.domain.text import T
from editor_app.platforms.article_fields import option_lines
from editor_app.platforms.contract import OptionField
from editor_app.platforms.outcomes import brief

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.document import Content
    from editor_app.domain.edition import Payload
    from editor_app.platforms.contract import Step

LINE, STAFF = "line", "staff"
AUTHORS = "authors"
"""The payload's option and the observed field: the names of the site's authors, one a line."""
STEP = "author/"
"""How the steps begin that look an author up; the number of the name follows."""
AUTHOR_AS = OptionField(
    "author_as",
    T("Author"),
    default=LINE,
    choices=((LINE, T("words below the text")), (STAFF, T("an author of the site"))),
    hint=T("An author of the site must be there under exactly that name, else nothing is sent."),
)
_BETWEEN = re.compile(r"[、；;]")


def names(content: Content, options: Mapping[str, str], *, several: bool) -> tuple[str, ...]:
    """The names that the site shall show as its authors; empty = the by-line is words below the text.

    Args:
        content: of the variant.
        options: the account's own settings.
        several: whether an article may have more than one there; they are written with 、 or ; between.
    """
    if options.get(AUTHOR_AS.name, LINE) != STAFF:
        return ()
    said = _BETWEEN.split(content.author) if several else [content.author]
    return tuple(dict.fromkeys(" ".join(name.split()) for name in said if name.strip()))


def beside(content: Content, named: Sequence[str]) -> Content:
    """What the closing line says of the content: those whom the site itself names are not said twice."""
    return replace(content, author="") if named else content


def late_names(named: Sequence[str]) -> tuple[str, ...]:
    """The late fields in which their ids arise."""
    return tuple(f"author_id/{at}" for at in range(1, len(named) + 1))


def step_names(payload: Payload) -> tuple[str, ...]:
    """The steps that look them up, in order."""
    return tuple(f"{STEP}{at}" for at in range(1, len(option_lines(payload, AUTHORS)) + 1))


def wanted(step: Step, payload: Payload) -> str:
    """The name that a step looks up."""
    return option_lines(payload, AUTHORS)[int(step.name.removeprefix(STEP)) - 1]


def late_of(step: Step, number: str) -> dict[str, str]:
    """The late field that a step gives."""
    return {f"author_id/{step.name.removeprefix(STEP)}": number}


def only_one(found: Sequence[tuple[str, str]], name: str, host: str) -> str:
    """The id of the one author with exactly that name.

    Args:
        found: (id, name) as the site shows them.
        name: as it was signed.
        host: for the sentence.

    Raises:
        Rejected: there is none, or there are several.
    """
    ids = list(dict.fromkeys(number for number, shown in found if shown == name))
    if len(ids) == 1:
        return ids[0]
    what = (
        T("{host} has several authors called “{name}”.", host=host, name=brief(name))
        if ids
        else T("{host} has no author called “{name}”.", host=host, name=brief(name))
    )
    raise Rejected(what, T("Name one whom the site has, or let the account write the author below the text."))
