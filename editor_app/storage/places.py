"""Where things lie: the user's own data folder, and whether a folder is on a disk of this machine or on a network."""

from __future__ import annotations

import os
import sys
from pathlib import Path

DATABASE = "workspace.db"
"""Its name in the folder of a workspace."""
_PROGRAM = "press-desk"
_NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "9p", "ceph", "glusterfs",
     "lustre", "webdav", "davfs", "beegfs", "gfs2", "ocfs2", "coda"}
)  # fmt: skip
_NETWORK_FUSE = ("sshfs", "rclone", "davfs", "gvfsd", "s3fs", "glusterfs", "ceph", "curlftpfs", "smbnetfs", "juicefs")
_WINDOWS_REMOTE = 4
_MOUNTS = Path("/proc/self/mounts")


def user_folder() -> Path:
    """The folder for what this user of this machine keeps outside workspaces (vaults, journals of team databases)."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / _PROGRAM


def network_share(folder: Path) -> str | None:
    """The kind of network file system that `folder` is on (`nfs`, `cifs`, `sshfs`…); None = a disk of this machine.

    SQLite's write-ahead log needs shared memory and true locks, which network shares don't have
    (https://www.sqlite.org/wal.html, "All processes using a database must be on the same host", read 2026-11-28).
    """
    where = _existing(folder)
    if os.name == "nt":
        return _windows_share(where)
    if _MOUNTS.exists():
        return share_in(_MOUNTS.read_text("utf-8", "surrogateescape"), where.as_posix())
    return None


def share_in(mounts: str, path: str) -> str | None:
    """The same, out of the text of a Linux mount table.

    Args:
        mounts: lines as in /proc/self/mounts: device, mount point, type, options.
        path: absolute, without links.
    """
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = _unescaped(fields[1])
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return _network_name(kind)


def _network_name(kind: str) -> str | None:
    if kind in _NETWORK_TYPES:
        return kind
    if kind.startswith("fuse."):
        program = kind.removeprefix("fuse.")
        return program if program.startswith(_NETWORK_FUSE) else None
    return None


def _unescaped(point: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(code, character)
    return point


def _existing(folder: Path) -> Path:
    where = folder.resolve()
    while not where.exists() and where != where.parent:
        where = where.parent
    return where


def _windows_share(folder: Path) -> str | None:
    import ctypes

    if folder.drive.startswith("\\\\"):
        return "UNC"
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")  # type: ignore[attr-defined,unused-ignore]
    return "network drive" if kind == _WINDOWS_REMOTE else None
