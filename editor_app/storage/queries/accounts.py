"""Named queries about official accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select, update

from editor_app.domain.account import Account, AccountState
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import AccountId
from editor_app.domain.text import T
from editor_app.storage.prepared import Prepared
from editor_app.storage.tables import account

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row

    from editor_app.storage.database import Snapshot, Work


def insert_account(work: Work, new: Account) -> None:
    """Add an account (names are unique: else Conflict)."""
    work.connection.execute(
        _INSERT,
        {
            "id": new.id,
            "name": new.name,
            "platform": new.platform,
            "url": new.url,
            "remote_uid": new.remote_uid,
            "options": dict(new.options),
            "filing_number": new.filing_number,
            "state": new.state.value,
            "added_at": new.added_at,
        },
    )


def account_by_name(snapshot: Snapshot, name: str) -> Account:
    """The account with that name.

    Raises:
        NotFound: none has it.
    """
    row = snapshot.connection.execute(_BY_NAME, {"wanted": name}).first()
    if row is None:
        raise NotFound(
            T("There is no account called “{name}”.", name=name), T("See the accounts with `editor-app account list`.")
        )
    return _account(row)


def account_by_id(snapshot: Snapshot, wanted: AccountId) -> Account:
    """The account with that id.

    Raises:
        NotFound: none has it.
    """
    row = _BY_ID.first(snapshot.connection, {"wanted": wanted})
    if row is None:
        raise NotFound(T("There is no such account."))
    return _account(row)


def all_accounts(snapshot: Snapshot) -> list[Account]:
    """Every account, in the order in which they were added."""
    return [_account(row) for row in snapshot.connection.execute(_ALL)]


def set_account_state(work: Work, which: AccountId, state: AccountState) -> None:
    """Record whether the account takes deliveries."""
    work.connection.execute(_SET_STATE, {"which": which, "state": state.value})


def set_account_options(work: Work, which: AccountId, options: Mapping[str, str]) -> None:
    """Replace the account's settings."""
    work.connection.execute(_SET_OPTIONS, {"which": which, "options": dict(options)})


def set_account_identity(work: Work, which: AccountId, remote_uid: str) -> None:
    """Record who the platform says we are."""
    work.connection.execute(_SET_IDENTITY, {"which": which, "remote_uid": remote_uid})


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(
        id=AccountId(row.id),
        name=row.name,
        platform=row.platform,
        url=row.url,
        remote_uid=row.remote_uid,
        options={str(name): str(value) for name, value in row.options.items()},
        filing_number=row.filing_number,
        state=AccountState(row.state),
        added_at=row.added_at,
    )


_INSERT = insert(account)
_BY_NAME = select(account).where(account.c.name == bindparam("wanted"))
_BY_ID = Prepared(select(account).where(account.c.id == bindparam("wanted")))
_ALL = select(account).order_by(account.c.added_at, account.c.name)
_ONE = update(account).where(account.c.id == bindparam("which"))
_SET_STATE = _ONE.values(state=bindparam("state"))
_SET_OPTIONS = _ONE.values(options=bindparam("options", type_=account.c.options.type))
_SET_IDENTITY = _ONE.values(remote_uid=bindparam("remote_uid"))
