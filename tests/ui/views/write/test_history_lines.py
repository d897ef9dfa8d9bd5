from datetime import UTC, datetime, timedelta

from pytestqt.qtbot import QtBot

from editor_app.domain.edition import EditionState
from editor_app.domain.history import Moment, stretches
from editor_app.domain.identifiers import RevisionId
from editor_app.ui.views.write.history_lines import HistoryLines, what_it_is

START = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


def moment(number: int, author: str = "甲", **said: object) -> Moment:
    saved = START + timedelta(minutes=number)
    return Moment(RevisionId(str(number)), number, "t", author, saved, **said)  # type: ignore[arg-type]


def test_saves_between_milestones_are_one_line_that_unfolds(qtbot: QtBot) -> None:
    lines = HistoryLines(UTC, START)
    qtbot.addWidget(lines)
    lines.show_history(stretches([moment(4), moment(3, "乙"), moment(2, name="送审稿"), moment(1)]))
    assert [line.text() for line in lines.lines] == ["2 次保存", "送审稿", "第一次修订"]
    lines.mark(moment(3, "乙"))
    assert [line.isChecked() for line in lines.lines] == [True, False, False]
    assert "甲、乙" in lines.lines[0].accessibleName()
    lines.lines[0].click()
    assert [line.text() for line in lines.lines] == ["修订 4", "修订 3", "送审稿", "第一次修订"]
    lines.unfold_all(every=False)
    assert len(lines.lines) == 3
    lines.unfold_all(every=True)
    assert len(lines.lines) == 4


def test_a_line_chooses_its_revision_and_the_chosen_one_is_marked(qtbot: QtBot) -> None:
    lines = HistoryLines(UTC, START)
    qtbot.addWidget(lines)
    lines.show_history(stretches([moment(2, name="送审稿"), moment(1)]))
    with qtbot.waitSignal(lines.chosen) as chosen:
        lines.lines[1].click()
    assert chosen.args == [moment(1)]
    lines.mark(moment(1))
    assert [line.isChecked() for line in lines.lines] == [False, True]


def test_a_revision_is_called_by_what_it_is() -> None:
    assert what_it_is(moment(3)) == "修订 3"
    merged = moment(3, origins=(1,), editions=((2, EditionState.VOID),))
    assert what_it_is(merged) == "定稿 2·并入修订 1"
