"""Official accounts: connect, prove the connection, connect again; their secrets go to the vault and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from editor_app.domain.account import Account, AccountState, HealthVerdict
from editor_app.domain.audit import Subject
from editor_app.domain.errors import AuthExpired, DeskError, Invalid, Refused
from editor_app.domain.identifiers import AccountId, new_id
from editor_app.domain.instants import wall_text
from editor_app.domain.member import Deed, require
from editor_app.domain.register import Standing
from editor_app.domain.text import T, Text
from editor_app.platforms.absent import is_absent, present
from editor_app.platforms.contract import Connection
from editor_app.platforms.gateway import called
from editor_app.services import budgets, registered, registering, vaults
from editor_app.services.links import connection_of, require_own_address, require_own_way, way_of
from editor_app.storage import seals
from editor_app.storage.queries import accounts as queries
from editor_app.storage.queries import ahead, register

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from editor_app.domain.canonical import Json
    from editor_app.domain.secrets import Secret
    from editor_app.platforms.contract import Identity, Platform
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.queries.ahead import HealthRow

_LONGEST_NAME = 60
_OWN_OPTIONS = ("proxy", "certificates")
"""Settings of every account, whatever its platform."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Health:
    """How an account stands, for the list and the status bar."""

    account: Account
    platform: Text
    """The platform's own name for people."""
    has_secret: bool | None
    """Whether this machine has its credentials; None = this member can't open the vault."""
    words: Text
    paused_until: datetime | None = None
    """Nothing is asked of it before then, because the platform said so."""
    last_look: HealthRow | None = None
    """What the last look ahead of a slot showed."""
    is_exempt: bool = False
    """A practice account: nothing of it is filed."""
    is_absent: bool = False
    """Its platform isn't installed on this computer, or can't be used; nothing is sent there from here."""


@dataclass(frozen=True, slots=True)
class Tested:
    """A proven connection."""

    account: Account
    identity: Identity
    place: str
    """Where a private draft was made and removed; empty when the platform has no such place."""
    clock_difference: timedelta | None
    """The server's clock against ours; None = it didn't say."""


def add(seat: Seat, platform: str, name: str, connection: Connection, filing_number: str = "") -> Account:
    """Connect an account: ask the platform who we are, keep its secret in the vault.

    Raises:
        Invalid: no name, an unknown or missing setting, an address with a password in it.
        NotFound: no such platform.
        Refused: no admin, a taken name, not on loopback in a sample workspace, no right to publish there.
        PlatformError: it can't be reached, or refuses the secret.
    """
    require(seat.member, Deed.MANAGE_ACCOUNTS)
    kind = seat.desk.platforms.platform(platform)
    given = checked(seat.desk, kind, connection)
    identity = _identity(kind, given)
    if not identity.may_publish:
        raise Refused(
            T("{name} may not publish there.", name=identity.name or name),
            T("Give the user the right to publish, or connect another one."),
        )
    given = _with_told(given, identity)
    return _keep(seat, _account(seat, kind, name, given, (identity.remote_uid, filing_number)), connection.secret)


def look_up(seat: Seat, platform: str, connection: Connection) -> Identity:
    """Who an account would be on the other side, before it is added; nothing is kept.

    Raises:
        Invalid, NotFound, Refused, PlatformError: as in `add`.
    """
    require(seat.member, Deed.MANAGE_ACCOUNTS)
    kind = seat.desk.platforms.platform(platform)
    return _identity(kind, checked(seat.desk, kind, connection))


def add_for_practice(seat: Seat, platform: str, name: str, connection: Connection, remote_uid: str) -> Account:
    """Add an account to a practice workspace before its server runs.

    Raises:
        Refused: no practice workspace.
        Invalid, NotFound: as in `add`.
    """
    if not seat.desk.workspace.sample:
        raise Refused(T("Only a practice workspace takes accounts unseen."), T("Connect the account."))
    kind = seat.desk.platforms.platform(platform)
    given = checked(seat.desk, kind, connection)
    return _keep(seat, _account(seat, kind, name, given, (remote_uid, "")), connection.secret)


def test(seat: Seat, name: str) -> Tested:
    """Prove an account's connection by a private draft that is removed again.

    Raises:
        NotFound: no such account.
        PlatformError: what is wrong, in words.
    """
    require(seat.member, Deed.MANAGE_ACCOUNTS)
    account = by_name(seat.desk, name)
    kind = seat.desk.platforms.of(account.platform)
    link = kind.link(connection_of(account, vaults.opened(seat)))
    try:
        identity = called("identity", link.identity)
        _require_same(account, identity)
        place = called("rehearse", link.rehearse)
    except AuthExpired:
        _set_state(seat, account, AccountState.NEEDS_SIGN_IN)
        raise
    finally:
        link.close()
    account = _set_state(seat, account, AccountState.ACTIVE)
    server = identity.server_time
    return Tested(account, identity, place, server - seat.desk.clock.now() if server else None)


