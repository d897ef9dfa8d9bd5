import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor_app.ui.first_start import FirstStart
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Choice
from editor_app.ui.widgets.labels import Label
from editor_app.ui.widgets.strips import Segments


@pytest.fixture
def page(qtbot: QtBot) -> FirstStart:
    made = FirstStart("0.1.0")
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


@pytest.mark.parametrize(
    ("verb", "signal"), [("打开样例", "sample_asked"), ("新建…", "new_asked"), ("选择…", "open_asked")]
)
def test_there_are_three_ways_to_begin(page: FirstStart, qtbot: QtBot, verb: str, signal: str) -> None:
    button = next(button for button in page.findChildren(Button) if button.text() == verb)
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_one_way_is_suggested(page: FirstStart) -> None:
    assert [button.text() for button in page.findChildren(Button) if button.kind is Kind.PRIMARY] == ["打开样例"]


def test_language_and_looks_can_be_chosen_before_anything_else(page: FirstStart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.language_chosen) as language:
        page.findChild(Choice).choose("en")
    assert language.args == ["en"]
    with qtbot.waitSignal(page.theme_chosen) as looks:
        page.findChild(Segments).choose("dark")
    assert looks.args == ["dark"]


def test_no_sentence_is_cut_in_a_small_window(page: FirstStart) -> None:
    for label in page.findChildren(Label):
        if label.hasHeightForWidth():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
