"""The register of official accounts: entering, filing, changing and closing, each on record and each with its term."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.account import AccountState
from editor_app.domain.audit import Subject
from editor_app.domain.errors import Conflict, Invalid, Refused
from editor_app.domain.member import Deed, require
from editor_app.domain.register import (
    FILING_DAYS,
    PENDING,
    Call,
    Entry,
    Particulars,
    RegisterState,
    Standing,
    end_of,
    may_follow,
    rival,
)
from editor_app.domain.text import T
from editor_app.services.reasons import spoken
from editor_app.services.registered import exempt, term
from editor_app.storage import seals
from editor_app.storage.queries import accounts
from editor_app.storage.queries import register as queries

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from editor_app.domain.account import Account
    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import MemberId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Work

_LONGEST = 120
_S = RegisterState


@dataclass(frozen=True, slots=True)
class Filing:
    """What the authority gave, and when."""

    number: str
    on: date
    note: str = ""


def enter(seat: Seat, name: str, said: Particulars, exemption: str = "") -> Entry:
    """Say whose an account is and who answers for it; of an account that is filed it is a change to be filed.

    Args:
        seat: of an admin.
        name: of the account.
        said: all of it, also what stays.
        exemption: why the body keeps a second account on the platform; it stays on the record.

    Raises:
        Invalid: no owner unit or nobody responsible, or one of them too long.
        Refused: no admin, the body has an account on this platform already, or the account is being closed.
        NotFound: no such account.
    """
    particulars = _checked(said)
    why = str(spoken(exemption)) if exemption.strip() else ""

    def following(before: Entry | None, made: _Made) -> Entry:
        if before is not None and before.state is _S.CLOSING:
            raise Refused(
                T("The account is being closed."), T("File its closing, or take it back (`editor-app register keep`).")
            )
        was_filed = before is not None and before.state in {_S.OPEN, _S.CHANGING}
        entry = made.entry(_S.CHANGING if was_filed else _S.OPENING, before)
        is_same_body = entry.particulars.owner_unit == particulars.owner_unit
        kept = entry.exemption if is_same_body else ""
        return replace(entry, particulars=particulars, exemption=why or kept)

    return _written(seat, name, "register.enter", following)


def file(seat: Seat, name: str, filing: Filing) -> Entry:
    """Say that the authority has it: an opening or a change is filed under a number, a closing is done.

    A closed account publishes nothing any more.

    Raises:
        Invalid: no number, or a day that lies ahead.
        Refused: no admin; nothing is to be filed; its owner isn't entered yet.
        NotFound: no such account.
    """
    number, zone = " ".join(filing.number.split()), ZoneInfo(seat.desk.workspace.zone)
    if filing.on > seat.desk.clock.now().astimezone(zone).date():
        raise Invalid(T("That day lies ahead."), T("Give the day on which the authority had it."))
    if len(number) > _LONGEST:
        raise Invalid(T("The number is too long."), T("Give at most {count} characters.", count=_LONGEST))

    def following(before: Entry | None, made: _Made) -> Entry:
        if before is None or before.state not in PENDING:
            raise Refused(T("Nothing of “{name}” is to be filed.", name=name), T("Enter what is new first."))
        is_closing = before.state is _S.CLOSING
        given = number or before.filing_number
        if not is_closing:
            _require_complete(before, given)
        entry = made.entry(_S.CLOSED if is_closing else _S.OPEN, before)
        return replace(entry, filing_number=given, filed_on=filing.on, note=" ".join(filing.note.split())[:400])

    return _written(seat, name, "register.file", following)


def begin_closing(seat: Seat, name: str, note: str) -> Entry:
    """Begin to close an account: readers are told, the authority is told within the term; it still publishes.

    Raises:
        Invalid: no reason.
        Refused: no admin, or it is being closed already.
        NotFound: no such account.
    """
    why = str(spoken(note))
    return _written(
        seat, name, "register.close", lambda before, made: replace(made.entry(_S.CLOSING, before), note=why)
    )


def keep(seat: Seat, name: str, note: str) -> Entry:
    """Take a closing back, before the authority has it.

    Raises:
        Invalid: no reason.
        Refused: no admin; it isn't being closed; it never was filed.
        NotFound: no such account.
    """
    why = str(spoken(note))

    def following(before: Entry | None, made: _Made) -> Entry:
        if before is None or before.state is not _S.CLOSING:
            raise Refused(
                T("“{name}” is not being closed.", name=name), T("Look at it with `editor-app register show`.")
            )
        _require_complete(before, before.filing_number)
        return replace(made.entry(_S.OPEN, before), note=why)

    return _written(seat, name, "register.keep", following)


def first_entry(work: Work, desk: Desk, account: Account, by: MemberId) -> None:
    """Put an account into the register that was just connected; its opening is to be filed within the term."""
    if not exempt(desk)(account):
        made = _Made(desk, account, by, work.at, None)
        _beside(work, "register.enter", replace(made.entry(_S.OPENING, None), filing_number=account.filing_number))


def closing_entry(work: Work, desk: Desk, account: Account, by: MemberId) -> None:
    """Let the closing of an account be filed that was just taken out of use."""
    found = queries.standing_of(work, account.id)
    if found != Standing() and found.state not in {_S.CLOSING, _S.CLOSED}:
        made = _Made(desk, account, by, work.at, found.call)
        _beside(work, "register.close", made.entry(_S.CLOSING, found.entry))


@dataclass(frozen=True, slots=True)
class _Made:
    """What every new line has: whose account, by whom, when, and its terms."""

    desk: Desk
    account: Account
    by: MemberId
    at: datetime
    call: Call | None

    def entry(self, state: RegisterState, before: Entry | None) -> Entry:
        """The line that follows `before`, with what is owed by it.

        Raises:
            Refused: it can't follow.
        """
        if not may_follow(before.state if before else None, state):
            raise Refused(
                T("“{name}” can't be that in the register now.", name=self.account.name),
                T("Look at it with `editor-app register show`."),
            )
        empty = Entry(
            self.account.id, 0, state, Particulars(), self.account.filing_number, None, None, None, "", "", self.by,
            self.at,
        )  # fmt: skip
        made = replace(
            before or empty, number=before.number + 1 if before else 1, state=state, by=self.by, at=self.at,
            due_on=None, publish_until=None, note="",
        )  # fmt: skip
        return self._owing(made, before) if state in PENDING else made

    def _owing(self, entry: Entry, before: Entry | None) -> Entry:
        """What is owed is owed by its first day, however often it is worded anew."""
        if before is not None and before.state is entry.state:
            return replace(entry, due_on=before.due_on, publish_until=before.publish_until)
        due = term(self.desk, self.at, FILING_DAYS)
        until = end_of(due, ZoneInfo(self.desk.workspace.zone))
        is_opening = entry.state is _S.OPENING
        if before is None and self.call is not None and is_opening:
            due, until = self.call.due_on, self.call.publish_until
        return replace(entry, due_on=due, publish_until=until if is_opening else None)


def _written(seat: Seat, name: str, action: str, following: Callable[[Entry | None, _Made], Entry]) -> Entry:
    """Add the line that `following` makes of the last one, in one transaction under one right."""
    require(seat.member, Deed.MANAGE_ACCOUNTS)
    with seat.desk.database.read() as snapshot:
        account = accounts.account_by_name(snapshot, name)
        found = queries.standing_of(snapshot, account.id)
    entry = following(found.entry, _Made(seat.desk, account, seat.member.id, seat.desk.clock.now(), found.call))
    with seat.write(Deed.MANAGE_ACCOUNTS, action, Subject("register", account.id), _detail(entry)) as work:
        if queries.standing_of(work, account.id) != found:
            raise Conflict(T("Somebody else changed this page of the register just now."), T("Look at it again."))
        _require_alone(work, account, entry)
        entry = replace(entry, at=work.at)
        queries.insert_entry(work, entry, work.sequence)
        if entry.state is _S.CLOSED and account.state is not AccountState.CLOSED:
            work.record("account.set_state", Subject("account", account.id), {"state": AccountState.CLOSED.value})
            accounts.set_account_state(work, account.id, AccountState.CLOSED)
    return entry


def _beside(work: Work, action: str, entry: Entry) -> None:
    """Add a line within the deed that made it necessary."""
    queries.insert_entry(work, entry, work.record(action, Subject("register", entry.account), _detail(entry)))


def _detail(entry: Entry) -> dict[str, Json]:
    said: dict[str, Json] = {"number": entry.number, "state": entry.state.value}
    return {**said, **seals.sealed(register_entry=queries.entry_values(entry))}


def _require_alone(work: Work, account: Account, entry: Entry) -> None:
    if entry.exemption or entry.state is _S.CLOSED:
        return
    every = {each.id: each for each in accounts.all_accounts(work)}
    others = [(found.entry, _where(every[of])) for of, found in queries.standings(work).items() if found.entry]
    other = rival(entry, _where(account), others)
    if other is not None:
        raise Refused(
            T(
                "{body} keeps “{name}” on this platform already, and a body has one account on each.",
                body=entry.particulars.owner_unit,
                name=every[other.account].name,
            ),
            T("Close one of them, or say why there are two; the reason stays on the record."),
        )


def _where(account: Account) -> str:
    """On which platform readers meet it: those on which people post by hand are told apart by their setting."""
    return f"{account.platform} {account.options.get('service', '')}".strip()


def _require_complete(entry: Entry, number: str) -> None:
    said = entry.particulars
    if not said.owner_unit or not said.responsible:
        raise Refused(
            T("It isn't said yet whose account it is and who answers for it."),
            T("Enter the owner unit and the person responsible first."),
        )
    if not number:
        raise Invalid(T("The filing number is missing."), T("Give the number that the authority gave."))


def _checked(said: Particulars) -> Particulars:
    flat = said.flat()
    if not flat.owner_unit or not flat.responsible:
        raise Invalid(T("Name the owner unit and the person responsible."), T("The operator may stay empty."))
    if max(map(len, (flat.owner_unit, flat.operator_unit, flat.responsible))) > _LONGEST:
        raise Invalid(T("One of the names is too long."), T("Give at most {count} characters.", count=_LONGEST))
    return flat
