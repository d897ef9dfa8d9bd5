import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from editor_app.ui.theme import Theme, colours
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.labels import (
    Card,
    Chip,
    KeyCap,
    Label,
    Rule,
    Surface,
    across,
    boxed,
    down,
    key_cap_width,
    wrapped,
)
from tests.ui.conftest import colours_in, painted


def test_a_line_is_as_high_as_its_role_says(qtbot: QtBot) -> None:
    label = Label("政务新媒体", Role.TITLE)
    qtbot.addWidget(label)
    assert label.sizeHint().height() == 28


def test_a_wrapped_text_is_a_whole_number_of_lines(qtbot: QtBot) -> None:
    label = Label(
        "到2022年，建成以中国政府网政务新媒体为龙头，整体协同、响应迅速的政务新媒体矩阵体系。", Role.BODY, wrap=True
    )
    qtbot.addWidget(label)
    assert label.hasHeightForWidth()
    assert label.heightForWidth(200) % 22 == 0
    assert label.heightForWidth(200) > label.heightForWidth(600)


def test_no_line_begins_with_a_closing_mark() -> None:
    text = "利企便民、亮点纷呈、人民满意。" * 8
    for width in range(80, 300, 7):
        assert not any(line.startswith(("、", "。", "，")) for line in wrapped(text, Role.BODY, width))


def test_lines_make_up_the_whole_text() -> None:
    text = "第一段。\n第二段有 English words 在里面"
    assert "".join(wrapped(text, Role.BODY, 90)).replace(" ", "") == text.replace("\n", "").replace(" ", "")


def test_a_label_takes_the_colours_of_a_new_theme(qtbot: QtBot, looks: Theme) -> None:
    label = Label("国", Role.DISPLAY, "carmine")
    holder = boxed(across(label))
    qtbot.addWidget(holder)
    light = colours_in(painted(holder))
    looks.choose("contrast")
    assert colours().carmine.name() in colours_in(painted(holder)) or light != colours_in(painted(holder))


def test_a_text_can_change_its_colour_and_words(qtbot: QtBot) -> None:
    label = Label("一")
    qtbot.addWidget(label)
    before = label.sizeHint().width()
    label.setText("一二三")
    label.set_colour("ochre")
    assert label.sizeHint().width() > before
    assert label.colour == "ochre"


@pytest.mark.parametrize(("side", "x", "y"), [("left", 0, 10), ("right", 39, 10), ("top", 20, 0), ("bottom", 20, 19)])
def test_a_surface_has_lines_where_asked(qtbot: QtBot, side: str, x: int, y: int) -> None:
    surface = Surface("paper", side)
    qtbot.addWidget(surface)
    image = painted(surface, 40, 20)
    assert image.pixelColor(x, y) == colours().line
    assert image.pixelColor(20, 10) == colours().paper


def test_a_card_is_paper_in_a_line(qtbot: QtBot) -> None:
    card = Card()
    qtbot.addWidget(card)
    image = painted(card, 40, 40)
    assert image.pixelColor(20, 0) == colours().line
    assert image.pixelColor(20, 20) == colours().paper


def test_keys_are_as_wide_as_their_word_and_never_narrow(qtbot: QtBot) -> None:
    cap = KeyCap("K")
    qtbot.addWidget(cap)
    assert cap.width() == 20
    assert key_cap_width("Shift") > 30


def test_a_chip_holds_its_fact(qtbot: QtBot) -> None:
    chip = Chip("修订 14")
    assert chip.minimumSizeHint() == chip.sizeHint(), "a fact is shown whole or not at all"
    qtbot.addWidget(chip)
    assert chip.sizeHint().width() > Label("修订 14", Role.NOTE).sizeHint().width()
    assert len(colours_in(painted(chip))) > 2


def test_spaces_and_rests_are_written_as_numbers_and_none(qtbot: QtBot) -> None:
    row = across(Rule(upright=True, length=16), 12, Rule(), None, gap=4)
    column = down(boxed(row), 8)
    holder = boxed(column)
    qtbot.addWidget(holder)
    assert row.count() == 4
    assert column.count() == 2
    assert QRectF(painted(holder, 40, 40).rect()).width() == 40
