from pathlib import Path

from editor_app.platforms.wechat.simulator.books import Books
from tests.platforms.wechat.counter import Counter


def test_everything_outlives_the_server(tmp_path: Path) -> None:
    counter = Counter(books=Books(tmp_path / "wechat.json"))
    counter.told("/cgi-bin/freepublish/submit", {"media_id": counter.draft()["media_id"]})
    counter.draft(title="二")
    counter.account.let_time_go_by()
    again = Books(tmp_path / "wechat.json")
    assert (again.app_id, again.secret) == (counter.books.app_id, counter.books.secret)
    assert again.articles == counter.books.articles
    assert again.drafts == counter.books.drafts
    assert again.pictures == counter.books.pictures
    assert again.jobs == counter.books.jobs
    assert again.counts == counter.books.counts
    assert again.number() > counter.books.numbers


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    Books(tmp_path / "wechat.json")
    assert (tmp_path / "wechat.json").stat().st_mode & 0o077 == 0


def test_a_new_account_has_an_id_and_a_secret() -> None:
    books = Books()
    assert books.app_id.startswith("wx")
    assert len(books.secret) == 32
