"""What the checks say against an emergency, each in its whole sentence, with the reason of accepting a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.domain.finding import Finding, Severity
from editor_app.ui import badges, paint
from editor_app.ui import type as fonts
from editor_app.ui.i18n import said, tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.write.findings_panel import place_in_words
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Label, across, boxed, down
from editor_app.ui.widgets.scrolling import emptied

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.identifiers import AccountId

_SIDE = 16


class _Mark(QWidget):
    """The glyph of a severity, in the height of a line."""

    def __init__(self, severity: str) -> None:
        super().__init__()
        self._severity = severity
        self.setFixedSize(_SIDE, fonts.line(Role.DENSE))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.smooth(painter)
            box = QRectF(0, (self.height() - _SIDE) / 2, _SIDE, _SIDE)
            badges.paint_finding_glyph(painter, box, self._severity)


class Accepting(QWidget):
    """Findings below each other; it is hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[tuple[str, ...], Field] = {}
        """The reason of accepting a warning, by the digests of the places where it was found."""
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)
        self._head = Label("", Role.DENSE_BOLD, wrap=True)
        column = down(self._head, gap=8)
        column.addLayout(self._rows)
        self.setLayout(column)
        self.hide()

    def show_findings(self, found: Sequence[Finding], names: Mapping[AccountId, str]) -> None:
        """List what stands in the way; a reason given before stays with its finding."""
        kept = self.reasons()
        emptied(self._rows)
        self.fields = {}
        for same in _together(found):
            self._rows.addWidget(self._row(same, names, kept.get(same[0].digest, "")))
        blocks = any(finding.severity is Severity.BLOCK for finding in found)
        self._head.setText(
            tr("The checks found what must be put right first.")
            if blocks
            else tr("The checks warn. Put it right, or say why it may stay; the reasons are signed with it.")
        )
        self.setVisible(bool(found))

    def reasons(self) -> dict[str, str]:
        """The reasons that were given, by the digest of the finding."""
        told = {digests: field.text().strip() for digests, field in self.fields.items()}
        return {digest: words for digests, words in told.items() for digest in digests if words}

    def is_complete(self) -> bool:
        """Whether every warning has its reason; a field without one says so."""
        missing = [field for field in self.fields.values() if not field.text().strip()]
        for field in missing:
            field.show_error(tr("Say why in one sentence."))
        return not missing

    def begin(self) -> None:
        """Put the focus where a reason is missing."""
        missing = (field for field in self.fields.values() if not field.text().strip())
        if (first := next(missing, None)) is not None:
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, same: Sequence[Finding], names: Mapping[AccountId, str], kept: str) -> QWidget:
        finding, sentence = same[0], said(same[0].message)
        places = dict.fromkeys(place_in_words(each, names) for each in same)
        words: list[QWidget | int | None] = [
            Label(tr(", ").join(places), Role.NOTE, "ink2", wrap=True),
            Label(sentence, Role.DENSE, wrap=True),
        ]
        if finding.place.excerpt not in sentence:
            words.append(Label(tr("“{words}”", words=finding.place.excerpt), Role.ROW_SERIF, "ink2", wrap=True))
        if finding.severity is Severity.WARN:
            name = tr("Reason for accepting: {finding}", finding=sentence)
            field = Field(tr("Accept it, because…"), LineInput(kept, name=name))
            self.fields[tuple(dict.fromkeys(each.digest for each in same))] = field
            words += [2, field]
        mark = _Mark(finding.severity.value)
        row = across(mark, boxed(down(*words, gap=2)), gap=8)
        row.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        row.setStretch(1, 1)
        return boxed(row)


def _together(found: Sequence[Finding]) -> list[list[Finding]]:
    """What one rule says of the same words in several places: one reason is enough for it."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for each in found:
        groups.setdefault((each.rule, each.place.excerpt, said(each.message)), []).append(each)
    return list(groups.values())
