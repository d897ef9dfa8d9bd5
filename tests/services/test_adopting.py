"""A post that another copy of the workspace sent is kept here as sent: never a second one, and never without a look."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Conflict, Invalid, Refused
from editor_app.platforms.contract import Connection, Order
from editor_app.services import accounts, adopting, approvals, auditing, publishing, recalling, verifying_first
from editor_app.storage.queries import adoptions
from tests.services.wrong import opened, published, revised, signed

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.delivery import Delivery
    from editor_app.domain.identifiers import DeliveryId
    from editor_app.storage.queries.adoptions import Adoption
    from tests.services.outbox import Outbox


def sent_elsewhere(outbox: Outbox, delivery: Delivery, *, leave: int = 0) -> str:
    """What another copy does: all steps but the last `leave`, under the same key; the address of the post."""
    payload = approvals.edition(outbox.office.desk, delivery.edition).sealed().payload_for(delivery.account)
    account = next(one for one in accounts.all_accounts(outbox.office.desk) if one.id == delivery.account)
    platform = outbox.office.desk.platforms.platform(account.platform)
    order = Order(payload, delivery.key, outbox.office.desk.store.media.read)
    order = replace(order, late=dict(platform.prepared(order, outbox.office.clock.now())))
    url, steps = "", platform.steps(payload)
    for step in steps[: len(steps) - leave]:
        done = outbox.links.link(account).perform(step, order)
        order = replace(order, late={**order.late, **done.late})
        url = url or done.url
    return url


def copied(outbox: Outbox, delivery: Delivery) -> DeliveryId:
    """From here on this workspace is the copy: the delivery came along, and is held."""
    outbox.office.desk.store.forget_lineage()
    publishing.hold(outbox.office.publisher, delivery.id, "副本")
    outbox.office.desk.store.begin_lineage()
    return delivery.id


def looked_for(outbox: Outbox, delivery: DeliveryId) -> str:
    """Released and served: the worker looks before it sends, and holds what it finds."""
    publishing.release(outbox.office.publisher, delivery, "看看")
    return outbox.serve(delivery).state.value


def kept(outbox: Outbox, delivery: DeliveryId) -> list[Adoption]:
    with outbox.office.desk.database.read() as snapshot:
        return adoptions.adoptions_of(snapshot, delivery)


@pytest.mark.parametrize("profile", ["draft-flip", "keyed", "public-readable", "file"])
def test_what_another_copy_sent_is_kept_as_sent_and_read_back_and_never_sent_again(
    outbox: Outbox, profile: str
) -> None:
    outbox.connect("other", profile)
    delivery = outbox.queued("other")
    url = sent_elsewhere(outbox, delivery)
    held = copied(outbox, delivery)
    assert adopting.found_elsewhere(outbox.office.desk) == [], "nobody has looked yet"
    assert looked_for(outbox, held) == "held"
    [found] = adopting.found_elsewhere(outbox.office.desk)
    assert (found.row.id, found.came.seen) == (held, (url,))
    done = adopting.adopt(outbox.office.publisher, held)
    assert (done.state, done.reason) == (DeliveryState.SENT, None)
    assert done.receipt is not None
    assert done.receipt.url == url
    row = outbox.serve(held)
    assert (row.state.value, row.verdict) == ("verified", "identical")
    assert (outbox.publishing_requests(), outbox.attempts(held)) == (1, [])
    [evidence] = kept(outbox, held)
    last = publishing.timeline(outbox.office.desk, held)
    said = next(line for line in last.rows if line.action == "delivery.adopt")
    assert evidence.observed == json.loads(said.detail)["observed"] == last.read_backs[0].observed_digest
    assert (said.actor.name, json.loads(said.detail)["url"]) == ("publisher", url)
    assert auditing.verify(outbox.office.desk).is_valid
    assert adopting.elsewhere(outbox.office.desk, held) is None


def test_what_was_changed_there_since_is_kept_and_raises_an_alarm(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    sent_elsewhere(outbox, delivery)
    [post] = outbox.server.ledger.posts.values()
    changed = replace(post.entry, html=post.entry.html.replace("12", "13"))
    outbox.server.ledger.keep(replace(post, entry=changed))
    done = adopting.adopt(outbox.office.publisher, copied(outbox, delivery))
    row = outbox.serve(done.id)
    assert (row.state.value, row.verdict) == ("sent", "different")


def test_a_site_is_kept_as_sent_as_a_whole_and_a_part_of_it_is_not(outbox: Outbox, tmp_path: Path) -> None:
    options = {"base_url": "https://news.example.gov"}
    accounts.add(outbox.office.admin, "site_folder", "门户", Connection(str(tmp_path / "www"), options=options))
    half, whole = outbox.queued("门户", "只写了页面"), outbox.queued("门户", "全部写好")
    sent_elsewhere(outbox, half, leave=1)
    for one in (half, whole):
        copied(outbox, one)
    with pytest.raises(Refused, match="Only a part"):
        adopting.adopt(outbox.office.publisher, half.id)
    assert outbox.row(half.id).state.value == "held"
    url = sent_elsewhere(outbox, whole)
    assert adopting.adopt(outbox.office.publisher, whole.id, url).state is DeliveryState.SENT
    assert outbox.serve(whole.id).verdict == "identical", "with the time at which the other copy published"
    assert [one.url for one in kept(outbox, whole.id)] == [url, url]


def test_where_nothing_can_be_read_a_persons_link_and_number_are_the_evidence(outbox: Outbox) -> None:
    outbox.connect("blind", "public-blind")
    delivery = outbox.queued("blind")
    url = sent_elsewhere(outbox, delivery)
    held = copied(outbox, delivery)
    publisher = outbox.office.publisher
    with pytest.raises(Refused, match="no post that is surely"):
        adopting.adopt(publisher, held)
    with pytest.raises(Invalid, match="does not say what the platform calls"):
        adopting.adopt(publisher, held, url)
    with pytest.raises(Refused, match="host"):
        adopting.adopt(publisher, held, "https://example.org/read/1", "1")
    done = adopting.adopt(publisher, held, url, " 1 ")
    assert done.receipt is not None
    assert (done.receipt.remote_id, done.receipt.url) == ("1", url)
    assert kept(outbox, held)[0].observed == ""
    assert outbox.serve(held).state.value == "sent", "nobody can prove it"
    assert outbox.publishing_requests() == 1


def test_another_posts_link_or_number_is_refused_and_so_is_what_readers_do_not_get(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    url = sent_elsewhere(outbox, delivery)
    held = copied(outbox, delivery)
    publisher = outbox.office.publisher
    for link, number in ((f"{outbox.server.url}/read/77", ""), (url, "77")):
        with pytest.raises(Refused, match="this delivery's post"):
            adopting.adopt(publisher, held, link, number)
    outbox.server.ledger.forget("1")
    with pytest.raises(Refused, match="no post that is surely"):
        adopting.adopt(publisher, held)
    with pytest.raises(Refused, match="Readers get nothing"):
        adopting.adopt(publisher, held, f"{outbox.server.url}/read/77", "77")
    assert outbox.row(held).state.value == "held"


def test_only_what_is_held_and_came_along_is_kept_as_sent(outbox: Outbox) -> None:
    publisher = outbox.office.publisher
    own = outbox.queued("site", "自己排的")
    publishing.hold(publisher, own.id, "等")
    with pytest.raises(Refused, match="did not come along"):
        adopting.adopt(publisher, own.id)
    assert adopting.elsewhere(outbox.office.desk, own.id) is None
    queued = outbox.queued("site", "还在排队")
    with pytest.raises(Refused, match="not kept as sent"):
        adopting.adopt(publisher, queued.id)
    sent_elsewhere(outbox, queued)
    copied(outbox, queued)
    asked = len(outbox.server.ledger.requests)
    with pytest.raises(Refused):
        adopting.adopt(outbox.office.editor, queued.id)
    assert len(outbox.server.ledger.requests) == asked, "who may not do it asks no platform either"
    adopting.adopt(publisher, queued.id)
    with pytest.raises(Refused, match="not kept as sent"):
        adopting.adopt(publisher, queued.id)


def test_a_post_that_another_delivery_has_is_kept_only_once(outbox: Outbox) -> None:
    outbox.connect("blind", "public-blind")
    first, second = outbox.queued("blind", "第一则"), outbox.queued("blind", "第二则")
    url = sent_elsewhere(outbox, first)
    for one in (first, second):
        copied(outbox, one)
    adopting.adopt(outbox.office.publisher, first.id, url, "1")
    with pytest.raises(Conflict):
        adopting.adopt(outbox.office.publisher, second.id, url, "1")
    assert outbox.row(second.id).state.value == "held"


def test_a_change_of_a_post_is_not_kept_as_sent_because_once_more_does_no_harm(outbox: Outbox) -> None:
    [out] = published(outbox, "site")
    case = opened(outbox, out, EditionKind.CORRECTION)
    revised(outbox, case.row.document, body="第一段，共 21 件事。")
    from editor_app.services import corrections

    signed(outbox, corrections.submit(outbox.office.editor, case.row.id, "应为 21。"))
    [correction] = recalling.run(outbox.office.publisher, case.row.id)
    held = copied(outbox, correction)
    with pytest.raises(Refused, match="does no harm"):
        adopting.adopt(outbox.office.publisher, held)


def test_a_freeze_stops_no_look_at_what_is_out(outbox: Outbox) -> None:
    from editor_app.services import silence

    delivery = outbox.queued("site")
    sent_elsewhere(outbox, delivery)
    held = copied(outbox, delivery)
    silence.freeze(outbox.office.publisher, "核对")
    assert adopting.adopt(outbox.office.publisher, held).state is DeliveryState.SENT
    assert verifying_first.hold_what_waits(outbox.office.desk, outbox.sender.actor) == 0
