"""Writes the practice office that a release leaves to every later one: `python -m tests.migrations.release`.

Deliveries that are verified, held, planned and of unknown outcome, an approved edition, every signature genuine. Run it
once, when the newest migration is released; the file never changes again.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.services import publishing
from editor_app.services.publishing import Slot
from editor_app.storage import schema
from tests.services.office import full_office
from tests.services.outbox import new_outbox

if TYPE_CHECKING:
    from tests.services.outbox import Outbox

FOLDER = Path(__file__).parent / "released"


def live(outbox: Outbox) -> None:
    """One office's morning: something of every kind lies in the queue afterwards."""
    outbox.connect("site", "draft-flip")
    outbox.connect("app", "keyed")
    proven = outbox.queued("site", "已核验的一份")
    outbox.serve(proven.id)
    outbox.serve(proven.id)
    later = Slot(outbox.office.clock.now() + timedelta(hours=3), "Asia/Shanghai", "2026-11-28T12:00")
    publishing.queue(outbox.office.publisher, outbox.approved("app", title="排定的一份").id, later)
    held = outbox.queued("app", "等人放行的一份")
    publishing.hold(outbox.office.publisher, held.id, "等上级来电")
    outbox.approved("app", title="签发未排的一份")
    lost = outbox.queued("site", "结果未知的一份")
    outbox.server.faults.put({"drop_after": 1})
    outbox.serve(lost.id)


def main() -> None:
    """Write the file of the newest version."""
    path = FOLDER / f"{schema.VERSION:04d}.sql"
    if path.exists():
        raise SystemExit(f"{path.name} is released and never changes")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        office = full_office(place / "office")
        outbox = new_outbox(office, place)
        live(outbox)
        outbox.close()
        office.desk.close()
        with closing(sqlite3.connect(place / "office" / "workspace.db")) as raw:
            lines = [*raw.iterdump()]
            lines += [f"PRAGMA {name} = {raw.execute(f'PRAGMA {name}').fetchone()[0]};" for name in _MARKS]
    path.write_text("\n".join(lines) + "\n", "utf-8")


_MARKS = ("user_version", "application_id")


if __name__ == "__main__":
    main()
