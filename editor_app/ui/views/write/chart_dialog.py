"""The chart dialog: cells at the left, the drawing and its words at the right; apart because it ends in one Chart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget
from typing_extensions import override

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.errors import DeskError
from editor_app.rendering.chart_series import reading_of
from editor_app.rendering.tables import Table, long_table, table_from_file
from editor_app.ui import background, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.saying import sentence
from editor_app.ui.tokens import Radius, Role
from editor_app.ui.views.write.chart_claims import claim_of
from editor_app.ui.views.write.chart_table import Cells, CellTable
from editor_app.ui.views.write.illustrating import drawn
from editor_app.ui.views.write.layouts import scrolled
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import AreaInput, Field, LineInput
from editor_app.ui.widgets.labels import Chip, Label, Surface, across, boxed, down
from editor_app.ui.widgets.strips import Item, Segments

_WIDTH: Final = 1112
_HEIGHT: Final = 756
_TABLE: Final = 424
_PATIENCE_MS: Final = 350
_ALT_LIMIT: Final = 200
_WAITING: Final = "…"


class Drawing(QWidget):
    """The chart as it will be, on paper; or the sentence that says why there is none yet."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._words = ""
        self.setMinimumHeight(fonts.scaled(180))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Preview of the chart"))

    def show_image(self, image: QImage) -> None:
        """Show the drawing."""
        self._image, self._words = image, ""
        self.update()

    def say(self, words: str) -> None:
        """Say why nothing is drawn; the last drawing goes."""
        self._image, self._words = QImage(), words
        self.setAccessibleDescription(words)
        self.update()

    @property
    def is_drawn(self) -> bool:
        """Whether a chart is shown."""
        return not self._image.isNull()

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, 348)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            paint.box(painter, box, Radius.CARD, colours.paper, colours.line)
            if not self._image.isNull():
                # A chart is read on white whatever the window's theme: the picture brings its own ground.
                room = QSize(int(box.width()) - 24, int(box.height()) - 24)
                size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
                left, top = (box.width() - size.width()) / 2, (box.height() - size.height()) / 2
                painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)
            else:
                inner = box.adjusted(24, 0, -24, 0)
                paint.text(painter, inner, self._words, Role.DENSE, colours.ink2, paint.CENTRE)


