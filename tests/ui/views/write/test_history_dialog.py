from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.history import Moment
from editor_app.domain.identifiers import RevisionId
from editor_app.rendering.diff import changed_numbers, text_diff
from editor_app.services.comparing import Difference, FieldChange
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write.differences import Differences
from editor_app.ui.views.write.history_dialog import HistoryDialog
from editor_app.ui.widgets.labels import Label

START = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
MOMENTS = tuple(
    Moment(RevisionId(f"r{n}"), n, "t", "甲", START + timedelta(minutes=n), name="送审稿" if n == 2 else "")
    for n in (4, 3, 2, 1)
)


@pytest.fixture
def dialog(window: MainWindow) -> HistoryDialog:
    made = HistoryDialog(window, UTC, START)
    made.ask()
    made.show_history(MOMENTS)
    return made


def test_the_newest_is_looked_at_against_the_one_before_it(dialog: HistoryDialog, qtbot: QtBot) -> None:
    assert dialog.moment == MOMENTS[0]
    assert not dialog.restore.isEnabled()
    with qtbot.waitSignal(dialog.compare_asked) as asked:
        dialog.choose(MOMENTS[1])
    assert asked.args == ["r2", "r3"]
    assert dialog.restore.isEnabled()


def test_any_two_can_be_compared_older_to_newer(dialog: HistoryDialog, qtbot: QtBot) -> None:
    dialog.choose(MOMENTS[2])
    with qtbot.waitSignal(dialog.compare_asked) as asked:
        dialog.beside.choose("r4")
    assert asked.args == ["r2", "r4"]
    assert dialog.beside.currentText() == "修订 4·最新修订"


def words_in(dialog: HistoryDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(Label) if label.isVisible()]


def test_numbers_stand_first_and_then_each_field(dialog: HistoryDialog, qtbot: QtBot) -> None:
    changes = text_diff("共 12 件", "共 15 件")
    dialog.show_difference(Difference((FieldChange("滨江发布:body", changes),), changed_numbers(changes)))
    qtbot.waitUntil(lambda: "12 → 15" in words_in(dialog))
    assert "滨江发布 · 正文" in words_in(dialog)
    shown = [view for view in dialog.findChildren(Differences) if view.isVisible()]
    assert "1215" in shown[-1].toPlainText()
    dialog.show_difference(Difference((), ()))
    qtbot.waitUntil(lambda: "没有差别。" in words_in(dialog))


def test_a_name_and_the_way_back_are_asked_for_what_is_looked_at(dialog: HistoryDialog, qtbot: QtBot) -> None:
    dialog.choose(MOMENTS[2])
    assert dialog.name.text() == "送审稿"
    dialog.name.setText("终稿")
    with qtbot.waitSignal(dialog.named) as named:
        dialog.keep_name.click()
    assert named.args == ["r2", "终稿"]
    with qtbot.waitSignal(dialog.restore_asked) as asked:
        dialog.restore.click()
    assert asked.args == ["r2"]
