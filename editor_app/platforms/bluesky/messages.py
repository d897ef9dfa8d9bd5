"""Answers to a thread on Bluesky, as the app view knows them, and answering them by a record of our own.

Source, read 2026-11-29: the lexicons app.bsky.feed.getPostThread and app.bsky.feed.post (reply refs), @atproto/api.

A PDS keeps the records of its own accounts and no index of who answered whom: it passes the question on to the app view
that its operator chose, signed for the account. One without an app view says so (measured on PDS 0.5.35, 2026-11-29).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.errors import Rejected
from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.platforms.bluesky.addresses import COLLECTION, post_uri, record_key, rkey_of
from editor_app.platforms.bluesky.answers import error_of, members
from editor_app.platforms.bluesky.settings import checked_settings
from editor_app.platforms.bluesky.threadgates import hidden_in, set_hidden
from editor_app.platforms.contract import Absent, Found, Outgoing, StepResult
from editor_app.platforms.http_messages import HttpConversation, over_http
from editor_app.platforms.messages import Act, Message, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.canonical import Json
    from editor_app.platforms.contract import Link
    from editor_app.platforms.http_link import HttpLink
    from editor_app.platforms.messages import Post, Reply
    from editor_app.platforms.replies import Reply as Answer
    from editor_app.platforms.sightings import Sighting

_DEPTH = 100
_JSON = (("Content-Type", "application/json"),)
_LINK = re.compile(r"https?://[^\s<>\"'，。；：、！？（）《》“”]+[^\s<>\"'，。；：、！？（）《》“”.,;:!?)]")


class BlueskyConversation(HttpConversation):
    """A reply is put under a key of ours, as every post: put twice, it is there once."""

    acts: ClassVar[tuple[Act, ...]] = (Act.HIDE, Act.SHOW)

    @override
    def read(self, over: HttpLink, post: Post, mark: str) -> Page:
        """The whole thread at once: the app view has no pages of it."""
        query = urlencode({"uri": post.remote_ids[0], "depth": _DEPTH, "parentHeight": 0})
        answer = over.answer(f"/xrpc/app.bsky.feed.getPostThread?{query}", _has_no_app_view)
        if _has_no_app_view(answer):
            raise Rejected(
                T("The server of this account knows no app view, and only that one can list answers."),
                T("Look at the post in an app, or ask the server's operator to name an app view."),
            )
        thread = Fields(Fields(answer.json()).optional("thread"))
        hidden = hidden_in(members(thread.value).get("post"))
        return Page(tuple(replace(one, is_shown=one.id not in hidden) for one in _messages(thread, post)))

    @override
    def outgoing(self, post: Post, reply: Reply) -> Outgoing:
        late = post.order.late
        record: dict[str, Json] = {
            "$type": COLLECTION,
            "text": reply.text,
            "createdAt": reply.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "langs": [post.order.payload.language],
            "reply": {
                "root": {"uri": late["uri/1"], "cid": late["cid/1"]},
                "parent": {"uri": reply.to, "cid": reply.mark},
            },
        }
        facets = _facets(reply.text)
        if facets:
            record["facets"] = facets
        body: dict[str, Json] = {
            "repo": post.order.payload.remote_uid,
            "collection": COLLECTION,
            "rkey": _key(reply),
            "record": record,
            "swapRecord": None,
        }
        return Outgoing("POST", "/xrpc/com.atproto.repo.putRecord", _JSON, canonical(body))

    @override
    def received(self, post: Post, reply: Reply, answer: Answer) -> StepResult:
        made = _result(post, reply)
        if Fields(answer.json()).text("uri") != made.remote_id:
            raise ValueError("another record than the one that was put")
        return made

    @override
    def find(self, link: Link, post: Post, reply: Reply) -> Sighting:
        """By our own key in our own repository: that is certain, whatever the app view knows by now."""
        query = urlencode({"repo": post.order.payload.remote_uid, "collection": COLLECTION, "rkey": _key(reply)})
        place, over = f"/xrpc/com.atproto.repo.getRecord?{query}", over_http(link)
        gone = over.understood("find_reply", lambda: _is_gone(over.answer(place, _is_gone)))
        return Absent() if gone else Found(_result(post, reply))

    @override
    def act(self, link: Link, post: Post, message: str, act: Act) -> None:
        over = over_http(link)
        over.understood("act", lambda: set_hidden(over, post, message, hidden=act is Act.HIDE))

    @override
    def length(self, text: str) -> int:
        from editor_app.rendering.text import graphemes

        return graphemes(text)


def _messages(node: Fields, post: Post, parent: str = "") -> Iterator[Message]:
    """Every answer below a node, but for the posts of the thread itself; what is blocked or gone is left out."""
    below = node.value.get("replies") if isinstance(node.value, dict) else None
    for each in map(Fields, below if isinstance(below, list) else ()):
        if not isinstance(each.value, dict) or "post" not in each.value:
            continue
        seen = Fields(each.optional("post"))
        uri = seen.text("uri")
        is_ours = uri in post.remote_ids
        if not is_ours:
            yield _message(seen, post, parent)
        yield from _messages(each, post, "" if is_ours else uri)


def _message(seen: Fields, post: Post, parent: str) -> Message:
    author, record = Fields(seen.optional("author")), Fields(seen.optional("record"))
    told = author.value if isinstance(author.value, dict) else {}
    did, uri = author.text("did"), seen.text("uri")
    web = checked_settings(post.options)["web"]
    return Message(
        id=uri,
        author=str(told.get("displayName") or told.get("handle") or did),
        text=record.text("text"),
        at=_instant(seen.text("indexedAt")),
        url=f"{web}/profile/{did}/post/{rkey_of(uri)}",
        parent=parent,
        is_own=did == post.order.payload.remote_uid,
        mark=seen.text("cid"),
    )


def _instant(said: str) -> datetime:
    at = datetime.fromisoformat(said)
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def _key(reply: Reply) -> str:
    return record_key(DeliveryKey(reply.key), reply.at, 1)


def _result(post: Post, reply: Reply) -> StepResult:
    did, rkey = post.order.payload.remote_uid, _key(reply)
    web = checked_settings(post.options)["web"]
    return StepResult(remote_id=post_uri(did, rkey), url=f"{web}/profile/{did}/post/{rkey}")


def _is_gone(answer: Answer) -> bool:
    return answer.status == 400 and error_of(answer)[0] == "RecordNotFound"


def _has_no_app_view(answer: Answer) -> bool:
    return answer.status == 400 and error_of(answer)[1].startswith("No service configured")


def _facets(text: str) -> list[Json]:
    """Addresses in the text as links; the lexicon counts bytes."""
    return [
        {
            "index": {
                "byteStart": len(text[: found.start()].encode()),
                "byteEnd": len(text[: found.end()].encode()),
            },
            "features": [{"$type": "app.bsky.richtext.facet#link", "uri": found[0]}],
        }
        for found in _LINK.finditer(text)
    ]
