"""On a real Ghost: a rehearsal leaves nothing, an article is read back, a lost reply adopted, an alteration seen."""

from uuid import uuid4

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, OutcomeUnknown, Rejected
from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.recall import Measure
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Absent, Connection, Found, Link, Order
from editor_app.platforms.ghost import PLATFORM
from editor_app.platforms.readback import Comparison, compared
from tests.live.dropproxy import DropProxy
from tests.live.targets import LiveGhost
from tests.platforms.remedies import carried_out, proof, withdrawal
from tests.platforms.workshop import BODY, Bench, Sent, before_public, order_of, sent, variant, with_late

MORE = """
1. 线上提交

2. 线下领取

> 即来即办

| 月 | 万件 |
|--|--:|
| 10 | 15 |

旧称<del>办证大厅</del>，注[^1]。

[^1]: 见《通知》。
"""


@pytest.fixture
def link(ghost: LiveGhost) -> Link:
    return connected(ghost, ghost.url)


def connected(target: LiveGhost, url: str, key: str = "") -> Link:
    return PLATFORM.link(Connection(url, Secret(key or target.key)))


def fresh(link: Link) -> Order:
    """An article with a chart, a JPEG, a PNG, lists, a table and a note, under a key that no other test has used."""
    key = uuid4().hex[:16]
    content = variant(body=BODY + MORE, slug=f"ban-shi-{key}", source="市政务办")
    return order_of(PLATFORM.compose(content, link.identity().remote_uid, Bench()), DeliveryKey(key))


def comparison(link: Link, done: Sent) -> Comparison:
    seen = link.observe(done.order, done.remote_ids)
    return compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations)


def test_we_know_who_we_are_and_a_rehearsal_leaves_nothing(ghost: LiveGhost, link: Link) -> None:
    who = link.identity()
    assert ghost.version.startswith(who.version)
    assert who.may_publish
    before = ghost.admin.call("GET", "posts/?limit=100&fields=id").json().items("posts")
    assert link.rehearse()
    after = ghost.admin.call("GET", "posts/?limit=100&fields=id").json().items("posts")
    assert len(after) == len(before)


def test_an_article_with_chart_and_pictures_is_read_back_platform_normalised(ghost: LiveGhost, link: Link) -> None:
    done = sent(PLATFORM, link, fresh(link))
    found = comparison(link, done)
    assert (found.verdict, found.differences) == (Verdict.NORMALISED, ())
    assert "lexical-markup" in found.normalisations
    post = ghost.admin.post(done.remote_ids[0])
    assert (post.slug, post.url, post.title) == (done.order.payload.slug, done.url, done.order.payload.title)
    seen = link.observe(done.order, done.remote_ids)
    assert seen.alts == ("大厅窗口", "办件量由 12 万件增至 15 万件的柱形图", '队伍 "变短" 了 <3>')
    assert dict(seen.fields)["cover_alt"] == "市民中心外景"


def test_a_lost_reply_is_found_and_adopted_and_makes_no_second_post(
    ghost: LiveGhost, link: Link, drop_proxies: list[DropProxy]
) -> None:
    order = before_public(PLATFORM, link, fresh(link))
    publish = PLATFORM.steps(order.payload)[-1]
    assert isinstance(link.find(publish, order, link.watermark(order)), Absent)
    proxy = DropProxy(ghost.url, rf"^PUT /ghost/api/admin/posts/{order.late['draft_id']}/")
    drop_proxies.append(proxy)
    with pytest.raises(OutcomeUnknown):
        connected(ghost, proxy.url).perform(publish, order)
    assert len(proxy.dropped) == 1
    found = link.find(publish, order, "")
    assert isinstance(found, Found)
    mine = [post for post in ghost.admin.posts() if post.slug.startswith(order.payload.slug)]
    assert [post.remote_id for post in mine] == [found.result.remote_id]
    assert comparison(link, Sent(order, (found.result,))).verdict is Verdict.NORMALISED


def test_a_draft_touched_by_another_client_is_read_anew_and_published_as_signed(ghost: LiveGhost, link: Link) -> None:
    order = before_public(PLATFORM, link, fresh(link))
    publish = PLATFORM.steps(order.payload)[-1]
    body = {"posts": [{"title": "别的", "updated_at": order.late["updated_at"]}]}
    ghost.admin.call("PUT", f"posts/{order.late['draft_id']}/", body)
    stale = with_late(order, {"updated_at": "2026-01-01T00:00:00.000Z"})
    with pytest.raises(OutcomeUnknown, match="409"):
        link.perform(publish, stale)
    absent = link.find(publish, stale, "")
    assert isinstance(absent, Absent)
    done = link.perform(publish, with_late(stale, absent.late))
    assert ghost.admin.post(done.remote_id).title == order.payload.title


@pytest.mark.parametrize(("old", "new"), [("12 个事项", "21 个事项"), ("大厅窗口", "大厅门口"), ("x=1", "x=2")])
def test_an_altered_number_alt_or_link_is_different(ghost: LiveGhost, link: Link, old: str, new: str) -> None:
    done = sent(PLATFORM, link, fresh(link))
    ghost.admin.alter(done.remote_ids[0], old, new)
    assert comparison(link, done).verdict is Verdict.DIFFERENT


def test_an_article_is_taken_offline_alone_and_its_categories_lead_its_tags(ghost: LiveGhost, link: Link) -> None:
    other = sent(PLATFORM, link, fresh(link))
    made = PLATFORM.compose(
        variant(categories=("政策解读",), slug=f"xia-xian-{uuid4().hex[:8]}"), link.identity().remote_uid, Bench()
    )
    done = sent(PLATFORM, link, order_of(made, DeliveryKey(uuid4().hex[:16])))
    assert dict(link.observe(done.order, done.remote_ids).fields)["tags"] == "政策解读\n一网通办\n便民"
    order = withdrawal(done, Measure.UNPUBLISH)
    assert proof(PLATFORM, link, order).verdict is Verdict.DIFFERENT
    carried_out(PLATFORM, link, order)
    assert proof(PLATFORM, link, order).verdict is Verdict.IDENTICAL
    carried_out(PLATFORM, link, order)  # a second time changes nothing
    public = {post.remote_id for post in ghost.admin.posts()}
    assert (other.remote_ids[0] in public, done.remote_ids[0] in public) == (True, False)
    assert ghost.admin.post(done.remote_ids[0]).title == done.order.payload.title  # kept as a draft


def test_a_deleted_article_is_not_visible(ghost: LiveGhost, link: Link) -> None:
    done = sent(PLATFORM, link, fresh(link))
    ghost.admin.delete(done.remote_ids[0])
    assert comparison(link, done).verdict is Verdict.NOT_VISIBLE


def test_a_wrong_key_and_a_broken_picture_are_refused_in_words(ghost: LiveGhost, link: Link) -> None:
    number, _, secret = ghost.key.partition(":")
    for wrong in (f"{number}:{secret[::-1]}", f"{number[::-1]}:{secret}", "no key at all"):
        with pytest.raises(AuthExpired):
            connected(ghost, ghost.url, wrong).identity()
    order = fresh(link)
    broken = Order(order.payload, order.key, lambda _digest: b"no picture", order.late)
    with pytest.raises(Rejected, match="image"):
        link.perform(PLATFORM.steps(order.payload)[0], broken)
