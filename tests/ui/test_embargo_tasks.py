from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.document import Content
from editor_app.services import documents, embargoes
from editor_app.services.documents import Draft
from editor_app.services.embargoes import Terms
from editor_app.ui import embargo_tasks, waiting
from editor_app.ui.tasks import REVIEWS

if TYPE_CHECKING:
    from tests.services.office import Office


def test_a_loosening_is_a_task_of_the_second_person_and_of_nobody_else(office: Office) -> None:
    made = documents.create(office.editor, "", draft=Draft(Content(title="未公布数字", body="正文。")))
    now = office.clock.now()
    listed = embargoes.listed(office.desk, ["reviewer1"])
    embargoes.tighten(office.editor, made.document.id, Terms(now + timedelta(hours=2), listed), "等")
    embargoes.loosen(office.editor, made.document.id, Terms(None, listed | {office.editor.member.id}), "提前公布")
    (task,) = embargo_tasks.tasks(office.reviewer1, now, ZoneInfo("Asia/Shanghai"))
    assert (task.section, task.title, task.arguments) == (REVIEWS, "未公布数字", (("embargo", made.document.id),))
    assert "提前公布" in task.reason
    assert task in waiting.look(office.reviewer1).tasks
    for seat in (office.editor, office.reviewer2, office.admin):
        assert all("未公布" not in f"{each.title}{each.reason}" for each in waiting.look(seat).tasks)
