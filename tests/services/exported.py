"""An office with deliveries in many states, exported; and files that somebody changed afterwards, digests and all."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from editor_app.domain.document import Content
from editor_app.services import accounts, approvals, documents, exporting, histories, media, merging, publishing
from editor_app.services.desk import actor_of
from editor_app.services.documents import Draft
from editor_app.services.freezing import Submission
from editor_app.services.media import Words
from tests.services.test_media import png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor_app.domain.identifiers import EditionId
    from tests.services.outbox import Outbox

Row = dict[str, Any]


def busy_office(outbox: Outbox) -> None:
    """Sent and verified, unknown, queued, held, returned, in review, a draft, a picture, an override."""
    office = outbox.office
    outbox.connect("board", "public-readable")
    for delivery in publishing.queue(office.publisher, _approved(outbox, "已发出的一件", "site", "board")):
        outbox.serve(delivery.id)
        outbox.serve(delivery.id)
    (unknown,) = publishing.queue(office.publisher, _approved(outbox, "结果未知的一件", "board"))
    outbox.server.faults.put({"drop_before": 1})
    outbox.serve(unknown.id)
    publishing.queue(office.publisher, _approved(outbox, "排队的一件", "site"))
    (held,) = publishing.queue(office.publisher, _approved(outbox, "暂缓的一件", "site"))
    publishing.hold(office.publisher, held.id, "等一等")
    office.submitted(Draft(Content(title="审核中的一件", body="正文")), "site")
    documents.create(office.editor, "草稿一件 " + "𠮷\u2028")
    _merged(outbox)
    office.clock.turn(timedelta(minutes=1))


def _merged(outbox: Outbox) -> None:
    """A document that two wrote in at once, with a named revision."""
    office = outbox.office
    made = documents.create(office.editor, "", draft=Draft(Content(title="两人写的", body="甲\n\n乙")))
    document, base = made.document.id, made.revision.id
    documents.save_revision(office.editor2, document, base, Draft(Content(title="两人写的", body="甲\n\n乙二")))
    merging.save(office.editor, document, base, Draft(Content(title="两人写的", body="甲一\n\n乙")))
    histories.name(office.editor, base, "初稿")


def _approved(outbox: Outbox, title: str, *names: str) -> EditionId:
    office = outbox.office
    picture = media.add(office.editor, png(40, 30), Words("A teal field", name="田 野.png"))
    body = f"正文，共 12 件。\n\n![](media:{picture.digest})"
    made = documents.create(office.editor, "", draft=Draft(Content(title=title, body=body)))
    ids = tuple(accounts.by_name(office.desk, name).id for name in names)
    return office.approve(approvals.submit(office.editor, made.document.id, Submission(ids))).id


def exported(outbox: Outbox, file: Path) -> Path:
    exporting.export(outbox.office.desk, actor_of(outbox.office.admin.member), file)
    return file


def altered(source: Path, target: Path, table: str, change: Callable[[list[Row]], None]) -> Path:
    """The same export after somebody changed a table and put the digests right again."""
    with zipfile.ZipFile(source) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(parts["manifest.json"])
    name = f"tables/{table}.jsonl"
    rows = [json.loads(line) for line in parts[name].splitlines()]
    change(rows)
    parts[name] = b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
    manifest["tables"][table] = {"rows": len(rows), "sha256": hashlib.sha256(parts[name]).hexdigest()}
    if table == "audit":
        manifest["audit"] = {"sequence": rows[-1]["sequence"], "head": rows[-1]["hash"]}
    parts["manifest.json"] = json.dumps(manifest).encode()
    return packed(parts, target)


def packed(parts: dict[str, bytes], target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return target


def unpacked(source: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(source) as old:
        return {name: old.read(name) for name in old.namelist()}
