import ctypes
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from editor_app.storage.places import _windows_share, network_share, share_in, user_folder

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export /mnt/office nfs4 rw 0 0
//server/share /mnt/with\\040space cifs rw 0 0
me@host:/home /home/me/far fuse.sshfs rw 0 0
drvfs /mnt/c 9p rw 0 0
/dev/sdb1 /mnt/office/local ext4 rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/fuse /run/user/1000/doc fuse.portal rw 0 0
cloud: /home/me/cloud fuse.rclone rw 0 0
box /media/sf_box smb3 rw 0 0
short
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/me/office", None),
        ("/mnt/office", "nfs4"),
        ("/mnt/office/2026", "nfs4"),
        ("/mnt/office/local/desk", None),
        ("/mnt/officer", None),
        ("/mnt/with space/desk", "cifs"),
        ("/home/me/far/desk", "sshfs"),
        ("/mnt/c/desk", "9p"),
        ("/run/user/1000/gvfs/smb/desk", "gvfsd-fuse"),
        ("/run/user/1000/doc/desk", None),
        ("/home/me/cloud/desk", "rclone"),
        ("/media/sf_box/desk", "smb3"),
    ],
)
def test_a_network_share_is_told_by_the_nearest_mount(path: str, kind: str | None) -> None:
    assert share_in(MOUNTS, path) == kind


def test_a_later_mount_on_the_same_place_counts() -> None:
    assert share_in(MOUNTS + "server:/x /home/me/far nfs rw 0 0\n", "/home/me/far") == "nfs"


def test_the_folder_of_this_test_is_on_a_disk_of_this_machine(tmp_path: Path) -> None:
    assert network_share(tmp_path / "not" / "there" / "yet") is None


def test_what_belongs_to_the_user_lies_outside_of_workspaces(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert user_folder().name == "press-desk"
    assert user_folder().is_absolute()


@pytest.mark.parametrize(("drive", "answer", "kind"), [("Z:", 4, "network drive"), ("C:", 3, None), ("D:", 2, None)])
def test_windows_is_asked_what_a_drive_is(
    monkeypatch: pytest.MonkeyPatch, drive: str, answer: int, kind: str | None
) -> None:
    """4 is DRIVE_REMOTE (https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew)."""
    asked: list[str] = []
    kernel = SimpleNamespace(GetDriveTypeW=lambda root: asked.append(root) or answer)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert _windows_share(PureWindowsPath(drive, "/office")) == kind  # type: ignore[arg-type]
    assert asked == [f"{drive}\\"]


def test_a_windows_path_on_a_server_is_a_share() -> None:
    assert _windows_share(PureWindowsPath("//server/share/office")) == "UNC"  # type: ignore[arg-type]
