"""Addresses of a team's database, and the ways in: made and renewed by an administrator, logins given and changed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import make_url, text

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.storage import schema, team, team_state
from editor_app.storage.database import Snapshot
from editor_app.storage.engines import postgresql_engine
from editor_app.storage.queries import people
from editor_app.storage.refusals import in_words
from editor_app.storage.team_roles import login_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from editor_app.domain.instants import Clock
    from editor_app.domain.member import Member
    from editor_app.domain.secrets import Secret
    from editor_app.storage.database import Database, Work


def is_shared(url: str) -> bool:
    """Whether the address names no user, so that each member signs in as themselves."""
    return not make_url(url).username


def shared_address(url: str) -> str:
    """The address as it is given to members: without anybody's name or password."""
    said = make_url(url)._replace(username=None, password=None, drivername="postgresql")
    return said.render_as_string(hide_password=False)


def own_address(url: str, name: str) -> str:
    """The address with the login of the member of that name.

    Raises:
        Invalid: it names no database.
    """
    said = make_url(url)
    if not said.database:
        raise Invalid(T("The address names no database."), T("Write it as postgresql://SERVER/DATABASE."))
    return said.set(username=login_of(said.database, name.strip())).render_as_string(hide_password=False)


def install(url: str, clock: Clock) -> None:
    """Bring the database's tables up to date and make everything of the team anew; by its server's administrator.

    Raises:
        Unavailable: not an administrator, no workspace, or too old a server; nothing was changed.
        WorkspaceNewer: a newer Press Desk was here.
    """
    engine = postgresql_engine(url)
    try:
        with in_words():
            if schema.is_behind(engine):
                schema.migrate(engine)
            with engine.begin() as connection:
                team.install(connection, clock)
    finally:
        engine.dispose()


def give_login_by_hand(url: str, clock: Clock, name: str, password: Secret) -> Member:
    """Give a member a login by the server's administrator: the first admin, or who came along with a workspace.

    Raises:
        NotFound: no such member.
    """
    with _administrating(url) as connection:
        member = people.member_by_name(Snapshot(connection), name.strip())
        login = login_of(team_state.roles_of(connection).database, member.name)
        team.give_login(connection, clock, member.id, team.encrypted(connection, login, password))
    return member


def give_login(work: Work, member: Member, password: Secret) -> None:
    """Give an invited member a login, or another password; the database asks for an admin and for the audit row."""
    database = team_state.roles_of(work.connection).database
    verifier = team.encrypted(work.connection, login_of(database, member.name), password)
    work.connection.execute(_GIVE, {"member": member.id, "verifier": verifier})


def set_own_password(database: Database, password: Secret) -> None:
    """Change the database password of this session's login."""
    with in_words(), database.engine.begin() as connection:
        team.set_own_password(connection, password)


def is_team(database: Database) -> bool:
    """Whether the workspace is a team's, where each member has a login."""
    with database.read() as snapshot:
        return team_state.is_installed(snapshot.connection)


@contextmanager
def _administrating(url: str) -> Iterator[Connection]:
    engine = postgresql_engine(url)
    try:
        with in_words(), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


_GIVE = text("SELECT team.give_login(:member, :verifier)")
