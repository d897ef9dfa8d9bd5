"""Hiding answers below a thread: by a record of the account's own beside its first post, which the app view shows.

Sources, read 2026-11-29: the lexicons app.bsky.feed.threadgate (its key is the first post's; `hiddenReplies`, at most
300) and app.bsky.feed.defs (`threadgate` of a post as it is shown), in the packages of PDS 0.5.35.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from editor_app.domain.canonical import canonical
from editor_app.domain.errors import Rejected
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.platforms.bluesky.addresses import rkey_of
from editor_app.platforms.bluesky.answers import error_of, members
from editor_app.platforms.contract import Outgoing

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.http_link import HttpLink
    from editor_app.platforms.messages import Post
    from editor_app.platforms.replies import Reply

COLLECTION = "app.bsky.feed.threadgate"
_MOST = 300
_JSON = (("Content-Type", "application/json"),)


def hidden_in(shown: Json) -> frozenset[str]:
    """The addresses of the answers that are hidden, as the first post of a thread is shown."""
    return frozenset(_hidden(members(members(shown).get("threadgate")).get("record")))


def set_hidden(over: HttpLink, post: Post, message: str, *, hidden: bool) -> None:
    """Hide an answer or show it again; rules about who may answer stay as they are.

    Raises:
        Rejected: somebody changed the record meanwhile, or it is full.
    """
    place = {"repo": post.order.payload.remote_uid, "collection": COLLECTION, "rkey": rkey_of(post.remote_ids[0])}
    answer = over.answer(f"/xrpc/com.atproto.repo.getRecord?{urlencode(place)}", _is_none)
    there = None if _is_none(answer) else Fields(answer.json())
    record = dict(members(there.optional("value"))) if there else _new(post)
    before = _hidden(record)
    after = [*(each for each in before if each != message), *([message] if hidden else [])]
    if set(after) == set(before):
        return
    if len(after) > _MOST:
        raise Rejected(
            T("As many as {count} answers of this thread are hidden; more is not possible.", count=_MOST),
            T("Show one again, or limit on the platform's page who may answer."),
        )
    listed: list[Json] = [*after]
    body: dict[str, Json] = {
        **place,
        "record": {**record, "hiddenReplies": listed},
        "swapRecord": there.text("cid") if there else None,
    }
    over.tell(Outgoing("POST", "/xrpc/com.atproto.repo.putRecord", _JSON, canonical(body)))


def _new(post: Post) -> dict[str, Json]:
    return {"$type": COLLECTION, "post": post.remote_ids[0], "createdAt": post.order.late["created_at/1"]}


def _hidden(record: Json) -> list[str]:
    found = members(record).get("hiddenReplies")
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _is_none(answer: Reply) -> bool:
    return answer.status == 400 and error_of(answer)[0] == "RecordNotFound"