def reconnect(seat: Seat, name: str, connection: Connection) -> Account:
    """Give an account a new secret or settings; it must be the same account on the other side.

    An empty secret leaves the stored one as it is. The address is pinned; it is not changed here.

    Raises:
        Refused: no admin, or the platform says that it is another account.
        Invalid, PlatformError: as in `add`.
    """
    require(seat.member, Deed.MANAGE_ACCOUNTS)
    account = by_name(seat.desk, name)
    kind, vault = present(seat.desk.platforms.of(account.platform)), vaults.opened(seat)
    require_own_address(account, vault)
    if not connection.secret:
        require_own_way(account, vault)
    secret = connection.secret or vault.secret(account.id) or connection.secret
    given = checked(
        seat.desk,
        kind,
        Connection(
            account.url,
            secret,
            {**account.options, **connection.options},
            connection.proxy or account.options.get("proxy", ""),
            connection.certificates or account.options.get("certificates", ""),
        ),
    )
    identity = _identity(kind, given)
    _require_same(account, identity)
    given = _with_told(given, identity)
    changed = _account(seat, kind, account.name, given, (account.remote_uid, account.filing_number))
    with seat.write(Deed.MANAGE_ACCOUNTS, "account.reconnect", _of(account), _address(account)) as work:
        queries.set_account_options(work, account.id, changed.options)
        queries.set_account_state(work, account.id, AccountState.ACTIVE)
        ahead.keep_health(work, account.id, HealthVerdict.WELL, None)
        account = queries.account_by_id(work, account.id)
    vault.keep(account.id, secret, way_of(account))
    return account


def close(seat: Seat, name: str) -> Account:
    """Take an account out of use; what it published stays on record, and its closing is to be filed."""
    account = by_name(seat.desk, name)
    detail: dict[str, Json] = {"state": AccountState.CLOSED.value}
    with seat.write(Deed.MANAGE_ACCOUNTS, "account.set_state", _of(account), detail) as work:
        queries.set_account_state(work, account.id, AccountState.CLOSED)
        registering.closing_entry(work, seat.desk, account, seat.member.id)
        return queries.account_by_id(work, account.id)


def all_accounts(desk: Desk) -> tuple[Account, ...]:
    """Every account, in the order in which they were added."""
    with desk.database.read() as snapshot:
        return tuple(queries.all_accounts(snapshot))


def by_name(desk: Desk, name: str) -> Account:
    """The account with that name.

    Raises:
        NotFound: there is none.
    """
    with desk.database.read() as snapshot:
        return queries.account_by_name(snapshot, name)


def health(seat: Seat) -> tuple[Health, ...]:
    """Every account with whether this machine can send to it."""
    try:
        vault = vaults.opened(seat)
    except DeskError:
        vault = None
    paused, is_exempt = budgets.paused(seat.desk), registered.exempt(seat.desk)
    with seat.desk.database.read() as snapshot:
        looks, pages = ahead.healths(snapshot), register.standings(snapshot)
    found = []
    for each in all_accounts(seat.desk):
        entry = pages.get(each.id, Standing()).entry
        account = replace(each, filing_number=entry.filing_number) if entry and entry.filing_number else each
        has_secret = None if vault is None else vault.secret(account.id) is not None
        platform = seat.desk.platforms.of(account.platform)
        until = paused[account.id].until if account.id in paused else None
        words = _health_words(account, has_secret=has_secret, is_exempt=is_exempt(account))
        if account.state is not AccountState.CLOSED and is_absent(platform):
            words = T("Its platform is not installed here")
        elif account.state is AccountState.ACTIVE and has_secret is not False:
            words = _lately(seat.desk, until, looks.get(account.id)) or words
        look = looks.get(account.id)
        found.append(
            Health(account, platform.title, has_secret, words, until, look, is_exempt(account), is_absent(platform))
        )
    return tuple(found)


def _lately(desk: Desk, until: datetime | None, look: HealthRow | None) -> Text | None:
    """What stands between an account and its next slot, as far as is known."""
    zone = ZoneInfo(desk.workspace.zone)
    if until is not None:
        return T("Paused until {time}", time=wall_text(until, zone))
    if look is None or look.words is None or look.verdict is HealthVerdict.SIGN_IN:
        return None
    return T("At {time}: {what}", time=wall_text(look.checked_at, zone), what=look.words)


