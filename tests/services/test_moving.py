from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Conflict, Refused
from editor_app.domain.secrets import Secret
from editor_app.services import documents, members, moving, publishing, teams, vouching, workspaces
from editor_app.storage import audit, export
from editor_app.storage.import_rows import Lines
from tests.services.office import PASSPHRASE, full_office
from tests.services.team import MEANS, full_team
from tests.storage.servers import new_database

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.text import Text
    from editor_app.services.desk import Desk, Seat


def digest(desk: Desk, file: Path) -> str:
    """Of every row and picture."""
    return export.export(desk.database, desk.store.media, file).digest


def admin_at(desk: Desk) -> Seat:
    return members.sign_in(desk, "admin", Secret(PASSPHRASE))


def require_whole(desk: Desk) -> None:
    """Chain, people, signatures and states are what the audit log says."""
    with desk.database.read() as snapshot:
        assert audit.first_altered(snapshot) is None
        vouching.require_proven(snapshot, Lines())


def test_a_team_moves_into_a_folder_and_back_without_loss_and_its_signatures_hold(
    postgresql: str, tmp_path: Path
) -> None:
    team = full_team(new_database(postgresql))
    team.connect("site")
    team.queued("site")
    before = moving.move(team.admin, tmp_path / "office", means=MEANS)
    with pytest.raises(Refused, match="has moved"):
        documents.create(team.editor, "")
    assert moving.where(team.admin.desk) == str(tmp_path / "office")
    team.close()

    folder = workspaces.open_desk(tmp_path / "office", MEANS)
    assert folder.store.verify_first
    require_whole(folder)
    there = new_database(postgresql)
    after = moving.move(admin_at(folder), there, means=MEANS)
    assert (after.rows, after.sequence) == (before.rows + 1, before.sequence + 1)
    folder.close()

    assert after.admitted is not None
    assert "@" not in after.place
    back = teams.open_desk(after.place, "admin", after.admitted.password, MEANS)
    assert back.store.verify_first
    require_whole(back)
    assert [row.state.value for row in publishing.status(back)] == ["queued"]
    admin_at(back)
    back.close()


def test_a_move_that_fails_leaves_the_workspace_open_and_nothing_elsewhere(tmp_path: Path) -> None:
    desk = _office(tmp_path / "office")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "something").touch()
    with pytest.raises(Conflict):
        moving.move(admin_at(desk), tmp_path / "full", means=MEANS)
    assert moving.where(desk) is None
    with pytest.raises(LookupError):
        moving.move(admin_at(desk), tmp_path / "new", _given_up, MEANS)
    assert not (tmp_path / "new").exists()
    documents.create(_editor_at(desk), "")
    require_whole(desk)
    desk.close()


def test_only_an_admin_moves_and_only_once(tmp_path: Path) -> None:
    desk = _office(tmp_path / "office")
    with pytest.raises(Refused):
        moving.move(_editor_at(desk), tmp_path / "new", means=MEANS)
    moving.move(admin_at(desk), tmp_path / "new", means=MEANS)
    with pytest.raises(Conflict, match="has moved"):
        moving.move(admin_at(desk), tmp_path / "newer", means=MEANS)
    desk.close()


def test_a_move_is_taken_back_by_an_admin_and_the_workspace_then_verifies_first(tmp_path: Path) -> None:
    desk = _office(tmp_path / "office")
    with pytest.raises(Refused, match="not moved"):
        moving.stay(admin_at(desk))
    moving.move(admin_at(desk), tmp_path / "new", means=MEANS)
    with pytest.raises(Refused, match="right"):
        moving.stay(_editor_at(desk))
    moving.stay(admin_at(desk))
    documents.create(_editor_at(desk), "")
    desk.close()
    again = workspaces.open_desk(tmp_path / "office", MEANS)
    assert again.store.verify_first
    again.close()


def test_the_rows_of_both_places_are_the_same_bytes(tmp_path: Path) -> None:
    desk = _office(tmp_path / "office")
    moving.move(admin_at(desk), tmp_path / "new", means=MEANS)
    there = workspaces.open_desk(tmp_path / "new", MEANS)
    assert digest(desk, tmp_path / "one.zip") == digest(there, tmp_path / "two.zip")
    desk.close()
    there.close()


def _given_up(share: float, _what: Text) -> None:
    if share > 0.4:
        raise LookupError


def _office(folder: Path) -> Desk:
    """An admin and an editor."""
    office = full_office(folder)
    return office.desk


def _editor_at(desk: Desk) -> Seat:
    return members.sign_in(desk, "editor", Secret(PASSPHRASE))
