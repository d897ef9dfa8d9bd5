"""The findings below the sheet: counts, rows, going there, remedies; apart because it folds to its head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.domain.finding import Severity
from editor_app.ui import badges, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, said, tr, tr_n
from editor_app.ui.tokens import Role, Size
from editor_app.ui.views.write.layouts import scrolled
from editor_app.ui.widgets.buttons import IconButton
from editor_app.ui.widgets.findings import FindingLook, FindingRow
from editor_app.ui.widgets.labels import Label, Surface, across

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.finding import Finding
    from editor_app.domain.identifiers import AccountId

MOST: Final = 200
_ROWS_HIGH: Final = 5
_ROWS_LOW: Final = 3


class _Count(QWidget):
    """A mark and how many of its kind there are."""

    def __init__(self, severity: str, colour: str) -> None:
        super().__init__()
        self._severity = severity
        self._colour = colour
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say("")

    def say(self, words: str) -> None:
        """Show `words`, or nothing at all."""
        self._words = words
        self.setAccessibleName(words)
        self.setFixedSize(22 + fonts.width(words, Role.DENSE), fonts.scaled(24))
        self.setVisible(bool(words))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.smooth(painter)
            badges.paint_finding_glyph(painter, QRectF(0, self.height() / 2 - 7, 14, 14), self._severity)
            colour = theme.colours()[self._colour]
            paint.text(painter, QRectF(20, 0, self.width(), self.height()), self._words, Role.DENSE, colour)


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with its words for the row."""

    finding: Finding
    look: FindingLook


class FindingsPanel(Surface):
    """Everything the checks say; Enter goes there, Alt+Enter applies the remedy."""

    visited = Signal(object)  # a Finding
    remedied = Signal(object)

    def __init__(self) -> None:
        super().__init__("panel", "top")
        self.setAccessibleName(tr("Checks"))
        self._rows: list[FindingRow] = []
        self._most_rows = _ROWS_HIGH
        self._open = True
        self.counts = {
            "block": _Count("block", "carmine"),
            "override": _Count("override", "ochre"),
            "warn": _Count("warn", "ochre"),
            "note": _Count("note", "ink2"),
        }
        self._scope = Label("", Role.NOTE, "ink2")
        self.fold = IconButton("chevron-down", tr("Fold the checks"))
        self.fold.clicked.connect(self.toggle)
        head = QWidget()
        head.setFixedHeight(fonts.scaled(Size.ROW))
        title = Label(tr("Checks"), Role.DENSE_BOLD)
        head.setLayout(
            across(title, 4, *self.counts.values(), None, self._scope, self.fold, gap=10, margins=(16, 1, 12, 0))
        )
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        self._area = scrolled(self._holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._area)
        self.show_findings((), {}, "")

    def show_findings(self, found: Sequence[Finding], names: Mapping[AccountId, str], scope: str) -> None:
        """List `found`; `names` are those of the accounts, `scope` says what was checked."""
        focused = next((at for at, row in enumerate(self._rows) if row.hasFocus()), -1)
        shown = [Shown(finding, look_of(finding, names)) for finding in found[:MOST]]
        if [s.look for s in shown] != [row.look for row in self._rows]:
            self._fill(shown)
            if 0 <= focused < len(self._rows):
                self._rows[focused].setFocus()
        self._tell_counts(found)
        self._scope.setText(scope)
        self._fit()

    def _fill(self, shown: Sequence[Shown]) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for place, one in enumerate(shown):
            row = FindingRow(one.look)
            row.visited.connect(lambda finding=one.finding: self.visited.emit(finding))
            row.remedied.connect(lambda finding=one.finding: self.remedied.emit(finding))
            self._list.insertWidget(place, row)
            row.show()
            self._rows.append(row)

    def _tell_counts(self, found: Sequence[Finding]) -> None:
        number = {severity: sum(f.severity is severity for f in found) for severity in Severity}
        words = {
            "block": tr("{count} must fix", count=number[Severity.BLOCK]),
            "override": tr("{count} for the reviewer", count=number[Severity.OVERRIDE]),
            "warn": tr("{count} advised", count=number[Severity.WARN]),
            "note": tr_n("{count} note", "{count} notes", count=number[Severity.NOTE]),
        }
        for severity, count in number.items():
            self.counts[severity.value].say(words[severity.value] if count else "")

    @property
    def rows(self) -> tuple[FindingRow, ...]:
        """The rows shown."""
        return tuple(self._rows)

    def toggle(self) -> None:
        """Fold to the head, or open again."""
        self._open = not self._open
        self.fold.set_icon_name("chevron-down" if self._open else "chevron-up")
        self._fit()

    def enter(self) -> None:
        """Put the focus on the first finding."""
        if not self._open:
            self.toggle()
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_low(self, *, low: bool) -> None:
        """Show three rows in a low window, five in others."""
        self._most_rows = _ROWS_LOW if low else _ROWS_HIGH
        self._fit()

    def _fit(self) -> None:
        rows = min(len(self._rows), self._most_rows) if self._open else 0
        self._area.setFixedHeight(rows * fonts.scaled(Size.ROW))
        self._area.setVisible(rows > 0)
        self.fold.setVisible(bool(self._rows))


def look_of(finding: Finding, names: Mapping[AccountId, str]) -> FindingLook:
    """A finding as a row: place, sentence and one word for its remedy."""
    sentence = said(finding.message)
    return FindingLook(
        finding.severity.value,
        place_in_words(finding, names),
        sentence,
        _remedy(finding),
    )


def _remedy(finding: Finding) -> str:
    """One word for what a click does about it."""
    if finding.replacement is not None:
        return tr("Replace")
    return tr("Write a version") if finding.rule == "compose" and finding.account else ""


def place_in_words(finding: Finding, names: Mapping[AccountId, str]) -> str:
    """Where it is: the account if only that one says so, the field, the line of the body."""
    account = names.get(finding.account, "") if finding.account else ""
    where = {
        "title": tr("Title"), "summary": tr("Summary"), "body": tr("Text"), "alt": tr("Alternative text"),
        "chart": tr("Chart"), "cover": tr("Cover"), "source": tr("Source"), "link": tr("Link"),
    }.get(finding.place.field, finding.place.field)  # fmt: skip
    line = (
        tr("line {number}", number=finding.place.line) if finding.place.line and finding.place.field == "body" else ""
    )
    return account if account and finding.rule == "compose" else joined(account or where, line)
