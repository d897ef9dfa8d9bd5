"""Drafts and articles as the documents tell them."""

import pytest

from editor_app.platforms.wechat.simulator.mishaps import Outcome
from tests.platforms.wechat.counter import Counter

LONG = "字" * 20_000


def submit(counter: Counter, draft: str) -> dict[str, object]:
    return counter.told("/cgi-bin/freepublish/submit", {"media_id": draft})


def status(counter: Counter, job: object) -> dict[str, object]:
    return counter.told("/cgi-bin/freepublish/get", {"publish_id": str(job)})


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": "题" * 33}, 45003),
        ({"title": ""}, 45003),
        ({"author": "名" * 17}, 45110),
        ({"digest": "摘" * 121}, 45004),
        ({"content": LONG}, 45002),
        ({"content": ""}, 44004),
        ({"content_source_url": "https://a.test/" + "x" * 1024}, 45005),
        ({"thumb_media_id": "nothing"}, 40007),
        ({"article_type": "newspic"}, 40007),
        ({}, 0),
    ],
)
def test_a_draft_is_refused_for_what_the_documents_name(more: dict[str, str], code: int) -> None:
    assert Counter().draft(**more).get("errcode", 0) == code


def test_a_draft_needs_an_article_and_takes_eight() -> None:
    counter = Counter()
    article = {"title": "题", "content": "字", "thumb_media_id": counter.picture()}
    told = [counter.told("/cgi-bin/draft/add", {"articles": [article] * n}).get("errcode", 0) for n in (0, 1, 8, 9)]
    assert told == [44003, 0, 0, 45008]


def test_escaped_characters_are_kept_as_they_were_written() -> None:
    counter = Counter()
    written = '{"articles":[{"title":"\\u9898","content":"字","thumb_media_id":"PICTURE"}]}'
    body = written.replace("PICTURE", counter.picture())
    made = counter.told("/cgi-bin/draft/add", body.encode())
    assert counter.told("/cgi-bin/draft/get", {"media_id": made["media_id"]})["news_item"][0]["title"] == "\\u9898"


def test_a_summary_that_is_left_out_is_made_of_the_text() -> None:
    counter = Counter()
    made = counter.draft(content=f"<p>{'字' * 60}</p>")
    assert counter.told("/cgi-bin/draft/get", {"media_id": made["media_id"]})["news_item"][0]["digest"] == "字" * 54


def test_a_picture_may_be_too_new_for_a_draft() -> None:
    from datetime import timedelta

    counter = Counter()
    counter.conduct.fresh = timedelta(seconds=4)
    picture = counter.picture()
    assert counter.draft(thumb_media_id=picture)["errcode"] == 40007
    counter.clock.turn(seconds=5)
    assert "media_id" in counter.draft(thumb_media_id=picture)


def test_one_article_of_a_draft_is_changed_and_what_is_being_audited_is_not() -> None:
    from datetime import timedelta

    counter = Counter()
    counter.conduct.audit = timedelta(seconds=30)
    article = {"title": "题", "content": "字", "thumb_media_id": counter.picture()}
    draft = counter.told("/cgi-bin/draft/add", {"articles": [article, article]})["media_id"]
    job = submit(counter, draft)["publish_id"]
    said = {"media_id": draft, "index": 1, "articles": {**article, "title": "改"}}
    assert counter.told("/cgi-bin/draft/update", said)["errcode"] == 0
    told = counter.told("/cgi-bin/draft/get", {"media_id": draft})["news_item"]
    assert [one["title"] for one in told] == ["题", "改"]
    counter.clock.turn(seconds=31)
    public = counter.told("/cgi-bin/freepublish/getarticle", {"article_id": status(counter, job)["article_id"]})
    assert [one["title"] for one in public["news_item"]] == ["题", "题"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"media_id": "nothing"}, 40007),
        ({"index": 1}, 40114),
        ({"index": -1}, 40114),
        ({"articles": [{"title": "改"}]}, 47001),
        ({"articles": {"title": "改", "content": "字", "thumb_media_id": "nothing"}}, 40007),
        ({"articles": {"title": "题" * 33, "content": "字"}}, 45003),
    ],
)
def test_a_change_of_a_draft_is_refused_for_what_the_documents_name(more: dict[str, object], code: int) -> None:
    counter = Counter()
    article = {"title": "改", "content": "字", "thumb_media_id": counter.picture()}
    draft = counter.draft()["media_id"]
    said = {"media_id": draft, "index": 0, "articles": article, **more}
    assert counter.told("/cgi-bin/draft/update", said)["errcode"] == code
    assert counter.told("/cgi-bin/draft/get", {"media_id": draft})["news_item"][0]["title"] == "题"


