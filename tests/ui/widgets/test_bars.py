import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor_app.ui import i18n
from editor_app.ui.theme import colours
from editor_app.ui.widgets.bars import CommandBox, StatusBar, TopBar, toolbar
from editor_app.ui.widgets.buttons import Button, IconButton
from tests.ui.conftest import colours_in


@pytest.fixture
def top(qtbot: QtBot) -> TopBar:
    made = TopBar("周岚")
    qtbot.addWidget(made)
    made.resize(1200, 48)
    made.show()
    return made


@pytest.fixture
def status(qtbot: QtBot) -> StatusBar:
    made = StatusBar()
    qtbot.addWidget(made)
    made.resize(1200, 28)
    made.show()
    return made


@pytest.mark.parametrize(
    ("part", "signal"),
    [("search", "search_asked"), ("freeze", "freeze_asked"), ("notices", "notices_asked"), ("person", "person_asked")],
)
def test_the_top_bar_asks_and_does_nothing_itself(top: TopBar, qtbot: QtBot, part: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(top, signal)):
        qtbot.mouseClick(getattr(top, part), Qt.MouseButton.LeftButton)


def test_a_documents_title_is_serif_with_its_revision(top: TopBar) -> None:
    top.set_title("“指尖上的网上政府”怎么建？", "15:42 已自动保存", document=True, chip="修订 14")
    assert top.title.role == "row_title"
    assert not top.chip.isHidden()
    top.set_title("发布")
    assert top.title.role == "head"
    assert top.chip.isHidden()


def test_a_long_title_gives_way(top: TopBar) -> None:
    top.set_title("很长的标题" * 40, document=True)
    top.layout().activate()
    assert top.width() == 1200
    assert top.person.geometry().right() <= 1200


def test_one_deed_of_the_view_stands_before_freeze(top: TopBar) -> None:
    action = Button("送审")
    top.set_action(action)
    top.layout().activate()
    assert top.search.x() < action.x() < top.freeze.x()
    top.set_action(None)
    assert action.isHidden()


def test_the_search_box_shows_its_whole_invitation_in_both_languages(qtbot: QtBot) -> None:
    for tongue in ("zh_CN", "en"):
        i18n.use_language(tongue)
        box = CommandBox()
        qtbot.addWidget(box)
        box.narrow = True
        assert box.sizeHint().width() >= 240
        assert box.accessibleName() == box.text()


def test_when_all_is_well_the_status_bar_is_silent(status: StatusBar) -> None:
    status.set_waiting(0, 0, 0)
    assert all(status.segments[key].isHidden() for key in ("ask", "unknown", "failed"))


def test_what_waits_is_counted_and_a_fault_is_carmine(status: StatusBar) -> None:
    status.set_waiting(2, 1, 3)
    assert status.segments["ask"].text() == "待判断 2"
    status.set_fact("audit", "审计链断在第 4,812 条", glyph="must_fix", tone="carmine")
    assert colours().carmine.name() in colours_in(status.segments["audit"].grab().toImage())


def test_a_fact_can_be_asked_about(status: StatusBar, qtbot: QtBot) -> None:
    status.set_fact("workspace", "本机工作区", icon="hard-drive")
    with qtbot.waitSignal(status.pressed) as told:
        qtbot.mouseClick(status.segments["workspace"], Qt.MouseButton.LeftButton)
    assert told.args == ["workspace"]


def test_a_toolbar_groups_its_tools(qtbot: QtBot) -> None:
    bar = toolbar(IconButton("undo-2", "撤销"), None, IconButton("bold", "加粗", checkable=True))
    qtbot.addWidget(bar)
    assert bar.height() == 40
    assert bar.layout().count() == 4
