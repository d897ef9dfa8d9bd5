"""Files of a person becoming documents: text, Word and web pages, with the pictures that come along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.document import Content, DocumentKind
from editor_app.domain.errors import Invalid
from editor_app.domain.member import Deed, require
from editor_app.domain.text import T, Text
from editor_app.services import documents, media
from editor_app.services.documents import Draft, Opened
from editor_app.services.media import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from editor_app.rendering.imports import ImportedPicture
    from editor_app.services.desk import Seat


@dataclass(frozen=True, slots=True)
class Imported:
    """A new document, and what was left out or changed on the way."""

    opened: Opened
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ImportedBody:
    """The text of a file for a document that is there already."""

    title: str
    """Empty when the file has none."""
    body: str
    notes: tuple[Text, ...]


def import_file(seat: Seat, path: Path, kind: DocumentKind = DocumentKind.EXPLAINER) -> Imported:
    """A new document of a file; its pictures are taken in.

    Raises:
        Invalid, Unavailable: the file can't be imported; the sentence says why, and nothing was made.
        Refused: no editor.
    """
    from editor_app.rendering.imports import imported_file, placed

    require(seat.member, Deed.WRITE)
    read = imported_file(path)
    digests, notes = _taken_in(seat, read.pictures)
    content = Content(
        title=read.title,
        summary=read.summary,
        body=placed(read, digests),
        source=read.source,
        source_url=read.source_url,
    )
    return Imported(documents.create(seat, "", kind, Draft(content)), (*read.notes, *notes))


def import_files(
    seat: Seat, paths: Sequence[Path], progress: Callable[[int, int], None] = lambda _done, _of: None
) -> tuple[Imported, ...]:
    """A document of every file.

    Args:
        seat: an editor's.
        paths: the files.
        progress: called with how many are done, of how many.

    Raises:
        Invalid, Unavailable, Refused: as in `import_file`; documents made before stay.
    """
    made = []
    for done, path in enumerate(paths, 1):
        made.append(import_file(seat, path))
        progress(done, len(paths))
    return tuple(made)


def text_of(seat: Seat, path: Path) -> ImportedBody:
    """The text of a file, its pictures taken in; for a new revision of a document.

    Raises:
        Invalid, Unavailable, Refused: as in `import_file`.
    """
    from editor_app.rendering.imports import imported_file, placed

    require(seat.member, Deed.WRITE)
    read = imported_file(path)
    digests, notes = _taken_in(seat, read.pictures)
    has_title = read.title != path.stem.replace("_", " ").strip()
    return ImportedBody(read.title if has_title else "", placed(read, digests), (*read.notes, *notes))


def _taken_in(seat: Seat, pictures: Sequence[ImportedPicture]) -> tuple[dict[str, str], list[Text]]:
    digests: dict[str, str] = {}
    notes: list[Text] = []
    for picture in pictures:
        try:
            kept = media.keep(seat, picture.content, Words(picture.alt, name=picture.name))
        except Invalid as refused:
            notes.append(T("The picture {name} was left out: {why}", name=picture.name, why=refused.message))
        else:
            digests[picture.reference] = kept.digest
    return digests, notes
