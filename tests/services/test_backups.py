from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import DeskError, Refused
from editor_app.services import backups, workspaces
from editor_app.services.backups import DailyBackup, back_up, is_due, listed
from editor_app.services.workspaces import Means
from editor_app.storage.locks import lock_file
from editor_app.storage.restore import verify
from tests.services.office import CHEAP, FakeClock, new_office
from tests.storage.servers import new_database

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.office import Office

ENGINES = ("sqlite",)
"""A team's database is backed up by its server; these are copies of a folder."""

HOUR = timedelta(hours=1)


def test_a_backup_is_listed_and_sound(empty_office: Office) -> None:
    made = back_up(empty_office.desk)
    (one,) = listed(empty_office.desk)
    assert (one.path, one.manifest, one.is_ordinary) == (made.path, made.manifest, True)
    assert verify(made.path).is_sound


def test_a_backup_to_another_disk_thins_nothing_out_there(empty_office: Office, tmp_path: Path) -> None:
    for _ in range(9):
        back_up(empty_office.desk, tmp_path / "disk")
        empty_office.clock.turn(HOUR)
    assert len(list((tmp_path / "disk").glob("*.db"))) == 9
    assert listed(empty_office.desk) == ()


def test_of_the_workspaces_own_backups_the_rule_keeps_the_newest_of_a_day(empty_office: Office) -> None:
    first = back_up(empty_office.desk)
    empty_office.clock.turn(HOUR)
    second = back_up(empty_office.desk)
    assert [one.path for one in listed(empty_office.desk)] == [second.path]
    assert not first.path.exists()


def test_the_daily_backup_is_due_after_a_day_and_not_in_the_first_hour(empty_office: Office) -> None:
    desk = empty_office.desk
    assert not is_due(desk)
    empty_office.clock.turn(HOUR)
    assert is_due(desk)
    back_up(desk)
    empty_office.clock.turn(23 * HOUR)
    assert not is_due(desk)
    empty_office.clock.turn(HOUR)
    assert is_due(desk)


def test_a_clock_that_was_set_back_does_not_end_the_daily_backups(empty_office: Office) -> None:
    empty_office.clock.turn(timedelta(days=400))
    back_up(empty_office.desk)
    empty_office.clock.turn(-timedelta(days=390))
    assert is_due(empty_office.desk)


def test_the_daily_backup_is_made_beside_other_work_and_once(empty_office: Office) -> None:
    daily = DailyBackup(empty_office.desk)
    assert not daily.look()
    empty_office.clock.turn(HOUR)
    assert daily.look()
    daily.wait()
    assert len(listed(empty_office.desk)) == 1
    assert not daily.look()
    empty_office.clock.turn(HOUR)
    assert not daily.look()
    empty_office.clock.turn(24 * HOUR)
    assert daily.look()
    daily.close()


def test_the_window_and_the_worker_make_one_daily_backup_between_them(empty_office: Office) -> None:
    window, worker = DailyBackup(empty_office.desk), DailyBackup(empty_office.desk)
    empty_office.clock.turn(HOUR)
    empty_office.desk.store.backups.mkdir(exist_ok=True)
    busy = lock_file(empty_office.desk.store.backups / ".busy")
    assert busy is not None
    with busy:
        assert worker.look()
        worker.wait()
    assert worker.fault is None
    assert listed(empty_office.desk) == ()
    assert window.look()
    window.wait()
    assert len(listed(empty_office.desk)) == 1


def test_why_a_daily_backup_failed_is_remembered(empty_office: Office) -> None:
    folder = empty_office.desk.store.backups
    folder.rmdir()
    folder.write_text("in the way")
    daily = DailyBackup(empty_office.desk)
    empty_office.clock.turn(HOUR)
    assert daily.look()
    daily.wait()
    assert isinstance(daily.fault, DeskError)
    folder.unlink()
    empty_office.clock.turn(HOUR)
    assert daily.look()
    daily.wait()
    assert daily.fault is None


def test_a_daily_backup_under_way_is_given_up_when_the_program_ends(empty_office: Office) -> None:
    daily = DailyBackup(empty_office.desk)
    empty_office.clock.turn(HOUR)
    daily._stop.set()
    assert daily.look()
    daily.close()
    assert listed(empty_office.desk) == ()


def test_a_team_database_says_who_makes_its_backups(postgresql: str) -> None:
    office = new_office(new_database(postgresql))
    office.clock.turn(30 * HOUR)
    assert not is_due(office.desk)
    for deed in (back_up, listed):
        with pytest.raises(Refused, match="pg_dump") as caught:
            deed(office.desk)
        assert "export" in str(caught.value.next_step)
    office.desk.close()


def test_a_workspace_brought_up_to_date_lists_the_backup_before_it(
    empty_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editor_app.storage import migrations, schema
    from tests.storage.test_schema import Second

    folder = empty_office.desk.store.folder
    empty_office.desk.close()
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, Second()))
    desk = workspaces.open_desk(folder, Means(FakeClock(), CHEAP))
    (one,) = backups.listed(desk)
    assert not one.is_ordinary
    assert one.manifest is not None
    assert one.manifest.schema == schema.VERSION - 1
    desk.close()
