"""Sending an article to every follower (群发): rare, known by a number of ours, and only after a second confirmation.

Calls and codes as PLATFORMS-CN 1.5 quotes the documents (read 2026-11-28). What becomes of it is asked for; that the
account's list of articles shows it is not said there, and where it doesn't, a person gives the link.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from editor_app.domain.announcement import Announcement
from editor_app.domain.errors import Accepted, Invalid, RateLimited
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.platforms.contract import Absent, Denied, Found, Pending, StepResult, Unclear
from editor_app.platforms.outcomes import unknown
from editor_app.platforms.wechat import calls
from editor_app.platforms.wechat.polling import next_look
from editor_app.platforms.wechat.refusals import code_of
from editor_app.platforms.wechat.settings import PICTURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.edition import Payload
    from editor_app.domain.errors import PlatformError
    from editor_app.platforms.contract import Order, Outgoing, Sighting
    from editor_app.platforms.replies import Reply
    from editor_app.platforms.wechat.lists import Call, Lists

STEP = "announce"
NOBODY, MONTHLY, DAILY = "nobody", "monthly", "daily"
_QUOTAS = {MONTHLY: Announcement(4, "month"), DAILY: Announcement(1, "day")}
_MARK = "mass/"
"""Before the number of a sending where that of a publication would stand."""
_SEND, _STATUS = "/cgi-bin/message/mass/sendall", "/cgi-bin/message/mass/get"
_KNOWN_BEFORE, _TOO_FAST = 45065, 45066
_REMEMBERED = timedelta(hours=24)
"""So long WeChat knows our number; afterwards a repetition would be a second sending."""


def announcement(payload: Payload) -> Announcement | None:
    """Whom it reaches and how often that may be; None = nobody is notified."""
    return quota_of({"notify": payload.option("notify")})


def quota_of(options: Mapping[str, str]) -> Announcement | None:
    """How often an account with these settings may notify its followers; None = it notifies nobody."""
    return _QUOTAS.get(options.get("notify", NOBODY))


def require_possible(settings: Mapping[str, str]) -> None:
    """Pass when a post of that form can be sent to followers.

    Raises:
        Invalid: it is a post of pictures.
    """
    if settings["notify"] != NOBODY and settings["form"] == PICTURES:
        raise Invalid(
            T("A post of pictures can't be sent to every follower through the interface."),
            T("Publish it as an article, or without notifying anybody."),
        )


def send(order: Order) -> Outgoing:
    """Ask the platform to send the draft to every follower, under the delivery's key."""
    return calls.posted(
        _SEND,
        {
            "filter": {"is_to_all": True},
            "mpnews": {"media_id": order.late["draft_id"]},
            "msgtype": "mpnews",
            "send_ignore_reprint": 0,
            "clientmsgid": order.key,
        },
    )


def accepted(answer: Fields) -> Accepted:
    """What an accepted sending is looked up by.

    Raises:
        ValueError: it has no number.
    """
    number, talk = calls.number_in(answer, "msg_id"), calls.number_in(answer, "msg_data_id")
    if not number:
        raise ValueError("an accepted sending without a number")
    return Accepted(calls.ACCEPTED, {"publish_id": _MARK + number, "msg_data_id": talk}, timedelta(seconds=5))


def refusal(reply: Reply, host: str) -> PlatformError | None:
    """The error of a number that WeChat knows already: it was sent before, and is no second sending."""
    code = code_of(reply)
    if code == _TOO_FAST:
        return RateLimited(T("{host} asks to go slower (45066).", host=host), timedelta(minutes=1))
    if code != _KNOWN_BEFORE:
        return None
    try:
        return accepted(Fields(reply.json()))
    except ValueError:
        return unknown(host, T("it was sent before under this number (45065)"))


def is_sending(number: str) -> bool:
    """Whether an accepted number is that of a sending."""
    return number.startswith(_MARK)


def decided(call: Call, lists: Lists, order: Order, begun: datetime) -> Sighting:
    """What has become of an accepted sending so far."""
    number = order.late["publish_id"].removeprefix(_MARK)
    status = call(_STATUS, {"msg_id": int(number) if number.isdecimal() else number}).text("msg_status")
    if status == "SENDING":
        return Pending(calls.ACCEPTED, next_look(datetime.now(UTC) - begun))
    if status == "SEND_SUCCESS":
        return listed(lists.articles_like(order, begun))
    cleared = {"publish_id": "", "msg_data_id": ""}
    return Denied(T("WeChat did not send it ({status}). Nothing is public.", status=status), cleared)


def listed(found: list[StepResult]) -> Sighting:
    """The sent article in the account's list."""
    if len(found) == 1:
        return Found(found[0])
    seen = tuple(one.url for one in found)
    return Unclear(T("WeChat has sent it, and its list does not show which article that is; give its link."), seen)


def unsent(begun: datetime) -> Sighting:
    """The draft is still there: within a day a repetition under our number is the same sending."""
    if datetime.now(UTC) - begun < _REMEMBERED:
        return Absent()
    return Unclear(T("The draft is still there, and WeChat no longer knows our number; look whether it went out."))
