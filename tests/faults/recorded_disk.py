"""A disk below SQLite that writes down every write and sync, refuses on demand, and can lose its power.

The program's own SQLite gets another default VFS, which is the usual one but for the writing methods of the database
and its log. What was written after a file's last sync is lost sector by sector, by chance.
"""

from __future__ import annotations

import ctypes
import os
import sqlite3
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

SECTOR = 512
FULL, READ_ONLY, IO_ERROR = 13, 8, 778
"""SQLITE_FULL, SQLITE_READONLY, SQLITE_IOERR_WRITE."""
_OK = 0
_DATABASE_OR_LOG = 0x00000100 | 0x00080000
_POINTERS_OF_METHODS = 18
_CLOSE, _WRITE, _TRUNCATE, _SYNC = 0, 2, 3, 4
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_Delete = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)
_Close = CFUNCTYPE(c_int, c_void_p)


class _Vfs(Structure):
    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("following", c_void_p),
        ("name", c_char_p),
        ("own", c_void_p),
        ("open", _Open),
        ("delete", _Delete),
        ("others", c_void_p * 14),
    )


class _Methods(Structure):
    _fields_ = (("version", c_int), ("calls", c_void_p * _POINTERS_OF_METHODS))


class Op(NamedTuple):
    """One thing that was asked of the disk, and done."""

    kind: str
    """`write`, `truncate`, `sync`, `delete`."""
    file: str
    at: int = 0
    content: bytes = b""


@dataclass
class Disk:
    """What was written below one folder, in order."""

    folder: Path
    ops: list[Op] = field(default_factory=list)
    refuses: int = _OK
    """What every write answers instead of being done."""
    accepts: int = -1
    """How many more writes are done before `refuses` begins; -1 = it counts at once."""
    refused: int = 0

    def keep(self, op: Op) -> None:
        """Write it down."""
        self.ops.append(op)

    def answer(self) -> int:
        """What the next write is told before anything is done."""
        if self.refuses == _OK:
            return _OK
        if self.accepts > 0:
            self.accepts -= 1
            return _OK
        self.refused += 1
        return self.refuses


def after_power_loss(ops: list[Op], before: dict[str, bytes], dice: random.Random) -> dict[str, bytes]:
    """The files as they may lie there afterwards, by name.

    Args:
        ops: up to the moment of the loss.
        before: the files as they lay before the first of them, all of it synced.
        dice: decides which unsynced sectors arrived.
    """
    share = dice.choice((0.0, 0.1, 0.5, 0.9, 1.0))
    durable = {name: bytearray(content) for name, content in before.items()}
    unsynced: dict[str, list[Op]] = {}
    for op in ops:
        _done(op, durable, unsynced)
    for op in (op for left in unsynced.values() for op in left):
        for piece in _sectors(op):
            if dice.random() < share:
                _apply(durable, piece)
    return {name: bytes(content) for name, content in durable.items()}


def _done(op: Op, durable: dict[str, bytearray], unsynced: dict[str, list[Op]]) -> None:
    left = unsynced.setdefault(op.file, [])
    if op.kind == "sync":
        for earlier in left:
            _apply(durable, earlier)
        left.clear()
        return
    if op.kind == "write" and any(earlier.kind == "delete" for earlier in left):
        durable.pop(op.file, None)  # a new file of that name: of the old one nothing can come back
        left.clear()
    left.append(op)


