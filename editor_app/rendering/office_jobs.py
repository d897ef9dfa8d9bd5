"""What the limited child does with Word and Excel files: check the zip, then read text, pictures and cells."""

from __future__ import annotations

import datetime as dt
import json
import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, cast
from xml.parsers.expat import ExpatError

from editor_app.rendering.limited import JobFailed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.canonical import Json

MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 150
MAX_MEMBERS = 5000
MAX_ROWS = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARATION = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T\x00?I)", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")


def docx(order: Mapping[str, Json], content: bytes) -> tuple[Mapping[str, Json], tuple[bytes, ...]]:
    """A Word file as HTML (first blob) and its pictures (`picture:0` is the second blob)."""
    del order
    archive = _sane_archive(content, "word/document.xml")
    import mammoth

    pictures: list[bytes] = []
    mimes: list[str] = []

    def kept(image: object) -> dict[str, str]:
        with image.open() as source:  # type: ignore[attr-defined]
            pictures.append(source.read())
        mimes.append(str(image.content_type))  # type: ignore[attr-defined]
        return {"src": f"picture:{len(pictures) - 1}"}

    try:
        html = mammoth.convert_to_html(BytesIO(content), convert_image=mammoth.images.img_element(kept)).value
    except (ValueError, KeyError, AttributeError, IndexError, TypeError, OSError, ExpatError) as broken:
        raise JobFailed("damaged", {}) from broken
    document = archive.read("word/document.xml")
    facts: dict[str, Json] = {
        "mimes": mimes,
        "insertions": len(re.findall(rb"<w:ins[ >]", document)),
        "deletions": len(re.findall(rb"<w:del[ >]", document)),
        "comments": _count(archive, "word/comments.xml", rb"<w:comment[ >]"),
    }
    return facts, (html.encode(), *pictures)


def xlsx(order: Mapping[str, Json], content: bytes) -> tuple[Mapping[str, Json], tuple[bytes, ...]]:
    """The cells of one sheet as text (JSON rows in the first blob), and the names of all sheets."""
    if not content.startswith(_OLE):
        _sane_archive(content, "[Content_Types].xml")
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        names = list(book.sheet_names)
        wanted = cast("str", order.get("sheet") or "") or _first_filled(book, names)
        if wanted not in names:
            raise JobFailed("no_sheet", {"sheet": wanted})
        rows = book.get_sheet_by_name(wanted).to_python(skip_empty_area=True)
    except (python_calamine.CalamineError, ValueError, OSError) as broken:
        raise JobFailed("damaged", {}) from broken
    if len(rows) > MAX_ROWS:
        raise JobFailed("too_many_rows", {"rows": len(rows)})
    cells = [[_cell(value) for value in row] for row in rows]
    return {"sheets": names, "sheet": wanted}, (json.dumps(cells, ensure_ascii=False).encode(),)


def _first_filled(book: object, names: list[str]) -> str:
    sheets = (name for name in names if book.get_sheet_by_name(name).total_height)  # type: ignore[attr-defined]
    return next(sheets, names[0] if names else "")


def _cell(value: object) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case _:
            return str(value)


def _sane_archive(content: bytes, needed: str) -> zipfile.ZipFile:
    """The zip, when it is no bomb, holds no entity declarations and only plain names."""
    if content.startswith(_OLE):
        raise JobFailed("old_office", {})
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        members = archive.infolist()
        _require_small(members)
        _require_plain_names(members, needed)
        for member in members:
            if member.filename.lower().endswith(_XML) and _DECLARATION.search(archive.read(member)):
                raise JobFailed("entities", {})
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as broken:
        raise JobFailed("damaged", {}) from broken
    except RuntimeError as locked:
        raise JobFailed("locked", {}) from locked
    return archive


def _require_small(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    ratio = unpacked / max(packed, 1)
    if unpacked > MAX_UNPACKED or len(members) > MAX_MEMBERS or (ratio > MAX_RATIO and unpacked > 1_000_000):
        raise JobFailed("bomb", {"megabytes": unpacked >> 20})


def _require_plain_names(members: list[zipfile.ZipInfo], needed: str) -> None:
    names = [member.filename for member in members]
    if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name for name in names):
        raise JobFailed("damaged", {})
    if needed not in names:
        raise JobFailed("other_kind", {})


def _count(archive: zipfile.ZipFile, name: str, pattern: bytes) -> int:
    return len(re.findall(pattern, archive.read(name))) if name in archive.namelist() else 0
