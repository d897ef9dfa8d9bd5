"""A team on PostgreSQL: made by the server's administrator, entered by each member with a login of their own."""

from __future__ import annotations

import logging
import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.errors import DeskError, Invalid, Refused
from editor_app.domain.member import Deed, MemberState
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T
from editor_app.services import workspaces
from editor_app.services.workspaces import SYSTEM
from editor_app.storage import team_access
from editor_app.storage.changes import Changes
from editor_app.storage.keyrings import system_keyring
from editor_app.storage.queries import people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editor_app.domain.member import Member
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.workspaces import Founder, Means
    from editor_app.storage.workspaces import NewWorkspace

log = logging.getLogger(__name__)

_SHORTEST = 12
_WORDS_BYTES = 15


@dataclass(frozen=True, slots=True)
class Admitted:
    """A member who can connect now; the password is told once and changed by the member."""

    member: Member
    password: Secret
    address: str
    """For every member alike."""


def found(url: str, facts: NewWorkspace, founder: Founder, means: Means = SYSTEM) -> Admitted:
    """A new team workspace with its first admin.

    Args:
        url: of an empty database, with the name of the server's administrator.
        facts: name, language and zone.
        founder: becomes admin and confirms himself, on record.
        means: clock and cost of sealing.

    Raises:
        Conflict: there is a workspace already.
        Unavailable: not an administrator of the server, or too old a server.
        Invalid: no name, or too plain a passphrase.
    """
    seat = workspaces.create(url, facts, founder, means)
    seat.desk.close()
    team_access.install(url, means.clock)
    log.info("a team's database was made")
    return admit_by_hand(url, seat.member.name, means)


def renew(url: str, means: Means = SYSTEM) -> None:
    """Bring a team's database up to date after an update of the program, or make a team of a workspace that is there.

    Raises:
        Unavailable, WorkspaceNewer: as `storage.team_access.install` says.
    """
    team_access.install(url, means.clock)


def admit_by_hand(url: str, name: str, means: Means = SYSTEM) -> Admitted:
    """Give a member a login by the server's administrator: the first admin, or who came along with a workspace.

    Raises:
        NotFound: no such member.
    """
    password = _one_time_password()
    member = team_access.give_login_by_hand(url, means.clock, name, password)
    return Admitted(member, password, team_access.shared_address(url))


def admit(seat: Seat, name: str) -> Admitted:
    """Give an invited member a login, or a new password to one who was invited again.

    Raises:
        NotFound: no such member.
        Refused: no admin, not a team, or not invited: nobody takes over the login of somebody who works here.
    """
    _require_team(seat.desk)
    with seat.desk.database.read() as snapshot:
        member = people.member_by_name(snapshot, name.strip())
    if member.state is not MemberState.INVITED:
        raise Refused(
            T("{name} has a login already, and nobody else may change its password.", name=member.name),
            T("After a lost password, invite the member again."),
        )
    password = _one_time_password()
    subject = Subject("member", member.id)
    with seat.write(Deed.MANAGE_MEMBERS, "member.give_login", subject, {"by": "admin"}) as work:
        team_access.give_login(work, member, password)
    return Admitted(member, password, team_access.shared_address(seat.desk.store.url))


def open_desk(url: str, name: str, password: Secret, means: Means = SYSTEM) -> Desk:
    """The team's workspace, connected as that member.

    Raises:
        SignInFailed: the database doesn't know the name with this password.
    """
    return workspaces.open_desk(team_access.own_address(url, name), means, password)


def is_team(desk: Desk) -> bool:
    """Whether each member has a login of their own here."""
    return bool(desk.store.url) and team_access.is_team(desk.database)


def require_there(desk: Desk) -> None:
    """Pass when the team's server answers as who is connected.

    Raises:
        Unavailable: it doesn't, and why.
        SignInFailed: it knows the login no more.
    """
    with desk.database.read() as snapshot:
        people.members(snapshot)


@contextmanager
def hearing(desk: Desk, changed: Callable[[], None]) -> Iterator[None]:
    """Within the block, `changed` is called soon after others of a team changed anything; elsewhere never."""
    if not (desk.store.url and team_access.is_team(desk.database)):
        yield
        return
    others = Changes(desk.database, lambda _subjects: changed())
    others.start()
    try:
        yield
    finally:
        others.stop()


def change_password(desk: Desk, new: Secret) -> None:
    """Change the database password of the member whose connection this is.

    Raises:
        Invalid: too short.
        Refused: not a team.
    """
    _require_team(desk)
    if len(new.reveal()) < _SHORTEST:
        raise Invalid(
            T("A database password has at least {count} characters.", count=_SHORTEST), T("Choose a longer one.")
        )
    team_access.set_own_password(desk.database, new)


def is_shared(place: object) -> bool:
    """Whether this place is a team's address, at which each member signs in as themselves."""
    return isinstance(place, str) and team_access.is_shared(place)


def shared_address(url: str) -> str:
    """The address as it is given to members: without anybody's name or password."""
    return team_access.shared_address(url)


def remembered(url: str, name: str) -> Secret | None:
    """The database password that this computer's keyring keeps; None = none, or no keyring."""
    try:
        return system_keyring().secret(team_access.own_address(url, name))
    except DeskError:
        return None


def remember(url: str, name: str, password: Secret) -> bool:
    """Let this computer's keyring keep the database password; whether it does."""
    try:
        system_keyring().keep(team_access.own_address(url, name), password)
    except DeskError as without:
        log.info("the database password is not kept: %s", without.code)
        return False
    return True


def _require_team(desk: Desk) -> None:
    if not team_access.is_team(desk.database):
        raise Refused(T("This workspace is not a team's database."), T("Only members of a team have logins there."))


def _one_time_password() -> Secret:
    return Secret(secrets.token_urlsafe(_WORDS_BYTES))
