"""On a real homeserver: messages are read back, a lost reply is adopted, an alteration seen, a redaction proven."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, OutcomeUnknown, Rejected
from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.recall import Measure, target_in
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection, Found
from editor_app.platforms.matrix import PLATFORM
from editor_app.platforms.readback import Comparison, compared
from tests.live.dropproxy import DropProxy
from tests.live.servers.matrix import ALIAS
from tests.platforms.remedies import carried_out, correction, proof, withdrawal
from tests.platforms.workshop import Bench, Sent, before_public, order_of, sent, variant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.platforms.contract import Link, Order, Step
    from tests.live.targets import LiveMatrix


@pytest.fixture
def link(matrix: LiveMatrix) -> Iterator[Link]:
    opened = connected(matrix, matrix.url)
    yield opened
    opened.close()


def connected(target: LiveMatrix, url: str, room: str = ALIAS, token: str = "") -> Link:
    return PLATFORM.link(Connection(url, Secret(token or target.publisher.token), {"room": room}))


def fresh(link: Link) -> Order:
    """A text with four pictures under a key that no other test has used."""
    composed = PLATFORM.compose(variant(source="市政务办"), link.identity().remote_uid, Bench())
    return order_of(composed, DeliveryKey(uuid4().hex[:16]))


def comparison(link: Link, done: Sent) -> Comparison:
    return compared(
        PLATFORM.expected(done.order), link.observe(done.order, [target_in(one) for one in done.remote_ids]), ()
    )


def text_step(order: Order) -> Step:
    return next(step for step in PLATFORM.steps(order.payload) if step.part == 1)


def mine(target: LiveMatrix, order: Order) -> list[str]:
    """The room's messages of that delivery."""
    return [one.text("event_id") for one in target.owner.messages() if f"{order.key}/" in str(one.at("content").value)]


def test_we_know_who_we_are_and_a_wrong_token_and_a_foreign_room_are_refused(matrix: LiveMatrix, link: Link) -> None:
    who = link.identity()
    assert who.remote_uid == f"{matrix.publisher.room}|{matrix.user}"
    assert who.name == f"便民之声 ({matrix.user})"
    assert (who.may_publish, who.notes) == (True, ())
    wrong = connected(matrix, matrix.url, token="syt_wrong")
    with pytest.raises(AuthExpired):
        wrong.identity()
    elsewhere = connected(matrix, matrix.url, "#nowhere:press.test")
    with pytest.raises(Rejected):
        elsewhere.identity()
    wrong.close()
    elsewhere.close()


def test_a_text_with_pictures_is_read_back_as_it_was_approved(matrix: LiveMatrix, link: Link) -> None:
    done = sent(PLATFORM, link, fresh(link))
    found = comparison(link, done)
    assert (found.verdict, found.differences) == (Verdict.IDENTICAL, ())
    assert mine(matrix, done.order) == done.remote_ids


@pytest.mark.parametrize("other_session", [False, True])
def test_a_lost_reply_is_found_and_once_more_makes_no_second_message(
    matrix: LiveMatrix, link: Link, drop_proxies: list[DropProxy], *, other_session: bool
) -> None:
    order = before_public(PLATFORM, link, fresh(link))
    proxy = DropProxy(matrix.url, rf"^PUT .*/pd-{order.key}-")
    drop_proxies.append(proxy)
    through = connected(matrix, proxy.url)
    with pytest.raises(OutcomeUnknown):
        through.perform(text_step(order), order)
    through.close()
    assert len(proxy.dropped) == 1
    if not other_session:  # the transaction of the same session is known: the server gives the same event
        again = link.perform(text_step(order), order)
        assert [again.remote_id] == mine(matrix, order)
    found = link.find(text_step(order), order, "")
    assert isinstance(found, Found)
    assert [found.result.remote_id] == mine(matrix, order)


def test_an_alteration_and_a_redaction_by_another_client_are_seen(matrix: LiveMatrix, link: Link) -> None:
    done = sent(PLATFORM, link, fresh(link))
    content = next(
        one.at("content").value for one in matrix.owner.messages() if one.text("event_id") == done.remote_ids[0]
    )
    matrix.publisher.replace(done.remote_ids[0], {**dict(content), "formatted_body": "<p>21 个事项</p>"})  # type: ignore[call-overload]
    assert comparison(link, done).verdict is Verdict.DIFFERENT
    matrix.owner.redact(done.remote_ids[1])
    assert comparison(link, done).verdict is Verdict.NOT_VISIBLE


def test_a_correction_stands_in_place_and_a_withdrawal_takes_every_word_away(matrix: LiveMatrix, link: Link) -> None:
    first = sent(PLATFORM, link, fresh(link))
    composed = PLATFORM.compose(variant(body="共 21 件事。", cover=False), link.identity().remote_uid, Bench())
    order = correction(first, composed)
    done = sent(PLATFORM, link, type(order)(order.payload, DeliveryKey(uuid4().hex[:16]), order.media))
    assert comparison(link, done).verdict is Verdict.IDENTICAL
    assert mine(matrix, first.order) == [first.remote_ids[0]]
    away = withdrawal(first, Measure.DELETE)
    away = type(away)(away.payload, DeliveryKey(uuid4().hex[:16]), away.media)
    for _ in range(2):
        carried_out(PLATFORM, link, away)
        assert proof(PLATFORM, link, away).verdict is Verdict.IDENTICAL
    found = matrix.owner.call("GET", f"/rooms/{matrix.owner.room}/messages?dir=b&limit=200")
    assert "共 21 件事" not in str(found.value)
