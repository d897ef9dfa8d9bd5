"""Files appear whole or not at all, and never outside the site's folder."""

import os
from pathlib import Path

import pytest

from editor_app.platforms.site_folder.disk import NotSynced, content_of, inside, is_safe_slug, put


@pytest.mark.parametrize("slug", ["a", "ban-shi-2026", "x" * 80, "con-x", "0"])
def test_small_letters_digits_and_single_hyphens_are_an_address(slug: str) -> None:
    assert is_safe_slug(slug)


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "..",
        "../x",
        "a/b",
        "a\\b",
        "A",
        "办事",
        "a--b",
        "-a",
        "a-",
        "a.b",
        "a\0b",
        "a\n",
        " a",
        "x" * 81,
        "con",
        "nul",
        "lpt1",
        "~",
        "%2e",
    ],
)
def test_anything_else_is_none(slug: str) -> None:
    assert not is_safe_slug(slug)


@pytest.mark.parametrize("target", ["../x", "a/../../x", ".."])
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, target: str) -> None:
    with pytest.raises(ValueError, match="out of the site"):
        inside(tmp_path / "site", target)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "articles").symlink_to(tmp_path)
    with pytest.raises(ValueError, match="out of the site"):
        inside(site, "articles/x/index.html")


def test_a_write_leaves_no_half_file_and_no_other_name(tmp_path: Path) -> None:
    put(tmp_path / "deep" / "a.html", b"one")
    put(tmp_path / "deep" / "a.html", b"two")
    assert [(p.name, p.read_bytes()) for p in (tmp_path / "deep").iterdir()] == [("a.html", b"two")]


def test_bytes_are_synced_before_they_get_their_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda fd: (seen.append("sync"), real_sync(fd))[1])
    monkeypatch.setattr(Path, "replace", lambda a, b: (seen.append("name"), real_replace(a, b))[1])
    put(tmp_path / "a", b"x")
    assert seen == ["sync", "name", "sync"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a", b"old")
    monkeypatch.setattr(os, "fsync", lambda _fd: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        put(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_name_that_is_not_synced_is_said_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter([None, OSError(5, "Input/output error")])

    def sync(_fd: int) -> None:
        error = next(calls)
        if error:
            raise error

    monkeypatch.setattr(os, "fsync", sync)
    with pytest.raises(NotSynced):
        put(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_what_is_not_there_has_no_content(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    assert content_of(tmp_path / "none") is None
    assert content_of(tmp_path / "file" / "below") is None
    assert content_of(tmp_path / "file") == b"x"
