"""What tests of taking away and correcting share: the payloads of a remedy for a delivery that is out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.recall import Aim, Measure, aimed, taking_away
from editor_app.platforms.contract import Order
from editor_app.platforms.readback import Comparison, compared
from editor_app.platforms.withdrawing import acting, acting_link
from tests.platforms.workshop import NOW, Sent, sent, with_late

if TYPE_CHECKING:
    from editor_app.domain.edition import Payload
    from editor_app.platforms.contract import Composed, Link, Platform

LATER = DeliveryKey("f" * 16)


def aim_at(done: Sent, measure: Measure) -> Aim:
    return Aim(measure, tuple(done.remote_ids), (done.order.key,), done.url)


def withdrawal(done: Sent, measure: Measure = Measure.DELETE) -> Order:
    """The order of a withdrawal of what was sent."""
    payload = taking_away(done.order.payload, aim_at(done, measure))
    return Order(payload, LATER, {}.__getitem__)


def correction(done: Sent, composed: Composed) -> Order:
    """The order of a correction in place of what was sent."""
    payload: Payload = aimed(replace(composed.payload, slug=done.order.payload.slug), aim_at(done, Measure.EDIT))
    return Order(payload, LATER, composed.media.__getitem__)


def carried_out(platform: Platform, link: Link, order: Order) -> Sent:
    """Every step of a remedy, as the worker does them."""
    acts = acting(platform, order.payload)
    return sent(acts, acting_link(acts, link), order, NOW)


def proof(platform: Platform, link: Link, order: Order) -> Comparison:
    """What a read-back says of a remedy."""
    acts = acting(platform, order.payload)
    order = with_late(order, acts.prepared(order, NOW) if not order.late else {})
    seen = acting_link(acts, link).observe(order, list(order.payload.option("targets").split("\n")))
    return compared(acts.expected(order), seen, acts.normalisations)
