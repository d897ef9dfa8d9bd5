"""Several posts of one account are replaced by one order: what is invisible once, each post by a step of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.recall import Aim, Measure, aimed, receipt_id
from editor_app.platforms import sandbox
from editor_app.platforms.contract import Absent, Found, Order
from editor_app.platforms.editing import SLUGS, Editing, EditingLink
from editor_app.platforms.withdrawing import acting, acting_link
from editor_app.platforms.wordpress import PLATFORM as WORDPRESS
from tests.platforms.remedies import LATER, carried_out, proof
from tests.platforms.workshop import KEY, Bench, connection, order_of, practice, sent, variant, with_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.edition import Payload
    from editor_app.platforms.contract import Link
    from editor_app.platforms.sandbox.server import SandboxServer

OTHER = DeliveryKey("a" * 16)


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with practice() as made:
        yield made


def about(payload: Payload, targets: tuple[str, ...], slugs: tuple[str, ...]) -> Payload:
    made = aimed(payload, Aim(Measure.EDIT, targets, (KEY, OTHER), "http://127.0.0.1/read/1"))
    return replace(made, options=tuple(sorted({**dict(made.options), SLUGS: "\n".join(slugs)}.items())))


def both(server: SandboxServer) -> tuple[Link, Order]:
    """Two posts that are out, and the order that corrects them."""
    link = sandbox.PLATFORM.link(connection(server))
    composed = sandbox.PLATFORM.compose(variant("共 12 件事。"), "uid", Bench())
    ids = [sent(sandbox.PLATFORM, link, order_of(composed, key)).remote_ids[0] for key in (KEY, OTHER)]
    better = sandbox.PLATFORM.compose(variant("共 21 件事。"), "uid", Bench())
    payload = about(better.payload, tuple(ids), ("one", "two"))
    return link, Order(payload, LATER, better.media.__getitem__)


def test_each_post_is_replaced_under_its_own_address_and_the_pictures_go_up_once(server: SandboxServer) -> None:
    link, order = both(server)
    uploads = sum(one.kind == "upload" for one in server.ledger.requests)
    done = carried_out(sandbox.PLATFORM, link, order)
    assert done.remote_ids == [receipt_id(one, LATER) for one in order.payload.option("targets").split("\n")]
    entries = [post.entry for post in server.ledger.posts.values()]
    assert [("21 件事" in one.html, one.slug) for one in entries] == [(True, "one"), (True, "two")]
    assert sum(one.kind == "upload" for one in server.ledger.requests) - uploads == len(order.payload.media)
    assert proof(sandbox.PLATFORM, link, done.order).verdict is Verdict.IDENTICAL
    link.close()


def test_a_lost_answer_is_looked_up_for_its_own_post(server: SandboxServer) -> None:
    link, order = both(server)
    way = acting(sandbox.PLATFORM, order.payload)
    assert isinstance(way, Editing)
    edits = acting_link(way, link)
    assert isinstance(edits, EditingLink)
    first, second = [step for step in way.steps(order.payload) if step.step_class.needs_intent]
    for step in way.steps(order.payload)[:-1]:
        order = with_late(order, edits.perform(step, order).late)
    assert isinstance(edits.find(first, order, ""), Found)
    assert isinstance(edits.find(second, order, ""), Absent)
    assert way.outgoing(first, order).target != way.outgoing(second, order).target
    link.close()


def test_one_that_differs_or_is_gone_is_what_is_read_back(server: SandboxServer) -> None:
    link, order = both(server)
    done = carried_out(sandbox.PLATFORM, link, order)
    last = max(server.ledger.posts.values(), key=lambda post: post.number)
    server.ledger.keep(replace(last, entry=replace(last.entry, title="别的")))
    assert proof(sandbox.PLATFORM, link, done.order).verdict is Verdict.DIFFERENT
    server.ledger.forget(last.id)
    assert proof(sandbox.PLATFORM, link, done.order).verdict is Verdict.NOT_VISIBLE
    link.close()


def test_one_post_alone_is_edited_as_before_and_a_wordpress_site_edits_several() -> None:
    composed = WORDPRESS.compose(variant(), "u", Bench())
    alone = aimed(composed.payload, Aim(Measure.EDIT, ("7",), (KEY,), "https://example.gov/a"))
    assert acting(WORDPRESS, alone) is WORDPRESS
    several = acting(WORDPRESS, about(composed.payload, ("7", "8", "9"), ("a", "b", "c")))
    steps = several.steps(about(composed.payload, ("7", "8", "9"), ("a", "b", "c")))
    assert [step.name for step in steps if step.step_class.needs_intent] == ["publish"] * 3
    assert [step.ordinal for step in steps] == list(range(1, len(steps) + 1))
