"""What the register says to people: where an account stands in words, and the table for the authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.register import Particulars, RegisterState
from editor_app.domain.text import T, Text
from editor_app.platforms.absent import is_absent
from editor_app.platforms.hand_off.settings import profile_of
from editor_app.services.registered import is_guessed, registered, today
from editor_app.storage import evidence_file
from editor_app.translation import lookup

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editor_app.domain.account import Account
    from editor_app.rendering.register_table import RegisterTable
    from editor_app.services.desk import Desk
    from editor_app.services.registered import Registered

_PAGES = frozenset({".html", ".htm"})
STATES: dict[RegisterState, Text] = {
    RegisterState.OPENING: T("opening"),
    RegisterState.OPEN: T("filed"),
    RegisterState.CHANGING: T("changing"),
    RegisterState.CLOSING: T("closing"),
    RegisterState.CLOSED: T("deregistered"),
}
_OWED: dict[RegisterState | None, Text] = {
    None: T("Enter and file by {day}"),
    RegisterState.OPENING: T("Opening: file by {day}"),
    RegisterState.CHANGING: T("Change: file by {day}"),
    RegisterState.CLOSING: T("Closing: file by {day}"),
}
_OVERDUE: dict[RegisterState | None, Text] = {
    None: T("Entry: overdue since {day}"),
    RegisterState.OPENING: T("Opening: overdue since {day}"),
    RegisterState.CHANGING: T("Change: overdue since {day}"),
    RegisterState.CLOSING: T("Closing: overdue since {day}"),
}
_HEAD = (
    T("No."),
    T("Account"),
    T("Platform"),
    T("Identity there"),
    T("Address"),
    T("Owner unit"),
    T("Operator unit"),
    T("Person responsible"),
    T("Filing number"),
    T("Filed on"),
    T("State"),
    T("To be filed by"),
    T("Remarks"),
)


def standing_words(found: Registered) -> Text:
    """Where an account stands, in a line."""
    entry, due = found.standing.entry, found.standing.due_on
    if due is not None:
        said = _OVERDUE if found.is_overdue else _OWED
        what = Text(said[entry.state if entry else None].msgid, (("day", due.isoformat()),))
        guessed = T("{what} (holidays of {year} are not known yet)", what=what, year=str(due.year))
        return guessed if is_guessed(due) else what
    if entry is None:
        return T("Practice: nothing is to be filed") if found.is_exempt else T("Not in the register yet")
    day = entry.filed_on.isoformat() if entry.filed_on else "–"
    if entry.state is RegisterState.CLOSED:
        return T("Closed, filed on {day}", day=day)
    return T("Filed on {day}", day=day)


def save_table(desk: Desk, file: Path, language: str) -> RegisterTable:
    """Write the table to a new file: a page to print when its name ends in .html, else CSV.

    Raises:
        Conflict, DiskFull, WorkspaceReadOnly, Unavailable: the disk doesn't take it, or something lies there.
    """
    from editor_app.rendering.register_table import as_csv, as_page

    made = table(desk, registered(desk), language)
    evidence_file.write(file, as_page(made) if file.suffix.lower() in _PAGES else as_csv(made))
    return made


def table(desk: Desk, found: Sequence[Registered], language: str) -> RegisterTable:
    """The table in one language; practice accounts that nobody entered are left out."""
    from editor_app.rendering.register_table import RegisterTable

    def said(words: Text) -> str:
        return words.render(lookup(language))

    listed = [each for each in found if not each.is_exempt or each.standing.entry is not None]
    rows = tuple(_row(desk, number, each, language) for number, each in enumerate(listed, 1))
    below = T("{office}, as of {day}", office=desk.workspace.name, day=today(desk).isoformat())
    return RegisterTable(
        "zh-CN" if language == "zh_CN" else "en",
        said(T("Register of official accounts")),
        said(below),
        tuple(map(said, _HEAD)),
        rows,
        (said(T("Filled in by:")), said(T("Checked by:")), said(T("Seal of the owner unit:"))),
    )


def _row(desk: Desk, number: int, found: Registered, language: str) -> tuple[str, ...]:
    account, entry, say = found.account, found.standing.entry, lookup(language)
    said = entry.particulars if entry else Particulars()
    state = STATES[entry.state] if entry else T("to be entered")
    due = found.standing.due_on
    remarks = [entry.exemption, entry.note] if entry else []
    return (
        str(number),
        account.name,
        _for_the_authority(desk, account).render(say),
        account.remote_uid,
        account.url,
        said.owner_unit,
        said.operator_unit or said.owner_unit,
        said.responsible,
        entry.filing_number if entry else account.filing_number,
        entry.filed_on.isoformat() if entry and entry.filed_on else "",
        state.render(say),
        due.isoformat() if due else "",
        " / ".join(filter(None, remarks)),
    )


def _for_the_authority(desk: Desk, account: Account) -> Text:
    """The platform's name; what is installed in the office is no business of the authority's."""
    is_gone = is_absent(desk.platforms.of(account.platform))
    return Text(account.platform) if is_gone else platform_words(desk, account)


def platform_words(desk: Desk, account: Account) -> Text:
    """A platform's name for people, where they post by hand the one they post on; else its own name."""
    known = desk.platforms.of(account.platform)
    return profile_of(account.options).title if known.by_hand else known.title
