"""What is behind the practice platform's counter: what readers see, the request log, faults, and another client."""

from __future__ import annotations

import html
import json
import re
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, cast

from editor_app.domain.identifiers import Digest
from editor_app.domain.manifest_json import Fields
from editor_app.platforms.sandbox.exchange import Answer, Asked, json_answer, refusal

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.sandbox.faults import Faults
    from editor_app.platforms.sandbox.ledger import Ledger, LoggedRequest, Post
    from editor_app.platforms.sandbox.practice import Practice

_IMAGE = re.compile(r"<img\b[^>]*>")
_ALT = re.compile(r'\balt="([^"]*)"')
_SRC = re.compile(r'\bsrc="([^"]*)"')
_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>{title}</h1>
{body}
</main>{messages}</body></html>
"""


class Readers:
    """Answers `/_sandbox/…` and the public pages; nobody signs in here, because it is all practice."""

    def __init__(self, practice: Practice, ledger: Ledger, faults: Faults) -> None:
        self._practice = practice
        self._ledger = ledger
        self._faults = faults

    def answer(self, asked: Asked) -> Answer:
        """Finds the route."""
        match asked.method, asked.path:
            case "GET", ("read", post):
                return self._page(post)
            case "GET", ("media", digest):
                return self._picture(digest)
            case method, ("_sandbox", "faults"):
                return self._fault(method, asked)
            case method, ("_sandbox", *rest):
                return self._behind(method, rest, asked)
            case _:
                return refusal(404, "no_such_place", "there is nothing here")

    def _behind(self, method: str, rest: list[str], asked: Asked) -> Answer:
        match method, rest:
            case "GET", ["posts"]:
                return json_answer({"posts": self._posts(asked), "publishing": self._publishing()})
            case "DELETE", ["posts", post]:
                self._ledger.forget(post)
                return json_answer({"id": post})
            case "GET", ["requests"]:
                return json_answer({"requests": [_request(request) for request in self._ledger.requests]})
            case "POST", ["alter"]:
                return self._alter(asked)
            case "POST", ["messages"]:
                return self._practice.talk.written(asked)
            case _:
                return refusal(404, "no_such_place", "there is nothing here")

    def _posts(self, asked: Asked) -> list[Json]:
        with self._ledger.lock:
            public = [post for post in self._ledger.posts.values() if post.public]
        wanted = [
            post
            for post in public
            if asked.query.get("channel", post.channel) == post.channel
            and asked.query.get("profile", post.profile) == post.profile
        ]
        return [self._seen(post) for post in sorted(wanted, key=lambda post: post.number)]

    def _seen(self, post: Post) -> dict[str, Json]:
        images = _IMAGE.findall(post.entry.html)
        return {
            **self._practice.told(post),
            "alts": [html.unescape(found[1]) for image in images if (found := _ALT.search(image))],
            "pictures": [found[1].rpartition("/")[2] for image in images if (found := _SRC.search(image))],
            "requests": [
                {"number": r.number, "at": r.at, "outcome": r.outcome}
                for r in self._ledger.requests
                if r.kind == "publish" and r.key == post.key
            ],
        }

    def _publishing(self) -> list[Json]:
        return [_request(request) for request in self._ledger.requests if request.kind == "publish"]

    def _alter(self, asked: Asked) -> Answer:
        """Another client changes a post: `{"id", "old", "new"}` in its HTML or its title."""
        try:
            fields = Fields(json.loads(asked.body))
            wanted, old, new = fields.text("id"), fields.text("old"), fields.text("new")
        except ValueError as broken:
            return refusal(400, "broken", str(broken))
        post = self._ledger.posts.get(wanted)
        if post is None or not old or old not in post.entry.html + post.entry.title:
            return refusal(404, "no_such_text", "there is no such post or no such text in it")
        entry = replace(
            post.entry, html=post.entry.html.replace(old, new, 1), title=post.entry.title.replace(old, new, 1)
        )
        self._ledger.keep(replace(post, entry=entry))
        return json_answer({"id": wanted})

    def _fault(self, method: str, asked: Asked) -> Answer:
        if method == "DELETE":
            self._faults.clear()
        elif method == "POST":
            try:
                self._faults.put(cast("dict[str, Json]", dict(json.loads(asked.body))))
            except (ValueError, TypeError) as broken:
                return refusal(400, "no_such_fault", str(broken))
        return json_answer({"faults": self._faults.left()})

    def _page(self, wanted: str) -> Answer:
        post = self._ledger.posts.get(wanted)
        if post is None or not post.public:
            return refusal(404, "no_such_post", "there is no such post")
        entry = post.entry
        page = _PAGE.format(
            language=html.escape(entry.language or "zh-CN"), title=html.escape(entry.title), body=entry.html,
            messages=self._messages(post),
        )  # fmt: skip
        policy = ("Content-Security-Policy", "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'")
        return Answer(200, page.encode(), "text/html; charset=utf-8", (policy,))

    def _messages(self, post: Post) -> str:
        """What readers see of the messages below a post."""
        shown = [one for one in self._practice.talk.below(post.id) if one.shown]
        lines = (f"<p><b>{html.escape(one.author)}</b> {html.escape(one.text)}</p>" for one in shown)
        return f"<aside>{''.join(lines)}</aside>" if shown else ""

    def _picture(self, digest: str) -> Answer:
        picture = self._ledger.pictures.get(Digest(digest))
        if picture is None:
            return refusal(404, "no_such_picture", "there is no such picture")
        return Answer(200, picture.content, picture.mime)


def _request(request: LoggedRequest) -> dict[str, Json]:
    return cast("dict[str, Json]", asdict(request))
