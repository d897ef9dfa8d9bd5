"""The office of `office` on a team's database: everybody signed in over a login of their own, and the same services.

The database of a process is made once; each test begins with a copy of it under the same name, so the logins hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import psycopg
from typing_extensions import override

from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.services import members, teams
from editor_app.services.workspaces import Founder, Means
from editor_app.storage.team_access import own_address
from editor_app.storage.workspaces import NewWorkspace
from tests.services.office import CHEAP, PASSPHRASE, START, FakeClock, Office
from tests.services.patterns import Pattern
from tests.storage.servers import new_database

if TYPE_CHECKING:
    from editor_app.services.desk import Desk, Seat

STAFF: dict[str, tuple[Role, ...]] = {
    "editor": (Role.EDITOR,),
    "editor2": (Role.EDITOR,),
    "reviewer1": (Role.REVIEWER,),
    "reviewer2": (Role.REVIEWER,),
    "reviewer3": (Role.REVIEWER,),
    "publisher": (Role.PUBLISHER,),
    "test": (Role.WORKER,),
}
"""As in `office.full_office`, and the worker's member, under the name that tests give the worker."""
_ANY_TIME = 9 * 10**18
"""How far the server's clock may be from the one that tests turn."""


@dataclass(frozen=True)
class TeamOffice(Office):
    """Everybody at desks of their own."""

    address: str = ""
    """For every member alike."""
    administrator: str = ""
    """Address of the server's administrator."""
    passwords: dict[str, Secret] = field(default_factory=dict)

    @property
    @override
    def sending_desk(self) -> Desk:
        return self.seats["test"].desk

    @override
    def hire(self, name: str, *roles: Role, confirmed_by: Seat | None = None) -> Seat:
        members.add(self.admin, name, roles)
        self.passwords[name] = teams.admit(self.admin, name).password
        desk = self._connected(name)
        words = members.activate(desk, name, Secret(PASSPHRASE)).words
        members.confirm(confirmed_by or self.admin, name, words)
        self.seats[name] = members.sign_in(desk, name, Secret(PASSPHRASE))
        return self.seats[name]

    def sit_down(self, name: str) -> None:
        """Somebody whom the database knows already."""
        self.seats[name] = members.sign_in(self._connected(name), name, Secret(PASSPHRASE))

    def raw(self, name: str) -> psycopg.Connection[tuple[object, ...]]:
        """What a member gets with a tool of their own."""
        return psycopg.connect(own_address(self.address, name), password=self.passwords[name].reveal())

    @override
    def close(self) -> None:
        for seat in (self.admin, *self.seats.values()):
            seat.desk.close()

    def _connected(self, name: str) -> Desk:
        return teams.open_desk(self.address, name, self.passwords[name], Means(self.clock, CHEAP))


def team_office(server: str) -> TeamOffice:
    """The full office on a team's database."""
    pattern = _pattern(server)
    pattern.renew(server)
    clock = FakeClock(START)
    address = pattern.address
    desk = teams.open_desk(address, "admin", pattern.passwords["admin"], Means(clock, CHEAP))
    office = TeamOffice(clock, members.sign_in(desk, "admin", Secret(PASSPHRASE)), {}, address, pattern.administrator,
                        dict(pattern.passwords))  # fmt: skip
    for person in STAFF:
        office.sit_down(person)
    return office


@cache
def _pattern(server: str) -> Pattern:
    administrator = new_database(server)
    clock = FakeClock(START)
    means = Means(clock, CHEAP)
    facts = NewWorkspace("Office", "en", "Asia/Shanghai", sample=True)
    made = teams.found(administrator, facts, Founder("admin", Secret(PASSPHRASE)), means)
    _let_time_be_turned(administrator)
    desk = teams.open_desk(made.address, "admin", made.password, means)
    seat = members.sign_in(desk, "admin", Secret(PASSPHRASE))
    office = TeamOffice(clock, seat, {}, made.address, administrator, {"admin": made.password})
    for person, roles in STAFF.items():
        office.hire(person, *roles)
    office.close()
    pattern = Pattern(administrator, office.passwords, {"admin": (Role.ADMIN,), **STAFF})
    pattern.keep(server)
    return pattern


def _let_time_be_turned(administrator: str) -> None:
    """The server has no clock that a test could turn, so it looks at none."""
    with psycopg.connect(administrator) as connection:
        found = connection.execute("SELECT pg_get_functiondef('team.write_audit'::regproc)").fetchone()
        assert found is not None
        loose = str(found[0]).replace("> 120000000", f"> {_ANY_TIME}")
        assert loose != found[0]
        connection.execute(loose.encode())
