from datetime import date, timedelta
from pathlib import Path

from editor_app.services import registering
from editor_app.services.registering import Filing
from editor_app.ui import register_tasks, waiting
from editor_app.ui.waiting import FIRST, OFFICE, Task
from tests.services.office import Office
from tests.services.registers import UNIT, for_real, portal


def owed(office: Office, section: str) -> list[Task]:
    return [each for each in waiting.look(office.admin).of(section) if each.key.startswith("register:")]


def test_a_filing_that_is_owed_waits_for_admins_and_comes_first_once_it_is_overdue(
    office: Office, tmp_path: Path
) -> None:
    portal(for_real(office), tmp_path)
    (task,) = owed(office, OFFICE)
    assert (task.title, task.tone, task.urgent, task.deadline) == ("门户", "ochre", False, "还有 6 天")
    assert (task.place, dict(task.arguments)) == ("accounts", {"account": "门户"})
    assert list(register_tasks.tasks(office.editor)) == []
    office.clock.turn(timedelta(days=8))
    (task,) = owed(office, FIRST)
    assert (task.tone, task.urgent, task.deadline) == ("carmine", True, "已逾期 2 天")
    registering.enter(office.admin, "门户", UNIT)
    registering.file(office.admin, "门户", Filing("京-2026-11", date(2026, 12, 1)))
    assert list(register_tasks.tasks(office.admin)) == []


def test_days_are_said_from_today() -> None:
    today = date(2026, 11, 28)
    assert register_tasks.days_words(today, today) == "今天"
    assert register_tasks.days_words(today + timedelta(days=1), today) == "还有 1 天"
    assert register_tasks.days_words(today - timedelta(days=1), today) == "已逾期 1 天"
