import pytest

from editor_app.platforms.weibo.simulator.mishaps import Conduct
from tests.platforms.weibo.counter import PAGE, Counter

PUBLISH = "/proxy/article/publish.json"
GOOD = {"title": "题", "content": "<p>12 个事项</p>", "cover": "http://x/1.jpg", "text": f"办事 {PAGE}"}


def counter(**said: bool) -> Counter:
    return Counter(conduct=Conduct(articles=True, **said))  # type: ignore[arg-type]


def test_an_article_comes_with_a_post_that_ends_in_its_address() -> None:
    here = counter()
    told = here.told(PUBLISH, **GOOD)
    assert told["code"] == "100000"
    (status,) = here.books.statuses.values()
    assert (told["data"]["mid"], status.sent) == (str(status.id), f"{GOOD['text']} {told['data']['url']}")
    assert told["data"]["object_id"] == f"1022:{status.article}"
    plain = counter(article_links=False)
    plain.told(PUBLISH, **GOOD)
    assert [one.sent for one in plain.books.statuses.values()] == [GOOD["text"]]


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("title", "长" * 33), ("content", ""), ("content", "x" * 90_001), ("cover", "1.jpg"),
     ("text", ""), ("text", "字" * 1901)],
)  # fmt: skip
def test_a_field_that_is_not_taken_is_named(field: str, value: str) -> None:
    told = counter().told(PUBLISH, **{**GOOD, field: value})
    assert (told["code"], told["msg"]) == ("10008", f"param {field} invalid")


def test_without_the_grant_there_are_no_articles_and_two_at_once_are_too_frequent() -> None:
    assert Counter().told(PUBLISH, **GOOD)["error_code"] == 10014
    here = counter(article_links=False)
    here.told(PUBLISH, **GOOD)
    assert here.told(PUBLISH, **GOOD)["code"] == "11001"
    assert counter(rip_required=True).told(PUBLISH, **GOOD)["msg"] == "param rip invalid"
