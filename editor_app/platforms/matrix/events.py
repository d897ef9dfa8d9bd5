"""What stands in the events of a delivery, and what is read out of events: all of it pure.

Source: spec.matrix.org/v1.11/client-server-api, m.room.message, 11.19 (event replacements), read 2026-11-29.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import quote

from editor_app.domain.recall import receipt_id, targets_of
from editor_app.platforms.contract import Observed, StepResult
from editor_app.platforms.multipart import file_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Part
    from editor_app.domain.identifiers import DeliveryKey
    from editor_app.platforms.contract import Order, Step

API = "/_matrix/client/v3"
HTML = "org.matrix.custom.html"
MARK = "org.press_desk.part"
"""A field of our own in every event, by which it is known again in whatever session it is looked for."""
UPLOAD, SEND, REPLACE, REDACT = "upload", "send", "replace", "redact"
"""Names of the steps."""
NEW, RELATES = "m.new_content", "m.relates_to"


def room_and_user(remote_uid: str) -> tuple[str, str]:
    """The room's id and the user of an account's identity."""
    room, _, user = remote_uid.partition("|")
    return room, user


def room_path(order: Order) -> str:
    """The path below which everything of the room lies."""
    return f"{API}/rooms/{quote(room_and_user(order.payload.remote_uid)[0], safe='')}"


def mark_of(key: DeliveryKey, part: int) -> str:
    """What our field says in the event of that part."""
    return f"{key}/{part}"


def transaction(key: DeliveryKey, ordinal: int) -> str:
    """The transaction id of a step: the same in every attempt."""
    return f"pd-{key}-{ordinal}"


def content_of(part: Part, order: Order) -> dict[str, Json]:
    """The content of a part's event: text with its HTML, or a picture."""
    marked: dict[str, Json] = {MARK: mark_of(order.key, part.ordinal)}
    if not part.media:
        said = dict(part.fields)["text"]
        return {"msgtype": "m.text", "body": said, "format": HTML, "formatted_body": part.body, **marked}
    medium = order.payload.media[part.media[0] - 1]
    known: Json = {"mimetype": medium.mime, "size": medium.size, "w": medium.width, "h": medium.height}
    return {
        "msgtype": "m.image",
        "body": html.unescape(part.body),  # with a file name beside it, it is shown below the picture
        "filename": file_name(order.key, medium),
        "info": known,
        "url": order.late[f"media_url/{medium.ordinal}"],
        **marked,
    }


def replacement(part: Part, order: Order, target: str) -> dict[str, Json]:
    """The content of an event that replaces `target`; clients that know nothing of that show it as a new one."""
    new = content_of(part, order)
    told: dict[str, Json] = {**new, "body": f"* {new['body']}"}
    return {**told, NEW: new, RELATES: {"rel_type": "m.replace", "event_id": target}}


def members(value: Json) -> Mapping[str, Json]:
    """The fields of an object; none of anything else."""
    return value if isinstance(value, dict) else {}


def said(value: Json, name: str) -> str:
    """A text field of an object; empty when it has none."""
    found = members(value).get(name)
    return found if isinstance(found, str) else ""


def is_redacted(event: Json) -> bool:
    """Whether somebody took it away: the server keeps the shell without its content."""
    return "redacted_because" in members(members(event).get("unsigned")) or not members(event).get("content")


def shown_content(event: Json) -> Json:
    """The content that readers see: that of the newest replacement, which the server puts beside the first one."""
    relations = members(members(members(event).get("unsigned")).get("m.relations"))
    newest = members(relations.get("m.replace"))
    return members(newest.get("content")).get(NEW) or members(event).get("content")


def event_url(web: str, room: str, event: str) -> str:
    """Where readers open an event."""
    return f"{web}/#/{quote(room, safe='')}/{quote(event, safe='')}"


def result(step: Step, order: Order, event: str) -> StepResult:
    """What a public step gave: its event, or the mark of a change to an earlier one.

    Raises:
        ValueError: that is no event.
    """
    if not event.startswith("$"):
        raise ValueError("an event without an id")
    shown = event if step.name == SEND else target_of(step, order)
    room, _user = room_and_user(order.payload.remote_uid)
    known = shown if step.name == SEND else receipt_id(shown, order.key)
    return StepResult(remote_id=known, url=event_url(order.payload.option("web"), room, shown))


def target_of(step: Step, order: Order) -> str:
    """The message that a step of a correction replaces or takes away."""
    at = step.part or int(step.name.partition("/")[2])
    return targets_of(order.payload)[at - 1]


def observed(contents: list[Mapping[str, Json]] | list[dict[str, Json]], digests: tuple[str, ...]) -> Observed:
    """What readers see of those contents, in a form that can be compared."""
    texts = [content for content in contents if content.get("msgtype") != "m.image"]
    pictures = [content for content in contents if content.get("msgtype") == "m.image"]
    kinds = " ".join(str(content.get("msgtype")) for content in contents)
    return Observed(
        title="",
        parts=tuple(said(dict(content), "formatted_body") for content in texts),
        alts=tuple(said(dict(content), "body") for content in pictures),
        media=digests,
        fields=(("kinds", kinds), ("text", "\n".join(said(dict(content), "body") for content in texts))),
    )
