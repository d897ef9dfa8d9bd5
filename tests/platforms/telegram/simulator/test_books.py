from pathlib import Path

from editor_app.platforms.telegram.simulator.books import Books


def test_what_is_kept_is_there_again(tmp_path: Path) -> None:
    books = Books(tmp_path / "state.json")
    books.add("共 12 件事", 1.5, (b"\x89PNG", "image/png"), "7")
    books.keep()
    again = Books(tmp_path / "state.json")
    assert (again.token, again.last, again.messages) == (books.token, books.last, books.messages)
    assert again.add("下一条", 2.0).id == books.last + 1


def test_without_a_file_every_bot_has_a_token_of_its_own() -> None:
    assert Books().token != Books().token
