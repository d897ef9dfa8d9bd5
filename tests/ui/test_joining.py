from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from editor_app.ui.joining import Joining, is_asked_for
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


def test_a_wrong_password_is_said_below_it_and_the_right_one_opens_the_desk(qtbot: QtBot, team: Team) -> None:
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


def test_without_a_name_nothing_is_tried(qtbot: QtBot, team: Team) -> None:
    page = cover(qtbot, team.address)
    page.enter.click()
    assert page.name.control.has_error
    assert page.enter.isEnabled()


def test_another_workspace_can_be_opened_instead(qtbot: QtBot, team: Team) -> None:
    page = cover(qtbot, team.address)
    with qtbot.waitSignal(page.other_asked):
        page.other.click()
