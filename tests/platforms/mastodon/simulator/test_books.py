from pathlib import Path

import pytest

from editor_app.platforms.mastodon.simulator.books import App, Books, Medium, Status, Token


def test_what_a_server_knows_outlives_it(tmp_path: Path) -> None:
    books = Books(tmp_path / "state.json")
    number = books.number()
    books.apps["a"] = App("a", "s", "Press Desk", ["http://127.0.0.1:1/"], ["read"])
    books.tokens["t"] = Token("a", ["read"])
    books.media["m"] = Medium("m", "image/png", b"\x00\x01", "图")
    books.statuses[number] = Status(number, 1.5, "字", media=["m"], poll={"options": ["一", "二"]})
    books.keys["k"] = (number, 1.5)
    books.keep()
    again = Books(tmp_path / "state.json")
    for name in ("token", "apps", "tokens", "media", "statuses", "keys"):
        assert getattr(again, name) == getattr(books, name)
    assert int(again.number()) > int(number)


def test_another_ones_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text("{}")
    with pytest.raises(KeyError):
        Books(tmp_path / "state.json")