def _keep(seat: Seat, account: Account, secret: Secret) -> Account:
    vault = vaults.opened(seat)
    vault.keep(account.id, secret, way_of(account))
    try:
        with seat.write(Deed.MANAGE_ACCOUNTS, "account.add", _of(account), _first_detail(account)) as work:
            if any(a.name.casefold() == account.name.casefold() for a in queries.all_accounts(work)):
                raise Refused(
                    T("There is an account called “{name}” already.", name=account.name), T("Choose another name.")
                )
            queries.insert_account(work, account)
            registering.first_entry(work, seat.desk, account, seat.member.id)
    except DeskError:
        vault.forget(account.id)
        raise
    return account


def _health_words(account: Account, *, has_secret: bool | None, is_exempt: bool) -> Text:
    if account.state is AccountState.CLOSED:
        return T("Closed")
    if account.state is AccountState.NEEDS_SIGN_IN:
        return T("The platform refused the credentials; connect it again")
    if has_secret is False:
        return T("This machine has no credentials; connect it again")
    return T("Ready") if account.filing_number or is_exempt else T("Ready; not registered yet")


def checked(desk: Desk, kind: Platform, connection: Connection) -> Connection:
    """The connection with every setting of the platform, defaults filled in."""
    parts = urlsplit(connection.url)
    if parts.username is not None or parts.password is not None:
        raise Invalid(T("The address has a name or a password in it."), T("Give the secret apart from the address."))
    if desk.workspace.sample and parts.hostname is not None and parts.hostname not in _LOOPBACK:
        raise Refused(
            T("A practice workspace takes accounts of this computer only."),
            T("Make a workspace of your own for real accounts."),
        )
    known = {field.name: field for field in kind.options}
    strange = sorted(set(connection.options) - set(known) - set(_OWN_OPTIONS))
    if strange:
        raise Invalid(
            T("{platform} has no setting “{name}”.", platform=kind.name, name=strange[0]),
            T("It has: {names}.", names=", ".join([*sorted(known), *_OWN_OPTIONS])),
        )
    options = {name: connection.options.get(name) or field.default for name, field in known.items()}
    missing = [name for name, field in known.items() if field.required and not options[name]]
    if missing:
        raise Invalid(T("The setting “{name}” is missing.", name=missing[0]), T("Give it when connecting."))
    own = {name: connection.options[name] for name in _OWN_OPTIONS if connection.options.get(name)}
    return Connection(
        connection.url.strip(),
        connection.secret,
        {name: value for name, value in {**options, **own}.items() if value},
        connection.proxy or own.get("proxy", ""),
        connection.certificates or own.get("certificates", ""),
    )


def _identity(kind: Platform, connection: Connection) -> Identity:
    link = kind.link(connection)
    try:
        return called("identity", link.identity)
    finally:
        link.close()


def _with_told(given: Connection, identity: Identity) -> Connection:
    """The connection with what the server said of itself."""
    return replace(given, options={**given.options, **identity.settings})


def _account(seat: Seat, kind: Platform, name: str, given: Connection, also: tuple[str, str]) -> Account:
    flat = " ".join(name.split())
    if not flat or len(flat) > _LONGEST_NAME or not flat.isprintable():
        raise Invalid(
            T("An account has a name of 1 to {count} visible characters.", count=_LONGEST_NAME), T("Name it again.")
        )
    own = {"proxy": given.proxy, "certificates": given.certificates}
    options: Mapping[str, str] = {**given.options, **{n: value for n, value in own.items() if value}}
    return Account(
        id=AccountId(new_id()),
        name=flat,
        platform=kind.name,
        url=given.url,
        remote_uid=also[0],
        options=options,
        filing_number=also[1].strip(),
        state=AccountState.ACTIVE,
        added_at=seat.desk.clock.now(),
    )


def _require_same(account: Account, identity: Identity) -> None:
    if identity.remote_uid != account.remote_uid:
        raise Refused(
            T("{name} is somebody else on the platform now ({uid}).", name=account.name, uid=identity.remote_uid),
            T("Connect that one as an account of its own."),
        )


def _set_state(seat: Seat, account: Account, state: AccountState) -> Account:
    detail: dict[str, Json] = {"state": state.value}
    with seat.write(Deed.MANAGE_ACCOUNTS, "account.set_state", _of(account), detail) as work:
        queries.set_account_state(work, account.id, state)
        if state is AccountState.ACTIVE:
            ahead.keep_health(work, account.id, HealthVerdict.WELL, None)
        return queries.account_by_id(work, account.id)


def _address(account: Account) -> dict[str, Json]:
    return {"platform": account.platform, "url": account.url, "remote_uid": account.remote_uid}


def _first_detail(account: Account) -> dict[str, Json]:
    kept = {"name": account.name, "filing_number": account.filing_number, "added_at": account.added_at}
    return {**_address(account), **seals.sealed(account=kept)}


def _of(account: Account) -> Subject:
    return Subject("account", account.id)