def _sectors(op: Op) -> Iterator[Op]:
    """A write in its sectors; everything else as it is."""
    if op.kind != "write":
        yield op
        return
    at, end = op.at, op.at + len(op.content)
    while at < end:
        until = min(end, (at // SECTOR + 1) * SECTOR)
        yield Op("write", op.file, at, op.content[at - op.at : until - op.at])
        at = until


def _apply(files: dict[str, bytearray], op: Op) -> None:
    if op.kind == "delete":
        files.pop(op.file, None)
        return
    content = files.setdefault(op.file, bytearray())
    if op.kind == "truncate":
        del content[op.at :]
        return
    if len(content) < op.at:
        content.extend(bytes(op.at - len(content)))
    content[op.at : op.at + len(op.content)] = op.content


@contextmanager
def recorded(folder: Path) -> Iterator[Disk]:
    """Every connection that is opened meanwhile and lies below `folder` goes over the disk that this gives."""
    shim = _shim()
    disk = Disk(folder)
    shim.disks.append(disk)
    shim.library.sqlite3_vfs_register(ctypes.byref(shim.vfs), 1)
    try:
        yield disk
    finally:
        shim.library.sqlite3_vfs_register(shim.usual, 1)
        shim.disks.remove(disk)


@cache
def _shim() -> _Shim:
    return _Shim()


class _Shim:
    """The VFS itself; it stays loaded for the life of the process, as SQLite keeps pointers to it."""

    def __init__(self) -> None:
        self.library: Any = _own_sqlite()
        self.library.sqlite3_vfs_find.restype = c_void_p
        self.library.sqlite3_vfs_register.argtypes = (c_void_p, c_int)
        self.usual = self.library.sqlite3_vfs_find(None)
        self.disks: list[Disk] = []
        self._usual_vfs = _Vfs.from_address(self.usual)
        self._files: dict[int, tuple[Disk, str]] = {}
        self._methods: dict[int, _Methods] = {}
        self._alive: list[object] = []
        self.vfs = _Vfs.from_buffer_copy(self._usual_vfs)
        self.vfs.name, self.vfs.following = b"recorded", None
        self.vfs.open, self.vfs.delete = _Open(self._open), _Delete(self._delete)

    def _disk_of(self, name: bytes) -> tuple[Disk, str] | None:
        path = Path(os.fsdecode(name))
        return next(((disk, path.name) for disk in self.disks if path.is_relative_to(disk.folder)), None)

    def _open(self, _vfs: int, name: int | None, file: int, flags: int, out: Any) -> int:
        code: int = self._usual_vfs.open(self.usual, name, file, flags, out)  # it keeps the pointer to the name
        found = self._disk_of(ctypes.string_at(name)) if name else None
        if code == _OK and flags & _DATABASE_OR_LOG and found is not None:
            self._files[file] = found
            place = c_void_p.from_address(file)
            place.value = ctypes.addressof(self._patched(place.value or 0))
        return code

    def _delete(self, _vfs: int, name: bytes, sync: int) -> int:
        code: int = self._usual_vfs.delete(self.usual, name, sync)
        found = self._disk_of(name)
        if code == _OK and found is not None:
            found[0].keep(Op("delete", found[1]))
        return code

    def _patched(self, usual: int) -> _Methods:
        """The methods at that address, but for those that write."""
        if usual not in self._methods:
            made = _Methods.from_buffer_copy(_Methods.from_address(usual))
            calls = made.calls
            for place, call in (
                (_WRITE, self._writes(_Write(calls[_WRITE]))),
                (_TRUNCATE, self._truncates(_Truncate(calls[_TRUNCATE]))),
                (_SYNC, self._syncs(_Sync(calls[_SYNC]))),
                (_CLOSE, self._closes(_Close(calls[_CLOSE]))),
            ):
                self._alive.append(call)
                calls[place] = ctypes.cast(call, c_void_p).value
            self._methods[usual] = made
        return self._methods[usual]

    def _writes(self, usual: Any) -> Any:
        def write(file: int, content: int, size: int, at: int) -> int:
            disk, name = self._files[file]
            code: int = disk.answer() or usual(file, content, size, at)
            if code == _OK:
                disk.keep(Op("write", name, at, ctypes.string_at(content, size)))
            return code

        return _Write(write)

    def _truncates(self, usual: Any) -> Any:
        def truncate(file: int, size: int) -> int:
            disk, name = self._files[file]
            code: int = usual(file, size)
            if code == _OK:
                disk.keep(Op("truncate", name, size))
            return code

        return _Truncate(truncate)

    def _syncs(self, usual: Any) -> Any:
        def sync(file: int, flags: int) -> int:
            disk, name = self._files[file]
            code: int = usual(file, flags)
            if code == _OK:
                disk.keep(Op("sync", name))
            return code

        return _Sync(sync)

    def _closes(self, usual: Any) -> Any:
        def close(file: int) -> int:
            self._files.pop(file, None)
            code: int = usual(file)
            return code

        return _Close(close)


def _own_sqlite() -> Any:
    """The very library that Python's sqlite3 uses; another copy would have another list of VFSs."""
    import _sqlite3

    place = getattr(_sqlite3, "__file__", None)
    library = ctypes.CDLL(place)
    assert ctypes.cast(library.sqlite3_vfs_find, c_void_p).value
    library.sqlite3_libversion.restype = c_char_p
    assert library.sqlite3_libversion().decode() == sqlite3.sqlite_version
    return library
