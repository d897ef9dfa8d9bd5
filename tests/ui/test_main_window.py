import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListView, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui import i18n
from editor_app.ui import type as fonts
from editor_app.ui.dialogs import confirm
from editor_app.ui.main_window import MainWindow
from editor_app.ui.tokens import Size
from editor_app.ui.view import Action, Place, View
from tests.ui import gallery


class _Page(View):
    """A view that remembers what the window did with it."""

    def __init__(self, shell: MainWindow) -> None:
        super().__init__(shell)
        self.told: list[object] = []

    def title(self) -> str:
        return "练习"

    def build(self) -> None:
        self.told.append("built")

    def activate(self, arguments: dict[str, str]) -> None:
        self.told.append(dict(arguments))

    def leave(self) -> None:
        self.told.append("left")

    def refresh(self, kinds: frozenset[str]) -> None:
        self.told.append(kinds)

    def fit(self, *, narrow: bool, low: bool) -> None:
        self.told.append((narrow, low))

    def may_leave(self) -> bool:
        return "unsaved" not in self.told

    def actions_offered(self) -> list[Action]:
        return [
            Action("做", lambda: self.told.append("did"), keys="Ctrl+Shift+P"),
            Action(
                "不能", lambda: self.told.append("did what is blocked"), keys="Ctrl+Shift+B", blocked=lambda: "没有权限"
            ),
        ]


@pytest.fixture
def pair(qtbot: QtBot) -> MainWindow:
    places = [Place("one", "One", "inbox", 1, _Page), Place("two", "Two", "send", 2, _Page)]
    made = MainWindow("周岚", places=places)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.go("one")
    return made


def press(window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    together = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        together |= modifier
    QTest.keyClick(window, key, together)


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_view_is_built_when_it_is_first_shown_and_once(pair: MainWindow) -> None:
    assert "two" not in pair._views
    pair.go("two")
    pair.go("one", document="d1")
    one = pair.view("one")
    assert one.told.count("built") == 1
    assert one.told[-1] == {"document": "d1"}
    assert "left" in one.told


def test_keys_lead_to_places_and_deeds(pair: MainWindow) -> None:
    press(pair, Qt.Key.Key_2, CTRL)
    assert pair.here == "two"
    press(pair, Qt.Key.Key_P, CTRL, SHIFT)
    assert "did" in pair.view("two").told
    assert "did" not in pair.view("one").told


def test_a_blocked_deed_is_neither_done_nor_offered(pair: MainWindow) -> None:
    press(pair, Qt.Key.Key_B, CTRL, SHIFT)
    assert "did what is blocked" not in pair.view("one").told
    pair.open_palette()
    assert "不能" not in [command.text for command in pair.palette_box.found()]


def test_ctrl_k_opens_the_palette(pair: MainWindow) -> None:
    press(pair, Qt.Key.Key_K, CTRL)
    assert pair.palette_box.isVisible()


def test_what_waits_is_counted_on_the_rail(pair: MainWindow) -> None:
    pair.view("one").counted.emit(3)
    assert "3" in pair.rail.items["one"].accessibleName()


def test_breakpoints_reach_the_bars_and_the_views(pair: MainWindow) -> None:
    pair.resize(1280, 720)
    QTest.qWait(1)
    assert pair.is_narrow()
    assert pair.is_low()
    assert pair.view("one").told[-1] == (True, True)
    assert pair.rail.items["one"].sizeHint().height() == Size.RAIL_ITEM_LOW
    assert pair.top.facts.isHidden()


def test_a_change_reaches_every_view_that_was_built(pair: MainWindow) -> None:
    pair.refresh(frozenset({"delivery"}))
    assert pair.view("one").told[-1] == frozenset({"delivery"})


def test_another_language_builds_the_views_anew(pair: MainWindow) -> None:
    before = pair.view("one")
    i18n.use_language("en")
    pair.rebuild()
    assert pair.here == "one"
    assert pair.view("one") is not before
    assert pair.top.freeze.text() == "Freeze all"
    assert pair.windowTitle() == "Press Desk"


def test_larger_text_makes_a_larger_window_frame(pair: MainWindow) -> None:
    fonts.set_scale(1.5)
    pair.rebuild()
    assert pair.top.height() == round(Size.TOP_BAR * 1.5)


def test_another_person_sits_down(pair: MainWindow) -> None:
    pair.set_seat(None, "沈知言")
    assert pair.top.person.text() == "沈知言"
    assert "沈知言" in pair.top.person.accessibleName()


def test_unsaved_work_keeps_the_window_open(pair: MainWindow) -> None:
    pair.view("one").told.append("unsaved")
    assert not pair.close()
    pair.view("one").told.remove("unsaved")
    assert pair.close()


def test_a_deed_of_the_window_works_in_every_view(pair: MainWindow) -> None:
    done: list[bool] = []
    pair.add_action(Action("锁定", lambda: done.append(True), keys="Ctrl+L"))
    pair.go("two")
    press(pair, Qt.Key.Key_L, CTRL)
    assert done == [True]


@pytest.mark.parametrize("page", gallery.PAGES)
def test_every_widget_that_takes_the_focus_has_a_name(page: str, qtbot: QtBot) -> None:
    made = gallery.PAGES[page]()
    qtbot.addWidget(made)
    made.show()
    if hasattr(made, "after_show"):
        made.after_show()
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in made.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisibleTo(made)
        and isinstance(widget, kinds)
        and not widget.accessibleName()
        and not _is_inside_qt(widget)
    ]
    assert nameless == []


def _is_inside_qt(widget: QWidget) -> bool:
    """Parts that Qt makes by itself, such as the list of a combo box."""
    parent = widget.parentWidget()
    return isinstance(parent, QComboBox | QListView) or widget.objectName().startswith("qt_")


def test_larger_text_folds_side_panels_in_a_wider_window(window: MainWindow) -> None:
    window.resize(1440, 900)
    assert not window.is_narrow()
    assert not window.is_low()
    fonts.set_scale(2.0)
    try:
        assert window.is_narrow()
        assert window.is_low()
    finally:
        fonts.set_scale(1.0)


def test_a_question_left_open_does_not_cover_the_window_that_is_made_anew(pair: MainWindow) -> None:
    confirm(pair, "真的？", "不能撤销。", "好").ask()
    assert pair.is_covered()
    pair.rebuild()
    assert not pair.is_covered()
