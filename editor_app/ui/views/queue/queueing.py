"""Putting an approved edition into the queue: where it goes, and when; apart because it is a deed of its own right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from editor_app.domain.errors import Refused
from editor_app.domain.identifiers import grouped
from editor_app.ui import moments
from editor_app.ui.dialogs import Dialog, Tile
from editor_app.ui.i18n import joined, tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.queue.timing import TimeChoice, window_words
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import AreaInput, Field
from editor_app.ui.widgets.labels import Label, Rule, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.identifiers import AccountId, EditionId
    from editor_app.services.approvals import Record
    from editor_app.services.desk import Desk
    from editor_app.services.publishing import Slot

_ACCOUNTS_AT_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class ReadyEdition:
    """An approved edition as the dialog shows it."""

    record: Record
    title: str
    tiles: tuple[tuple[str, str], ...]
    """Tile and name of each account."""
    next_slots: Mapping[AccountId, Slot] | None = None
    """The next free regular time of each account; None = one of them has none inside of the window."""

    @property
    def window(self) -> tuple[datetime | None, datetime | None]:
        """The signed window."""
        return self.record.manifest.not_before, self.record.manifest.not_after


def ready_edition(desk: Desk, edition: EditionId) -> ReadyEdition:
    """Everything that the dialog shows; in the background.

    Raises:
        NotFound, SealBroken: as in `approvals.record`.
    """
    from editor_app.services import approvals, documents
    from editor_app.ui.views.queue.loading import tile

    record = approvals.record(desk, edition)
    title = documents.revision(desk, record.edition.revision).content.title
    tiles = tuple((tile(desk, payload.platform), payload.account_name) for payload in record.manifest.payloads)
    return ReadyEdition(record, title, tiles, _next_slots(desk, edition))


def _next_slots(desk: Desk, edition: EditionId) -> Mapping[AccountId, Slot] | None:
    from editor_app.services import planning

    try:
        return planning.next_slots(desk, edition)
    except Refused:
        return None


class QueueDialog(Dialog):
    """Accounts, window and time of one approved edition; answers "queue" when the time is right."""

    def __init__(self, over: QWidget, ready: ReadyEdition, zone: str, now: datetime) -> None:
        super().__init__(over, tr("Queue the edition"), width=600)
        edition = ready.record.edition
        facts = joined(tr("Edition {number}", number=edition.number), grouped(edition.digest))
        self.timing = TimeChoice(zone, now, ready.window)
        if ready.next_slots is not None:
            self.timing.offer_next(_next_words(ready, ready.next_slots, now, ZoneInfo(zone)))
        window = window_words(ready.window, now, ZoneInfo(zone))
        self.add(
            boxed(down(Label(ready.title, Role.ROW_TITLE, wrap=True), Label(facts, Role.NOTE, "ink2"), gap=2)),
            _accounts(ready.tiles),
            Rule(),
            Label(window or tr("Approved for any time"), Role.DENSE, "ink2", wrap=True),
            self.timing,
        )
        self.problem = Label("", Role.DENSE, "carmine", wrap=True)
        self.problem.hide()
        self.why_again = Field(tr("Why it goes out once more"), AreaInput(lines=2), note=tr("required"))
        self.why_again.hide()
        self.add(self.problem, self.why_again)
        self.set_note(tr("Each account becomes a delivery of its own."))
        self.add_button("", Button(tr("Cancel")))
        count = len(ready.tiles)
        verb = tr("Queue {count} deliveries", count=count) if count > 1 else tr("Queue the delivery")
        self.verb = self.add_button("queue", Button(verb, Kind.PRIMARY), closes=False)

    def ask_again(self, sentence: str) -> None:
        """An account has this text already: it goes out once more only with a reason, which stays on the record."""
        self.why_again.show()
        self.show_problem(sentence)
        self.verb.setText(tr("Queue it all the same"))
        self.verb.setAccessibleName(self.verb.text())
        self.verb.updateGeometry()
        self.why_again.control.setFocus()

    def again(self) -> str:
        """Why the same text goes out once more; empty = that was not asked."""
        return "" if self.why_again.isHidden() else self.why_again.text().strip()

    def is_complete(self) -> bool:
        """Whether the time is right, and the reason given where one is needed."""
        if not self.why_again.isHidden() and not self.again():
            self.why_again.show_error(tr("Say in a few words why; it stays on the record."))
            return False
        return self.timing.is_valid()

    def show_problem(self, sentence: str) -> None:
        """Say why it was refused, in place."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.place_panel()


def _next_words(ready: ReadyEdition, slots: Mapping[AccountId, Slot], now: datetime, zone: ZoneInfo) -> str:
    """When each account's next regular time is."""
    names = {payload.account: payload.account_name for payload in ready.record.manifest.payloads}
    return "\n".join(joined(names[account], moments.when(slot.at, now, zone)) for account, slot in slots.items())


def _accounts(tiles: tuple[tuple[str, str], ...]) -> QWidget:
    rows: list[QWidget | int | None] = [
        boxed(across(Tile(character), Label(name, Role.DENSE), None)) for character, name in tiles[:_ACCOUNTS_AT_MOST]
    ]
    if len(tiles) > _ACCOUNTS_AT_MOST:
        rest = len(tiles) - _ACCOUNTS_AT_MOST
        rows.append(Label(tr("and {count} more", count=rest), Role.NOTE, "ink2"))
    return boxed(down(*rows, gap=6))
