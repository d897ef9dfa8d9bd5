import json
import re
from contextlib import closing
from dataclasses import replace
from html import unescape
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from editor_app.domain.edition import Payload
from editor_app.domain.errors import Refused
from editor_app.domain.secrets import Secret
from editor_app.platforms.authorization import Authorization
from editor_app.platforms.contract import Connection, Step, StepClass
from editor_app.platforms.replies import Reply
from editor_app.platforms.signing_in import tokens_of
from editor_app.platforms.weibo import PLATFORM
from tests.platforms.weibo.counter import UID, publishing, site
from tests.platforms.workshop import NOW, Bench, order_of, variant, with_late


def payload(**options: str) -> Payload:
    return PLATFORM.compose(variant(options=options), UID, Bench()).payload


def test_a_share_is_one_call_with_its_picture_and_other_forms_upload_first() -> None:
    assert PLATFORM.steps(payload()) == (Step(1, "publish", StepClass.PUBLIC, part=1),)
    assert payload().parts[0].media == (1,)
    assert [step.name for step in PLATFORM.steps(payload(form="long"))] == ["upload"] * 4 + ["publish"]
    assert [step.media for step in PLATFORM.steps(payload(form="article"))] == [1, 2, 3, 4, 0]


def test_an_article_is_html_with_its_post_beside_and_the_rest_is_text() -> None:
    article, share = payload(form="article"), payload()
    assert (article.format, share.format) == ("html", "text")
    assert article.option("post").startswith("【网上办事指南 2026】")
    assert (share.options, share.summary) == ((), "")


def test_the_mark_is_the_key_of_the_delivery() -> None:
    order = order_of(PLATFORM.compose(variant(), UID, Bench()))
    late = PLATFORM.prepared(order, NOW)
    assert late == {"mark": order.key}
    assert PLATFORM.expected(with_late(order, late)).parts[0].endswith(f"?pd={order.key}")


def test_a_post_near_the_limit_is_doubted_and_a_long_one_is_not() -> None:
    near = PLATFORM.compose(variant("字", summary="字" * 95, cover=False), UID, Bench()).payload
    ((what, how),) = PLATFORM.doubts(near)
    assert "130" in str(what)
    assert str(how)
    assert PLATFORM.doubts(payload()) == PLATFORM.doubts(payload(form="long")) == ()


@pytest.mark.parametrize("form", ["share", "long", "article"])
def test_a_picture_made_by_ai_is_to_be_declared_by_hand(form: str) -> None:
    said = variant(options={"form": form})
    assert said.cover is not None
    made_by_ai = replace(said, cover=replace(said.cover, ai_made=True))
    ((what, _),) = PLATFORM.doubts(PLATFORM.compose(made_by_ai, UID, Bench()).payload)
    assert "AI" in str(what)
    assert PLATFORM.doubts(PLATFORM.compose(said, UID, Bench()).payload) == ()


def test_a_link_of_another_account_or_of_no_post_is_refused() -> None:
    order = order_of(PLATFORM.compose(variant(), UID, Bench()))
    for url in ("https://weibo.com/1/z0JH2lOMb", "https://weibo.com/u/2803301701", "https://www.example.gov.cn/"):
        with pytest.raises(Refused):
            PLATFORM.known_as(publishing(order), order, url)


def test_an_upload_gives_an_id_or_for_an_article_an_address_that_may_stand_in_html() -> None:
    told = {"pic_id": "p1", "original_pic": "http://ww3.sinaimg.cn/large/p1.jpg"}
    reply = Reply(200, {}, json.dumps(told).encode())
    upload = Step(1, "upload", StepClass.REPEATABLE, media=1)
    for form, late in (("long", {"pic_id/1": "p1"}), ("article", {"media_url/1": told["original_pic"]})):
        order = order_of(PLATFORM.compose(variant(options={"form": form}), UID, Bench()))
        assert PLATFORM.received(upload, order, reply).late == late
    hostile = Reply(200, {}, json.dumps({"original_pic": 'http://x/" onerror="1'}).encode())
    with pytest.raises(ValueError, match="web address"):
        PLATFORM.received(upload, order, hostile)


def test_an_article_without_its_post_is_not_understood() -> None:
    order = order_of(PLATFORM.compose(variant(options={"form": "article"}), UID, Bench()))
    reply = Reply(200, {}, json.dumps({"code": "100000", "data": {"mid": "", "url": "x"}}).encode())
    with pytest.raises(ValueError, match="post"):
        PLATFORM.received(publishing(order), order, reply)


def test_readers_are_on_weibo_itself_unless_it_is_played_here() -> None:
    assert PLATFORM.public_address("https://relay.example.gov.cn", {}) == "https://weibo.com"
    assert PLATFORM.public_address("http://127.0.0.1:8802", {}) == "http://127.0.0.1:8802"


def test_a_payload_that_names_no_form_is_a_share() -> None:
    assert PLATFORM.steps(replace(payload(), options=()))[0].name == "publish"


def fetched(url: str) -> tuple[str, str]:
    """Where a page leads on, and its text: a browser that a person holds."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request("GET", f"{parts.path}?{parts.query}")
        reply = connection.getresponse()
        return reply.getheader("Location") or "", reply.read().decode()
    finally:
        connection.close()


def test_an_account_is_signed_in_at_weibos_page_and_the_pasted_address_becomes_a_token() -> None:
    with site() as at:
        books = at.server.books
        application = Connection(at.server.url, Secret(f"{books.app_key}:{books.app_secret}"))
        with closing(Authorization(PLATFORM.sign_in, application)) as signing:
            assert not signing.listens
            allow = re.search(r'href="([^"]+)"', fetched(signing.address)[1])
            assert allow is not None
            signing.paste(fetched(f"{at.server.url}{unescape(allow[1])}")[0])
            connection = signing.finish()
        tokens = tokens_of(connection.secret)
        assert (tokens.access.reveal(), tokens.application.id) == (books.tokens[-1][0], books.app_key)
        with closing(PLATFORM.link(connection)) as link:
            assert link.identity().remote_uid == UID
