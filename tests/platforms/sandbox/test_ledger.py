"""What the practice server remembers outlives its end by force, down to a line torn in the middle."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from editor_app.domain.identifiers import sha256
from editor_app.platforms.sandbox.ledger import Entry, Ledger, LoggedRequest, Post, entry_from_json

POST = Post("1", 1, "keyed", "main", "k", Entry(title="网上办事", html="<p>12</p>"), public=True, published_at="now")
REQUEST = LoggedRequest(1, "now", "POST", "/api/keyed/main/posts", "publish", "k", 3, "0" * 64, "done")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "state.jsonl"


@pytest.fixture
def opened(path: Path) -> Iterator[Callable[[], Ledger]]:
    """Opens the ledger at `path`; every one is closed in the end."""
    ledgers: list[Ledger] = []

    def open_again() -> Ledger:
        ledgers.append(Ledger(path))
        return ledgers[-1]

    yield open_again
    for ledger in ledgers:
        ledger.close()


def filled(opened: Callable[[], Ledger]) -> Ledger:
    ledger = opened()
    ledger.next_post()
    ledger.keep(POST)
    ledger.keep_picture(b"\x89PNG", "image/png")
    ledger.keep_picture(b"\x89PNG", "image/png")
    ledger.keep_request(REQUEST)
    return ledger


def test_everything_is_there_again_after_a_restart(opened: Callable[[], Ledger]) -> None:
    before = filled(opened)
    after = opened()
    assert (after.token, after.posts, after.requests) == (before.token, {"1": POST}, [REQUEST])
    assert after.pictures[sha256(b"\x89PNG")].mime == "image/png"
    assert after.next_post() == 2


def test_the_same_picture_is_kept_once(path: Path, opened: Callable[[], Ledger]) -> None:
    filled(opened)
    assert path.read_text("utf-8").count('"picture"') == 1


def test_a_line_torn_by_an_end_in_the_middle_is_cut_off(path: Path, opened: Callable[[], Ledger]) -> None:
    filled(opened).close()
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"what":"post","id":"2')
    assert opened().posts == {"1": POST}
    assert path.read_bytes() == whole


def test_every_line_is_synced_before_it_counts(
    path: Path, opened: Callable[[], Ledger], monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = []
    monkeypatch.setattr(os, "fsync", synced.append)
    ledger = opened()
    ledger.keep(POST)
    assert len(synced) == len(path.read_text("utf-8").splitlines()) == 2


def test_a_forgotten_post_stays_forgotten_and_its_number_is_not_used_again(
    opened: Callable[[], Ledger],
) -> None:
    ledger = filled(opened)
    ledger.forget("1")
    again = opened()
    assert (again.posts, again.next_post()) == ({}, 2)


def test_only_the_owner_may_read_the_state(path: Path, opened: Callable[[], Ledger]) -> None:
    filled(opened)
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


def test_without_a_path_nothing_is_written(tmp_path: Path) -> None:
    ledger = Ledger()
    ledger.keep(POST)
    assert (ledger.posts, list(tmp_path.iterdir())) == ({"1": POST}, [])


@pytest.mark.parametrize("value", [[], "x", {"title": 5}])
def test_a_post_of_another_shape_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"object|text"):
        entry_from_json(value)
