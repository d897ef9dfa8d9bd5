from editor_app.platforms.sandbox.exchange import Asked
from editor_app.platforms.telegram.simulator.books import Books
from editor_app.platforms.telegram.simulator.pages import page, picture_of


def asked(*path: str) -> Asked:
    return Asked("GET", path, {}, {})


def test_citizens_see_every_message_and_each_for_itself() -> None:
    books = Books()
    first = books.add("<b>共 12 件事</b>", 0.0)
    second = books.add("大厅", 0.0, (b"\x89PNG", "image/png"))
    second.edited = 1
    whole = page(books, asked("s", "press_practice")).body.decode()
    assert "<b>共 12 件事</b>" in whole
    assert whole.index(f"m{first.id}") < whole.index(f"m{second.id}")
    assert "edited" in whole
    assert "大厅" not in page(books, asked("press_practice", str(first.id))).body.decode()
    assert page(books, asked("press_practice", "999")).status == 404
    assert picture_of(second) == b"\x89PNG"
