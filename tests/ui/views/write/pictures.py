"""Pictures of this view in a real window with the practice explainer, to be judged by eye beside the mock-ups.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.write.pictures FOLDER
"""

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from editor_app.domain.media import placement_markdown
from editor_app.domain.presence import Doing, SeatId
from editor_app.domain.text_merge import Keep
from editor_app.rendering.tables import table_from_file
from editor_app.resources import resource
from editor_app.services import documents, importing, media, merging, presence
from editor_app.services.documents import Draft
from editor_app.services.media import Words
from editor_app.ui import i18n, startup, theme
from editor_app.ui import preferences as kept
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write import PLACE, formatting
from editor_app.ui.views.write.chart_dialog import ChartDialog
from editor_app.ui.views.write.merge_dialog import MergeDialog
from editor_app.ui.views.write.view import WriteView
from tests.services.office import full_office
from tests.ui import gallery

LOOKS = (("light", "zh_CN", 1440, 900), ("dark", "zh_CN", 1280, 720), ("light", "en", 1280, 720))


def main() -> int:
    """Write, the chart dialog, two people at one document and its history in three looks."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    startup.make_application((), kept.Preferences())
    office = full_office(Path(tempfile.mkdtemp()) / "office")
    for number, name in enumerate(("滨江发布", "区门户网站", "滨江通")):
        office.connect(name, channel=f"c{number}")
    sample = Path(str(resource("sample/online-government-explainer.zh.md")))
    opened = importing.import_file(office.editor, sample).opened
    places = [PLACE if place.key == "write" else place for place in gallery.places()]
    for look, language, width, height in LOOKS:
        theme.active().choose(look)
        i18n.use_language(language)
        name = f"{look}-{language}-{height}"
        _pictures(
            folder,
            name,
            _view(MainWindow("沈知言", seat=office.editor, places=places), opened.document.id, (width, height)),
        )
    sys.stdout.flush()
    os._exit(0)


def _view(window: MainWindow, document: str, size: tuple[int, int]) -> WriteView:
    window.resize(*size)
    window.show()
    window.go("write", document=document)
    view = window.view("write")
    assert isinstance(view, WriteView)
    _wait(2500)
    return view


def _pictures(folder: Path, name: str, view: WriteView) -> None:
    palace = Path(str(resource("sample/summer-palace.jpg")))
    assert view.seat is not None
    kept_picture = media.add_file(view.seat, palace, Words("颐和园昆明湖与万寿山"))
    cursor = view.editor.textCursor()
    cursor.setPosition(view.editor.text().index("## ") - 1)
    formatting.insert_block(cursor, placement_markdown(f"media:{kept_picture.digest}", kept_picture.alt))
    _wait(3000)
    view.window().grab().save(str(folder / f"02-write-{name}.png"))
    view.inserting.ask_chart(table_from_file(Path(str(resource("sample/electricity-by-source.csv")))))
    _wait(5000)
    view.window().grab().save(str(folder / f"03-chart-{name}.png"))
    for chart in view.window().findChildren(ChartDialog):
        chart.dismiss()
    view.editor.document().undo()
    _wait(500)
    _of_two(folder, name, view)
    view.window().hide()


def _of_two(folder: Path, name: str, view: WriteView) -> None:
    """Somebody else at the same document, the places that both wrote, and the history."""
    seat, working = view.seat, view.working
    assert seat is not None
    assert working is not None
    document, base = working.document.id, working.based_on
    draft = documents.draft_of(base)

    def said(title: str, body: str) -> Draft:
        return replace(draft, content=replace(draft.content, title=title, body=f"{draft.content.body}\n{body}\n"))

    documents.save_revision(seat, document, base.id, said("一网通办又近一步", "另见 12 月通告。"))
    presence.sign(seat, SeatId("another window"), document, Doing.WRITING)
    view.presence.look()
    _wait(1500)
    stale = merging.compared(seat.desk, document, base.id, said("一网通办，少跑一趟", "另见 11 月通告。"))
    dialog = MergeDialog(view.window(), stale, "王芳", {})
    dialog.ask()
    dialog.cards[0].choose(Keep.BOTH)
    _wait(800)
    view.window().grab().save(str(folder / f"10-merge-{name}.png"))
    dialog.dismiss()
    view.look_back()
    _wait(2000)
    view.window().grab().save(str(folder / f"11-history-{name}.png"))
    if view.looking_back.dialog is not None:
        view.looking_back.dialog.dismiss()
    _wait(300)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    assert QApplication.instance() is not None


if __name__ == "__main__":
    sys.exit(main())
