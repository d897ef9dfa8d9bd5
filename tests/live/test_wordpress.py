"""On a real WordPress: a rehearsal leaves nothing, an article is read back, a lost reply adopted, a change seen."""

from uuid import uuid4

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, OutcomeUnknown, Rejected
from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Absent, Connection, Found, Link, Order
from editor_app.platforms.readback import Comparison, compared
from editor_app.platforms.wordpress import PLATFORM
from tests.live.dropproxy import DropProxy
from tests.live.targets import LiveWordPress
from tests.platforms.workshop import Bench, Sent, before_public, order_of, sent, variant


@pytest.fixture
def link(wordpress: LiveWordPress) -> Link:
    return connected(wordpress, wordpress.url)


def connected(target: LiveWordPress, url: str, password: str = "") -> Link:
    return PLATFORM.link(Connection(url, Secret(f"{target.user}:{password or target.password}")))


def fresh(link: Link) -> Order:
    """An article with a chart, a JPEG and a PNG, under a key and an address that no other test has used."""
    key = uuid4().hex[:16]
    content = variant(
        categories=("政策 & 解读",), slug=f"ban-shi-{key}", source="市政务办", summary="12 个事项 & <更多>。"
    )
    return order_of(PLATFORM.compose(content, link.identity().remote_uid, Bench()), DeliveryKey(key))


def comparison(link: Link, done: Sent) -> Comparison:
    seen = link.observe(done.order, done.remote_ids)
    return compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations)


def test_we_know_who_we_are_and_a_rehearsal_leaves_nothing(wordpress: LiveWordPress, link: Link) -> None:
    who = link.identity()
    assert (who.version, who.may_publish, who.notes) == (wordpress.version, True, ())
    assert who.server_time is not None
    before = wordpress.admin.call("GET", "posts?status=any&per_page=100&context=edit").json().items()
    assert link.rehearse()
    after = wordpress.admin.call("GET", "posts?status=any&per_page=100&context=edit").json().items()
    assert len(after) == len(before)


def test_an_article_with_chart_and_pictures_is_read_back_identical(wordpress: LiveWordPress, link: Link) -> None:
    done = sent(PLATFORM, link, fresh(link))
    found = comparison(link, done)
    assert (found.verdict, found.differences) == (Verdict.IDENTICAL, ())
    post = wordpress.admin.post(done.remote_ids[0])
    assert post.slug == done.order.payload.slug
    assert post.url == done.url
    for medium in done.order.payload.media[:3]:
        stored = wordpress.admin.call("GET", f"media/{done.order.late[f'media_id/{medium.ordinal}']}").json()
        assert stored.text("alt_text").replace("&lt;", "<").replace("&gt;", ">") == medium.alt
        assert medium.alt.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;") in post.body


def test_a_lost_reply_is_found_and_adopted_and_makes_no_second_post(
    wordpress: LiveWordPress, link: Link, drop_proxies: list[DropProxy]
) -> None:
    order = before_public(PLATFORM, link, fresh(link))
    publish = PLATFORM.steps(order.payload)[-1]
    assert link.find(publish, order, link.watermark(order)) == Absent()
    proxy = DropProxy(wordpress.url, rf"^POST /wp-json/wp/v2/posts/{order.late['draft_id']} ")
    drop_proxies.append(proxy)
    with pytest.raises(OutcomeUnknown):
        connected(wordpress, proxy.url).perform(publish, order)
    assert len(proxy.dropped) == 1
    found = link.find(publish, order, "")
    assert isinstance(found, Found)
    assert link.perform(publish, order) == found.result
    mine = [post for post in wordpress.admin.posts() if post.slug.startswith(order.payload.slug)]
    assert [post.remote_id for post in mine] == [found.result.remote_id]
    assert comparison(link, Sent(order, (found.result,))).verdict is Verdict.IDENTICAL


def test_an_alteration_by_another_client_is_different(wordpress: LiveWordPress, link: Link) -> None:
    done = sent(PLATFORM, link, fresh(link))
    wordpress.admin.alter(done.remote_ids[0], "12 个事项", "21 个事项")
    found = comparison(link, done)
    assert found.verdict is Verdict.DIFFERENT
    assert any(difference.startswith("parts") for difference in found.differences)


def test_a_changed_alternative_text_of_the_cover_is_different(wordpress: LiveWordPress, link: Link) -> None:
    done = sent(PLATFORM, link, fresh(link))
    cover = done.order.late["media_id/4"]
    wordpress.admin.call("POST", f"media/{cover}", {"alt_text": "别的"})
    found = comparison(link, done)
    assert (found.verdict, [d.partition(":")[0] for d in found.differences]) == (Verdict.DIFFERENT, ["fields"])


def test_a_deleted_article_is_not_visible(wordpress: LiveWordPress, link: Link) -> None:
    done = sent(PLATFORM, link, fresh(link))
    wordpress.admin.delete(done.remote_ids[0])
    assert comparison(link, done).verdict is Verdict.NOT_VISIBLE


def test_a_wrong_password_and_a_broken_picture_are_refused_in_words(wordpress: LiveWordPress, link: Link) -> None:
    with pytest.raises(AuthExpired):
        connected(wordpress, wordpress.url, "wrong wrong wrong").identity()
    order = fresh(link)
    broken = Order(order.payload, order.key, lambda _digest: b"no picture", order.late)
    with pytest.raises(Rejected, match="not allowed to upload"):
        link.perform(PLATFORM.steps(order.payload)[2], broken)
