"""Comments below a post on Weibo and answering them, as open.weibo.com describes comments/show and comments/reply.

Read 2026-11-29 (PLATFORMS-CN 2). An answer is sent without the name of whom it answers (`without_mention`), so that it
stands there in exactly the words that were written, and a lost one is known by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.contract import StepResult
from editor_app.platforms.http_messages import HttpConversation
from editor_app.platforms.messages import Message, Page
from editor_app.platforms.weibo import calls
from editor_app.platforms.weibo.counting import characters

if TYPE_CHECKING:
    from editor_app.platforms.contract import Outgoing
    from editor_app.platforms.http_link import HttpLink
    from editor_app.platforms.messages import Post, Reply
    from editor_app.platforms.replies import Reply as Answer

LONGEST_REPLY = 140
_SHOW, _REPLY = "/2/comments/show.json", "/2/comments/reply.json"
_PAGE = 50


class WeiboConversation(HttpConversation):
    """Comments in pages, the newest first; nothing can be hidden or put first through the interface."""

    @override
    def read(self, over: HttpLink, post: Post, mark: str) -> Page:
        number = int(mark or "1")
        asked = {"id": post.remote_ids[0], "count": str(_PAGE), "page": str(number)}
        told = over.fields(calls.asked(_SHOW, asked))
        comments = told.items("comments")
        is_more = len(comments) > 0 and number * _PAGE < told.integer("total_number")
        uid = post.order.payload.remote_uid
        messages = tuple(_message(Fields(one), uid) for one in comments)
        return Page(messages, str(number + 1) if is_more else "")

    @override
    def outgoing(self, post: Post, reply: Reply) -> Outgoing:
        rip = post.options.get("rip", "").strip()
        said = {"id": post.remote_ids[0], "cid": reply.to, "comment": reply.text, "without_mention": "1"}
        return calls.posted(_REPLY, {**said, **({"rip": rip} if rip else {})})

    @override
    def received(self, post: Post, reply: Reply, answer: Answer) -> StepResult:
        return StepResult(remote_id=calls.number_in(Fields(answer.json())))

    @override
    def length(self, text: str) -> int:
        return characters(text)


def _message(comment: Fields, uid: str) -> Message:
    author = Fields(comment.optional("user"))
    answered = calls.members(comment).get("reply_comment")
    return Message(
        id=calls.number_in(comment),
        author=author.text("screen_name"),
        text=comment.text("text"),
        at=calls.made_at(comment),
        parent=calls.number_in(Fields(answered)) if isinstance(answered, dict) else "",
        is_own=calls.number_in(author) == uid,
    )
