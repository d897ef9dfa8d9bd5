from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.services import alarms, publishing, silence
from editor_app.ui import undecided
from tests.ui.views.staged import busy_queue, new_stage

if TYPE_CHECKING:
    from pathlib import Path


def test_a_publisher_is_told_of_questions_alarms_failures_and_what_is_held(tmp_path: Path) -> None:
    stage = new_stage(tmp_path / "office")
    ids = busy_queue(stage)
    found = undecided.tasks(stage.publisher, stage.clock.now())
    assert [task.mark for task in found] == ["state:ask", "finding:block", "state:failed", "state:held"]
    assert found[0].arguments == (("delivery", ids["ask"]), ("deed", "answer_there"))
    assert "与签发的不一致" in found[1].reason
    assert [task.urgent for task in found] == [True, True, True, False]
    assert found[3].quiet, "a person held it"
    assert undecided.count(stage.publisher) == 4
    assert undecided.tasks(stage.editor, stage.clock.now()) == []
    assert undecided.count(stage.editor) == 0
    alarms.acknowledge(stage.publisher, ids["different"], "已联系平台改正")
    assert undecided.count(stage.publisher) == 3
    silence.freeze(stage.publisher, "数字有误")
    stopped = [task for task in undecided.tasks(stage.publisher, stage.clock.now()) if task.incident == "stopped"]
    assert [task.arguments for task in stopped] == [(("triage", "yes"),)]
    stage.close()


def test_hundreds_stand_on_today_as_a_few_and_a_number(tmp_path: Path) -> None:
    stage = new_stage(tmp_path / "office")
    for number in range(2):
        for one in stage.queued(f"第 {number} 件：{'甲乙'[number] * 30}", body=f"{'丙丁'[number] * 40}。"):
            publishing.hold(stage.publisher, one.id, "等一等")
    most, undecided.MOST = undecided.MOST, 4  # type: ignore[misc]
    try:
        found = undecided.tasks(stage.publisher, stage.clock.now())
    finally:
        undecided.MOST = most  # type: ignore[misc]
    assert len(found) == 5
    assert "2" in found[-1].title
    stage.close()
