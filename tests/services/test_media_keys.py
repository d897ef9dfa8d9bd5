from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Invalid
from editor_app.domain.secrets import Secret
from editor_app.services import media_keys, members, teams, vaults
from editor_app.storage.team_pictures import TeamPictures
from tests.services.office import PASSPHRASE, Office
from tests.services.team import MEANS, new_team
from tests.storage.servers import new_database

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.media_place import BucketKey
    from editor_app.services.desk import Desk

KEY = Secret("AKIA:a-secret-of-the-bucket")


def key_at(desk: Desk) -> BucketKey | None:
    """What would sign a call to the bucket."""
    media = desk.store.media
    assert isinstance(media, TeamPictures)
    return media._any_key()


def test_a_key_kept_once_is_there_for_everybody_who_signs_in_at_this_computer(
    postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editor_app.domain.member import Role

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "desk"))
    team = new_team(new_database(postgresql))
    editor = team.hire("editor", Role.EDITOR)
    assert key_at(editor.desk) is None
    media_keys.keep(team.admin, KEY)
    for name in ("admin", "editor"):
        with closing(teams.open_desk(team.address, name, team.passwords[name], MEANS)) as desk:
            assert key_at(desk) is None, "nobody has signed in yet"
            members.sign_in(desk, name, Secret(PASSPHRASE))
            found = key_at(desk)
            assert found is not None
            assert found.secret_key.reveal() == "a-secret-of-the-bucket"
    assert vaults.opened(team.admin).names() == [media_keys.NAME], "an unattended worker finds it in its own vault"
    written = b"".join(path.read_bytes() for path in (tmp_path / "desk").rglob("*.json"))
    assert b"a-secret" not in written
    team.close()


def test_a_worker_signs_with_what_its_vault_holds(postgresql: str) -> None:
    class Held:
        def secret(self, name: str) -> Secret | None:
            return KEY if name == media_keys.NAME else None

    team = new_team(new_database(postgresql))
    media_keys.take_for_worker(team.admin.desk, Held())
    found = key_at(team.admin.desk)
    assert found is not None
    assert found.access_key == "AKIA"
    team.close()


def test_what_is_no_key_is_not_kept(office: Office) -> None:
    with pytest.raises(Invalid):
        media_keys.keep(office.editor, Secret("only one word"))
    media_keys.take(office.editor)
    media_keys.take_for_worker(office.desk, vaults.opened(office.admin))
