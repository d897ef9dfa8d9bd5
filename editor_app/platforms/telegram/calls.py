"""The calls of a bot and what its answers say: all of it pure; the token is put before the path when it is sent.

Source: core.telegram.org/bots/api, Bot API 9 (read 2026-11-29).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.canonical import canonical, canonical_text
from editor_app.domain.manifest_json import Fields
from editor_app.platforms.contract import Outgoing, StepResult
from editor_app.platforms.telegram.composing import captions_of
from editor_app.platforms.telegram.forms import field_of, pictures_form
from editor_app.platforms.telegram.settings import YES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Part
    from editor_app.platforms.contract import Order
    from editor_app.platforms.replies import Reply

WEB = "https://t.me"
AND = "+"
"""Stands between the numbers of an album's messages."""
NOT_MODIFIED = "message is not modified"
GONE = ("message to edit not found", "message_id_invalid", "message to delete not found")


def asked(method: str, fields: Mapping[str, Json]) -> Outgoing:
    """A call with JSON."""
    return Outgoing("POST", f"/{method}", (("Content-Type", "application/json"),), canonical({**fields}))


def chat_of(order: Order) -> int | str:
    """The channel's number; what is no number no channel has, and Telegram refuses it."""
    said = order.payload.remote_uid.partition("|")[2]
    return int(said) if said.removeprefix("-").isdecimal() else said


def text_post(part: Part, order: Order) -> Outgoing:
    """The call that posts a text."""
    return asked("sendMessage", {**_shared(order), **_text(part, order)})


def text_edit(part: Part, order: Order, message: int) -> Outgoing:
    """The call that puts a text in the place of another."""
    return asked("editMessageText", {"chat_id": chat_of(order), "message_id": message, **_text(part, order)})


def album_post(part: Part, order: Order) -> Outgoing:
    """The call that posts an album, or one picture."""
    captions = captions_of(part)
    shared = [(name, _as_field(value)) for name, value in sorted(_shared(order).items())]
    if len(part.media) == 1:
        fields = [*shared, ("caption", captions[0]), ("parse_mode", "HTML"), ("photo", _attached(part.media[0]))]
        return _form("sendPhoto", fields, part.media, order)
    media: list[Json] = [_photo(n, caption) for n, caption in zip(part.media, captions, strict=True)]
    return _form("sendMediaGroup", [*shared, ("media", canonical_text(media))], part.media, order)


def picture_edit(part: Part, at: int, order: Order, message: int) -> Outgoing:
    """The call that puts the picture at that place of an album, counted from 0, in the place of another."""
    ordinal = part.media[at]
    media = canonical_text(_photo(ordinal, captions_of(part)[at]))
    fields = [("chat_id", str(chat_of(order))), ("media", media), ("message_id", str(message))]
    return _form("editMessageMedia", fields, (ordinal,), order)


def posted(reply: Reply) -> StepResult:
    """The numbers and the address of what was posted.

    Raises:
        ValueError: the answer is not what a bot is given.
    """
    told = Fields(reply.json()).optional("result")
    messages = [Fields(one) for one in (told if isinstance(told, list) else [told])]
    numbers = [one.integer("message_id") for one in messages]
    chat = Fields(messages[0].optional("chat"))
    return StepResult(remote_id=AND.join(map(str, numbers)), url=address(chat, numbers[0]))


def address(chat: Fields, number: int) -> str:
    """Where readers open a message: by the channel's name, or, of a private one, by its number."""
    named = chat.value.get("username") if isinstance(chat.value, dict) else None
    place = named if isinstance(named, str) and named else f"c/{str(chat.integer('id')).removeprefix('-100')}"
    return f"{WEB}/{place}/{number}"


def numbers_of(remote_id: str) -> list[int]:
    """The numbers of a post's messages."""
    return [int(number) for number in remote_id.split(AND)]


def number_in(url: str) -> int | None:
    """The number at the end of a message's address; None = there is none."""
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    return int(last) if last.isascii() and last.isdigit() and len(last) < 16 else None


def description(reply: Reply) -> str:
    """What Telegram says of a refusal; empty when it says nothing."""
    try:
        return Fields(reply.json()).text("description")
    except ValueError:
        return ""


def says(reply: Reply, wanted: Sequence[str]) -> bool:
    """Whether it refused with one of those words."""
    return reply.status == 400 and any(words in description(reply).lower() for words in wanted)


def _shared(order: Order) -> dict[str, Json]:
    return {"chat_id": chat_of(order), "disable_notification": order.payload.option("silent") == YES}


def _text(part: Part, order: Order) -> dict[str, Json]:
    preview: Json = {"is_disabled": order.payload.option("preview") != YES}
    return {"text": part.body, "parse_mode": "HTML", "link_preview_options": preview}


def _photo(ordinal: int, caption: str) -> dict[str, Json]:
    return {"type": "photo", "media": _attached(ordinal), "caption": caption, "parse_mode": "HTML"}


def _attached(ordinal: int) -> str:
    return f"attach://{field_of(ordinal)}"


def _as_field(value: Json) -> str:
    return value if isinstance(value, str) else canonical_text(value)


def _form(method: str, fields: Sequence[tuple[str, str]], ordinals: Sequence[int], order: Order) -> Outgoing:
    kind, body = pictures_form(fields, ordinals, order)
    return Outgoing("POST", f"/{method}", (("Content-Type", kind),), body)
