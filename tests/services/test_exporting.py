from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.audit import Actor
from editor_app.domain.errors import Conflict, DeskError, Invalid, NotFound
from editor_app.services import exporting, members, publishing, workspaces
from editor_app.services.verifying_first import hold_what_waits
from editor_app.services.workspaces import Means
from editor_app.storage import audit, soundness
from tests.services.exported import Row, altered, busy_office, exported, unpacked
from tests.services.office import CHEAP, PASSPHRASE
from tests.storage.killing import spread, steps_of, victims
from tests.storage.servers import new_database

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.services.desk import Desk
    from tests.services.outbox import Outbox

ACTOR = Actor("system", "a test")


def opened(outbox: Outbox, place: Path | str) -> Desk:
    return workspaces.open_desk(place, Means(outbox.office.clock, CHEAP))


@pytest.fixture
def file(outbox: Outbox, tmp_path: Path) -> Path:
    busy_office(outbox)
    return exported(outbox, tmp_path / "office.zip")


def test_an_imported_workspace_is_equal_to_the_last_row_and_exports_to_the_same_bytes(
    outbox: Outbox, file: Path, tmp_path: Path
) -> None:
    exporting.import_into(file, tmp_path / "desk")
    desk = opened(outbox, tmp_path / "desk")
    assert exporting.export(desk, ACTOR, tmp_path / "again.zip").rows > 100
    assert (tmp_path / "again.zip").read_bytes() == file.read_bytes()
    assert desk.store.verify_first
    with desk.database.read() as snapshot:
        assert audit.first_altered(snapshot) is None
        assert soundness.faults(snapshot) == []
    from editor_app.domain.secrets import Secret

    assert members.sign_in(desk, "editor", Secret(PASSPHRASE)).member.name == "editor"
    assert {row.state.value for row in publishing.status(desk)} >= {"verified", "unknown", "queued", "held"}
    desk.close()


def test_a_workspace_moves_to_postgresql_and_back_byte_for_byte(
    outbox: Outbox, file: Path, tmp_path: Path, postgresql: str
) -> None:
    url = new_database(postgresql)
    exporting.import_into(file, url)
    team = opened(outbox, url)
    assert team.store.verify_first
    assert exporting.export(team, ACTOR, tmp_path / "team.zip").missing == ()
    assert unpacked(tmp_path / "team.zip") == unpacked(file)
    assert hold_what_waits(team, ACTOR) == 1
    team.close()
    again = opened(outbox, url)
    assert not again.store.verify_first
    again.close()
    exporting.import_into(tmp_path / "team.zip", tmp_path / "back")
    back = opened(outbox, tmp_path / "back")
    exporting.export(back, ACTOR, tmp_path / "back.zip")
    assert (tmp_path / "back.zip").read_bytes() == file.read_bytes()
    back.close()
    with pytest.raises(Conflict, match="already"):
        exporting.import_into(file, url)


def test_an_export_is_on_record_with_who_took_it(outbox: Outbox, file: Path) -> None:
    assert file.exists()
    with outbox.office.desk.database.read() as snapshot:
        row = audit.rows(snapshot)[-1]
    assert (row.action, row.actor.name) == ("workspace.export", "admin")


def test_no_secret_and_no_typing_is_in_an_export(outbox: Outbox, file: Path) -> None:
    parts = unpacked(file)
    assert {name.partition("/")[0] for name in parts} == {"manifest.json", "tables", "media"}
    everything = b"".join(parts.values())
    assert outbox.server.token.encode() not in everything
    assert PASSPHRASE.encode() not in everything


def test_nothing_is_exported_or_imported_over_something(outbox: Outbox, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(Conflict):
        exporting.export(outbox.office.desk, ACTOR, file)
    assert file.read_bytes() == before
    with pytest.raises(Conflict):
        exporting.import_into(file, outbox.office.desk.store.folder)


@pytest.mark.one_engine
def test_an_altered_audit_log_is_not_exported(outbox: Outbox, tmp_path: Path) -> None:
    with outbox.office.desk.database.engine.begin() as raw:
        raw.exec_driver_sql("DROP TRIGGER guard_audit_is_fixed")
        raw.exec_driver_sql("UPDATE audit SET detail = '{\"x\":1}' WHERE sequence = 3")
    with pytest.raises(DeskError, match="Line 3 of the audit log"):
        exporting.export(outbox.office.desk, ACTOR, tmp_path / "office.zip")
    assert not list(tmp_path.glob("*office.zip*"))


class Stopped(Exception):
    """Somebody pressed Cancel."""


def test_a_cancelled_export_or_import_leaves_nothing(outbox: Outbox, file: Path, tmp_path: Path) -> None:
    def stop(share: float, _what: object) -> None:
        if share >= 0.5:
            raise Stopped

    (tmp_path / "to").mkdir()
    with pytest.raises(Stopped):
        exporting.export(outbox.office.desk, ACTOR, tmp_path / "to" / "other.zip", stop)
    with pytest.raises(Stopped):
        exporting.import_into(file, tmp_path / "to" / "desk", stop)
    assert list((tmp_path / "to").iterdir()) == []


def test_an_import_that_is_killed_is_nothing_or_whole(outbox: Outbox, file: Path, tmp_path: Path) -> None:
    target = tmp_path / "to" / "desk"
    steps = steps_of("import", file, tmp_path / "probe")
    target.parent.mkdir()
    with victims("import", file, target) as killed_at:
        for step in spread(steps, by=10, last=6):
            assert killed_at(step)
            if target.exists():
                assert step > steps - 5
                break
            assert {path.name for path in target.parent.iterdir()} <= {".desk.part"}
            shutil.rmtree(target.parent / ".desk.part", ignore_errors=True)
        else:
            assert not killed_at(steps + 1)
    desk = opened(outbox, target)
    exporting.export(desk, ACTOR, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == file.read_bytes()
    desk.close()


def test_an_export_of_a_damaged_file_is_refused(file: Path, tmp_path: Path) -> None:
    """One byte in the middle of a table; a date in the archive's own headers would say nothing of the workspace."""
    with zipfile.ZipFile(file) as archive:
        table = archive.getinfo("tables/audit.jsonl")
    content = bytearray(file.read_bytes())
    content[table.header_offset + len(table.filename) + 30 + table.compress_size // 2] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(Invalid):
        exporting.import_into(file, tmp_path / "desk")
    assert not (tmp_path / "desk").exists()


def test_a_forged_export_leaves_a_team_database_empty(file: Path, tmp_path: Path, postgresql: str) -> None:
    def promote(rows: list[Row]) -> None:
        rows[0]["roles"] = "admin,editor,publisher,reviewer"

    url = new_database(postgresql)
    with pytest.raises(Invalid, match=r"Line 1 of tables/member.jsonl"):
        exporting.import_into(altered(file, tmp_path / "forged.zip", "member", promote), url)
    with pytest.raises(NotFound, match="no workspace in this database"):
        workspaces.open_desk(url)
    exporting.import_into(file, url)
    workspaces.open_desk(url).close()
