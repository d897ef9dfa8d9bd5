"""Messages below posts of the practice platform: what readers write, the account's answers, what is hidden."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.sandbox.exchange import Answer, Asked, json_answer, refusal
from editor_app.platforms.sandbox.ledger import Written
from editor_app.platforms.sandbox.profiles import Profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.domain.canonical import Json
    from editor_app.platforms.sandbox.faults import Strike
    from editor_app.platforms.sandbox.ledger import Ledger, Post

REPLY_CHARACTERS = 500
PAGE = 20
_ACTS: dict[str, Callable[[Written], Written]] = {
    "hide": lambda one: replace(one, shown=False),
    "show": lambda one: replace(one, shown=True),
    "feature": lambda one: replace(one, featured=True),
    "unfeature": lambda one: replace(one, featured=False),
}


class Talk:
    """Everything that is said below posts."""

    def __init__(self, ledger: Ledger, stamp: Callable[[], str]) -> None:
        self._ledger, self._stamp = ledger, stamp

    def below(self, post: str) -> list[Written]:
        """The messages below a post, the oldest first."""
        with self._ledger.lock:
            found = [one for one in self._ledger.messages.values() if one.post == post]
        return sorted(found, key=lambda one: int(one.id))

    def route(self, asked: Asked, post: Post | None, key: str) -> tuple[str, str, Callable[[Strike], Answer]] | None:
        """Kind, key and effect of a call about a post's messages; None = there is no such call."""
        match asked.method, asked.path[6:]:
            case "GET", ():
                return "read", key, lambda _strike: self._listed(asked, post)
            case "POST", ():
                return "reply", key, lambda _strike: self._replied(asked, post, key)
            case "POST", (message, act) if act in _ACTS:
                return "reply", key, lambda _strike: self._acted(post, message, act)
        return None

    def written(self, asked: Asked) -> Answer:
        """A reader writes `{"post", "author", "text"}`, with `to` below another message."""
        try:
            said = {"to": "", **json.loads(asked.body)}
            fields = Fields(said)
            post, author, text, to = (fields.text(name) for name in ("post", "author", "text", "to"))
        except (ValueError, TypeError) as broken:
            return refusal(400, "broken", str(broken))
        return json_answer({"id": self._keep(Written("", post, author, text, "", to)).id})

    def _keep(self, new: Written) -> Written:
        with self._ledger.lock:
            made = replace(new, id=str(self._ledger.next_post()), at=self._stamp())
            self._ledger.keep_message(made)
            return made

    def _listed(self, asked: Asked, post: Post | None) -> Answer:
        if post is None:
            return _no_post()
        begin = int(asked.query.get("from") or 0)
        found = self.below(post.id)
        following = str(begin + PAGE) if len(found) > begin + PAGE else ""
        return json_answer({"messages": [_told(one) for one in found[begin : begin + PAGE]], "next": following})

    def _replied(self, asked: Asked, post: Post | None, key: str) -> Answer:
        if post is None:
            return _no_post()
        try:
            fields = Fields(json.loads(asked.body))
            to, text = fields.text("to"), fields.text("text")
        except ValueError as broken:
            return refusal(400, "broken", str(broken))
        if not text.strip() or len(text) > REPLY_CHARACTERS:
            return refusal(422, "text", f"an answer has 1 to {REPLY_CHARACTERS} characters")
        with self._ledger.lock:
            below = self.below(post.id)
            if to not in {one.id for one in below}:
                return refusal(404, "no_such_message", "there is no such message")
            known = [one for one in below if one.key == key] if post.profile == Profile.KEYED else []
            new = Written("", post.id, post.channel, text, "", to, key, own=True)
            made = known[0] if known else self._keep(new)
        return json_answer(_told(made), 201)

    def _acted(self, post: Post | None, message: str, act: str) -> Answer:
        with self._ledger.lock:
            found = self._ledger.messages.get(message)
            if post is None or found is None or found.post != post.id:
                return refusal(404, "no_such_message", "there is no such message")
            changed = _ACTS[act](found)
            self._ledger.keep_message(changed)
        return json_answer(_told(changed))


def _told(one: Written) -> dict[str, Json]:
    return {
        "id": one.id, "author": one.author, "text": one.text, "at": one.at, "to": one.to, "own": one.own,
        "shown": one.shown, "featured": one.featured,
    }  # fmt: skip


def _no_post() -> Answer:
    return refusal(404, "no_such_post", "there is no such post")
