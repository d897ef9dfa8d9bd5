"""What a person must know of a delivery before its story: doubt, failure, waiting, alarm; apart from the story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.recall import TAKES_AWAY, measure_of
from editor_app.ui import embargo_words, paint, theme, undecided
from editor_app.ui.i18n import N_, is_chinese, joined, said, tr
from editor_app.ui.tokens import Radius, Role
from editor_app.ui.views.queue import words
from editor_app.ui.widgets.labels import Label, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.services.adopting import Elsewhere
    from editor_app.services.alarms import Alarm
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from editor_app.storage.queries.recall import CaseRow
    from editor_app.ui.views.queue.loading import Chosen
    from editor_app.ui.views.queue.words import OfficeTime
    from editor_app.ui.widgets.buttons import Button

_NAMED: Final = 2


class Notice(QWidget):
    """What a person must know before anything else, on the wash of its state."""

    def __init__(self, tone: str, title: str, sentence: str, *buttons: Button) -> None:
        super().__init__()
        self._tone = tone
        self.setAccessibleName(f"{title} {sentence}")
        parts: list[QWidget | int | None] = [Label(title, Role.DENSE_BOLD, tone, wrap=True)]
        if sentence:
            parts.append(Label(sentence, Role.DENSE, wrap=True))
        if buttons:
            parts += [4, boxed(across(*buttons, None))]
        self.setLayout(down(*parts, gap=2, margins=(12, 10, 12, 10)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        border = colours[self._tone] if colours.is_high_contrast else None
        with QPainter(self) as painter:
            paint.box(painter, QRectF(self.rect()), Radius.CARD, colours[f"{self._tone}_wash"], border)


def alarm_notice(alarm: Alarm, seen: Button) -> Notice:
    """What readers see is not what was signed: every difference, and the deed of a person who has seen it."""
    lines = [words.difference(one) for one in alarm.differences]
    return Notice("carmine", undecided.alarm_words(alarm), "\n".join(lines), seen)


def recall_notice(case: CaseRow, see: Button) -> Notice:
    """That the document is being set right, and why."""
    return Notice("ochre", tr("Under recall"), tr("{name}: {reason}", name=case.opened_by, reason=case.reason), see)


def embargo_notice(chosen: Chosen, office: OfficeTime) -> Notice | None:
    """Until when its document is under embargo, and who may see it; None = nothing hides it."""
    standing = chosen.embargo
    if standing is None or not embargo_words.short(standing, office.now, office.zone):
        return None
    until = standing.step.until if standing.step else None
    time = embargo_words.until_words(until, office.now, office.zone) if until else ""
    who = embargo_words.who_words(standing.names)
    return Notice("ochre", tr("Under embargo"), ("" if is_chinese() else " ").join(filter(None, (time, who))))


def elsewhere_notice(held: Elsewhere, keep: Button) -> Notice:
    """That another copy of the workspace sent it, or may have, with the deed that keeps it as sent."""
    title = tr("It went out from elsewhere") if held.came.is_there else tr("It may have gone out from elsewhere")
    return Notice("ochre", title, said(held.row.reason) if held.row.reason else "", keep)


def notice_of(chosen: Chosen) -> QWidget | None:
    """What needs a person, said before the story."""
    row = chosen.timeline.row
    reason = said(row.reason) if row.reason else ""
    match row.state:
        case DeliveryState.ASK:
            sentence = tr("{reason} Somebody must look at the account with their own eyes.", reason=reason).strip()
            return Notice("ochre", tr(_ASKED[_takes_away(chosen)]), sentence)
        case DeliveryState.UNKNOWN:
            sentence = tr("{reason} It is looked up before anything is sent again.", reason=reason).strip()
            return Notice("ochre", tr(_UNKNOWN[_takes_away(chosen)]), sentence)
        case DeliveryState.FAILED:
            return Notice("carmine", tr(_FAILED[_takes_away(chosen)]), reason)
        case DeliveryState.HELD:
            return boxed(down(Label(tr("Waits for a person"), Role.DENSE_BOLD), Label(reason, Role.DENSE, wrap=True)))
    return _unreadable(chosen)


_ASKED: Final = N_("Nobody knows whether it is public"), N_("Nobody knows whether it is gone")
_UNKNOWN: Final = N_("It may be public already"), N_("It may be gone already")
_FAILED: Final = N_("Nothing of it is public on this account"), N_("Nothing was taken away on this account")
"""Of a post, and of what takes one away."""


def _takes_away(chosen: Chosen) -> bool:
    if chosen.record is None:
        return False
    return measure_of(chosen.record.manifest.payload_for(chosen.timeline.row.account)) in TAKES_AWAY


def _unreadable(chosen: Chosen) -> QWidget | None:
    """Why nothing is shown of what is in it; None = it is shown."""
    if chosen.is_veiled:
        return Notice("ochre", tr("Under embargo"), tr("You are not on its list: what is in it stays hidden."))
    if chosen.record is None:
        return Notice("carmine", tr("The stored edition is not what its digest says"), "")
    return None


def passing_notice(others: Sequence[DeliveryRow], deed: Button) -> Notice:
    """What an emergency waits for, and the deed that ends the waiting."""
    return Notice(
        "ochre",
        tr("This emergency waits: nobody knows yet whether another delivery is public"),
        tr("{titles} goes first on this account, and it is still being looked for.", titles=titles(others)),
        deed,
    )


def titles(others: Sequence[DeliveryRow]) -> str:
    """The titles of the first ones, and how many more there are."""
    named = tr(", ").join(tr("“{title}”", title=row.title) for row in others[:_NAMED])
    more = len(others) - _NAMED
    return named if more <= 0 else joined(named, tr("{count} more", count=more))
