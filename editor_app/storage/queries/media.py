"""Named queries about pictures; their bytes are in `files`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select

from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import Digest
from editor_app.domain.media import Media
from editor_app.domain.text import T
from editor_app.storage.tables import media

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Row

    from editor_app.domain.identifiers import MemberId
    from editor_app.storage.database import Snapshot, Work


def insert_media(work: Work, new: Media, added_by: MemberId) -> None:
    """Make a picture known; one whose bytes are known already keeps its first description."""
    if media_of(work, (new.digest,)):
        return
    work.connection.execute(_INSERT, {**media_values(new), "added_by": added_by, "added_at": work.at})


def media_values(new: Media) -> dict[str, object]:
    """The columns of a picture, but for who added it and when."""
    return {
        "digest": new.digest,
        "mime": new.mime,
        "width": new.width,
        "height": new.height,
        "size": new.size,
        "name": new.name,
        "alt": new.alt,
        "credit": new.credit,
        "ai_made": int(new.ai_made),
    }


def media_by_digest(snapshot: Snapshot, digest: Digest) -> Media:
    """The picture with those bytes.

    Raises:
        NotFound: not in this workspace.
    """
    found = media_of(snapshot, (digest,))
    if digest not in found:
        raise NotFound(
            T("The picture {digest} is not in this workspace.", digest=digest[:12]),
            T("Add it with `editor-app media add`."),
        )
    return found[digest]


def media_of(snapshot: Snapshot, digests: Collection[Digest]) -> dict[Digest, Media]:
    """Those of `digests` that are known."""
    if not digests:
        return {}
    rows = snapshot.connection.execute(_OF, {"wanted": sorted(set(digests))})
    return {Digest(row.digest): _media(row) for row in rows}


def all_media(snapshot: Snapshot) -> list[Media]:
    """Every picture, the newest first."""
    return [_media(row) for row in snapshot.connection.execute(_ALL)]


def _media(row: Row[tuple[object, ...]]) -> Media:
    return Media(
        digest=Digest(row.digest),
        mime=row.mime,
        width=row.width,
        height=row.height,
        size=row.size,
        name=row.name,
        alt=row.alt,
        credit=row.credit,
        ai_made=bool(row.ai_made),
    )


_INSERT = insert(media)
_OF = select(media).where(media.c.digest.in_(bindparam("wanted", expanding=True)))
_ALL = select(media).order_by(media.c.added_at.desc(), media.c.digest)
