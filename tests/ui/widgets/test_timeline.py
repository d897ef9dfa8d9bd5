from pytestqt.qtbot import QtBot

from editor_app.ui.theme import colours
from editor_app.ui.widgets.timeline import Entry, Timeline
from tests.ui.conftest import colours_in, painted

ENTRIES = [
    Entry("dot", "到点，取出这一条", time="15:30:00"),
    Entry("done", "签章与字节核对无误", "定稿 3·3 枚章·9 张图", "15:30:04"),
    Entry("ask", "转为待你判断", "系统不会自动重发", "15:39:40"),
]


def test_it_is_as_high_as_its_entries(qtbot: QtBot) -> None:
    line = Timeline(ENTRIES)
    qtbot.addWidget(line)
    assert line.heightForWidth(400) == 20 + 36 + 36 + 2 * 14


def test_long_entries_wrap_instead_of_being_cut(qtbot: QtBot) -> None:
    line = Timeline([Entry("failed", "平台拒收：本机出口地址不在白名单。平台上没有留下任何内容。", time="15:31:00")])
    qtbot.addWidget(line)
    assert line.heightForWidth(240) > line.heightForWidth(600)


def test_marks_have_the_colour_of_their_meaning(qtbot: QtBot) -> None:
    line = Timeline(ENTRIES)
    qtbot.addWidget(line)
    assert colours().ochre.name() in colours_in(painted(line, 400, 140))


def test_it_is_spoken_in_order(qtbot: QtBot) -> None:
    line = Timeline(ENTRIES)
    qtbot.addWidget(line)
    spoken = line.accessibleName().splitlines()
    assert spoken[0] == "15:30:00 到点，取出这一条"
    assert len(spoken) == 3


def test_nothing_happened_yet(qtbot: QtBot) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    assert line.heightForWidth(400) == 0
