"""Answers to a thread on Mastodon, and answering them by a post that names whom it answers.

Source, read 2026-11-29: docs.joinmastodon.org/methods/statuses (context), of version 4.5.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import target_in
from editor_app.platforms.contract import Outgoing, StepResult
from editor_app.platforms.http_messages import HttpConversation
from editor_app.platforms.mastodon import calls
from editor_app.platforms.mastodon.content import words_of
from editor_app.platforms.mastodon.counting import counted
from editor_app.platforms.mastodon.limits import Limits
from editor_app.platforms.messages import Message, Page

if TYPE_CHECKING:
    from editor_app.platforms.http_link import HttpLink
    from editor_app.platforms.messages import Post, Reply
    from editor_app.platforms.replies import Reply as Answer

_NAMED = re.compile(r"^@\S+\s+")
_NAME_ROOM = len("@ ") + 30
"""A name has thirty characters at most; of a handle the name alone counts."""


class MastodonConversation(HttpConversation):
    """A reply has an Idempotency-Key of its own, and the same words below a message are looked up before that."""

    @override
    def read(self, over: HttpLink, post: Post, mark: str) -> Page:
        """The whole thread at once: the server has no pages of it (4,096 answers at most)."""
        ours = {target_in(one) for one in post.remote_ids}
        told = over.fields(f"{calls.STATUSES}/{target_in(post.remote_ids[0])}/context")
        listed = [Fields(one) for one in told.items("descendants")]
        return Page(tuple(_message(one, post, ours) for one in listed if one.text("id") not in ours))

    @override
    def outgoing(self, post: Post, reply: Reply) -> Outgoing:
        said = {
            "status": f"@{reply.mark} {reply.text}",
            "in_reply_to_id": reply.to,
            "visibility": post.order.payload.option("visibility"),
            "language": calls.language_of(post.order.payload.language),
        }
        key = ("Idempotency-Key", f"reply-{reply.key}")
        return Outgoing("POST", calls.STATUSES, (calls.JSON_BODY, key), canonical({**said}))

    @override
    def received(self, post: Post, reply: Reply, answer: Answer) -> StepResult:
        made = Fields(answer.json())
        return StepResult(remote_id=made.text("id"), url=made.text("url"))

    @override
    def length(self, text: str) -> int:
        return counted(text, Limits().url) + _NAME_ROOM


def _message(status: Fields, post: Post, ours: set[str]) -> Message:
    author = Fields(status.optional("account"))
    parent = status.optional("in_reply_to_id")
    is_own = author.text("id") == post.order.payload.remote_uid.rpartition("/")[2]
    words = words_of(status.text("content"))
    return Message(
        id=status.text("id"),
        author=f"@{author.text('acct')}",
        text=_NAMED.sub("", words) if is_own else words,
        at=datetime.fromisoformat(status.text("created_at")),
        url=status.text("url"),
        parent=parent if isinstance(parent, str) and parent not in ours else "",
        is_own=is_own,
        mark=author.text("acct"),
    )
