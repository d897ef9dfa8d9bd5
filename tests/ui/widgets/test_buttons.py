import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.ui.theme import colours
from editor_app.ui.widgets.buttons import Button, IconButton, Kind, ReasonedButton
from tests.ui.conftest import colours_in, painted


@pytest.mark.parametrize(
    ("kind", "token"),
    [
        (Kind.PRIMARY, "ink"),
        (Kind.SEAL, "seal"),
        (Kind.SECONDARY, "edge"),
        (Kind.DANGER, "carmine"),
        (Kind.LINK, "indigo"),
    ],
)
def test_each_weight_has_its_colour(qtbot: QtBot, kind: Kind, token: str) -> None:
    button = Button("盖章", kind)
    qtbot.addWidget(button)
    assert colours()[token].name() in colours_in(painted(button))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.SEAL])
def test_vermilion_is_only_on_the_button_that_sets_a_seal(qtbot: QtBot, kind: Kind) -> None:
    button = Button("确定", kind)
    qtbot.addWidget(button)
    assert colours().seal.name() not in colours_in(painted(button))


def test_danger_is_never_filled(qtbot: QtBot) -> None:
    button = Button("撤回…", Kind.DANGER)
    qtbot.addWidget(button)
    assert painted(button).pixelColor(4, 16) == colours().paper


def test_targets_are_high_enough(qtbot: QtBot) -> None:
    for button in (Button("确定"), Button("确定", small=True), IconButton("copy", "复制"), Button("确定", Kind.LINK)):
        qtbot.addWidget(button)
        assert button.sizeHint().height() >= 28


def test_words_fit_their_button(qtbot: QtBot) -> None:
    short, long = Button("盖章"), Button("盖章·复审通过", icon="stamp")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert long.sizeHint().width() > short.sizeHint().width() + 40
    assert short.minimumSizeHint() == short.sizeHint()
    short.widen(200)
    assert short.sizeHint().width() == 200


def test_a_blocked_button_says_why(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    holder = ReasonedButton(Button("盖章", Kind.SEAL))
    qtbot.addWidget(holder)
    holder.button.clicked.connect(lambda: pressed.append(True))
    holder.block("还有一个版本没看过")
    holder.show()
    qtbot.mouseClick(holder.button, Qt.MouseButton.LeftButton)
    assert pressed == []
    assert holder.button.accessibleDescription() == "还有一个版本没看过"
    assert not holder._reason.isHidden()
    holder.block("")
    qtbot.mouseClick(holder.button, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    assert holder._reason.isHidden()


def test_an_icon_has_a_name_for_those_who_do_not_see_it(qtbot: QtBot) -> None:
    button = IconButton("copy", "复制", keys="Ctrl+Shift+C")
    qtbot.addWidget(button)
    assert button.accessibleName() == "复制"
    assert "复制" in button.toolTip()
    assert "Ctrl+Shift+C" in button.toolTip()


def test_hovering_shows_that_a_button_can_be_pressed(qtbot: QtBot) -> None:
    button = Button("安静", Kind.QUIET)
    qtbot.addWidget(button)
    button.show()
    still = painted(button)
    button.setDown(True)
    assert painted(button) != still
    QTest.mouseMove(button, QPoint(5, 5))


def test_an_icon_can_change(qtbot: QtBot) -> None:
    button = Button("静默", icon="snowflake")
    qtbot.addWidget(button)
    before = painted(button)
    button.set_icon_name("play")
    assert painted(button) != before
