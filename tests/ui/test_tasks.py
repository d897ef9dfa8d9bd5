from dataclasses import replace

from editor_app.ui.tasks import FIRST, Task

TASK = Task("k", FIRST, "state:ask", "题", "因", "", "判断…", "queue")


def test_a_task_stands_for_itself_unless_it_belongs_to_an_incident() -> None:
    assert TASK.cause == "k"
    assert replace(TASK, incident="failed:site").cause == "failed:site"
