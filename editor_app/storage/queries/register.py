"""Named queries about the register of accounts: entries line by line, and the calls for those that have none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, literal_column, select, text

from editor_app.domain.identifiers import AccountId, MemberId
from editor_app.domain.register import Call, Entry, Particulars, RegisterState, Standing
from editor_app.storage.prepared import Prepared
from editor_app.storage.register_tables import register_call, register_entry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Row

    from editor_app.storage.database import Snapshot, Work


UNFILED = (
    "SELECT 1 FROM register_entry AS r WHERE r.account = d.account AND (r.state = 'closed' OR r.publish_until < :now)"
    " AND NOT EXISTS (SELECT 1 FROM register_entry AS l WHERE l.account = r.account AND l.number > r.number)"
)
"""Whether the newest line of `d.account` is closed, or its term is over at `:now`."""
CALLED = "SELECT 1 FROM register_call WHERE account = d.account AND publish_until < :now"
"""Whether the term of its call is over."""


def insert_entry(work: Work, new: Entry, sequence: int) -> None:
    """Add a line to an account's page; the audit row is that of `sequence`."""
    work.connection.execute(
        _INSERT_ENTRY, {**entry_values(new), "by": new.by, "at": new.at, "audit_sequence": sequence}
    )


def insert_call(work: Work, new: Call, sequence: int) -> None:
    """Call for the entry of an account that was there before; the audit row is that of `sequence`."""
    work.connection.execute(_INSERT_CALL, {**call_values(new), "at": new.at, "audit_sequence": sequence})


def entry_values(entry: Entry) -> Mapping[str, object]:
    """What a line says, as it is inserted and sealed."""
    said = entry.particulars
    return {
        "account": entry.account,
        "number": entry.number,
        "state": entry.state.value,
        "owner_unit": said.owner_unit,
        "operator_unit": said.operator_unit,
        "responsible": said.responsible,
        "filing_number": entry.filing_number,
        "filed_on": _said(entry.filed_on),
        "due_on": _said(entry.due_on),
        "publish_until": entry.publish_until,
        "exemption": entry.exemption,
        "note": entry.note,
    }


def call_values(call: Call) -> Mapping[str, object]:
    """What a call says, as it is inserted and sealed."""
    return {"account": call.account, "due_on": _said(call.due_on), "publish_until": call.publish_until}


def history_of(snapshot: Snapshot, account: AccountId) -> list[Entry]:
    """Every line of an account's page, the first one first."""
    return [_entry(row) for row in snapshot.connection.execute(_HISTORY, {"account": account})]


def histories(snapshot: Snapshot) -> dict[AccountId, tuple[Entry, ...]]:
    """Every page, line by line."""
    found: dict[AccountId, tuple[Entry, ...]] = {}
    for row in snapshot.connection.execute(_EVERY_LINE):
        entry = _entry(row)
        found[entry.account] = (*found.get(entry.account, ()), entry)
    return found


def may_stop(snapshot: Snapshot, account: AccountId, at: datetime) -> bool:
    """Whether the register may have something against sending there; False = certainly not."""
    return _MAY_STOP.first(snapshot.connection, {"account": account, "now": at}) is not None


def standing_of(snapshot: Snapshot, account: AccountId) -> Standing:
    """Where an account stands."""
    entry = _LAST.first(snapshot.connection, {"account": account})
    if entry is not None:
        return Standing(_entry(entry))
    call = _CALL.first(snapshot.connection, {"account": account})
    return Standing(None, _call(call)) if call is not None else Standing()


def standings(snapshot: Snapshot) -> dict[AccountId, Standing]:
    """Where every account stands that is in the register or called for."""
    found = {AccountId(row.account): Standing(None, _call(row)) for row in snapshot.connection.execute(_CALLS)}
    return found | {AccountId(row.account): Standing(_entry(row)) for row in snapshot.connection.execute(_ALL_LAST)}


def _said(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    return Entry(
        account=AccountId(row.account),
        number=row.number,
        state=RegisterState(row.state),
        particulars=Particulars(row.owner_unit, row.operator_unit, row.responsible),
        filing_number=row.filing_number,
        filed_on=_day(row.filed_on),
        due_on=_day(row.due_on),
        publish_until=row.publish_until,
        exemption=row.exemption,
        note=row.note,
        by=MemberId(row.by),
        at=row.at,
    )


def _call(row: Row[tuple[object, ...]]) -> Call:
    return Call(AccountId(row.account), row.at, date.fromisoformat(row.due_on), row.publish_until)


_INSERT_ENTRY = insert(register_entry)
_INSERT_CALL = insert(register_call)
_OF_ACCOUNT = register_entry.c.account == bindparam("account")
_HISTORY = select(register_entry).where(_OF_ACCOUNT).order_by(register_entry.c.number)
_EVERY_LINE = select(register_entry).order_by(register_entry.c.account, register_entry.c.number)
_LAST = Prepared(select(register_entry).where(_OF_ACCOUNT).order_by(register_entry.c.number.desc()).limit(1))
_CALL = Prepared(select(register_call).where(register_call.c.account == bindparam("account")))
_MAY_STOP = Prepared(
    select(literal_column("d.account").label("account"))
    .select_from(text("(SELECT id AS account FROM account WHERE id = :account) AS d"))
    .where(
        text(f"EXISTS ({UNFILED}) OR EXISTS ({CALLED})").bindparams(
            bindparam("now", type_=register_call.c.publish_until.type)
        )
    )
)
_CALLS = select(register_call)
_NEWEST = select(register_entry.c.account, func.max(register_entry.c.number).label("number")).group_by(
    register_entry.c.account
)
_newest = _NEWEST.subquery()
_ALL_LAST = select(register_entry).join(
    _newest, (register_entry.c.account == _newest.c.account) & (register_entry.c.number == _newest.c.number)
)
