from pytestqt.qtbot import QtBot

from editor_app.ui.theme import colours
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.empty import EmptyState, Sheet, StateLegend
from editor_app.ui.widgets.labels import Label
from tests.ui.conftest import colours_in, painted


def test_an_empty_view_says_what_to_do(qtbot: QtBot) -> None:
    state = EmptyState("还没有要发的定稿", "定稿盖齐章，就会出现在这里。", Button("去写一篇", Kind.PRIMARY))
    qtbot.addWidget(state)
    painted(state, 1000, 700)
    assert [button.text() for button in state.findChildren(Button)] == ["去写一篇"]
    title = next(label for label in state.findChildren(Label) if label.text() == "还没有要发的定稿")
    assert title.width() >= title.sizeHint().width()


def test_its_seal_is_open_so_nothing_is_red(qtbot: QtBot) -> None:
    sheet = Sheet()
    qtbot.addWidget(sheet)
    assert colours().seal.name() not in colours_in(painted(sheet, 96, 128))


def test_the_legend_names_every_state(qtbot: QtBot) -> None:
    legend = StateLegend()
    qtbot.addWidget(legend)
    assert len(legend.accessibleName().split(", ")) == 12
    assert colours().carmine_wash.name() in colours_in(painted(legend, 560, legend.height()))
