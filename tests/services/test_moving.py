from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import psycopg
import pytest

from editor_app.domain.errors import Conflict, Refused
from editor_app.domain.media_place import media_place
from editor_app.domain.secrets import Secret
from editor_app.services import (
    documents,
    media,
    media_places,
    members,
    moving,
    publishing,
    teams,
    vouching,
    workspaces,
)
from editor_app.services.media import Words
from editor_app.storage import audit, export
from editor_app.storage.import_rows import Lines
from tests.services.office import PASSPHRASE, full_office
from tests.services.team import MEANS, full_team
from tests.services.test_media import png
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
    team = full_team(postgresql)
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


def test_a_move_that_is_killed_half_way_leaves_the_source_whole_and_no_half_workspace_elsewhere(
    postgresql: str, tmp_path: Path
) -> None:
    desk = _office(tmp_path / "office")
    picture = media.add(_editor_at(desk), png(), Words("A teal field"))
    place = new_database(postgresql)
    for share in ("0.2", "0.65"):
        line = [sys.executable, "-m", "tests.services.moving_victim", str(tmp_path / "office"), place, share]
        done = subprocess.run(line, capture_output=True, text=True, check=False)
        assert done.returncode == -signal.SIGKILL, done.stderr
        assert "killed at" in done.stdout
        with psycopg.connect(place) as raw:
            assert raw.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
        assert moving.where(desk) is not None
        moving.stay(admin_at(desk))
        require_whole(desk)
        assert desk.store.media.holds(picture.digest)
        documents.create(_editor_at(desk), "")
    moved = moving.move(admin_at(desk), place, means=MEANS)
    desk.close()
    assert moved.admitted is not None
    with closing(teams.open_desk(moved.place, "admin", moved.admitted.password, MEANS)) as there:
        require_whole(there)
        assert there.store.media.holds(picture.digest)


def test_the_pictures_move_into_the_teams_place_and_out_of_it_without_loss(postgresql: str, tmp_path: Path) -> None:
    desk = _office(tmp_path / "office")
    pictures = [media.add(_editor_at(desk), png(width), Words("A teal field")).digest for width in (40, 41)]
    (tmp_path / "share").mkdir()
    place = media_place(str(tmp_path / "share"))
    moved = moving.move(admin_at(desk), new_database(postgresql), means=MEANS, pictures=place)
    desk.close()
    assert moved.pictures is not None
    assert (moved.pictures.carried, moved.pictures.missing) == (2, ())
    assert moved.admitted is not None
    with closing(teams.open_desk(moved.place, "admin", moved.admitted.password, MEANS)) as there:
        assert sorted(there.store.media.digests()) == sorted(pictures)
        shutil.rmtree(there.store.folder / "media")
        back = moving.move(admin_at(there), tmp_path / "back", means=MEANS)
    assert back.rows > moved.rows
    with closing(workspaces.open_desk(tmp_path / "back", MEANS)) as again:
        require_whole(again)
        assert sorted(again.store.media.digests()) == sorted(pictures)
        assert media_places.where(again) is None, "the team's place stays behind"


def test_pictures_stay_here_for_now_when_the_teams_place_is_away(postgresql: str, tmp_path: Path) -> None:
    desk = _office(tmp_path / "office")
    away = media_place(str(tmp_path / "not mounted"))
    moved = moving.move(admin_at(desk), new_database(postgresql), means=MEANS, pictures=away)
    desk.close()
    assert moved.admitted is not None
    assert moved.pictures is None


def _given_up(share: float, _what: Text) -> None:
    if share > 0.4:
        raise LookupError


def _office(folder: Path) -> Desk:
    """An admin and an editor."""
    office = full_office(folder)
    return office.desk


def _editor_at(desk: Desk) -> Seat:
    return members.sign_in(desk, "editor", Secret(PASSPHRASE))
