"""What machines are told of a site's emergency notices: one CAP message for each article, the newest about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.errors import Unreachable
from editor_app.domain.text import T
from editor_app.platforms.cap import Kind, Message, alert_of, cancelled, identifier, info_of, message_in
from editor_app.platforms.site_folder.sealed import alert_path
from editor_app.platforms.site_folder.shelf import Overtaken, version_of

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order
    from editor_app.platforms.site_folder.shelf import Shelf


class Alerts:
    """The messages of one site. What is written follows from the order and from the message that lies there."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def tell(self, order: Order, base: str) -> None:
        """Write the notice of an order: the first one, an update, or a cancellation where it is none any more."""
        path = alert_path(order.payload.slug)
        earlier = self._message(path)
        new = _new_message(order, base, earlier)
        if new is not None and new != earlier:
            self._put(path, new)

    def call_off(self, order: Order, place: str) -> None:
        """Cancel what was told of a page."""
        path = _path(place)
        earlier = self._message(path)
        if earlier is not None and earlier.kind is not Kind.CANCEL:
            self._put(path, cancelled(earlier, order.key))

    def is_on(self, place: str) -> bool:
        """Whether the newest message about a page warns."""
        found = self._message(_path(place))
        return found is not None and found.kind is not Kind.CANCEL

    def is_told(self, order: Order) -> bool:
        """Whether the newest message is this order's."""
        found = self._message(alert_path(order.payload.slug))
        return found is not None and found.identifier == identifier(order.key)

    def seen(self, order: Order) -> str:
        """What is compared of the message about an order: whose it is, and its information."""
        if not info_of(order):
            return ""
        found = self._message(alert_path(order.payload.slug))
        return f"{found.identifier}\n{found.info}" if found is not None and found.kind is not Kind.CANCEL else ""

    def _message(self, path: str) -> Message | None:
        kept = self._shelf.read(path)
        return message_in(kept.content) if kept is not None else None

    def _put(self, path: str, new: Message) -> None:
        kept = self._shelf.read(path)
        try:
            self._shelf.put(path, new.as_bytes(), version_of(kept))
        except Overtaken:
            raise Unreachable(
                T("Others publish on this site at the same time, again and again."), T("It is tried again by itself.")
            ) from None


def _new_message(order: Order, base: str, earlier: Message | None) -> Message | None:
    if not info_of(order):
        called_off = earlier is None or earlier.kind is Kind.CANCEL
        return None if called_off or earlier is None else cancelled(earlier, order.key)
    first = alert_of(order, urlsplit(base).hostname or "press-desk", order.late["published_at"])
    if earlier is None:
        return first
    if earlier.identifier == first.identifier:  # written before, and its answer was lost
        return replace(first, kind=earlier.kind, references=earlier.references, sender=earlier.sender)
    return replace(first, kind=Kind.UPDATE, references=earlier.reference, sender=earlier.sender)


def _path(place: str) -> str:
    return alert_path(place.removeprefix("articles/"))
