"""Comments of a WordPress site: every one that a moderator sees, answered as the account's own user.

Facts of the REST API's comments endpoint, read in WordPress 6.1.9 and measured there on 2026-11-29.
"""

from __future__ import annotations

import html
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.manifest_json import Fields
from editor_app.platforms.contract import Outgoing, StepResult
from editor_app.platforms.http_messages import HttpConversation, over_http, plain
from editor_app.platforms.messages import Act, Message, Page
from editor_app.platforms.wordpress.calls import API, JSON_BODY

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.contract import Link
    from editor_app.platforms.http_link import HttpLink
    from editor_app.platforms.messages import Post, Reply
    from editor_app.platforms.replies import Reply as Answer

_PAGE = 100
_NOT_A_MODERATOR = frozenset({"rest_forbidden_context", "rest_forbidden_param"})
_STATUS = {Act.HIDE: "hold", Act.SHOW: "approved"}


class WordPressConversation(HttpConversation):
    """A repeated reply is refused as a duplicate (409) there, so it stays one."""

    acts: ClassVar[tuple[Act, ...]] = (Act.HIDE, Act.SHOW)

    @override
    def read(self, over: HttpLink, post: Post, mark: str) -> Page:
        number = int(mark or 1)
        asked = {"post": post.remote_ids[0], "orderby": "date_gmt", "order": "asc", "per_page": _PAGE, "page": number}
        whole = urlencode({**asked, "status": "all", "context": "edit"})
        answer = over.answer(f"{API}/comments?{whole}", _is_for_moderators)
        if _is_for_moderators(answer):
            answer = over.ask("GET", f"{API}/comments?{urlencode(asked)}")
        own = post.order.payload.remote_uid.rpartition("#")[2]
        found = tuple(_message(Fields(row), own) for row in Fields(answer.json()).items())
        return Page(found, str(number + 1) if len(found) == _PAGE else "")

    @override
    def outgoing(self, post: Post, reply: Reply) -> Outgoing:
        said: dict[str, Json] = {
            "post": int(post.remote_ids[0]),
            "parent": int(reply.to),
            "content": html.escape(reply.text, quote=False),
        }
        return Outgoing("POST", f"{API}/comments", JSON_BODY, canonical(said))

    @override
    def received(self, post: Post, reply: Reply, answer: Answer) -> StepResult:
        made = Fields(answer.json())
        return StepResult(remote_id=str(made.integer("id")), url=made.text("link"))

    @override
    def act(self, link: Link, post: Post, message: str, act: Act) -> None:
        target = f"{API}/comments/{int(message)}"
        over_http(link).tell(Outgoing("POST", target, JSON_BODY, canonical({"status": _STATUS[act]})))


def _message(row: Fields, own: str) -> Message:
    content = Fields(row.optional("content"))
    said = content.value if isinstance(content.value, dict) else {}
    parent = row.integer("parent")
    return Message(
        id=str(row.integer("id")),
        author=html.unescape(row.text("author_name")),
        text=plain(str(said.get("raw") or said.get("rendered") or "")),
        at=datetime.fromisoformat(row.text("date_gmt")).replace(tzinfo=UTC),
        url=row.text("link"),
        parent=str(parent) if parent else "",
        is_own=str(row.integer("author")) == own,
        is_shown=row.text("status") == "approved",
    )


def _is_for_moderators(answer: Answer) -> bool:
    """Whether the site shows this user only what every reader sees."""
    if answer.status not in {401, 403}:
        return False
    try:
        return Fields(answer.json()).text("code") in _NOT_A_MODERATOR
    except ValueError:
        return False
