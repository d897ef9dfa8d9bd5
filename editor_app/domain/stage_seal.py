"""A stage as it is sealed into a manifest: its duty and, since version 2, who signs it and by when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.domain.duty import Terms
from editor_app.domain.identifiers import MemberId
from editor_app.domain.manifest_json import Fields
from editor_app.domain.member import Named, Role

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json

_FIELDS_OF_1 = 4


@dataclass(frozen=True, slots=True)
class StageSeal:
    """A stage of the route as it stood at submission."""

    ordinal: int
    name: str
    duty: str
    needs: int
    terms: Terms | None = None
    """Who may sign it, frozen with their names; None in manifests of version 1, where any reviewer could."""
    kind: str = ""
    """`review` or `proof`; empty in manifests of version 1."""


def stage_as_json(stage: StageSeal) -> list[Json]:
    """The four fields of version 1; in version 2 also kind, role, the named signers, hours and who is told."""
    first: list[Json] = [stage.ordinal, stage.name, stage.duty, stage.needs]
    if stage.terms is None:
        return first
    return [*first, stage.kind, *terms_as_json(stage.terms)]


def stage_of(value: Json) -> StageSeal:
    """The stage that was written as that JSON.

    Raises:
        ValueError: another shape.
    """
    item = Fields(value)
    seal = StageSeal(item.integer(0), item.text(1), item.text(2), item.integer(3))
    if len(item.items()) == _FIELDS_OF_1:
        return seal
    return replace(seal, kind=item.text(4), terms=terms_of(item, 5))


def terms_as_json(terms: Terms) -> list[Json]:
    """Role, named signers, hours, and who is told."""
    told: Json = None if terms.escalate is None else [terms.escalate.id, terms.escalate.name]
    return [terms.role.value, [[each.id, each.name] for each in terms.signers], terms.hours, told]


def terms_of(item: Fields, at: int) -> Terms:
    """The terms that stand in an array from that place on.

    Raises:
        ValueError: another shape.
    """
    told = item.optional(at + 3)
    signers = tuple(_named(each) for each in item.items(at + 1))
    return Terms(Role(item.text(at)), signers, item.integer(at + 2), None if told is None else _named(told))


def _named(value: Json) -> Named:
    item = Fields(value)
    return Named(MemberId(item.text(0)), item.text(1))
