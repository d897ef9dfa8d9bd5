"""Making and opening workspaces with what every one of them begins with: the first admin and the routes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.domain.approval import Route, Stage, StageKind
from editor_app.domain.edition import EditionKind
from editor_app.domain.identifiers import RouteId, new_id
from editor_app.domain.text import T, Text
from editor_app.services import members, routes
from editor_app.services.clock import SystemClock
from editor_app.services.desk import Desk, Seat
from editor_app.services.sealing import PRODUCTION, Cost
from editor_app.storage.workspaces import NewWorkspace, open_store
from editor_app.storage.workspaces import create as create_store
from editor_app.translation import message

if TYPE_CHECKING:
    from collections.abc import Collection

    from editor_app.domain.instants import Clock
    from editor_app.domain.member import Role
    from editor_app.domain.secrets import Secret
    from editor_app.storage.workspaces import Store

ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Means:
    """What the program brings to a workspace; tests bring their own."""

    clock: Clock
    cost: Cost = PRODUCTION


SYSTEM = Means(SystemClock())


@dataclass(frozen=True, slots=True)
class Founder:
    """The first member."""

    name: str
    passphrase: Secret
    roles: Collection[Role] = ()
    """Besides admin."""


def create(place: Path | str, facts: NewWorkspace, founder: Founder, means: Means = SYSTEM) -> Seat:
    """A new workspace with its first admin, who is signed in.

    Args:
        place: a folder, or the address of an empty PostgreSQL database.
        facts: name, language and zone.
        founder: becomes admin and confirms himself, on record.
        means: clock and cost of sealing.

    Raises:
        Conflict: there is a workspace already.
        Invalid: no name, or too plain a passphrase; nothing is left behind.
        Unavailable: a network share, a read-only or full disk.
    """
    members.require_founder(founder.name, founder.passphrase)
    desk = _desk(create_store(place, facts, means.clock), means)
    seat = members.found_first_admin(desk, founder.name, founder.roles, founder.passphrase)
    for route in _first_routes(facts.language):
        routes.add(seat, route)
    return seat


def open_desk(place: Path | str, means: Means = SYSTEM, password: Secret | None = None) -> Desk:
    """The workspace in that folder or database; `password` is of the login that a database's address names.

    Raises:
        NotFound, Unavailable and its kinds: see `storage.workspaces.open_store`.
    """
    return _desk(open_store(place, means.clock, password), means)


def place_of(text: str) -> Path | str:
    """What a person names: a folder, or a `postgresql://` address."""
    return text if text.startswith(("postgresql://", "postgresql+psycopg://")) else Path(text).expanduser()


def _desk(store: Store, means: Means) -> Desk:
    from editor_app.platforms.registry import Registry

    return Desk(store, Registry(), means.clock, means.cost)


def _first_routes(language: str) -> tuple[Route, ...]:
    def said(text: Text) -> str:
        return message(text.msgid, language)

    three = (
        Stage(1, StageKind.REVIEW, said(T("First review")), said(T("Answers for facts, figures and wording."))),
        Stage(2, StageKind.REVIEW, said(T("Second review")), said(T("Answers for policy, law and privacy."))),
        Stage(3, StageKind.REVIEW, said(T("Final review")), said(T("Answers for the decision to publish."))),
    )
    one = (Stage(1, StageKind.REVIEW, said(T("Review")), said(T("Answers for content and publication."))),)
    every = frozenset(EditionKind)
    return (
        Route(RouteId(new_id()), said(T("Three reviews")), three, every - {EditionKind.EMERGENCY}),
        Route(RouteId(new_id()), said(T("Two persons")), one, every),
    )
