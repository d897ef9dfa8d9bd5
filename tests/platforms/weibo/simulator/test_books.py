from pathlib import Path

from editor_app.platforms.weibo.simulator.books import LIFE, Books
from tests.platforms.weibo.counter import Counter, with_picture


def test_everything_outlives_the_server(tmp_path: Path) -> None:
    counter = Counter(books=Books(tmp_path / "weibo.json"))
    counter.conduct.articles = True
    status = counter.share()["id"]
    counter.asked("/2/statuses/upload_pic.json", form=with_picture())
    said = {"title": "题", "content": "<p>字</p>", "cover": "http://x/1.jpg", "text": "另一条"}
    counter.told("/proxy/article/publish.json", **said)
    counter.told("/2/comments/create.json", id=str(status), comment="谢谢")
    counter.books.keep()
    again = Books(tmp_path / "weibo.json")
    for name in ("app_key", "app_secret", "uid", "name", "tokens", "pictures", "statuses", "articles", "comments",
                 "shorts", "counts"):  # fmt: skip
        assert getattr(again, name) == getattr(counter.books, name), name
    assert again.number() > counter.books.numbers
    assert again.pictures
    assert again.articles
    assert again.comments


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    Books(tmp_path / "weibo.json").keep()
    assert (tmp_path / "weibo.json").stat().st_mode & 0o077 == 0


def test_a_token_is_good_for_thirty_days_and_numbers_grow() -> None:
    books = Books()
    assert books.tokens == []
    assert books.issue(0.0) == books.tokens[0][0]
    assert books.tokens[0][1] == LIFE == 30 * 24 * 3600
    assert books.post_number() < books.post_number()


def test_an_address_has_one_short_one() -> None:
    books = Books()
    short = books.short_of("https://a.gov.cn/1")
    assert books.short_of("https://a.gov.cn/1") == short != books.short_of("https://a.gov.cn/2")
    assert books.shorts[short] == "https://a.gov.cn/1"
