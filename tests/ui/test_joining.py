from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from PySide6.QtWidgets import QWidget

from editor_app.domain.member import Role
from editor_app.services import members, teams
from editor_app.ui.joining import JoinDialog, Joining, address_of, is_asked_for, shown_place
from tests.services.team import Team, new_team
from tests.storage.servers import new_database, running_postgresql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture(scope="module")
def team() -> Iterator[Team]:
    with running_postgresql() as server:
        made = new_team(new_database(server))
        yield made
        made.close()


def cover(qtbot: QtBot, place: str, name: str = "") -> Joining:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    made = Joining(window, place, name)
    made.kept = window  # type: ignore[attr-defined]
    made.open_over()
    return made


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ("postgresql://db.example.org/press", True),
        ("postgresql:///press?host=%2Frun", True),
        ("postgresql://me@db.example.org/press", False),
        ("/home/office", False),
        ("postgresql", False),
    ],
)
def test_who_connects_is_asked_for_where_the_address_names_nobody(place: str, *, asked: bool) -> None:
    assert is_asked_for(place) == asked


def test_a_wrong_password_is_said_below_it_and_the_right_one_opens_the_desk(team: Team, qtbot: QtBot) -> None:
    page = cover(qtbot, team.address, "admin")
    page.password.set_text("wrong")
    page.enter.click()
    qtbot.waitUntil(lambda: page.password.control.has_error, timeout=10_000)
    page.password.set_text(team.passwords["admin"].reveal())
    with qtbot.waitSignal(page.joined, timeout=10_000) as told:
        page.enter.click()
    desk, name = told.args or (None, "")
    assert name == "admin"
    assert desk is not None
    assert page.password.text() == ""
    desk.close()


def test_without_a_name_nothing_is_tried(team: Team, qtbot: QtBot) -> None:
    page = cover(qtbot, team.address)
    page.enter.click()
    assert page.name.control.has_error
    assert page.enter.isEnabled()


def test_another_workspace_can_be_opened_instead(team: Team, qtbot: QtBot) -> None:
    page = cover(qtbot, team.address)
    with qtbot.waitSignal(page.other_asked):
        page.other.click()


@pytest.mark.parametrize(
    ("typed", "certificate", "address"),
    [
        ("db.example.gov/press", "", "postgresql://db.example.gov/press"),
        (" postgresql://db.example.gov:5433/press ", "", "postgresql://db.example.gov:5433/press"),
        ("postgresql://me:secret@db.example.gov/press", "", "postgresql://db.example.gov/press"),
        ("db.example.gov/press", "/etc/our ca.pem", "postgresql://db.example.gov/press?sslrootcert=/etc/our%20ca.pem"),
        ("postgresql:///press?host=/run", "", "postgresql:///press?host=/run"),
        ("db.example.gov", "", ""),
        ("/press", "", ""),
        ("https://db.example.gov/press", "", ""),
        ("", "", ""),
    ],
)
def test_an_address_is_taken_as_people_write_it_and_never_with_a_name_in_it(
    typed: str, certificate: str, address: str
) -> None:
    assert address_of(typed, certificate) == address
    assert not address or is_asked_for(address)


def test_a_teams_address_is_shown_as_server_and_database() -> None:
    assert shown_place("postgresql://db.example.gov/press?sslrootcert=/x.pem") == "db.example.gov/press"
    assert shown_place("/home/office") == "/home/office"


def dialog(qtbot: QtBot) -> JoinDialog:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    made = JoinDialog(window)
    made.kept = window  # type: ignore[attr-defined]
    made.ask()
    return made


def test_from_the_first_start_address_name_and_password_lead_into_the_team(team: Team, qtbot: QtBot) -> None:
    asked = dialog(qtbot)
    asked.enter.click()
    assert asked.address.control.has_error
    asked.address.set_text(team.address)
    asked.enter.click()
    assert asked.name.control.has_error
    asked.name.set_text("admin")
    asked.password.set_text("wrong")
    asked.enter.click()
    qtbot.waitUntil(asked.refusal.isVisible, timeout=10_000)
    assert asked.isVisible()
    asked.password.set_text(team.passwords["admin"].reveal())
    with qtbot.waitSignal(asked.joined, timeout=10_000) as told:
        asked.enter.click()
    desk, place, name = told.args or (None, "", "")
    assert (place, name) == (team.address, "admin")
    assert desk is not None
    desk.close()


def test_a_newer_workspace_and_somebody_who_left_are_refused_in_words(team: Team, qtbot: QtBot) -> None:
    members.add(team.admin, "李华", [Role.EDITOR])
    password = teams.admit(team.admin, "李华").password
    members.depart(team.admin, "李华")
    left = cover(qtbot, team.address, "李华")
    left.password.set_text(password.reveal())
    left.enter.click()
    qtbot.waitUntil(lambda: left.password.control.has_error, timeout=10_000)
    with psycopg.connect(team.administrator) as raw:
        before = raw.execute("SELECT version_num FROM alembic_version").fetchone()
        raw.execute("UPDATE alembic_version SET version_num = '0999'")
    newer = cover(qtbot, team.address, "admin")
    newer.password.set_text(team.passwords["admin"].reveal())
    newer.enter.click()
    qtbot.waitUntil(lambda: newer.password.control.has_error, timeout=10_000)
    assert "更新" in newer.password._error.text() or "较新" in newer.password._error.text()
    with psycopg.connect(team.administrator) as raw:
        raw.execute("UPDATE alembic_version SET version_num = %s", before)


def test_a_server_that_is_away_is_said_in_words(qtbot: QtBot) -> None:
    asked = dialog(qtbot)
    asked.address.set_text("127.0.0.1:9/press")
    asked.name.set_text("admin")
    asked.password.set_text("whatever it is")
    asked.enter.click()
    qtbot.waitUntil(asked.refusal.isVisible, timeout=15_000)
    assert "没有应答" in asked.refusal.text()