class ChartDialog(Dialog):
    """Makes a chart, or changes one; `made` carries it with what the placement says."""

    made = Signal(object)  # Chart

    def __init__(self, over: QWidget, table: Table | None = None, chart: Chart | None = None) -> None:
        super().__init__(over, tr("Chart"), width=_WIDTH)
        self._chart = chart
        self._name = ""
        self._draft = ""
        self._alt_typed = bool(chart and chart.alt)
        self.cells = Cells()
        self.table = CellTable(self.cells)
        self.kind = Segments(tr("Kind of chart"), [
            Item("line", tr("Lines"), icon="chart-line"), Item("column", tr("Columns"), icon="chart-column"),
            Item("stacked", tr("Stacked"), icon="chart-bar-stacked"), Item("area", tr("Area"), icon="chart-area"),
            Item("bar", tr("Bars"), icon="chart-bar-stacked"),
        ], chart.kind.value if chart else "line")  # fmt: skip
        self.title = Field(tr("Title: says the finding"), LineInput(chart.title if chart else ""))
        self.unit = Field(tr("Unit"), LineInput(chart.unit if chart else ""))
        self.source = Field(tr("Source"), LineInput(chart.source if chart else ""))
        self.as_of = Field(
            tr("Data as of"), LineInput(chart.as_of if chart else "", hint=tr("2026, 2026-11 or 2026-11-28"))
        )
        self.note = Field(tr("Note (may stay empty)"), LineInput(chart.note if chart else ""))
        alt = AreaInput(chart.alt if chart else "", lines=2)
        self.alt = Field(tr("Alternative text (for screen readers and platforms)"), alt, limit=_ALT_LIMIT)
        self.drawing = Drawing()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._draw)
        self._job: background.Job | None = None
        self._build()
        self._listen()
        if chart is not None:
            self.cells.set_table(Table(chart.columns, chart.rows))
        elif table is not None:
            self.cells.set_table(table)
        background.run(self, _warmed, lambda _nothing: self._timer.start(), self._undrawn)

    # What it makes

    def chart(self) -> Chart:
        """The chart as it stands.

        Raises:
            Invalid: something is missing or no number; the sentence says what.
        """
        from editor_app.services.charts import Words, chart_of

        table = _narrowed(self.cells.table())
        fields = [field.text() for field in (self.title, self.unit, self.source, self.as_of, self.alt, self.note)]
        made = chart_of(table, Words(ChartKind(self.kind.current() or "line"), *fields))
        return replace(made, id=self._chart.id) if self._chart is not None else made

    def take_file(self, path: Path) -> None:
        """Read a table from a file, in the background."""
        self._name = path.name
        background.run(self, lambda: table_from_file(path), self._take_table, self._undrawn)

    def _take_table(self, table: Table) -> None:
        self.cells.set_table(table)
        self._origin.setText(tr("from {file}", file=self._name))
        self._origin.setVisible(True)

    # How it is laid out

    def _build(self) -> None:
        self._origin = Chip("")
        self._origin.hide()
        if self.bar_row is not None:
            self.bar_row.insertWidget(1, self._origin)
        self.body.setContentsMargins(0, 0, 0, 0)
        row = across(self._left(), self._right(), gap=0)
        row.setStretch(1, 1)
        self.body.addLayout(row)
        self.add_button("", Button(tr("Cancel")))
        word = tr("Change chart") if self._chart is not None else tr("Insert chart")
        self.insert = self.add_button("insert", Button(word, Kind.PRIMARY), closes=False)
        self.begin_at(self.table)
        self.answered.connect(self._answered)

    def _left(self) -> QWidget:
        side = Surface("paper", "right")
        side.setFixedWidth(fonts.scaled(_TABLE))
        self._size = Label("", Role.NOTE, "ink2")
        take = Button(tr("Open a table…"), Kind.QUIET, icon="upload", small=True)
        take.clicked.connect(self._ask_file)
        head = Surface("paper", "bottom")
        head.setFixedHeight(fonts.scaled(44))
        head.setLayout(across(Label(tr("Data"), Role.DENSE_BOLD), self._size, None, take, margins=(16, 0, 8, 1)))
        foot = Surface("panel", "top")
        foot.setFixedHeight(fonts.scaled(36))
        hint = Label(tr("Paste cells from Excel or WPS here; the first row names the columns."), Role.NOTE, "ink2")
        foot.setLayout(across(hint, margins=(16, 1, 8, 0)))
        side.setLayout(down(head, self.table, foot, gap=0, margins=(0, 0, 1, 0)))
        return side

    def _right(self) -> QWidget:
        first = across(self.title, self.unit, gap=16)
        second = across(self.source, self.as_of, self.note, gap=16)
        for place, share in ((0, 3), (1, 2)):
            first.setStretch(place, share)
        for place in range(3):
            second.setStretch(place, 1)
        fields = boxed(down(boxed(first), boxed(second), self.alt, gap=10, margins=(4, 4, 4, 4)))
        area = scrolled(fields)
        area.setMinimumHeight(fonts.scaled(130))
        area.setMaximumHeight(fields.sizeHint().height() + 4)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = down(boxed(across(self.kind, None)), self.drawing, area, gap=12, margins=(16, 8, 16, 12))
        column.setStretch(1, 3)
        column.setStretch(2, 2)
        return boxed(column)

    @override
    def place_panel(self) -> None:
        width = min(fonts.scaled(_WIDTH), self.width() - 32)
        height = min(fonts.scaled(_HEIGHT), self.height() - 32)
        self.panel.setFixedWidth(width)
        self.panel.resize(width, height)
        self.panel.move((self.width() - width) // 2, (self.height() - height) // 2)

    # How it answers

    def _listen(self) -> None:
        self.cells.edited.connect(self._timer.start)
        self.kind.chosen.connect(lambda _key: self._timer.start())
        for field in (self.title, self.unit, self.source, self.as_of, self.note):
            field.changed.connect(lambda _text: self._timer.start())
        self.alt.changed.connect(self._alt_changed)

    def _alt_changed(self, text: str) -> None:
        self._alt_typed = bool(text.strip()) and text != self._draft

    def _draw(self) -> None:
        """Draw what there is; what a person has not said yet is left open in the drawing."""
        try:
            table = self.cells.table()
            chart = self._provisional(table)
        except DeskError as incomplete:
            self._undrawn(incomplete)
            return
        self._size.setText(joined(tr_n("{count} row", "{count} rows", count=len(table.rows)), self.unit.text()))
        if not self._alt_typed:
            self._draft_alt(chart)
        self._check_claim(chart)
        if self._job is not None:
            self._job.cancel()
        self._job = background.run(self, lambda: drawn(chart), self.drawing.show_image, self._undrawn)

    def _provisional(self, table: Table) -> Chart:
        from editor_app.services.charts import Words, chart_of

        title, unit, source, as_of = (
            field.text().strip() or _WAITING for field in (self.title, self.unit, self.source, self.as_of)
        )
        kind = ChartKind(self.kind.current() or "line")
        words = Words(kind, title, unit, source, as_of, _WAITING, self.note.text())
        return chart_of(_narrowed(table), words)

    def _draft_alt(self, chart: Chart) -> None:
        """A first text from the data, once title and unit are there; a person completes it."""
        from editor_app.rendering.chart import alt_draft

        if _WAITING in (chart.title, chart.unit):
            return
        self._draft = alt_draft(chart)
        self.alt.set_text(self._draft)

    def _check_claim(self, chart: Chart) -> None:
        claim = claim_of(self.title.text(), reading_of(chart).series)
        self.set_note(claim.words if claim else "", "")
        self.foot.note.set_colour("ink2" if claim is None else "green" if claim.fits else "carmine")

    def _undrawn(self, error: Exception) -> None:
        self.drawing.say(sentence(error))

    def _answered(self, key: str) -> None:
        if key != "insert":
            self.deleteLater()
            return
        missing = [
            field for field in (self.title, self.unit, self.source, self.as_of, self.alt) if not field.text().strip()
        ]
        for field in missing:
            field.show_error(tr("Needed"))
        if missing:
            missing[0].control.setFocus()
            return
        try:
            chart = self.chart()
        except DeskError as refused:
            self.drawing.say(sentence(refused))
            return
        self.leave()
        self.made.emit(chart)
        self.deleteLater()

    def _ask_file(self) -> None:
        kinds = tr("Tables (*.csv *.tsv *.xlsx *.xls *.ods)")
        name, _ = QFileDialog.getOpenFileName(self, tr("Open a table"), "", kinds)
        if name:
            self.take_file(Path(name))


def _narrowed(table: Table) -> Table:
    """Several columns of numbers become series of one."""
    numeric = [name for name in table.numeric_columns() if name != table.columns[0]]
    if len(numeric) > 1:
        return long_table(table, table.columns[0], numeric, (tr("Series"), tr("Value")))
    return table


def _warmed() -> None:
    from editor_app.rendering.chart import warm

    warm()
