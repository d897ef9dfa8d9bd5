"""One canonical form of ZIP: files unpacked, without times or extras, so that every byte of it follows from its files.

Whoever reads such a file can make it anew from what it holds: a changed bit anywhere, in a header too, is seen.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.errors import Conflict, Invalid, NotFound, Unavailable
from editor_app.domain.evidence import LARGEST, MOST_FILES, NAME
from editor_app.domain.text import T
from editor_app.storage.files import arriving, write_refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION, _STORED, _MIDNIGHT, _FIRST_DAY = 20, 0, 0, 33  # 1980-01-01
_UNIX, _PRIVATE = 3 << 8, 0o600 << 16
DIRECTORY = "directory"
"""The place of a change behind the last file."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a file of this form holds."""

    files: dict[str, bytes]
    """In their order; as far as they could be read."""
    changed_at: str
    """The file whose bytes or header were changed, or `DIRECTORY`; empty = the form is kept."""
    is_whole: bool
    """Whether every file could be read."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """The one byte string for these files in this order.

    Raises:
        ValueError: a name that can't be kept, or more than a package holds.
    """
    if len(files) > MOST_FILES or sum(map(len, files.values())) > LARGEST:
        raise ValueError("too much for a package")
    for name in files:
        if not NAME.fullmatch(name):
            raise ValueError(f"{name} is no name for a file of a package")
    local = [_header(name, content) + content for name, content in files.items()]
    return b"".join([*local, _directory(files)])


def read(content: bytes) -> Read:
    """What `content` holds, and the first place where it is not as `packed` would write it."""
    files: dict[str, bytes] = {}
    changed, at = "", 0
    while content[at : at + 4] == _LOCAL_MARK:
        found = _entry(content, at)
        if found is None or found[0] in files or len(files) >= MOST_FILES:
            return Read(files, changed or f"#{len(files) + 1}", is_whole=False)
        name, begin, end = found
        files[name] = content[begin:end]
        if not changed and content[at:begin] != _header(name, files[name]):
            changed = name
        at = end
    rest = content[at:]
    if rest[:4] not in (_CENTRAL_MARK, b""):
        return Read(files, changed or f"#{len(files) + 1}", is_whole=False)
    if not changed and rest != _directory(files):
        changed = DIRECTORY
    return Read(files, changed, is_whole=True)


def _header(name: str, content: bytes) -> bytes:
    facts = (zlib.crc32(content), len(content), len(content), len(name))
    return _LOCAL.pack(_LOCAL_MARK, _VERSION, 0, _STORED, _MIDNIGHT, _FIRST_DAY, *facts, 0) + name.encode()


def _directory(files: Mapping[str, bytes]) -> bytes:
    lines, at = [], 0
    for name, content in files.items():
        facts = (zlib.crc32(content), len(content), len(content), len(name))
        entry = (_CENTRAL_MARK, _UNIX | _VERSION, _VERSION, 0, _STORED, _MIDNIGHT, _FIRST_DAY)
        lines.append(_CENTRAL.pack(*entry, *facts, 0, 0, 0, 0, _PRIVATE, at) + name.encode())
        at += _LOCAL.size + len(name) + len(content)
    directory = b"".join(lines)
    return directory + _END.pack(_END_MARK, 0, 0, len(files), len(files), len(directory), at, 0)


def _entry(content: bytes, at: int) -> tuple[str, int, int] | None:
    """Name, begin and end of the file whose header is at `at`; None = it leads nowhere."""
    header = content[at : at + _LOCAL.size]
    if len(header) < _LOCAL.size:
        return None
    *_, size, _again, length, extra = _LOCAL.unpack(header)
    begin = at + _LOCAL.size + length
    name = content[begin - length : begin].decode("latin-1")
    if extra or begin + size > len(content) or not NAME.fullmatch(name):
        return None
    return name, begin, begin + size


def write(file: Path, content: bytes) -> None:
    """Put a package where nothing lies yet, for its maker alone, durable before its name is there.

    Raises:
        Conflict: something has that name.
        DiskFull, WorkspaceReadOnly, Unavailable: nothing is left behind.
    """
    if file.exists():
        raise Conflict(T("There is a file {file} already.", file=str(file)), T("Choose another name."))
    try:
        with arriving(file) as opened:
            opened.write(content)
    except OSError as error:
        raise write_refusal(error) from error


def content_of(file: Path) -> bytes:
    """The bytes of somebody's package.

    Raises:
        NotFound, Unavailable: no such file, or it can't be read.
        Invalid: it is larger than any package.
    """
    if not file.is_file():
        raise NotFound(T("There is no file {file}.", file=str(file)), T("Check the name."))
    try:
        if file.stat().st_size > LARGEST:
            raise Invalid(T("{file} is larger than any package.", file=file.name), T("Ask for the file anew."))
        return file.read_bytes()
    except OSError as error:
        raise Unavailable(T("{file} can't be read: {said}", file=file.name, said=error.strerror or "")) from error
