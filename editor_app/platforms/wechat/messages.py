"""Readers' comments on an article (留言): read, elected and answered once each, by the account itself.

Calls and codes as PLATFORMS-CN 1.6 quotes the documents (read 2026-11-28). That the number which publishing gives is
good for these calls is not said there; the documents speak of mass sending.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.errors import Rejected
from editor_app.domain.identifiers import sha256
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.platforms.contract import Outgoing, StepResult
from editor_app.platforms.http_messages import HttpConversation, over_http
from editor_app.platforms.messages import Act, Message, Page
from editor_app.platforms.wechat import calls

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.contract import Link
    from editor_app.platforms.http_link import HttpLink
    from editor_app.platforms.messages import Post, Reply
    from editor_app.platforms.replies import Reply as Answer

_PAGE = 49
"""Fewer than 50, the documents say."""
_LIST, _ANSWER, _ELECT, _UNELECT = (
    f"/cgi-bin/comment/{what}" for what in ("list", "reply/add", "markelect", "unmarkelect")
)
_OWN = "/reply"


class WeChatConversation(HttpConversation):
    """One answer to each comment: a second one is refused (88005), so that a repeated call stays one."""

    acts: ClassVar[tuple[Act, ...]] = (Act.FEATURE, Act.UNFEATURE)
    one_answer: ClassVar[bool] = True

    @override
    def read(self, over: HttpLink, post: Post, mark: str) -> Page:
        begin = int(mark or 0)
        asked: dict[str, Json] = {**_article(post), "begin": begin, "count": _PAGE, "type": 0}
        told = Fields(over.tell(calls.posted(_LIST, asked)).json())
        rows = told.value.get("comment") if isinstance(told.value, dict) else None
        found = rows if isinstance(rows, list) else []
        messages = tuple(one for row in found for one in _messages(Fields(row)))
        return Page(messages, str(begin + len(found)) if len(found) == _PAGE else "")

    @override
    def outgoing(self, post: Post, reply: Reply) -> Outgoing:
        return calls.posted(_ANSWER, {**_comment(post, reply.to), "content": reply.text})

    @override
    def received(self, post: Post, reply: Reply, answer: Answer) -> StepResult:
        return StepResult(remote_id=reply.to + _OWN)

    @override
    def act(self, link: Link, post: Post, message: str, act: Act) -> None:
        path = _ELECT if act is Act.FEATURE else _UNELECT
        over_http(link).tell(calls.posted(path, _comment(post, message)))


def _article(post: Post) -> dict[str, Json]:
    number = post.order.late.get("msg_data_id", "")
    if not number.isdecimal():
        raise Rejected(
            T("WeChat knows the comments of an article by a number, and this delivery was never told it."),
            T("Read and answer them on mp.weixin.qq.com."),
        )
    return {"msg_data_id": int(number), "index": 0}


def _comment(post: Post, message: str) -> dict[str, Json]:
    return {**_article(post), "user_comment_id": int(message) if message.isdecimal() else message}


def _messages(row: Fields) -> list[Message]:
    """A comment, and the account's answer to it where there is one: samples show it as an object or a list."""
    told = row.value if isinstance(row.value, dict) else {}
    number = calls.number_in(row, "user_comment_id")
    reader = told.get("openid")
    made = Message(
        id=number,
        author=sha256(reader.encode())[:6] if isinstance(reader, str) and reader else "",
        text=row.text("content"),
        at=datetime.fromtimestamp(row.integer("create_time"), UTC),
        is_featured=told.get("comment_type") == 1,
    )
    said = told.get("reply")
    answers = [Fields(one) for one in (said if isinstance(said, list) else [said]) if isinstance(one, dict) and one]
    return [made, *(_own(one, made) for one in answers if one.text("content"))]


def _own(answer: Fields, to: Message) -> Message:
    at = answer.value.get("create_time") if isinstance(answer.value, dict) else None
    when = datetime.fromtimestamp(at, UTC) if isinstance(at, int) else to.at
    return Message(id=to.id + _OWN, author="", text=answer.text("content"), at=when, parent=to.id, is_own=True)
