"""What comes onto the sheet besides typing: pastes, drops, pictures, charts, links; apart as each is a flow."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QFileDialog

from editor_app.domain.identifiers import ChartId
from editor_app.domain.media import Media, placement_markdown, placements
from editor_app.ui import background
from editor_app.ui.i18n import tr
from editor_app.ui.saying import sentence
from editor_app.ui.views.write import formatting, paste
from editor_app.ui.views.write.chart_dialog import ChartDialog
from editor_app.ui.views.write.details_dialog import LinkDialog
from editor_app.ui.views.write.insert_picture import KINDS, PictureDialog, PictureWords, png_of
from editor_app.ui.views.write.paste import PastedFiles, PastedImage, PastedPage, PastedTable, PastedText

if TYPE_CHECKING:
    from editor_app.domain.chart import Chart
    from editor_app.rendering.tables import Table
    from editor_app.ui.dialogs import Dialog
    from editor_app.ui.views.write.room import Room

_LONG: Final = 100_000  # characters of HTML from which it is read in the background


class Inserting(QObject):
    """Carries out what a paste, a drop or a button means."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.owner)
        self._room = room
        self._waiting: list[Path] = []
        self.dialog: Dialog | None = None
        room.editor.arrived.connect(self.take)
        room.editor.chip_asked.connect(self.edit_chip)

    # Pastes and drops

    def take(self, source: QMimeData) -> None:
        """A paste or drop."""
        match paste.meaning_of(source):
            case PastedText(text):
                self.insert_text(text)
            case PastedPage() as page:
                self._take_page(page)
            case PastedTable(table):
                self._take_table(table)
            case PastedImage(image):
                self.ask_picture(image, png_of(image), tr("Picture of the clipboard"))
            case PastedFiles() as files:
                self._take_files(files)

    def insert_text(self, text: str) -> None:
        """Put text at the caret; a long one in slices, so that the window stays awake, and as one undo step."""
        if len(text) + self._room.editor.document().characterCount() > paste.LONGEST:
            self._room.shell.toast(tr("The paste has more than 5 million characters; nothing was inserted."))
            return
        cursor = self._room.editor.textCursor()
        cursor.beginEditBlock()  # else Qt joins it with what was typed before, and one undo takes both
        cursor.insertText(text[: paste.SLICE])
        cursor.endEditBlock()
        self._room.editor.setTextCursor(cursor)
        if len(text) > paste.SLICE:
            self._go_on(cursor, text, paste.SLICE)

    def _go_on(self, cursor: QTextCursor, text: str, at: int) -> None:
        def slice_in() -> None:
            cursor.joinPreviousEditBlock()
            cursor.insertText(text[at : at + paste.SLICE])
            cursor.endEditBlock()
            if at + paste.SLICE < len(text):
                self._go_on(cursor, text, at + paste.SLICE)

        QTimer.singleShot(0, self, slice_in)

    def _take_page(self, page: PastedPage) -> None:
        if len(page.html) < _LONG:
            self.insert_text(paste.markdown_of(page))
        else:
            background.run(self, lambda: paste.markdown_of(page), self.insert_text, self._say)

    def _take_table(self, table: Table) -> None:
        """A Markdown table at once, and a chart of it one click away."""
        from editor_app.rendering.tables import table_markdown

        formatting.insert_block(self._room.editor.textCursor(), table_markdown(table))
        if table.numeric_columns():
            words = tr("Pasted as a table.")
            self._room.shell.toast(words, tr("Make it a chart"), partial(self._chart_instead, table))

    def _chart_instead(self, table: Table) -> None:
        self._room.editor.undo()
        self.ask_chart(table)

    def _take_files(self, files: PastedFiles) -> None:
        self._waiting = [*self._waiting, *files.pictures]
        for path in files.tables[:1]:
            self.ask_chart(None, path)
        for path in files.texts:
            self._take_document(path)
        if files.others:
            self._room.shell.toast(tr("{file} is no text, table or picture.", file=files.others[0].name))
        if files.pictures:
            self._next_picture()

    def _take_document(self, path: Path) -> None:
        seat = self._room.seat
        if seat is None:
            return
        from editor_app.services.importing import text_of

        background.run(self, lambda: text_of(seat, path), lambda read: self.insert_text(read.body), self._say)

    # Pictures

    def choose_picture(self) -> None:
        """Ask for picture files."""
        kinds = " ".join(f"*.{kind}" for kind in KINDS)
        names, _ = QFileDialog.getOpenFileNames(
            self._room.owner, tr("Insert pictures"), "", tr("Pictures ({kinds})", kinds=kinds)
        )
        self._waiting += [Path(name) for name in names]
        self._next_picture()

    def _next_picture(self) -> None:
        """Several pictures are asked about one after the other, in their order."""
        if not self._waiting:
            return
        path = self._waiting.pop(0)
        background.run(
            self,
            lambda: _read(path),
            lambda content: self.ask_picture(QImage.fromData(content), content, path.name),
            self._say,
        )

    def ask_picture(self, image: QImage, content: bytes, name: str) -> None:
        """Ask what a picture shows, then take it in and place it."""
        dialog = PictureDialog(self._room.owner, image, name)
        dialog.confirmed.connect(partial(self._keep_picture, content, name))
        dialog.answered.connect(lambda key: self._next_picture() if not key else None)
        self._open(dialog)

    def _keep_picture(self, content: bytes, name: str, words: PictureWords) -> None:
        seat = self._room.seat
        if seat is None:
            return
        from editor_app.services import media

        background.run(
            self, lambda: media.add(seat, content, words.words(name)), partial(self._place_picture, words), self._say
        )

    def _place_picture(self, words: PictureWords, kept: Media) -> None:
        self._place(placement_markdown(f"media:{kept.digest}", words.alt, words.caption))
        self._next_picture()

    # Charts

    def choose_chart(self) -> None:
        """Ask for a chart, with the table of the clipboard when there is one."""
        from PySide6.QtGui import QGuiApplication

        held = QGuiApplication.clipboard().mimeData()
        pasted = paste.meaning_of(held)
        self.ask_chart(pasted.table if isinstance(pasted, PastedTable) else None)

    def ask_chart(self, table: Table | None, path: Path | None = None) -> None:
        """Open the chart dialog on a table, a file, or empty."""
        dialog = ChartDialog(self._room.owner, table)
        if path is not None:
            dialog.take_file(path)
        dialog.made.connect(self._place_chart)
        self._open(dialog)

    def _place_chart(self, chart: Chart) -> None:
        if self._room.working is not None:
            self._room.working.charts[chart.id] = chart
            self._place(placement_markdown(f"chart:{chart.id}", chart.alt))
            self._room.content_changed()

    # Chips: pictures and charts that stand there already

    def edit_chip(self, number: int) -> None:
        """Change the words of the picture, or the chart, in that line."""
        block = self._room.editor.document().findBlockByNumber(number)
        placement = next(placements(block.text()), None)
        if placement is None or self._room.working is None:
            return
        if placement.chart is not None:
            chart = self._room.working.charts.get(ChartId(placement.chart))
            if chart is not None:
                dialog = ChartDialog(self._room.owner, None, chart)
                dialog.made.connect(partial(self._rewrite_chart, number))
                self._open(dialog)
            return
        words = PictureWords(placement.alt, placement.caption, "", ai_made=False)
        asked = PictureDialog(self._room.owner, QImage(), tr("Picture"), words)
        asked.credit.hide()
        asked.ai_made.hide()
        asked.insert.setText(tr("Apply"))
        asked.confirmed.connect(partial(self._rewrite_picture, number, f"media:{placement.media}"))
        self._open(asked)

    def _rewrite_picture(self, number: int, target: str, words: PictureWords) -> None:
        self._rewrite(number, placement_markdown(target, words.alt, words.caption))

    def _rewrite_chart(self, number: int, chart: Chart) -> None:
        if self._room.working is not None:
            self._room.working.charts[chart.id] = replace(chart)
            self._rewrite(number, placement_markdown(f"chart:{chart.id}", chart.alt))
            self._room.content_changed()

    def _rewrite(self, number: int, markdown: str) -> None:
        cursor = QTextCursor(self._room.editor.document().findBlockByNumber(number))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(markdown)

    # Links and tables

    def ask_link(self) -> None:
        """Ask for the address of a link around the chosen words."""
        dialog = LinkDialog(self._room.owner, self._room.editor.textCursor().selectedText())
        dialog.confirmed.connect(lambda words, url: formatting.link(self._room.editor.textCursor(), words, url))
        self._open(dialog)

    def insert_table(self) -> None:
        """An empty table of three columns."""
        head, first, second = tr("Column 1"), tr("Column 2"), tr("Column 3")
        empty = "|   |   |   |"
        self._place(f"| {head} | {first} | {second} |\n| --- | --- | --- |\n{empty}\n{empty}")

    def _place(self, markdown: str) -> None:
        cursor = self._room.editor.textCursor()
        formatting.insert_block(cursor, markdown)
        self._room.editor.setTextCursor(cursor)
        self._room.editor.setFocus()

    def _open(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.ask()

    def _say(self, error: Exception) -> None:
        self._room.shell.toast(sentence(error))


def _read(path: Path) -> bytes:
    from editor_app.services.media import read_file

    return read_file(path)
