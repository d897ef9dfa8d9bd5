"""Pastes and drops as they end up on the sheet."""

import itertools
from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer, QUrl
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from editor_app.services import media
from editor_app.ui.views.write import paste
from editor_app.ui.views.write.chart_dialog import ChartDialog
from editor_app.ui.views.write.details_dialog import LinkDialog
from editor_app.ui.views.write.insert_picture import PictureDialog, png_of
from editor_app.ui.views.write.view import WriteView
from tests.services.office import Office
from tests.ui import keys
from tests.ui.views.write.test_paste import EXCEL, WORD, mime


def at_end(view: WriteView) -> None:
    view.editor.moveCursor(view.editor.textCursor().MoveOperation.End)


def picture(folder: Path, name: str) -> Path:
    path = folder / name
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(0xFF335577)
    assert image.save(str(path))
    return path


def test_word_text_is_pasted_as_markdown_in_one_undo_step(view: WriteView) -> None:
    before = view.editor.text()
    at_end(view)
    view.inserting.take(mime("要点", WORD))
    assert "**限时办结**，及时反馈。" in view.editor.text()
    view.editor.undo()
    assert view.editor.text() == before


def test_undoing_a_paste_leaves_what_was_typed_before_it(view: WriteView) -> None:
    at_end(view)
    keys.write(view.editor, "到2023年")
    typed = view.editor.text()
    source = QMimeData()
    source.setText("（含12月）")
    view.inserting.take(source)
    assert view.editor.text() == f"{typed}（含12月）"
    view.editor.undo()
    assert view.editor.text() == typed


def test_cells_become_a_table_and_a_chart_is_one_click_away(view: WriteView) -> None:
    at_end(view)
    view.inserting.take(mime("年份\t数量\n2025\t1", EXCEL))
    assert "| 年份 | 数量 |" in view.editor.text()
    view.shell._toast.action.click()  # type: ignore[attr-defined]
    assert "| 年份 | 数量 |" not in view.editor.text()
    assert isinstance(view.inserting.dialog, ChartDialog)
    assert view.inserting.dialog.cells.table().columns == ("年份", "数量")


def test_a_dropped_picture_asks_for_its_words_is_cleaned_and_placed(
    view: WriteView, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(picture(tmp_path, "九 张图.png")))])
    at_end(view)
    view.inserting.take(source)
    qtbot.waitUntil(lambda: isinstance(view.inserting.dialog, PictureDialog))
    dialog = view.inserting.dialog
    assert isinstance(dialog, PictureDialog)
    dialog.insert.click()
    assert dialog.alt.control.has_error
    dialog.alt.set_text("湖边的亭子")
    dialog.caption.set_text("亭子")
    dialog.insert.click()
    qtbot.waitUntil(lambda: "media:" in view.editor.text(), timeout=20_000)
    (kept,) = media.all_media(office.desk)
    assert f'![湖边的亭子](media:{kept.digest} "亭子")' in view.editor.text()
    assert (kept.name, kept.alt) == ("九 张图.png", "湖边的亭子")


def test_several_pictures_are_asked_about_in_their_order(view: WriteView, tmp_path: Path, qtbot: QtBot) -> None:
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(picture(tmp_path, f"{n}.png"))) for n in range(2)])
    at_end(view)
    view.inserting.take(source)
    seen = []
    for number in range(2):
        qtbot.waitUntil(
            lambda: isinstance(view.inserting.dialog, PictureDialog) and view.inserting.dialog not in seen,
            timeout=20_000,
        )
        dialog = view.inserting.dialog
        assert isinstance(dialog, PictureDialog)
        seen.append(dialog)
        dialog.alt.set_text(f"第{number}张")
        dialog.insert.click()
    qtbot.waitUntil(lambda: "第1张" in view.editor.text(), timeout=20_000)
    assert view.editor.text().index("第0张") < view.editor.text().index("第1张")


def test_a_picture_of_the_clipboard_asks_as_well(view: WriteView) -> None:
    source = QMimeData()
    source.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
    view.inserting.take(source)
    assert isinstance(view.inserting.dialog, PictureDialog)
    assert png_of(QImage(8, 8, QImage.Format.Format_RGB32)).startswith(b"\x89PNG")


def test_a_link_goes_around_the_chosen_words_and_needs_an_address(view: WriteView) -> None:
    view.editor.go_to(view.editor.text().index("来由"), 2)
    view.inserting.ask_link()
    dialog = view.inserting.dialog
    assert isinstance(dialog, LinkDialog)
    dialog.address.set_text("javascript:alert(1)")
    dialog.answer("done", closes=False)
    assert dialog.address.control.has_error
    dialog.address.set_text("https://example.org/a")
    dialog.answer("done", closes=False)
    assert "[来由](https://example.org/a)" in view.editor.text()


def test_four_megabytes_are_pasted_in_slices_between_which_the_window_is_awake(view: WriteView, qtbot: QtBot) -> None:
    at_end(view)
    lengths: set[int] = set()
    pulse = QTimer(view)
    pulse.timeout.connect(lambda: lengths.add(view.editor.document().characterCount()))
    pulse.start(0)
    text = ("政务公开便民服务" * 8 + "\n\n") * 20_000
    view.inserting.insert_text(text)
    qtbot.waitUntil(lambda: view.editor.document().characterCount() >= len(text), timeout=60_000)
    pulse.stop()
    steps = [after - before for before, after in itertools.pairwise(sorted(lengths))]
    assert max(steps) <= 2 * paste.SLICE, "other events had their turn after every slice or two"
    assert len(steps) >= len(text) // paste.SLICE // 2
    view.editor.undo()
    assert view.editor.document().characterCount() < 100


def test_more_than_five_million_characters_are_refused_in_words(view: WriteView) -> None:
    before = view.editor.text()
    view.inserting.insert_text("字" * (5 * 1024 * 1024 + 1))
    assert view.editor.text() == before


def test_an_empty_table_is_inserted_below_the_line(view: WriteView) -> None:
    at_end(view)
    view.inserting.insert_table()
    assert "| 第一列 | 第二列 | 第三列 |" in view.editor.text()
