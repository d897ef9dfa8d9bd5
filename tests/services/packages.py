"""Evidence packages for tests: a true one, and what a forger makes of it who holds the maker's own key."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editor_app.domain import evidence as package
from editor_app.domain.canonical import canonical
from editor_app.domain.identifiers import sha256
from editor_app.services import evidence, publishing, vaults
from editor_app.services.evidence_parts import Parts
from editor_app.storage import evidence_file
from editor_app.worker import Worker
from tests.end2end.desk import full_edition, real_time_outbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.services.desk import Seat
    from editor_app.services.sealing import Keys
    from tests.services.outbox import Outbox

Change = Callable[[Any], None]


@dataclass(frozen=True)
class Forger:
    """Somebody who made a package and makes it again with other contents: list and signature are right anew."""

    content: bytes
    keys: Keys

    @property
    def files(self) -> dict[str, bytes]:
        return evidence_file.read(self.content).files

    def json(self, name: str, change: Change) -> bytes:
        """The package with one of its JSON files changed."""
        value = json.loads(self.files[name])
        change(value)
        return self.made({name: canonical(value)})

    def rows(self, change: Change) -> bytes:
        """The package with other lines of the audit log."""
        rows = [json.loads(line) for line in self.files[package.ROWS].splitlines()]
        change(rows)
        return self.made({package.ROWS: b"".join(canonical(row) + b"\n" for row in rows)})

    def made(self, changed: dict[str, bytes | None], listed: Change = lambda _list: None) -> bytes:
        """The package with other files (None = left out) and a list and signature that fit them."""
        files = {name: content for name, content in {**self.files, **changed}.items() if content is not None}
        manifest = json.loads(files.pop(package.MANIFEST))
        files.pop(package.SIGNATURE)
        manifest["files"] = [[name, len(content), sha256(content)] for name, content in files.items()]
        listed(manifest)
        signed = canonical(manifest)
        signature = self.keys.sign(package.MAKER_DOMAIN + signed)
        return evidence_file.packed({package.MANIFEST: signed, package.SIGNATURE: signature, **files})


def parts_of(seat: Seat, reference: str) -> Parts:
    """A package without its sheets, which take long to set, as the checks read it."""
    with seat.desk.database.read() as snapshot:
        gathered = evidence._Gathering(seat, snapshot, evidence.chosen(seat.desk, reference))
        files = gathered.files()
        manifest = canonical(gathered.manifest(files))
    signature = seat.keys.sign(package.MAKER_DOMAIN + manifest)
    return Parts({package.MANIFEST: manifest, package.SIGNATURE: signature, **files})


@contextmanager
def sent_outbox(folder: Path) -> Iterator[tuple[Outbox, Forger]]:
    """An office whose edition went out to two accounts, and its package."""
    with real_time_outbox(folder) as outbox:
        edition = full_edition(outbox)
        publishing.queue(outbox.office.publisher, edition.id)
        worker = Worker(outbox.office.desk, vaults.opened(outbox.office.admin), lambda _outcome: None, "test")
        worker.run_until_idle()
        worker.close()
        maker = outbox.office.publisher
        yield outbox, Forger(evidence.pack(maker, evidence.chosen(maker.desk, edition.id)).content, maker.keys)
