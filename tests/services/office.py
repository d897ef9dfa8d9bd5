"""A small office for tests: a real workspace, six people with cheap keys, and a clock that is turned by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from editor_app.domain.approval import Decision
from editor_app.domain.instants import BootInstant
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.services import accounts, approvals, documents, freezing, members, workspaces
from editor_app.services.approvals import Word
from editor_app.services.freezing import Submission
from editor_app.services.sealing import Cost
from editor_app.services.workspaces import Founder, Means
from editor_app.storage.workspaces import NewWorkspace

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.account import Account
    from editor_app.domain.edition import Edition
    from editor_app.domain.instants import Clock
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.documents import Draft

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
START = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
PASSPHRASE = "stones by the quiet river"


class FakeClock:
    """A clock that moves only when a test turns it; every reading is a little later than the one before."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._boot = timedelta(hours=1)

    def now(self) -> datetime:
        self._now += timedelta(microseconds=1)
        return self._now

    def boot(self) -> BootInstant:
        return BootInstant("boot-1", self._boot // timedelta(microseconds=1))

    def turn(self, by: timedelta) -> None:
        self._now += by
        self._boot += by

    def at(self) -> tuple[datetime, timedelta]:
        """What it shows, without going on."""
        return self._now, self._boot

    def set_boot(self, boot: timedelta) -> None:
        """How long the machine has been on."""
        self._boot = boot


@dataclass(frozen=True)
class Office:
    """Everybody at their desks."""

    clock: FakeClock
    admin: Seat
    seats: dict[str, Seat] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        return self.admin.desk

    @property
    def sending_desk(self) -> Desk:
        """Over which the worker works."""
        return self.desk

    def close(self) -> None:
        """Everybody goes home."""
        self.desk.close()

    def keep_time_by(self, clock: Clock) -> None:
        """From here on every desk of the office has that clock."""
        for desk in (self.desk, *(seat.desk for seat in self.seats.values())):
            object.__setattr__(desk, "clock", clock)

    def __getattr__(self, name: str) -> Seat:
        """The seat of that person: `office.editor`, `office.reviewer2` and so on."""
        try:
            return self.seats[name]
        except KeyError:
            raise AttributeError(name) from None

    def hire(self, name: str, *roles: Role, confirmed_by: Seat | None = None) -> Seat:
        """Invite, activate, confirm, sign in; a third admin is confirmed by another one than who invites."""
        members.add(self.admin, name, roles)
        words = members.activate(self.desk, name, Secret(PASSPHRASE)).words
        members.confirm(confirmed_by or self.admin, name, words)
        self.seats[name] = members.sign_in(self.desk, name, Secret(PASSPHRASE))
        return self.seats[name]

    def connect(self, name: str, url: str = "http://127.0.0.1:9", **options: str) -> Account:
        """A practice account; its server need not run."""
        profile = options.setdefault("profile", "draft-flip")
        options.setdefault("channel", name)
        return accounts.add_for_practice(
            self.admin,
            "sandbox",
            name,
            Connection(url, Secret("practice"), options),
            f"sandbox:{profile}:{options['channel']}",
        )

    def submitted(self, draft: Draft, *names: str, **chosen: Any) -> Edition:
        """A document by the editor, submitted for accounts of those names."""
        made = documents.create(self.editor, "", draft=draft)
        found = freezing.chosen_accounts(self.desk, names)
        submission = Submission(tuple(account.id for account in found), **chosen)
        return approvals.submit(self.editor, made.document.id, submission)

    def approve(self, edition: Edition, *names: str) -> Edition:
        """Approved by those reviewers, one stage each; all three when none is named."""
        for name in names or ("reviewer1", "reviewer2", "reviewer3"):
            edition = approvals.decide(self.seats[name], edition.id, Word(Decision.APPROVE, edition.digest)).edition
        return edition


def new_office(place: Path | str) -> Office:
    """A practice office with an admin alone."""
    clock = FakeClock()
    facts = NewWorkspace("Office", "en", "Asia/Shanghai", sample=True)
    founder = Founder("admin", Secret(PASSPHRASE))
    return Office(clock, workspaces.create(place, facts, founder, Means(clock, CHEAP)))


def full_office(place: Path | str) -> Office:
    """An office with two editors, three reviewers and a publisher besides the admin."""
    office = new_office(place)
    for name in ("editor", "editor2"):
        office.hire(name, Role.EDITOR)
    for name in ("reviewer1", "reviewer2", "reviewer3"):
        office.hire(name, Role.REVIEWER)
    office.hire("publisher", Role.PUBLISHER)
    return office
