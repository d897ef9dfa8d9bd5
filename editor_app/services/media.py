"""Pictures: taken in cleaned, described for those who can't see them, credited, and placed in a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.errors import Invalid, NotFound, Unavailable
from editor_app.domain.media import Media, placement_markdown
from editor_app.domain.member import Deed, require
from editor_app.domain.text import T
from editor_app.services import documents
from editor_app.storage import seals
from editor_app.storage.queries import media as queries

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.canonical import Json
    from editor_app.domain.document import Revision
    from editor_app.domain.identifiers import Digest, DocumentId
    from editor_app.services.desk import Desk, Seat

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Words:
    """What a person says of a picture."""

    alt: str
    """What it shows, for those who can't see it."""
    credit: str = ""
    name: str = ""
    """The file name it came with."""
    ai_made: bool = False


def add(seat: Seat, content: bytes, words: Words) -> Media:
    """Take a picture in: re-encoded on a fresh canvas, no metadata left.

    Raises:
        Invalid: no alternative text, or not a still picture that we read.
        Refused: no editor.
    """
    if not words.alt.strip():
        raise Invalid(
            T("The picture has no alternative text."),
            T("Say in one sentence what it shows, for those who can't see it."),
        )
    return keep(seat, content, words)


def add_file(seat: Seat, path: Path, words: Words) -> Media:
    """The same from a file.

    Raises:
        NotFound, Unavailable: the file can't be read.
    """
    return add(seat, read_file(path), Words(words.alt, words.credit, words.name or path.name, words.ai_made))


def keep(seat: Seat, content: bytes, words: Words) -> Media:
    """The same for a picture whose alternative text is still to be written; the checks ask for it."""
    from editor_app.rendering import pictures

    require(seat.member, Deed.WRITE)
    made = pictures.cleaned(content)
    seat.desk.store.media.put(made.content)
    media = Media(
        digest=made.digest,
        mime=made.mime,
        width=made.width,
        height=made.height,
        size=len(made.content),
        name=_shown(words.name),
        alt=" ".join(words.alt.split()),
        credit=" ".join(words.credit.split()),
        ai_made=words.ai_made,
    )
    detail: dict[str, Json] = {"size": media.size, **seals.sealed(media=queries.media_values(media))}
    with seat.write(Deed.WRITE, "media.add", Subject("media", media.digest), detail) as work:
        queries.insert_media(work, media, seat.member.id)
        return queries.media_by_digest(work, media.digest)


def place(seat: Seat, document: DocumentId, media: Media, caption: str = "", alt: str = "") -> Revision:
    """Put a picture at the end of a document.

    Args:
        alt: what it shows there; empty = the medium's own words, which may be older than this document.
    """
    return documents.append(seat, document, placement_markdown(f"media:{media.digest}", alt or media.alt, caption))


def all_media(desk: Desk) -> tuple[Media, ...]:
    """Every picture, the newest first."""
    with desk.database.read() as snapshot:
        return tuple(queries.all_media(snapshot))


def media_of(desk: Desk, digests: set[Digest]) -> dict[Digest, Media]:
    """Those of `digests` that are known."""
    with desk.database.read() as snapshot:
        return queries.media_of(snapshot, digests)


def read_file(path: Path) -> bytes:
    """The content of a person's file, of 64 MB at most.

    Raises:
        NotFound: there is none.
        Unavailable: it can't be read.
    """
    from editor_app.rendering.given import content_of

    try:
        return content_of(path)
    except FileNotFoundError:
        raise NotFound(T("There is no file {file}.", file=str(path)), T("Check the name.")) from None
    except OSError as error:
        raise Unavailable(
            T("The file {file} can't be read: {said}", file=str(path), said=error.strerror or ""),
            T("Check its rights, or copy it elsewhere first."),
        ) from error


def _shown(name: str) -> str:
    """A file name for showing: without folders, without what can't be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in last if character.isprintable())[:_LONGEST_NAME]
