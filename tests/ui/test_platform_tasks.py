from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from editor_app.ui import platform_tasks, waiting
from editor_app.ui.waiting import FIRST, OFFICE, Task
from tests.services import removed
from tests.services.outbox import new_outbox

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.office import Office


def told(office: Office, section: str) -> list[Task]:
    return [each for each in waiting.look(office.admin).of(section) if each.key.startswith("platform:")]


def test_an_account_without_its_platform_is_told_to_admins_and_comes_first_while_something_waits(
    office: Office, tmp_path: Path
) -> None:
    with closing(new_outbox(office, tmp_path)) as outbox:
        outbox.connect("site")
        with removed.uninstalled(office):
            (task,) = told(office, OFFICE)
            assert (task.title, task.reason, task.urgent) == ("site", "这里没有安装其平台", False)
            assert (task.place, dict(task.arguments)) == ("accounts", {"account": "site"})
        outbox.queued("site")
        with removed.uninstalled(office):
            (task,) = told(office, FIRST)
            assert (task.reason.endswith("1 条投递在等"), task.tone, task.urgent) == (True, "carmine", True)
            assert list(platform_tasks.tasks(office.editor)) == []
        assert list(platform_tasks.tasks(office.admin)) == []
