from pathlib import Path

import pytest

from editor_app.domain.errors import Conflict, Unavailable
from editor_app.storage import places
from editor_app.storage.locks import lock_file
from editor_app.storage.staging import staged


class Stopped(Exception):
    """Something went wrong inside."""


def test_the_folder_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    with staged(tmp_path / "desk") as staging:
        (staging / "workspace.db").write_bytes(b"x")
        assert not (tmp_path / "desk").exists()
    assert [path.name for path in (tmp_path / "desk").iterdir()] == ["workspace.db"]
    assert [path.name for path in tmp_path.iterdir()] == ["desk"]


def test_after_an_error_nothing_is_there(tmp_path: Path) -> None:
    def fail_inside() -> None:
        with staged(tmp_path / "desk") as staging:
            (staging / "workspace.db").write_bytes(b"x")
            raise Stopped

    with pytest.raises(Stopped):
        fail_inside()
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_taken_and_a_full_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with staged(tmp_path / "empty") as staging:
        (staging / "file").touch()
    assert (tmp_path / "empty" / "file").exists()
    with pytest.raises(Conflict, match="nothing is ever written over it"), staged(tmp_path / "empty"):
        pass
    with pytest.raises(Conflict), staged(tmp_path / "empty" / "file"):
        pass


def test_what_was_cut_short_is_swept_away_unless_somebody_is_at_it(tmp_path: Path) -> None:
    (tmp_path / ".desk.part").mkdir()
    (tmp_path / ".desk.part" / "half").touch()
    other = lock_file(tmp_path / ".desk.part" / ".busy")
    assert other is not None
    with other, pytest.raises(Conflict, match="Another program"), staged(tmp_path / "desk"):
        pass
    assert (tmp_path / ".desk.part" / "half").exists()
    with staged(tmp_path / "desk") as staging:
        assert not (staging / "half").exists()


def test_a_network_share_takes_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path} nfs4 rw 0 0\n")
    monkeypatch.setattr(places, "_MOUNTS", mounts)
    with pytest.raises(Unavailable, match="network share"), staged(tmp_path / "desk"):
        pass