def test_a_deleted_draft_is_gone_and_deleting_it_once_more_is_refused() -> None:
    counter = Counter()
    draft = {"media_id": counter.draft()["media_id"]}
    told = [counter.told(f"/cgi-bin/draft/{what}", draft).get("errcode") for what in ("delete", "get", "delete")]
    assert told == [0, 40007, 40007]


def test_accepted_is_not_public_and_the_draft_is_gone_once_it_is() -> None:
    from datetime import timedelta

    counter = Counter()
    counter.conduct.audit = timedelta(seconds=30)
    draft = counter.draft()["media_id"]
    job = submit(counter, draft)["publish_id"]
    assert status(counter, job)["publish_status"] == 1
    assert "news_item" in counter.told("/cgi-bin/draft/get", {"media_id": draft})
    counter.clock.turn(seconds=31)
    told = status(counter, job)
    assert told["publish_status"] == 0
    assert counter.told("/cgi-bin/draft/get", {"media_id": draft})["errcode"] == 40007
    article = counter.told("/cgi-bin/freepublish/getarticle", {"article_id": told["article_id"]})["news_item"][0]
    assert (article["title"], article["content"], article["is_deleted"]) == ("题", "<p>12 个事项</p>", False)


@pytest.mark.parametrize(("outcome", "said"), [("originality", 2), ("ordinary", 3), ("refused", 4), ("never", 1)])
def test_the_audit_may_decide_otherwise_and_the_draft_stays(outcome: str, said: int) -> None:
    counter = Counter()
    counter.conduct.outcome = Outcome(outcome)
    draft = counter.draft()["media_id"]
    job = submit(counter, draft)["publish_id"]
    counter.clock.turn(hours=1)
    told = status(counter, job)
    assert (told["publish_status"], told["fail_idx"]) == (said, [] if said == 1 else [1])
    assert "news_item" in counter.told("/cgi-bin/draft/get", {"media_id": draft})


def test_a_draft_that_is_being_audited_makes_a_second_article_when_it_is_submitted_again() -> None:
    counter = Counter()
    draft = counter.draft()["media_id"]
    from datetime import timedelta

    counter.conduct.audit = timedelta(seconds=30)
    submit(counter, draft)
    submit(counter, draft)
    counter.clock.turn(seconds=31)
    assert counter.told("/cgi-bin/freepublish/batchget", {"offset": 0, "count": 20})["total_count"] == 2


def test_a_deleted_article_is_gone_from_the_list_and_marked_where_it_is_asked_for() -> None:
    counter = Counter()
    job = submit(counter, counter.draft()["media_id"])["publish_id"]
    article = status(counter, job)["article_id"]
    assert counter.told("/cgi-bin/freepublish/delete", {"article_id": article})["errcode"] == 0
    assert (
        counter.told("/cgi-bin/freepublish/getarticle", {"article_id": article})["news_item"][0]["is_deleted"] is True
    )
    assert counter.told("/cgi-bin/freepublish/delete", {"article_id": article})["errcode"] == 53600
    assert counter.told("/cgi-bin/freepublish/batchget", {"offset": 0, "count": 20})["item"] == []


def test_lists_have_pages_of_twenty_and_may_change_their_order() -> None:
    counter = Counter()
    picture = counter.picture()
    for number in range(25):
        counter.draft(title=f"题{number}", thumb_media_id=picture)
        counter.clock.turn(seconds=1)
    assert counter.told("/cgi-bin/draft/batchget", {"offset": 0, "count": 21})["errcode"] == 40009
    first = counter.told("/cgi-bin/draft/batchget", {"offset": 0, "count": 20, "no_content": 1})
    assert (first["total_count"], first["item_count"]) == (25, 20)
    titles = [item["content"]["news_item"][0]["title"] for item in first["item"]]
    assert titles[0] == "题24"
    counter.conduct.shuffled = True
    shuffled = counter.told("/cgi-bin/draft/batchget", {"offset": 0, "count": 20, "no_content": 1})
    assert [item["content"]["news_item"][0]["title"] for item in shuffled["item"]] != titles


def test_a_picture_post_names_its_pictures_in_order() -> None:
    counter = Counter()
    ids = [counter.picture(), counter.picture()]
    info = {"image_list": [{"image_media_id": one} for one in ids]}
    made = counter.draft(article_type="newspic", image_info=info, content="<b>两张</b>图")
    told = counter.told("/cgi-bin/draft/get", {"media_id": made["media_id"]})["news_item"][0]
    assert [one["image_media_id"] for one in told["image_info"]["image_list"]] == ids
    assert (told["content"], told["thumb_media_id"]) == ("两张图", ids[0])
