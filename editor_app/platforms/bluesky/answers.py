"""What a PDS answers, as plain values: apart, because sending and reading back must understand it alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.bluesky.addresses import post_uri, rkey_of
from editor_app.platforms.contract import StepResult

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.contract import Order, Step
    from editor_app.platforms.replies import Reply

SIGN_IN_ERRORS = frozenset({"ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired"})
"""Errors of a session; a PDS answers the first two with 400."""


def record_field(part: int) -> str:
    """The name under which a part's whole record is compared."""
    return f"record {part:04d}"


def flat(record: Json) -> str:
    """A record as text that is equal exactly when the records are; any JSON, also what others wrote."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def error_of(reply: Reply) -> tuple[str, str]:
    """Name and words of an XRPC error; empty when it is none."""
    try:
        fields = Fields(reply.json())
        return fields.text("error"), fields.text("message")
    except ValueError:
        return "", ""


def put_result(step: Step, order: Order, fields: Fields) -> StepResult:
    """What a post that is there gives: from the answer to the put, or from reading the record.

    Raises:
        ValueError: it is not our post.
    """
    rkey = order.late[f"rkey/{step.part}"]
    uri, cid = fields.text("uri"), fields.text("cid")
    if uri != post_uri(order.payload.remote_uid, rkey):
        raise ValueError("another post than the one that was put")
    url = f"{order.payload.option('web')}/profile/{order.payload.remote_uid}/post/{rkey_of(uri)}"
    return StepResult(late={f"uri/{step.part}": uri, f"cid/{step.part}": cid}, remote_id=uri, url=url)


def members(value: Json) -> dict[str, Json]:
    """The members of an object; of anything else none."""
    return value if isinstance(value, dict) else {}


def text_of(value: Json, name: str) -> str:
    """A member that is a text; empty = there is none."""
    found = members(value).get(name)
    return found if isinstance(found, str) else ""


def images_of(record: Json) -> list[Json]:
    """The pictures of a record in order: those with an alternative text, or the one of a card."""
    embed = members(members(record).get("embed"))
    images = embed.get("images")
    card = members(embed.get("external")).get("thumb")
    return [*(images if isinstance(images, list) else []), *([{"image": card}] if card else [])]
