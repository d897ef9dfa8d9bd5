"""An export as it comes from somebody else: sizes, names, versions, digests are looked at before anything is used."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from editor_app.domain.errors import Invalid, NotFound, WorkspaceNewer
from editor_app.domain.identifiers import Digest, is_digest
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T, Text
from editor_app.storage import schema
from editor_app.storage.export import FORMAT, MANIFEST, VERSION, media_entry, table_entry
from editor_app.storage.schema_shape import require_known

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.domain.canonical import Json

_NAME = re.compile(r"manifest\.json|tables/[a-z_]{1,40}\.jsonl|media/[0-9a-f]{2}/[0-9a-f]{64}")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOST_RATIO = 150
_SMALL = 1 << 20
_LONGEST_LINE = 64 << 20
_LARGEST_MANIFEST = 256 << 20
_LARGEST_PICTURE = 256 << 20
_CHUNK = 1 << 20


class ExportFile:
    """One opened export whose directory and manifest were found to be in order."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Look at the directory and read the manifest.

        Raises:
            Invalid: a name, a size or the manifest is not as it should be.
            WorkspaceNewer: a newer Press Desk wrote it.
        """
        self._archive = archive
        self._entries = _entries(archive)
        fields = Fields(self._manifest())
        self._require_version(fields)
        self.schema = fields.integer("schema")
        audit_ = Fields(fields.optional("audit"))
        self.sequence, self.head = audit_.integer("sequence"), audit_.text("head")
        self.workspace = Fields(fields.optional("workspace")).text("id")
        if not _ID.fullmatch(self.workspace):
            raise ValueError("no id")
        self.tables = _tables(fields)
        self.media = _media(fields)
        self.missing = tuple(_digest(said) for said in fields.items("missing"))
        self._require_exactly()

    @property
    def size(self) -> int:
        """Bytes of everything when it is unpacked."""
        return sum(entry.file_size for entry in self._entries.values())

    def lines(self, table: str) -> Iterator[tuple[int, bytes]]:
        """The rows of a table with their line numbers; count and digest are compared at the end.

        Raises:
            Invalid: the lines are not those that the manifest names.
        """
        count, wanted = self.tables[table]
        digest, number = hashlib.sha256(), 0
        with self._archive.open(table_entry(table)) as entry:
            while line := entry.readline(_LONGEST_LINE):
                digest.update(line)
                number += 1
                if not line.endswith(b"\n"):
                    raise _wrong_line(number, table)
                yield number, line
        if (number, digest.hexdigest()) != (count, wanted):
            raise _refused(T("{entry} is not what its manifest says.", entry=table_entry(table)))

    def copy_picture(self, digest: Digest, target: IO[bytes]) -> None:
        """Write a picture to `target` and compare its digest.

        Raises:
            Invalid: it is another one.
        """
        found = hashlib.sha256()
        with self._archive.open(media_entry(digest)) as entry:
            while chunk := entry.read(_CHUNK):
                found.update(chunk)
                target.write(chunk)
        if found.hexdigest() != digest:
            raise _refused(T("The picture {digest} is another one than its name says.", digest=digest[:12]))

    def _manifest(self) -> Json:
        entry = self._entries.get(MANIFEST)
        if entry is None or entry.file_size > _LARGEST_MANIFEST:
            raise _refused(T("It has no manifest."))
        with self._archive.open(MANIFEST) as file:
            said: Json = json.loads(file.read(_LARGEST_MANIFEST))
            return said

    def _require_version(self, fields: Fields) -> None:
        if fields.text("format") != FORMAT:
            raise ValueError("another format")
        if fields.integer("version") > VERSION:
            require_known(schema.VERSION + 1)
        require_known(fields.integer("schema"))
        if fields.integer("version") < 1 or fields.integer("schema") < 1:
            raise ValueError("no such version")

    def _require_exactly(self) -> None:
        """What the manifest names is there, at its size, and nothing else."""
        wanted = {MANIFEST, *map(table_entry, self.tables), *map(media_entry, self.media)}
        if strange := sorted(wanted ^ self._entries.keys()):
            raise _refused(T("{entry} is missing, or not on the manifest.", entry=strange[0]))
        for digest, size in self.media.items():
            if self._entries[media_entry(digest)].file_size != size:
                raise _refused(T("The picture {digest} is another one than its name says.", digest=digest[:12]))


@contextmanager
def opened(file: Path) -> Iterator[ExportFile]:
    """The export in `file`, for reading; whatever is wrong with it inside the block becomes words.

    Raises:
        NotFound: there is no such file.
        Invalid: it isn't an export, or was changed.
        WorkspaceNewer: a newer Press Desk wrote it.
    """
    if not file.is_file():
        raise NotFound(T("There is no file {file}.", file=str(file)), T("Check the name."))
    try:
        with zipfile.ZipFile(file) as archive:
            yield ExportFile(archive)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, RecursionError) as error:
        raise _refused(T("{file} is not an export of Press Desk, or was damaged.", file=file.name)) from error


def is_export(file: Path) -> bool:
    """Whether the file begins as an export does."""
    if not file.is_file():
        return False
    with file.open("rb") as content:
        return content.read(4) == b"PK\x03\x04"


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The directory, after its names and sizes were found harmless."""
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        if not _NAME.fullmatch(entry.filename) or entry.filename in found:
            raise _refused(T("The name {entry} has no place in an export.", entry=entry.filename[:80]))
        if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _refused(T("{entry} is packed in a strange way.", entry=entry.filename))
        is_picture = entry.filename.startswith("media/")
        bomb = entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * max(1, entry.compress_size)
        if bomb or (is_picture and entry.file_size > _LARGEST_PICTURE):
            raise _refused(T("{entry} would unpack to far more than it should.", entry=entry.filename))
        found[entry.filename] = entry
    packed = sum(entry.compress_size for entry in found.values())
    if archive.fp is None or packed > archive.fp.seek(0, 2):
        raise _refused(T("Its parts overlap."))
    return found


def _tables(fields: Fields) -> dict[str, tuple[int, str]]:
    said = fields.optional("tables")
    if not isinstance(said, dict):
        raise ValueError("no tables")  # noqa: TRY004 - a wrong file, not a wrong call
    return {str(name): (Fields(each).integer("rows"), Fields(each).text("sha256")) for name, each in said.items()}


def _media(fields: Fields) -> dict[Digest, int]:
    return {_digest(Fields(each).text(0)): Fields(each).integer(1) for each in fields.items("media")}


def _digest(said: object) -> Digest:
    if not isinstance(said, str) or not is_digest(said):
        raise ValueError("not a digest")
    return Digest(said)


def _refused(what: Text) -> Invalid:
    return Invalid(what, T("Nothing was taken over. Ask for the file anew."))


def _wrong_line(number: int, table: str) -> Invalid:
    return wrong_line(number, table, T("it is not a row of this table"))


def wrong_line(number: int, table: str, why: Text) -> Invalid:
    """The refusal that names a line of a table."""
    return _refused(T("Line {n} of {entry}: {why}", n=number, entry=table_entry(table), why=why))


__all__ = ["ExportFile", "WorkspaceNewer", "is_export", "opened", "wrong_line"]
