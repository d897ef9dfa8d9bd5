"""The list of documents."""

from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot

from editor_app.domain.document import Content
from editor_app.services import documents
from editor_app.services.documents import Draft
from editor_app.ui.views.write.library import Library, stage_words
from tests.services.office import Office

ZONE = ZoneInfo("Asia/Shanghai")


def test_each_row_says_number_author_revision_and_stage(office: Office, qtbot: QtBot) -> None:
    made = documents.create(office.editor, "", draft=Draft(Content(title="便民服务开通")))
    documents.create(office.editor2, "")
    library = Library()
    qtbot.addWidget(library)
    library.show()
    rows = documents.rows(office.desk)
    library.show_rows(rows, ZONE, more=True)
    assert [row.look.title for row in library.rows] == ["无标题", "便民服务开通"]
    assert library.rows[1].look.reason == f"{made.document.number}·editor·修订 1·草稿"
    assert library.rows[1].look.deadline == "11-28 09:00"
    assert library._more.isVisible()
    with qtbot.waitSignal(library.opened) as opened:
        library.rows[1].button.click()
    assert opened.args == [made.document.id]
    assert stage_words(rows[0]) == "草稿"


def test_nothing_written_and_nothing_found_are_told_apart(qtbot: QtBot) -> None:
    library = Library()
    qtbot.addWidget(library)
    library.show()
    library.show_rows((), ZONE, more=False)
    assert library._empty.isVisible()
    with qtbot.waitSignal(library.searched) as searched:
        library.search.setText("没有的")
    assert searched.args == ["没有的"]
    library.show_rows((), ZONE, more=False)
    assert library._none.isVisible()
    assert not library._empty.isVisible()
