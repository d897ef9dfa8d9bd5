"""Messages below posts of a practice account, for every profile that can be read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.platforms.contract import Outgoing, StepResult
from editor_app.platforms.http_messages import HttpConversation, over_http
from editor_app.platforms.messages import Act, Message, Page
from editor_app.platforms.sandbox.settings import place, profile_of

if TYPE_CHECKING:
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Link
    from editor_app.platforms.http_link import HttpLink
    from editor_app.platforms.messages import Post, Reply
    from editor_app.platforms.replies import Reply as Answer

_JSON = ("Content-Type", "application/json")


class SandboxConversation(HttpConversation):
    """A keyed account takes one answer a key; the others take what comes."""

    acts: ClassVar[tuple[Act, ...]] = tuple(Act)

    @override
    def read(self, over: HttpLink, post: Post, mark: str) -> Page:
        told = over.fields(f"{_below(post)}?from={int(mark or 0)}")
        return Page(tuple(_message(Fields(row)) for row in told.items("messages")), told.text("next"))

    @override
    def may_reply(self, post: Post) -> Text | None:
        return None if profile_of(post.order.payload).readable else T("This practice account can't be read.")

    @override
    def outgoing(self, post: Post, reply: Reply) -> Outgoing:
        body = canonical({"to": reply.to, "text": reply.text})
        return Outgoing("POST", _below(post), (_JSON, ("Idempotency-Key", reply.key)), body)

    @override
    def received(self, post: Post, reply: Reply, answer: Answer) -> StepResult:
        return StepResult(remote_id=Fields(answer.json()).text("id"))

    @override
    def act(self, link: Link, post: Post, message: str, act: Act) -> None:
        over_http(link).tell(Outgoing("POST", f"{_below(post)}/{quote(message, safe='')}/{act}"))


def _below(post: Post) -> str:
    payload = post.order.payload
    base = place(profile_of(payload), payload.option("channel") or "main")
    return f"{base}/posts/{quote(post.remote_ids[0], safe='')}/messages"


def _message(row: Fields) -> Message:
    return Message(
        id=row.text("id"),
        author=row.text("author"),
        text=row.text("text"),
        at=datetime.fromisoformat(row.text("at")),
        parent=row.text("to"),
        is_own=row.optional("own") is True,
        is_shown=row.optional("shown") is True,
        is_featured=row.optional("featured") is True,
    )
