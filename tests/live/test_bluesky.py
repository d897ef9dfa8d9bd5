"""On a real PDS: a thread with pictures is read back identical, a lost reply is adopted, an alteration is seen."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.document import Variant
from editor_app.domain.errors import AuthExpired, OutcomeUnknown, Rejected
from editor_app.domain.identifiers import DeliveryKey, sha256
from editor_app.domain.secrets import Secret
from editor_app.platforms.bluesky import PLATFORM
from editor_app.platforms.contract import Absent, Connection, Found, Link, Order
from editor_app.platforms.readback import Comparison, compared
from tests.live.dropproxy import DropProxy
from tests.live.targets import LiveBluesky
from tests.platforms.workshop import COVER, FIRST, SECOND, Bench, Sent, order_of, sent, variant, with_late

SENTENCES = "".join(f"第 {n} 条：各地区各部门要加强政务公开，及时回应群众关切。" for n in range(1, 41))
THREAD = f"{SENTENCES}\n\n![大厅窗口](media:{sha256(FIRST)})\n\n![排队变短了](media:{sha256(SECOND)})"


@pytest.fixture
def link(bluesky: LiveBluesky) -> Link:
    return connected(bluesky, bluesky.url)


def connected(target: LiveBluesky, url: str, password: str = "") -> Link:
    return PLATFORM.link(Connection(url, Secret(f"{target.handle}:{password or target.password}")))


def fresh(link: Link, composed_from: Variant | None = None) -> Order:
    """An order under a key that no other test has used; without a variant, a long thread with two pictures."""
    composed = PLATFORM.compose(composed_from or variant(body=THREAD), link.identity().remote_uid, Bench())
    return order_of(composed, DeliveryKey(uuid4().hex[:16]))


def words(body: str) -> Variant:
    """A variant of nothing but words."""
    return variant(body=body, cover=False, link="")


def addresses(target: LiveBluesky) -> set[str]:
    """Of the newest posts, as another client lists them."""
    return {post.url for post in target.admin.posts()}


def verdict(link: Link, done: Sent) -> Comparison:
    seen = link.observe(done.order, done.remote_ids)
    return compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations)


def test_we_know_who_we_are_and_that_there_is_no_private_place(bluesky: LiveBluesky, link: Link) -> None:
    identity = link.identity()
    assert (identity.remote_uid, identity.name) == (bluesky.did, bluesky.handle)
    assert identity.version == bluesky.version
    assert identity.server_time is not None
    assert "no private place" in str(identity.notes[0])
    before = addresses(bluesky)
    assert link.rehearse() == ""
    assert addresses(bluesky) == before


def test_a_long_thread_with_two_pictures_is_read_back_identical(bluesky: LiveBluesky, link: Link) -> None:
    done = sent(PLATFORM, link, fresh(link), datetime.now(UTC))
    assert len(done.remote_ids) >= 4
    comparison = verdict(link, done)
    assert (comparison.verdict, comparison.differences) == (Verdict.IDENTICAL, ())
    first = bluesky.admin.post(done.remote_ids[0])
    assert '"alt"' in first.body
    assert "大厅窗口" in first.body or "\\u5927\\u5385\\u7a97\\u53e3" in first.body
    seen = link.observe(done.order, done.remote_ids)
    assert seen.alts == ("大厅窗口", "排队变短了")
    assert seen.media == (sha256(FIRST), sha256(SECOND), sha256(COVER))


def test_a_card_carries_the_cover(link: Link) -> None:
    done = sent(PLATFORM, link, fresh(link, variant(options={"style": "card"})), datetime.now(UTC))
    assert verdict(link, done).verdict is Verdict.IDENTICAL


@pytest.mark.parametrize("lost_part", [1, 2])
def test_a_lost_reply_is_found_and_adopted_and_makes_no_second_post(
    bluesky: LiveBluesky, link: Link, drop_proxies: list[DropProxy], lost_part: int
) -> None:
    before = addresses(bluesky)
    order = fresh(link, words(SENTENCES))
    order = with_late(order, PLATFORM.prepared(order, datetime.now(UTC)))
    proxy = DropProxy(bluesky.url, "putRecord")
    drop_proxies.append(proxy)
    ids = []
    for step in PLATFORM.steps(order.payload):
        through = connected(bluesky, proxy.url) if step.part == lost_part else link
        try:
            result = through.perform(step, order)
        except OutcomeUnknown:
            found = link.find(step, order, "")
            assert isinstance(found, Found)
            result = found.result
        order = with_late(order, result.late)
        ids += [result.remote_id] if result.remote_id else []
    assert len(proxy.dropped) == 1
    seen = link.observe(order, ids)
    assert compared(PLATFORM.expected(order), seen, ()).verdict is Verdict.IDENTICAL
    assert addresses(bluesky) - before == set(ids)
    assert len(ids) == len(order.payload.parts)


def test_before_anything_was_sent_nothing_is_found(link: Link) -> None:
    order = fresh(link, words("字"))
    order = with_late(order, PLATFORM.prepared(order, datetime.now(UTC)))
    assert link.find(PLATFORM.steps(order.payload)[-1], order, "") == Absent()


def test_sending_again_under_the_same_key_is_the_same_post(bluesky: LiveBluesky, link: Link) -> None:
    done = sent(PLATFORM, link, fresh(link), datetime.now(UTC))
    before = addresses(bluesky)
    again = [link.perform(step, done.order) for step in PLATFORM.steps(done.order.payload)]
    assert [result.remote_id for result in again if result.remote_id] == done.remote_ids
    assert addresses(bluesky) == before


def test_a_post_that_another_client_alters_or_deletes_is_seen(bluesky: LiveBluesky, link: Link) -> None:
    done = sent(PLATFORM, link, fresh(link), datetime.now(UTC))
    bluesky.admin.alter(done.remote_ids[1], "群众关切", "部门关切")
    comparison = verdict(link, done)
    assert comparison.verdict is Verdict.DIFFERENT
    assert any("群众" in difference for difference in comparison.differences)
    bluesky.admin.delete(done.remote_ids[1])
    assert verdict(link, done).verdict is Verdict.NOT_VISIBLE


def test_what_lies_under_our_key_is_never_overwritten(bluesky: LiveBluesky, link: Link) -> None:
    done = sent(PLATFORM, link, fresh(link, words("原文一件")), datetime.now(UTC))
    bluesky.admin.alter(done.remote_ids[0], "原文一件", "改动一件")
    step = PLATFORM.steps(done.order.payload)[-1]
    with pytest.raises(OutcomeUnknown):
        link.perform(step, done.order)
    assert isinstance(link.find(step, done.order, ""), Found)
    assert "改动一件" in bluesky.admin.post(done.remote_ids[0]).title


def test_a_wrong_password_is_for_a_person_and_a_post_too_long_is_refused(bluesky: LiveBluesky, link: Link) -> None:
    with pytest.raises(AuthExpired):
        connected(bluesky, bluesky.url, "wrong").identity()
    order = fresh(link, words("字"))
    long = replace(order.payload.parts[0], body="长" * 301)
    order = replace(order, payload=replace(order.payload, parts=(long,)))
    with pytest.raises(Rejected, match="grapheme"):
        sent(PLATFORM, link, order, datetime.now(UTC))
