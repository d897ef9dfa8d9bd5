from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from editor_app.domain.media_place import media_place
from editor_app.domain.member import Role
from editor_app.services import media_places, members, role_changes
from editor_app.ui import agreement_tasks, waiting
from editor_app.ui.tasks import OFFICE
from tests.services.team import Team, new_team
from tests.storage.servers import new_database, running_postgresql

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.services.desk import Seat
    from editor_app.ui.tasks import Task


@pytest.fixture
def team() -> Iterator[Team]:
    with running_postgresql() as server:
        made = new_team(new_database(server))
        made.hire("陈默", Role.ADMIN)
        yield made
        made.close()


def tasks_of(seat: Seat) -> list[Task]:
    return list(agreement_tasks.tasks(seat, seat.desk.clock.now(), ZoneInfo("Asia/Shanghai")))


def test_what_one_admin_proposed_is_a_task_of_the_other_and_of_nobody_else(team: Team, tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    media_places.choose(team.admin, media_place(str(tmp_path / "share")))
    members.add(team.admin, "沈知言", [Role.EDITOR])
    role_changes.propose(team.admin, "沈知言", [Role.EDITOR, Role.REVIEWER])
    roles, place = tasks_of(team.seats["陈默"])
    assert roles.arguments == (("section", "members"),)
    assert "沈知言" in roles.title
    assert place.arguments == (("section", "pictures"),)
    assert str(tmp_path / "share") in place.reason
    assert {roles.section, place.section} == {OFFICE}
    assert {roles, place} <= set(waiting.look(team.seats["陈默"]).tasks)
    assert tasks_of(team.admin) == []
    media_places.decline(team.seats["陈默"])
    role_changes.decline(team.seats["陈默"], "沈知言")
    assert tasks_of(team.seats["陈默"]) == []
