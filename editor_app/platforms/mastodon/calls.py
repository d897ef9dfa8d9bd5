"""The requests of a delivery and what a server answers, as values: sending and reading back understand it alike.

Source, read 2026-11-29: docs.joinmastodon.org/methods/{media,statuses}, of version 4.5.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from editor_app.domain.budget import Allowance
from editor_app.domain.canonical import canonical
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of, receipt_id, target_in, targets_of
from editor_app.platforms.contract import Outgoing, StepResult
from editor_app.platforms.mastodon.content import words_of
from editor_app.platforms.multipart import file_name, form
from editor_app.rendering.sanitised import is_web_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.canonical import Json
    from editor_app.domain.edition import Part
    from editor_app.platforms.contract import Order, Step
    from editor_app.platforms.replies import Reply

STATUSES = "/api/v1/statuses"
JSON_BODY = ("Content-Type", "application/json")
_GONE = "Record not found"
_NOT_READY = "not finished processing"


@dataclass(frozen=True, slots=True)
class Seen:
    """One post as readers get it, or as it shall be."""

    words: str
    alts: tuple[str, ...]
    more: Mapping[str, Json]
    """Everything else that was signed: the post it answers, warning, visibility, language, choices of a poll."""

    def field(self, number: int) -> tuple[str, str]:
        """`more` as one field that is compared."""
        return f"post {number:04d}", canonical({**self.more}).decode()


def corrects(order: Order) -> bool:
    """Whether the delivery changes posts that are out."""
    return measure_of(order.payload) is Measure.EDIT


def target_of(step: Step, order: Order) -> str:
    """The id of the post that a step changes or takes away."""
    targets = targets_of(order.payload)
    first = len(order.payload.media) + len(order.payload.parts) + 1
    number = step.part - 1 if step.part else len(order.payload.parts) + step.ordinal - first
    return target_in(targets[number])


def upload(step: Step, order: Order) -> Outgoing:
    """The request that uploads a picture with its alternative text."""
    medium = order.payload.media[step.media - 1]
    fields = [("description", medium.alt)] if medium.alt else []
    kind, body = form(medium, file_name(order.key, medium), order.media(medium.digest), fields)
    return Outgoing("POST", "/api/v2/media", (("Content-Type", kind),), body)


def post(step: Step, order: Order) -> Outgoing:
    """The request that makes a post, under a key of its own."""
    key = ("Idempotency-Key", f"{order.key}-{step.part}")
    part, settings = order.payload.parts[step.part - 1], order.payload.option
    said = _said(part, order)
    said["visibility"] = settings("visibility")
    if step.part > 1:
        said["in_reply_to_id"] = order.late[f"status/{step.part - 1}"]
    return Outgoing("POST", STATUSES, (JSON_BODY, key), canonical(said))


def edit(step: Step, order: Order) -> Outgoing:
    """The request that replaces a post; the server keeps its history for readers."""
    said = _said(order.payload.parts[step.part - 1], order)
    return Outgoing("PUT", f"{STATUSES}/{target_of(step, order)}", (JSON_BODY,), canonical(said))


def remove(target: str) -> Outgoing:
    """The request that takes a post away, and its pictures at once: servers keep them for a day otherwise."""
    return Outgoing("DELETE", f"{STATUSES}/{target}?delete_media=true")


def _said(part: Part, order: Order) -> dict[str, Json]:
    said: dict[str, Json] = {"status": part.body, "language": language_of(order.payload.language)}
    if order.payload.option("warning"):
        said["spoiler_text"] = order.payload.option("warning")
    if part.media:
        said["media_ids"] = [order.late[f"media/{ordinal}"] for ordinal in part.media]
    poll = dict(part.fields).get("poll")
    if poll:
        said["poll"] = json.loads(poll)
    return said


def language_of(tag: str) -> str:
    """The language of a post as servers take it: two letters, and `zh-CN` and its kin."""
    first, _, rest = tag.replace("_", "-").partition("-")
    region = rest.rpartition("-")[2].upper()
    return f"zh-{region}" if first.lower() == "zh" and region in {"CN", "TW", "HK"} else first.lower()


def shall_be(part: Part, order: Order) -> Seen:
    """What readers must see of a part.

    Raises:
        KeyError: the post that it answers isn't known yet.
    """
    poll = json.loads(dict(part.fields).get("poll", "{}"))
    more: dict[str, Json] = {
        "answers": order.late[f"status/{part.ordinal - 1}"] if part.ordinal > 1 else "",
        "warning": order.payload.option("warning"),
        "visibility": order.payload.option("visibility"),
        "language": _first(language_of(order.payload.language)),
        "choices": poll.get("options", []),
    }
    return Seen(part.body, tuple(order.payload.media[n - 1].alt for n in part.media), more)


def seen_in(status: Fields) -> Seen:
    """What readers see of a post, out of its status.

    Raises:
        ValueError: it is no status.
    """
    told = status.value if isinstance(status.value, dict) else {}
    poll = told.get("poll")
    choices = [Fields(one).text("title") for one in Fields(poll).items("options")] if poll else []
    more: dict[str, Json] = {
        "answers": _or_empty(told.get("in_reply_to_id")),
        "warning": status.text("spoiler_text"),
        "visibility": status.text("visibility"),
        "language": _first(_or_empty(told.get("language"))),
        "choices": list(choices),
    }
    alts = tuple(_or_empty(Fields(one).optional("description")) for one in status.items("media_attachments"))
    return Seen(words_of(status.text("content")), alts, more)


def published(step: Step, order: Order, status: Fields) -> StepResult:
    """What a post gives that is there, made by us or changed.

    Raises:
        ValueError: it is no status.
    """
    number = status.text("id")
    told = status.value if isinstance(status.value, dict) else {}
    addresses = (_or_empty(told.get(name)) for name in ("url", "uri"))
    url = next(filter(is_web_address, addresses), "")
    is_change = step.name == "edit"
    return StepResult(
        late={f"status/{step.part}": number},
        remote_id=receipt_id(number, order.key) if is_change else number,
        url=url,
    )


def removed(step: Step, order: Order) -> StepResult:
    """What a post gives that was taken out of a thread."""
    return StepResult(remote_id=receipt_id(target_of(step, order), order.key), url=order.payload.option("address"))


def words(reply: Reply) -> str:
    """What the server says of a refusal."""
    try:
        return Fields(reply.json()).text("error")
    except ValueError:
        return ""


def says_gone(reply: Reply) -> bool:
    """Whether the server itself says that there is no such post."""
    return reply.status == 404 and words(reply) == _GONE


def is_unready(reply: Reply) -> bool:
    """Whether a post was refused because one of its pictures is still being worked on."""
    return reply.status == 422 and _NOT_READY in words(reply)


def with_wait(reply: Reply) -> Reply:
    """The same with the usual header of how long to wait; Mastodon says when by its own header, as a date."""
    until = _reset(reply)
    if reply.status != 429 or "retry-after" in reply.headers or until is None:
        return reply
    wait = max(1, round((until - (reply.server_time or datetime.now(UTC))).total_seconds()))
    return replace(reply, headers={**reply.headers, "retry-after": str(wait)})


def allowance(reply: Reply) -> Allowance | None:
    """What the server still takes until when; None = it doesn't say."""
    left, most = (reply.headers.get(f"x-ratelimit-{name}", "") for name in ("remaining", "limit"))
    until = _reset(reply)
    if until is None or not all(word.isascii() and word.isdigit() and len(word) < 10 for word in (left, most)):
        return None
    return Allowance(int(left), int(most), until) if int(most) else None


def _reset(reply: Reply) -> datetime | None:
    try:
        until = datetime.fromisoformat(reply.headers.get("x-ratelimit-reset", ""))
    except ValueError:
        return None
    return until if until.tzinfo is not None else None


def _first(tag: str) -> str:
    return tag.partition("-")[0]


def _or_empty(value: object) -> str:
    return value if isinstance(value, str) else ""
