"""A workspace begins with its admin and its routes, or not at all."""

from pathlib import Path

import pytest

from editor_app.domain.approval import StageKind
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Conflict, Invalid, NotFound, Refused
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.services import approvals, members, workspaces
from editor_app.services.workspaces import Founder, Means
from editor_app.storage.workspaces import NewWorkspace
from tests.services.office import CHEAP, PASSPHRASE, FakeClock, Office

ENGINES = ("sqlite", "postgresql")


def means() -> Means:
    return Means(FakeClock(), CHEAP)


def test_a_new_workspace_has_the_route_of_three_and_the_route_of_two(empty_office: Office) -> None:
    three, two = approvals.all_routes(empty_office.desk)
    assert [stage.kind for stage in three.stages] == [StageKind.REVIEW] * 3
    assert [stage.ordinal for stage in three.stages] == [1, 2, 3]
    assert len(two.stages) == 1
    assert EditionKind.EMERGENCY not in three.kinds
    assert EditionKind.EMERGENCY in two.kinds


def test_routes_speak_the_language_of_the_workspace(tmp_path: Path) -> None:
    facts = NewWorkspace("某局", "zh_CN", "Asia/Shanghai")
    seat = workspaces.create(tmp_path / "office", facts, Founder("周敏", Secret(PASSPHRASE)), means())
    three, two = approvals.all_routes(seat.desk)
    assert (three.name, two.name) == ("三审", "双人")
    assert [stage.name for stage in three.stages] == ["初审", "复审", "终审"]
    seat.desk.close()


def test_a_plain_passphrase_leaves_nothing_behind(tmp_path: Path) -> None:
    facts = NewWorkspace("Office", "en", "Asia/Shanghai")
    with pytest.raises(Invalid):
        workspaces.create(tmp_path / "office", facts, Founder("admin", Secret("short")), means())
    assert not (tmp_path / "office").exists()


def test_a_workspace_is_made_once(empty_office: Office) -> None:
    place = empty_office.desk.store.url or empty_office.desk.store.folder
    with pytest.raises(Conflict):
        workspaces.create(place, NewWorkspace("x", "en", "Asia/Shanghai"), Founder("x", Secret(PASSPHRASE)), means())
    with pytest.raises(Refused, match="first member"):
        members.found_first_admin(empty_office.desk, "second", (Role.EDITOR,), Secret(PASSPHRASE))


def test_a_workspace_opens_again(empty_office: Office) -> None:
    place = empty_office.desk.store.url or empty_office.desk.store.folder
    desk = workspaces.open_desk(place, means())
    assert desk.workspace == empty_office.desk.workspace
    desk.close()


def test_no_workspace_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        workspaces.open_desk(tmp_path, means())


def test_a_place_is_a_folder_or_the_address_of_a_database() -> None:
    assert workspaces.place_of("postgresql://here/desk") == "postgresql://here/desk"
    assert workspaces.place_of("office") == Path("office")
