import re

import pytest
from PySide6.QtWidgets import QCheckBox, QRadioButton, QStyle, QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.style import sheet
from editor_app.ui.theme import colours
from editor_app.ui.tokens import PALETTES, Palette
from tests.ui.conftest import colours_in, painted


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_the_sheet_has_every_colour_filled_in(palette: Palette) -> None:
    assert "@" not in sheet(palette)
    assert set(re.findall(r"#[0-9a-f]{6}", sheet(palette))) <= {palette[name].name() for name in palette.__slots__[1:]}


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_chosen_box_is_ink_and_an_open_one_is_not(kind: type[QCheckBox], qtbot: QtBot) -> None:
    box = kind("四个账号都已看过")
    qtbot.addWidget(box)
    open_ones = painted(box)
    box.setChecked(True)
    chosen = painted(box)
    assert chosen != open_ones
    assert colours().ink.name() in colours_in(chosen)


def test_disabled_text_is_not_embossed(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert widget.style().styleHint(QStyle.StyleHint.SH_EtchDisabledText) == 0
    assert widget.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth) == 18
