"""Comments of a Ghost site: read, hidden and pinned by the integration, answered as a member who stands for the office.

The Admin API's public pages say nothing of comments; facts measured on Ghost 6.65.0 on 2026-11-29.
"""

from __future__ import annotations

import html
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, urlencode

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.platforms.contract import Outgoing, StepResult
from editor_app.platforms.ghost.calls import API, JSON_BODY, first, text_or_empty
from editor_app.platforms.http_messages import HttpConversation, over_http, plain
from editor_app.platforms.messages import Act, Message, Page

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Link
    from editor_app.platforms.http_link import HttpLink
    from editor_app.platforms.messages import Post, Reply
    from editor_app.platforms.replies import Reply as Answer

_PAGE = 100
REPLY_AS = "reply_as"
"""Option: id of the site's member under whose name the office answers."""
_ACTS: dict[Act, dict[str, Json]] = {
    Act.HIDE: {"status": "hidden"},
    Act.SHOW: {"status": "published"},
    Act.FEATURE: {"pinned": True},
    Act.UNFEATURE: {"pinned": False},
}


class GhostConversation(HttpConversation):
    """A reply has no key there: a lost one is looked for in the thread."""

    acts: ClassVar[tuple[Act, ...]] = tuple(_ACTS)

    @override
    def read(self, over: HttpLink, post: Post, mark: str) -> Page:
        asked = {
            "filter": f"post_id:'{post.remote_ids[0]}'", "order": "created_at asc", "limit": _PAGE, "page": mark or "1",
        }  # fmt: skip
        told = over.fields(f"{API}/comments/?{urlencode(asked)}")
        following = Fields(Fields(told.optional("meta")).optional("pagination")).optional("next")
        found = tuple(_message(Fields(row), post.options.get(REPLY_AS, "")) for row in told.items("comments"))
        return Page(found, str(following) if isinstance(following, int) else "")

    @override
    def may_reply(self, post: Post) -> Text | None:
        if post.options.get(REPLY_AS):
            return None
        return T("Ghost takes answers from members of the site only, and this account names none.")

    @override
    def outgoing(self, post: Post, reply: Reply) -> Outgoing:
        said: dict[str, Json] = {
            "member_id": post.options.get(REPLY_AS, ""),
            "parent_id": reply.mark,
            "in_reply_to_id": reply.to,
            "html": "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in reply.text.splitlines() if line),
        }
        return Outgoing("POST", f"{API}/comments/", JSON_BODY, canonical({"comments": [said]}))

    @override
    def received(self, post: Post, reply: Reply, answer: Answer) -> StepResult:
        return StepResult(remote_id=first(Fields(answer.json()), "comments").text("id"))

    @override
    def act(self, link: Link, post: Post, message: str, act: Act) -> None:
        target = f"{API}/comments/{quote(message, safe='')}/"
        over_http(link).tell(Outgoing("PUT", target, JSON_BODY, canonical({"comments": [_ACTS[act]]})))


def _message(row: Fields, own: str) -> Message:
    """A comment; answers hang on the first one of their thread, and name the one that they are meant for."""
    member = Fields(row.optional("member"))
    said = member.value if isinstance(member.value, dict) else {}
    root = text_or_empty(row, "parent_id")
    return Message(
        id=row.text("id"),
        author=str(said.get("name") or ""),
        text=plain(text_or_empty(row, "html")),
        at=datetime.fromisoformat(row.text("created_at")),
        parent=text_or_empty(row, "in_reply_to_id") or root,
        is_own=bool(own) and said.get("id") == own,
        is_shown=row.text("status") == "published",
        is_featured=row.value.get("pinned") is True if isinstance(row.value, dict) else False,
        mark=root or row.text("id"),
    )
