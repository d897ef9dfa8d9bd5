"""A workspace at work (`Desk`) and a member signed in to it (`Seat`): what every deed is given first."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from editor_app.domain.audit import Actor
from editor_app.domain.errors import NotFound, Refused, SignInFailed
from editor_app.domain.member import require
from editor_app.domain.text import T
from editor_app.services.sealing import PRODUCTION, Cost, Keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from editor_app.domain.audit import Subject
    from editor_app.domain.canonical import Json
    from editor_app.domain.instants import Clock
    from editor_app.domain.member import Deed, Member
    from editor_app.platforms.registry import Registry
    from editor_app.storage.database import Database, Snapshot, Work
    from editor_app.storage.queries.settings import Workspace
    from editor_app.storage.workspaces import Store
    from editor_app.storage.writers import Aside

_NO_DETAIL: dict[str, Json] = {}


@dataclass(frozen=True, slots=True)
class Desk:
    """An open workspace with the platforms it can reach."""

    store: Store
    platforms: Registry
    clock: Clock
    cost: Cost = PRODUCTION
    """How dear new keys are sealed; tests choose a cheap one."""
    reader: str | None = None
    """Who looks: a member's id; empty = nobody we know; None = the program itself, from whom no embargo hides."""
    database: Database = field(init=False, repr=False, compare=False)
    """The one door, as the reader sees through it."""

    def __post_init__(self) -> None:
        door = self.store.database
        object.__setattr__(self, "database", door if self.reader is None else door.seen_by(self.reader))

    @property
    def workspace(self) -> Workspace:
        """Which workspace this is."""
        return self.store.info

    def for_reader(self, reader: str | None) -> Desk:
        """The same desk with somebody else looking."""
        return replace(self, reader=reader)

    def for_worker(self, aside: Aside) -> Desk:
        """The same desk for the threads of a worker, which sees everything; see `Database.shared`."""
        desk = self.for_reader(None)
        object.__setattr__(desk, "database", self.store.database.shared(aside))
        return desk

    def close(self) -> None:
        """Close the workspace."""
        self.store.close()


@dataclass(frozen=True, slots=True)
class Seat:
    """A member at a desk, keys unsealed; ends with the idle lock or a change of person."""

    desk: Desk
    member: Member
    keys: Keys

    @property
    def actor(self) -> Actor:
        """How this member stands in the audit log."""
        return actor_of(self.member)

    @contextmanager
    def write(
        self, deed: Deed, action: str, subject: Subject, detail: Mapping[str, Json] = _NO_DETAIL
    ) -> Iterator[Work]:
        """One transaction by this member, whose right is read anew inside it.

        Raises:
            Refused: the member may not do `deed` (any more); nothing was written.
            SignInFailed: the member got a new key since.
        """
        with self.desk.database.write(self.actor, action, subject, detail) as work:
            member = self.now(work)
            require(member, deed)
            if member.key != self.keys.id:
                raise SignInFailed(T("{name} has a new key.", name=member.name), T("Sign in again."))
            yield work

    def now(self, snapshot: Snapshot) -> Member:
        """This member as the workspace knows it at this moment."""
        from editor_app.storage.queries import people

        try:
            return people.member_by_id(snapshot, self.member.id)
        except NotFound:  # a team's database shows nothing at all to who has left
            raise Refused(T("{name} has left this workspace.", name=self.member.name), T("Ask an admin.")) from None


def actor_of(member: Member) -> Actor:
    """A member as an actor of the audit log."""
    return Actor(f"member:{member.id}", member.name)
