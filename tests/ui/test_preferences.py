from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from editor_app.ui import preferences
from editor_app.ui.preferences import Preferences


def test_what_was_chosen_is_there_in_the_next_program(tmp_path: Path) -> None:
    first = Preferences(tmp_path / "a.ini")
    first.set_theme("dark")
    first.set_language("en")
    first.set_scale(1.5)
    first.set_still(still=True)
    first.set_idle_minutes(30)
    first.see_tour()
    first.set_geometry(QByteArray(b"where"))
    again = Preferences(tmp_path / "a.ini")
    assert (again.theme, again.language, again.scale, again.still, again.idle_minutes, again.tour_seen) == (
        "dark",
        "en",
        1.5,
        True,
        30,
        True,
    )
    assert again.geometry == QByteArray(b"where")


def test_a_new_person_begins_with_the_systems_ways_and_a_lock_after_ten_minutes(tmp_path: Path) -> None:
    fresh = Preferences(tmp_path / "b.ini")
    assert (fresh.theme, fresh.language, fresh.scale, fresh.still, fresh.idle_minutes) == ("system", "", 1.0, False, 10)
    assert fresh.recent() == []
    assert fresh.geometry.isEmpty()


def test_a_damaged_file_counts_as_nothing_chosen(tmp_path: Path) -> None:
    (tmp_path / "c.ini").write_text("[General]\ntheme=plaid\nscale=big\nidle=0\nlanguage=fr\nrecent=[\n", "utf-8")
    read = Preferences(tmp_path / "c.ini")
    assert (read.theme, read.scale, read.idle_minutes, read.language, read.recent()) == ("system", 1.0, 10, "", [])


def test_the_workspace_opened_last_comes_first_and_only_once(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "d.ini")
    for number in (*range(10), 3):
        kept.remember(f"/w/{number}")
    assert kept.recent()[:2] == ["/w/3", "/w/9"]
    assert len(kept.recent()) == 8
    kept.forget("/w/3")
    assert kept.recent()[0] == "/w/9"


def test_a_change_is_told_once_and_no_change_not_at_all(tmp_path: Path, qtbot: QtBot) -> None:
    kept = Preferences(tmp_path / "e.ini")
    with qtbot.waitSignal(kept.changed) as told:
        kept.set_theme("dark")
    assert told.args == ["theme"]
    with qtbot.assertNotEmitted(kept.changed):
        kept.set_theme("dark")


def test_each_workspace_remembers_who_sat_there(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "f.ini")
    kept.remember_person("w1", "周敏")
    assert (kept.last_person("w1"), kept.last_person("w2")) == ("周敏", "")


def test_the_file_lies_in_the_persons_own_folder_for_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert preferences.default_path().parts[-2:] == ("press-desk", "press-desk.ini")
    monkeypatch.setattr(preferences, "_active", [])
    assert preferences.active() is preferences.active()
