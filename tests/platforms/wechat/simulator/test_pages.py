import json

from editor_app.platforms.sandbox.exchange import Answer, Asked
from editor_app.platforms.wechat.simulator.pages import Pages
from tests.platforms.wechat.counter import Counter


def page(counter: Counter, path: str, method: str = "GET", said: object = None) -> Answer:
    pieces = tuple(piece for piece in path.split("/") if piece)
    body = b"" if said is None else json.dumps(said).encode()
    return Pages(counter.account).answer(Asked(method, pieces, {}, {}, body))


def published(counter: Counter, **more: object) -> str:
    job = counter.told("/cgi-bin/freepublish/submit", {"media_id": counter.draft(**more)["media_id"]})["publish_id"]
    return str(counter.told("/cgi-bin/freepublish/get", {"publish_id": job})["article_id"])


def test_readers_see_the_article_and_find_it_in_the_list() -> None:
    counter = Counter()
    article = published(counter, author="市政务服务局")
    shown = page(counter, f"/s/{article}").body.decode()
    assert "<p>12 个事项</p>" in shown
    assert "市政务服务局" in shown
    assert article in page(counter, "/").body.decode()


def test_a_deleted_article_says_so_and_other_places_are_empty() -> None:
    counter = Counter()
    article = published(counter)
    counter.told("/cgi-bin/freepublish/delete", {"article_id": article})
    assert "已被发布者删除" in page(counter, f"/s/{article}").body.decode()
    assert article not in page(counter, "/").body.decode()
    assert page(counter, "/mmbiz/x").status == page(counter, "/x").status == page(counter, "/_wechat/x").status == 404


def test_pictures_are_served_as_they_came() -> None:
    counter = Counter()
    picture = counter.picture()
    assert page(counter, f"/mmbiz/{picture}").content_type == "image/png"


def test_a_picture_post_shows_its_pictures_and_words() -> None:
    counter = Counter()
    info = {"image_list": [{"image_media_id": counter.picture()}]}
    shown = page(counter, f"/s/{published(counter, article_type='newspic', image_info=info)}").body.decode()
    assert "/mmbiz/pic-" in shown
    assert "12 个事项" in shown


def test_behind_the_counter_things_go_wrong_and_words_are_changed_on_demand() -> None:
    counter = Counter()
    published(counter)
    said = page(counter, "/_wechat/mishaps", "POST", {"busy": 1})
    assert json.loads(said.body) == {"mishaps": {"busy@publish": 1}}
    told = {"audit": 1500, "outcome": "refused", "allowed_ips": ["10.0.0.1"], "verified": False}
    assert page(counter, "/_wechat/conduct", "POST", told).status == 200
    assert (counter.conduct.audit.total_seconds(), counter.conduct.verified) == (1.5, False)
    assert page(counter, "/_wechat/conduct", "POST", {"mood": 1}).status == 400
    assert json.loads(page(counter, "/_wechat/alter", "POST", {"old": "12", "new": "13"}).body) == {"altered": 1}
    (listed,) = json.loads(page(counter, "/_wechat/articles").body)["articles"]
    assert listed["content"] == "<p>13 个事项</p>"
    assert json.loads(page(counter, "/_wechat/calls").body)["calls"][0]["kind"] == "token"
