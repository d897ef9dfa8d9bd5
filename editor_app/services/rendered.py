"""The exact payload of an account as files, for a person or program that wants to see it before it is signed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.edition import payload_as_json
from editor_app.services import composing
from editor_app.storage.files import write_refusal

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.account import Account
    from editor_app.domain.document import Revision
    from editor_app.domain.identifiers import Digest
    from editor_app.services.desk import Desk

_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif"}


@dataclass(frozen=True, slots=True)
class Written:
    """Where the files are, with their digests."""

    payload: Path
    digest: Digest
    """Of the payload's canonical form, as it would stand in a manifest."""
    media: tuple[tuple[Path, Digest], ...]


def write(desk: Desk, revision: Revision, account: Account, folder: Path) -> Written:
    """Write what `account` would receive of `revision` to `folder`: payload.json, its text, every picture.

    Raises:
        Invalid: the platform can't make anything of it.
        DiskFull, WorkspaceReadOnly, Unavailable: the folder doesn't take it.
    """
    made = composing.composed(desk, composing.variant(desk, revision, account), account)
    payload, written = folder / "payload.json", []
    ending = ".html" if made.payload.format == "html" else ".txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        payload.write_text(json.dumps(payload_as_json(made.payload), ensure_ascii=False, indent=2), "utf-8")
        for part in made.payload.parts:
            (folder / f"part-{part.ordinal}{ending}").write_text(part.body, "utf-8")
        for sealed in made.payload.media:
            path = folder / f"{sealed.ordinal}-{sealed.digest[:12]}{_ENDINGS.get(sealed.mime, '')}"
            path.write_bytes(made.media[sealed.digest])
            written.append((path, sealed.digest))
    except OSError as error:
        raise write_refusal(error) from error
    return Written(payload, composing.payload_digest(made.payload), tuple(written))
