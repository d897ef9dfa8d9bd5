from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.media_place import media_place
from editor_app.domain.member import Role
from editor_app.services import media_keys, media_places
from editor_app.ui import background
from editor_app.ui.app import session_of, window_for
from editor_app.ui.views.settings.pictures_place import KeyDialog, place_and_proposal, place_of, place_words
from editor_app.ui.views.settings.view import SettingsView
from tests.services.team import Team, new_team
from tests.storage.s3_stub import BUCKET, Stub, running_stub
from tests.storage.servers import new_database, running_postgresql

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.services.office import Office


@pytest.fixture
def stub() -> Iterator[Stub]:
    with running_stub() as made:
        yield made


@pytest.fixture
def team(stub: Stub) -> Iterator[Team]:
    """One whose pictures are in a bucket."""
    from editor_app.domain.secrets import Secret

    with running_postgresql() as server:
        made = new_team(new_database(server))
        media_keys.keep(made.admin, Secret("AKIA:an older one"))
        media_places.choose(made.admin, media_place(f"s3://{BUCKET}/desk", endpoint=stub.url))
        yield made
        background.shut_down()
        made.close()


def test_the_settings_say_where_the_pictures_are_and_take_the_key_of_the_bucket(
    team: Team, stub: Stub, qtbot: QtBot
) -> None:
    window = window_for(team.admin)
    qtbot.addWidget(window)
    window.show()
    window.go("settings", section="workspace")
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    house = view.house
    qtbot.waitUntil(house._key.isVisible, timeout=15_000)
    assert house._pictures in house.workspace.rows
    assert all("@" not in row.words for row in house.workspace.rows), "nobody's login is shown"
    house.ask_key()
    dialog = house.dialog
    assert isinstance(dialog, KeyDialog)
    dialog.answer("keep", closes=False)
    qtbot.waitUntil(lambda: bool(dialog.error_text()), timeout=15_000)
    dialog.access.set_text("AKIA")
    dialog.secret.set_text("another secret")
    stub.refusal = "SignatureDoesNotMatch"
    dialog.answer("keep", closes=False)
    qtbot.waitUntil(lambda: "拒绝" in dialog.error_text(), timeout=15_000)
    stub.refusal = ""
    with qtbot.waitSignal(dialog.done, timeout=15_000):
        dialog.answer("keep", closes=False)
    session_of(window).close()


def test_a_place_that_waits_for_another_admin_is_said_with_who_proposed_it(team: Team, tmp_path: Path) -> None:
    before, words = place_and_proposal(team.admin.desk)
    assert words == ""
    team.hire("admin2", Role.ADMIN)
    (tmp_path / "share").mkdir()
    assert media_places.choose(team.admin, media_place(str(tmp_path / "share"))) is None
    place, words = place_and_proposal(team.admin.desk)
    assert place == before
    assert "admin" in words
    assert str(tmp_path / "share") in words


def test_a_place_is_said_in_words(office: Office) -> None:
    assert place_of(office.desk) is None
    assert "电脑" in place_words(None)
    assert place_words(media_place("/srv/press")) == "/srv/press"
    bucket = media_place("s3://press/desk", endpoint="https://s3.example.gov")
    assert place_words(bucket) == "s3://press/desk (https://s3.example.gov)"
