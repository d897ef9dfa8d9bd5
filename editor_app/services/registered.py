"""Where accounts stand in the register: what is owed, what it stops, and the call for those that aren't in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.account import AccountState
from editor_app.domain.audit import Subject
from editor_app.domain.errors import Conflict, Refused
from editor_app.domain.register import (
    FILING_DAYS,
    GRACE_DAYS,
    Call,
    Entry,
    RegisterState,
    Standing,
    end_of,
    working_day_after,
)
from editor_app.domain.text import T
from editor_app.platforms.absent import is_absent
from editor_app.services import calendars
from editor_app.storage import seals
from editor_app.storage.queries import accounts
from editor_app.storage.queries import register as queries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from editor_app.domain.account import Account
    from editor_app.domain.audit import Actor
    from editor_app.domain.edition import EditionKind
    from editor_app.domain.identifiers import AccountId
    from editor_app.services.desk import Desk
    from editor_app.storage.database import Snapshot

_SATURDAY = 5
CLOSED = Refused(
    T("The account is closed in the register; only corrections and withdrawals go there."),
    T("Enter it again under Accounts, or choose another account."),
)
NOT_FILED = Refused(
    T("The account is not registered, and the term for filing it is over."),
    T("An admin files it under Accounts (`editor-app register file`); then release the delivery."),
)


@dataclass(frozen=True, slots=True)
class Registered:
    """An account with where it stands in the register."""

    account: Account
    standing: Standing
    is_exempt: bool
    """A practice account: nothing of it has to be filed."""
    is_overdue: bool
    """What is owed to the authority is owed for too long."""


def stop_of(snapshot: Snapshot, account: AccountId, kind: EditionKind, at: datetime) -> Refused | None:
    """What the register has against sending an edition of that kind there at that time; None = nothing."""
    if not queries.may_stop(snapshot, account, at):
        return None
    stopped = queries.standing_of(snapshot, account).stops(kind, at)
    if stopped is RegisterState.CLOSED:
        return CLOSED
    return NOT_FILED if stopped is not None else None


def require_in_order(snapshot: Snapshot, wanted: Iterable[AccountId], kind: EditionKind, at: datetime) -> None:
    """Pass when the register has nothing against sending an edition of that kind to these accounts.

    Raises:
        Refused: one of them is closed there, or wasn't filed in time.
    """
    for account in wanted:
        stop = stop_of(snapshot, account, kind, at)
        if stop is not None:
            name = accounts.account_by_id(snapshot, account).name
            raise Refused(T("{name}: {what}", name=name, what=stop.message), stop.next_step)


def registered(desk: Desk) -> tuple[Registered, ...]:
    """Every account with where it stands, in the order in which they were added."""
    with desk.database.read() as snapshot:
        known = queries.standings(snapshot)
        every = accounts.all_accounts(snapshot)
    is_exempt, now = exempt(desk), today(desk)
    return tuple(
        Registered(each, standing := known.get(each.id, Standing()), is_exempt(each), standing.is_overdue(now))
        for each in every
    )


def one_registered(desk: Desk, name: str) -> tuple[Registered, tuple[Entry, ...]]:
    """An account with where it stands, and its page line by line, the first one first.

    Raises:
        NotFound: no such account.
    """
    with desk.database.read() as snapshot:
        account = accounts.account_by_name(snapshot, name)
        lines = tuple(queries.history_of(snapshot, account.id))
        standing = queries.standing_of(snapshot, account.id)
    return Registered(account, standing, exempt(desk)(account), standing.is_overdue(today(desk))), lines


def today(desk: Desk) -> date:
    """The day in the office's zone."""
    return desk.clock.now().astimezone(ZoneInfo(desk.workspace.zone)).date()


def is_guessed(day: date) -> bool:
    """Whether the public holidays of its year aren't known here, so that a term was counted by weekdays alone."""
    return not calendars.holidays(day.year).is_known


def call_missing(desk: Desk, actor: Actor) -> int:
    """Call for the entry of every account that was there before the register was; returns how many are new.

    Such an account publishes for `GRACE_DAYS` more: to stop what was in order yesterday would be an incident.
    """
    is_exempt = exempt(desk)
    with desk.database.read() as snapshot:
        known = queries.standings(snapshot)
        missing = [
            each
            for each in accounts.all_accounts(snapshot)
            if each.id not in known
            and each.state is not AccountState.CLOSED
            and not is_exempt(each)
            and not is_absent(desk.platforms.of(each.platform))  # whether it is on the register only its package knows
        ]
    return sum(call_for(desk, actor, account) for account in missing)


def exempt(desk: Desk) -> Callable[[Account], bool]:
    """Whether nothing of an account is filed: in practice workspaces, and on practice platforms, which say so."""
    known = {each.name: each.on_register for each in desk.platforms.all()}
    return lambda account: desk.workspace.sample or not known.get(account.platform, True)


def term(desk: Desk, since: datetime, days: int) -> date:
    """The last day of a term of so many working days; the day on which it begins isn't counted."""
    return working_day_after(since.astimezone(ZoneInfo(desk.workspace.zone)).date(), days, _is_free)


def call_for(desk: Desk, actor: Actor, account: Account) -> bool:
    """Call for the entry of one account; whether the call is new."""
    now, zone = desk.clock.now(), ZoneInfo(desk.workspace.zone)
    until = end_of(term(desk, now, GRACE_DAYS), zone)
    call, subject = Call(account.id, now, term(desk, now, FILING_DAYS), until), Subject("register", account.id)
    try:
        with desk.database.write(
            actor, "register.call", subject, seals.sealed(register_call=queries.call_values(call))
        ) as work:
            queries.insert_call(work, replace(call, at=work.at), work.sequence)
    except (Conflict, Refused):
        return False  # another worker, or an admin, was faster
    return True


def _is_free(day: date) -> bool:
    found = calendars.day_off(day)
    return day.weekday() >= _SATURDAY if found is None else not found.is_work
