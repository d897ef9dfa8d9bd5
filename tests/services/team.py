"""A team for tests: a database of its own, where everybody has a login and a connection of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import psycopg

from editor_app.domain.audit import Actor
from editor_app.domain.document import Content
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.services import (
    accounts,
    approvals,
    documents,
    freezing,
    members,
    publishing,
    reading_back,
    sending,
    teams,
    vaults,
)
from editor_app.services.approvals import Word
from editor_app.services.clock import SystemClock
from editor_app.services.documents import Draft
from editor_app.services.freezing import Submission
from editor_app.services.links import Links
from editor_app.services.sending import Sender
from editor_app.services.workspaces import Founder, Means
from editor_app.storage.queries import deliveries
from editor_app.storage.team_access import own_address
from editor_app.storage.workspaces import NewWorkspace
from tests.services.office import CHEAP, PASSPHRASE
from tests.services.patterns import Pattern
from tests.storage.servers import new_database

if TYPE_CHECKING:
    from editor_app.domain.account import Account
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.edition import Edition
    from editor_app.domain.identifiers import DocumentId
    from editor_app.domain.instants import Clock
    from editor_app.services.desk import Seat

MEANS = Means(SystemClock(), CHEAP)
PEOPLE: dict[str, tuple[Role, ...]] = {
    "editor": (Role.EDITOR,),
    "both": (Role.EDITOR, Role.REVIEWER),
    "reviewer1": (Role.REVIEWER,),
    "reviewer2": (Role.REVIEWER,),
    "publisher": (Role.PUBLISHER,),
    "publisher2": (Role.PUBLISHER,),
    "sender": (Role.WORKER,),
    "admin2": (Role.ADMIN,),
}


@dataclass
class Team:
    """One team, everybody signed in."""

    administrator: str
    """The address of the server's administrator."""
    address: str
    seats: dict[str, Seat] = field(default_factory=dict)
    passwords: dict[str, Secret] = field(default_factory=dict)

    @property
    def clock(self) -> Clock:
        """The real one, as the server has it."""
        return MEANS.clock

    def __getattr__(self, name: str) -> Seat:
        try:
            return self.seats[name]
        except KeyError:
            raise AttributeError(name) from None

    def invite(self, name: str, *roles: Role) -> Secret:
        """Named by the admin, with a login; the password."""
        members.add(self.admin, name, roles)
        self.passwords[name] = teams.admit(self.admin, name).password
        return self.passwords[name]

    def hire(self, name: str, *roles: Role, confirmed_by: Seat | None = None) -> Seat:
        """Invited, activated over a connection of their own, confirmed, signed in."""
        desk = teams.open_desk(self.address, name, self.invite(name, *roles), MEANS)
        words = members.activate(desk, name, Secret(PASSPHRASE)).words
        members.confirm(confirmed_by or self.admin, name, words)
        self.seats[name] = members.sign_in(desk, name, Secret(PASSPHRASE))
        return self.seats[name]

    def raw(self, name: str) -> psycopg.Connection[tuple[Any, ...]]:
        """What a member gets with a tool of their own."""
        password = self.passwords[name].reveal() if name in self.passwords else None
        return psycopg.connect(own_address(self.address, name), password=password)

    def connect(self, name: str, url: str = "http://127.0.0.1:9", code: str = "practice") -> Account:
        options = {"profile": "draft-flip", "channel": name}
        identity = f"sandbox:draft-flip:{name}"
        return accounts.add_for_practice(self.admin, "sandbox", name, Connection(url, Secret(code), options), identity)

    def submitted(self, *names: str, title: str = "便民事项一次办好", by: str = "editor", route: str = "") -> Edition:
        seat = self.seats[by]
        draft = Draft(Content(title=title, body="第一段，共 12 件事。\n\n第二段。", source="区政务公开办"))
        return self.handed_in(documents.create(seat, "", draft=draft).document.id, *names, by=by, route=route)

    def handed_in(self, document: DocumentId, *names: str, by: str = "editor", route: str = "Two persons") -> Edition:
        seat = self.seats[by]
        chosen = freezing.chosen_accounts(seat.desk, names)
        return approvals.submit(seat, document, Submission(tuple(each.id for each in chosen), route))

    def approved(self, *names: str, title: str = "便民事项一次办好") -> Edition:
        edition = self.submitted(*names, title=title, route="Two persons")
        return self.sign(edition, "reviewer1")

    def sign(self, edition: Edition, name: str) -> Edition:
        from editor_app.domain.approval import Decision

        return approvals.decide(self.seats[name], edition.id, Word(Decision.APPROVE, edition.digest)).edition

    def queued(self, *names: str, title: str = "便民事项一次办好") -> Delivery:
        return publishing.queue(self.publisher, self.approved(*names, title=title).id)[0]

    def send(self, delivery: Delivery) -> Delivery:
        """What the worker's member does with it: sent and read back."""
        links = Links(self.sender.desk.platforms, vaults.opened(self.admin))
        sender = Sender(self.sender.desk, links, Actor("worker:sender", "sender"))
        lock = self.sender.desk.store.locks.account_lock(delivery.account)
        assert lock is not None
        with lock:
            sending.serve_queued(sender, delivery.id, lock)
            reading_back.serve_sent(sender, delivery.id, lock)
        links.close()
        with self.sender.desk.database.read() as snapshot:
            return deliveries.delivery_by_id(snapshot, delivery.id)

    def close(self) -> None:
        for seat in self.seats.values():
            seat.desk.close()


def new_team(administrator: str) -> Team:
    """An admin alone."""
    facts = NewWorkspace("Team", "en", "Asia/Shanghai", sample=True)
    made = teams.found(administrator, facts, Founder("admin", Secret(PASSPHRASE)), MEANS)
    team = Team(administrator, made.address, passwords={"admin": made.password})
    desk = teams.open_desk(made.address, "admin", made.password, MEANS)
    team.seats["admin"] = members.sign_in(desk, "admin", Secret(PASSPHRASE))
    return team


def full_team(server: str) -> Team:
    """Everybody of `PEOPLE` besides the admin; one at a time, because all of them are the same database."""
    pattern = _pattern(server)
    pattern.renew(server)
    team = Team(pattern.administrator, pattern.address, passwords=dict(pattern.passwords))
    for name, password in pattern.passwords.items():
        desk = teams.open_desk(team.address, name, password, MEANS)
        team.seats[name] = members.sign_in(desk, name, Secret(PASSPHRASE))
    return team


@cache
def _pattern(server: str) -> Pattern:
    team = new_team(new_database(server))
    for name, roles in PEOPLE.items():
        team.hire(name, *roles)
    team.close()
    pattern = Pattern(team.administrator, team.passwords, {"admin": (Role.ADMIN,), **PEOPLE})
    pattern.keep(server)
    return pattern
