"""A team's database that is made once a process and copied for each that wants one, under the same name.

The names of logins are made of the database's name, and roles belong to the server: so the logins of a copy hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg

from editor_app.domain.audit import Actor
from editor_app.services import teams
from editor_app.services.clock import SystemClock
from editor_app.storage.database import Work
from editor_app.storage.engines import postgresql_engine
from editor_app.storage.lineage import settle_here
from editor_app.storage.team_roles import TeamRoles, login_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.member import Role
    from editor_app.domain.secrets import Secret


@dataclass(frozen=True)
class Pattern:
    """A team as whoever wants one finds it; nobody is connected to it."""

    administrator: str
    """Address of the server's administrator at the database that is given out."""
    passwords: dict[str, Secret]
    people: Mapping[str, tuple[Role, ...]]

    @property
    def address(self) -> str:
        """For every member alike."""
        return teams.shared_address(self.administrator)

    @property
    def _name(self) -> str:
        return urlsplit(self.administrator).path[1:]

    def keep(self, server: str) -> None:
        """Set the database aside as it is now."""
        _copy(server, self._name, f"{self._name}_kept")

    def renew(self, server: str) -> None:
        """Let the database be as it was kept; what was changed about logins is changed back."""
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{self._name}" WITH (FORCE)'.encode())
        _copy(server, f"{self._name}_kept", self._name)
        self._settle()
        with psycopg.connect(self.administrator) as connection:
            for person, roles in self.people.items():
                login = login_of(self._name, person)
                said = ", ".join(f"'{role.value}'" for role in roles)
                connection.execute(f"SELECT team.settle_groups('{login}', ARRAY[{said}])".encode())
                connection.execute(f'ALTER ROLE "{login}" LOGIN'.encode())

    def _settle(self) -> None:
        """What is no part of a copy: the rights to the database itself, and that the workspace lives in it."""
        engine = postgresql_engine(self.administrator)
        with engine.begin() as connection:
            members = TeamRoles(self._name).members
            connection.exec_driver_sql(f'REVOKE ALL ON DATABASE "{self._name}" FROM PUBLIC')
            connection.exec_driver_sql(f'GRANT CONNECT ON DATABASE "{self._name}" TO "{members}"')
            settle_here(Work(connection, SystemClock(), Actor("system", "")))
        engine.dispose()


def _copy(server: str, name: str, new: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{new}" TEMPLATE "{name}" STRATEGY file_copy'.encode())
