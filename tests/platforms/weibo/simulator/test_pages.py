import json

from editor_app.platforms.sandbox.exchange import Answer, Asked
from editor_app.platforms.weibo.addresses import short_name
from editor_app.platforms.weibo.simulator.pages import Pages
from tests.platforms.weibo.counter import PAGE, Counter, with_picture


def page(counter: Counter, path: str, method: str = "GET", said: object = None, **query: str) -> Answer:
    pieces = tuple(piece for piece in path.split("/") if piece)
    body = b"" if said is None else json.dumps(said).encode()
    return Pages(counter.interface).answer(Asked(method, pieces, query, {}, body))


def place(counter: Counter, number: object) -> str:
    return f"/{counter.books.uid}/{short_name(str(number))}"


def test_readers_see_posts_with_pictures_links_and_comments() -> None:
    counter = Counter()
    answer = counter.asked("/2/statuses/share.json", form=with_picture(status=f"<b>12</b> 个事项 {PAGE}"))
    number = json.loads(answer.body)["id"]
    page(counter, "/_weibo/comment", "POST", {"id": number, "text": "谢谢<3", "author": "王女士"})
    shown = page(counter, place(counter, number)).body.decode()
    assert "&lt;b&gt;12&lt;/b&gt; 个事项" in shown
    assert f'href="{PAGE}">网页链接' in shown
    assert "<b>王女士</b>：谢谢&lt;3" in shown
    (picture,) = counter.books.pictures
    assert f"/large/{picture}" in shown
    assert page(counter, f"/large/{picture}.png").content_type == "image/png"
    assert place(counter, number) in page(counter, "/").body.decode()


def test_nine_pictures_stand_in_a_square() -> None:
    counter = Counter()
    counter.conduct.granted = True
    counter.asked("/2/statuses/upload_pic.json", form=with_picture())
    (picture,) = counter.books.pictures
    counter.told("/2/statuses/upload_url_text.json", status="九图", pic_id=",".join([picture] * 9))
    shown = page(counter, "/").body.decode()
    assert 'class="nine"' in shown
    assert shown.count(f"/large/{picture}") == 9


def test_deleted_and_private_posts_are_not_shown() -> None:
    counter = Counter()
    counter.conduct.granted = True
    gone = counter.share()["id"]
    page(counter, "/_weibo/delete", "POST", {"id": gone})
    private = counter.told("/2/statuses/update.json", status="自己看", visible="1")["id"]
    for number in (gone, private, 5_999_999_999_999_999):
        assert "已被作者删除" in page(counter, place(counter, number)).body.decode()
    assert "还没有发布微博" in page(counter, "/").body.decode()


def test_an_article_is_a_page_of_its_own() -> None:
    counter = Counter()
    counter.conduct.articles = True
    said = {"title": "题", "content": "<p>12 个事项</p>", "cover": "http://x/1.jpg", "text": "文章"}
    told = counter.told("/proxy/article/publish.json", **said)
    number = told["data"]["object_id"].partition(":")[2]
    assert "<p>12 个事项</p>" in page(counter, "/ttarticle/p/show", id=number).body.decode()
    assert "《题》" in page(counter, "/").body.decode()
    assert page(counter, "/ttarticle/p/show", id="x").status == 404


def test_behind_the_counter_things_go_wrong_and_words_are_changed_on_demand() -> None:
    counter = Counter()
    counter.share()
    said = page(counter, "/_weibo/mishaps", "POST", {"busy": 1})
    assert json.loads(said.body) == {"mishaps": {"busy@publish": 1}}
    told = {"lag": 1500, "safe_domains": ["a.gov.cn"], "granted": True}
    assert page(counter, "/_weibo/conduct", "POST", told).status == 200
    assert (counter.conduct.lag.total_seconds(), counter.conduct.safe_domains) == (1.5, ("a.gov.cn",))
    assert page(counter, "/_weibo/conduct", "POST", {"safe_domains": None}).status == 200
    assert counter.conduct.safe_domains is None
    assert page(counter, "/_weibo/conduct", "POST", {"mood": 1}).status == 400
    assert json.loads(page(counter, "/_weibo/alter", "POST", {"old": "12", "new": "13"}).body) == {"altered": 1}
    (listed,) = json.loads(page(counter, "/_weibo/statuses").body)["statuses"]
    assert listed["text"].startswith("13 个事项")
    assert json.loads(page(counter, "/_weibo/calls").body)["calls"][0]["kind"] == "publish"
    assert json.loads(page(counter, "/_weibo/application").body)["app_key"] == counter.books.app_key


def test_other_places_are_empty() -> None:
    counter = Counter()
    for path in ("/large/x.png", "/x", "/_weibo/x", "/1/z0JH2lOMb"):
        assert page(counter, path).status == 404
