"""How a document is taken away from an own client, which must say so itself before it counts as gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from typing_extensions import override

from editor_app.domain.recall import Measure, keys_of, targets_of
from editor_app.platforms.contract import Link, Outgoing, Withdrawal
from editor_app.platforms.webhook.link import WebhookLink
from editor_app.platforms.webhook.signing import DELIVERY

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order


class WebhookWithdrawal(Withdrawal):
    """One request; read back by the key of the delivery that brought the document."""

    measures: ClassVar[tuple[Measure, ...]] = (Measure.DELETE,)

    @override
    def outgoing(self, order: Order, target: str) -> Outgoing:
        headers = (("Idempotency-Key", order.key), (DELIVERY, order.key))
        return Outgoing("DELETE", f"/documents/{quote(target, safe='')}", headers)

    @override
    def take_away(self, link: Link, order: Order, target: str) -> None:
        _webhook(link).withdraw(self.outgoing(order, target), order, _key(order, target))

    @override
    def is_public(self, link: Link, order: Order, target: str) -> bool:
        return _webhook(link).shows(_key(order, target))


def _key(order: Order, target: str) -> str:
    """The key of the delivery that brought the document."""
    return dict(zip(targets_of(order.payload), keys_of(order.payload), strict=False)).get(target, "")


def _webhook(link: Link) -> WebhookLink:
    if not isinstance(link, WebhookLink):
        raise TypeError("a document is taken away over its own connection")
    return link
