"""The dialog in which a picture or chart is pointed at and commented on, with what was said of it beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from editor_app.ui import type as fonts
from editor_app.ui.chart_grid import ChartGrid
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import joined, tr
from editor_app.ui.region_canvas import RegionCanvas
from editor_app.ui.threads import ThreadList
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import AreaInput, Choice, Field
from editor_app.ui.widgets.labels import Label, Rule, across, boxed, down
from editor_app.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.anchor import Anchor
    from editor_app.ui.subjects import Subject
    from editor_app.ui.threads import Sitting

_WIDTH: Final = 960
_HEIGHT: Final = 400
_SIDE: Final = 320


class SubjectDialog(Dialog):
    """`commented` carries anchor, words and whether it must be settled first; `acted` a deed on a thread."""

    commented = Signal(object, str, bool)
    acted = Signal(str, str)

    def __init__(self, over: QWidget, subjects: Sequence[Subject], sitting: Sitting, *, may_comment: bool) -> None:
        super().__init__(over, tr("Comment on a picture or chart"), width=_WIDTH)
        self._subjects = tuple(subjects)
        self._sitting = sitting
        self._may_comment = may_comment
        self.what = Field(tr("About"), Choice(tr("About"), [(one.key, one.title) for one in subjects]))
        self.canvas, self.grid = RegionCanvas(), ChartGrid()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.grid)
        self._meant = Label("", Role.DENSE_BOLD, wrap=True)
        self._hint = Label("", Role.NOTE, "ink2", wrap=True)
        self._none = Label(tr("Nobody has commented on it."), Role.DENSE, "ink2", wrap=True)
        self.threads = ThreadList()
        self.words = Field(tr("Comment"), AreaInput(lines=3, hint=tr("@Name tells somebody")), note=tr("required"))
        self.must = QCheckBox(tr("Should be settled before anybody signs"))
        self._build()

    def _build(self) -> None:
        self.threads.acted.connect(self._act)
        self.threads.sought.connect(self.show_thread)
        side = boxed(down(self._none, self.threads, None, gap=6, margins=(0, 0, 8, 0)))
        write = boxed(down(self._meant, self._hint, self.words, self.must, gap=8))
        write.setVisible(self._may_comment)
        column = boxed(down(scrolled(side), Rule(), 8, write, gap=4))
        column.setFixedWidth(fonts.scaled(_SIDE))
        row = across(self._stack, column, gap=20)
        row.setStretch(0, 1)
        whole = boxed(row)
        whole.setFixedHeight(self.roomy(_HEIGHT))
        self.add(self.what, whole)
        self.add_button("", Button(tr("Close")))
        self.comment = self.add_button("comment", Button(tr("Comment"), Kind.PRIMARY), closes=False)
        self.comment.setVisible(self._may_comment)
        self.begin_at(self.canvas if self.subject().chart is None else self.grid)
        self.what.changed.connect(lambda _key: self._show())
        self.canvas.marked.connect(self._tell)
        self.grid.pointed.connect(self._tell)
        self.answered.connect(self._answered)
        self._show()

    def subject(self) -> Subject:
        """What is pointed at."""
        return next(one for one in self._subjects if one.key == self.what.text())

    def anchor(self) -> Anchor:
        """What a comment would be about."""
        return self.subject().anchor(self.canvas.region, self.grid.cell())

    def show_subject(self, key: str) -> None:
        """Show that picture or chart."""
        self.what.set_text(key)

    def show_thread(self, thread: str) -> None:
        """Mark what a thread is about."""
        for subject in self._subjects:
            for _number, placed in subject.threads:
                if placed.thread.id == thread:
                    self.what.set_text(subject.key)
                    self.canvas.mark(placed.thread.anchor.region)
                    self.threads.enter(thread)

    def _show(self) -> None:
        subject = self.subject()
        if subject.chart is not None:
            self.grid.show_chart(subject.chart, subject.commented())
        else:
            others = [(number, one.thread.anchor.region, one.thread.is_open) for number, one in subject.threads]
            self.canvas.show_picture(QImage.fromData(subject.picture), subject.title, others)
        self._stack.setCurrentWidget(self.canvas if subject.chart is None else self.grid)
        self.threads.show_threads(subject.threads, self._sitting)
        self._none.setVisible(not subject.threads)
        self._tell()

    def _tell(self) -> None:
        """Say what is meant now."""
        from editor_app.services import pointing

        subject, cell = self.subject(), self.grid.cell()
        if subject.chart is None:
            self._meant.setText(tr("The marked part") if self.canvas.region else tr("All of the picture"))
            self._hint.setText(tr("Drag over a part of it, or use the arrow keys."))
            return
        found = next((one for one in pointing.cells(subject.chart) if (one.row, one.column) == cell), None)
        words = joined(*pointing.in_words(subject.chart, found)) if found is not None else ""
        self._meant.setText(words or tr("All of the chart"))
        self._hint.setText(tr("Choose a value, a series or the name of a column."))

    def _act(self, thread: str, deed: str) -> None:
        self.leave()
        self.acted.emit(thread, deed)
        self.deleteLater()

    def _answered(self, key: str) -> None:
        if key != "comment":
            self.deleteLater()
        elif not self.words.text().strip():
            self.words.show_error(tr("Write what you mean in a sentence."))
        else:
            self.leave()
            self.commented.emit(self.anchor(), self.words.text(), self.must.isChecked())
            self.deleteLater()
