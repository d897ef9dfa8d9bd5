"""How a post is taken away: its messages are deleted, within 48 hours; later only a hand can.

Whether a message is there can't be read. Asking to change its buttons, of which it has none, changes nothing and tells:
“not modified” of one that is there, “not found” of one that is gone (seen with public bots; simulated, not measured).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.errors import Rejected
from editor_app.domain.recall import Measure
from editor_app.domain.text import T
from editor_app.platforms.contract import Withdrawal
from editor_app.platforms.telegram import calls

if TYPE_CHECKING:
    from editor_app.platforms.contract import Link, Order, Outgoing
    from editor_app.platforms.replies import Reply
    from editor_app.platforms.telegram.link import TelegramLink

_TOO_LATE = ("message can't be deleted",)


class TelegramWithdrawal(Withdrawal):
    """All messages of a post in one call, which passes over those that are gone already."""

    measures: ClassVar[tuple[Measure, ...]] = (Measure.DELETE,)

    @override
    def outgoing(self, order: Order, target: str) -> Outgoing:
        numbers = calls.numbers_of(target)
        return calls.asked("deleteMessages", {"chat_id": calls.chat_of(order), "message_ids": numbers})

    @override
    def take_away(self, link: Link, order: Order, target: str) -> None:
        refused = list[bool]()

        def is_done(reply: Reply) -> bool:
            refused.append(calls.says(reply, _TOO_LATE))
            return refused[-1]

        _telegram(link).take(self.outgoing(order, target), is_done)
        if any(refused):
            raise Rejected(
                T("Telegram lets a bot delete a post within 48 hours only."),
                T("Delete it by hand in the channel and keep a proof, or correct it."),
            )

    @override
    def is_public(self, link: Link, order: Order, target: str) -> bool:
        over = _telegram(link)
        return any(over.is_there(calls.chat_of(order), number) for number in calls.numbers_of(target))


def _telegram(link: Link) -> TelegramLink:
    from editor_app.platforms.telegram.link import TelegramLink

    if not isinstance(link, TelegramLink):
        raise TypeError("a post is deleted over a connection to its channel")
    return link
