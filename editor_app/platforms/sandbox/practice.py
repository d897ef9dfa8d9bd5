"""The rules of the practice platform: what each profile takes, and what a fault makes of it."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import UTC, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

from editor_app.domain.identifiers import sha256
from editor_app.domain.manifest_json import Fields
from editor_app.platforms.sandbox.exchange import Answer, Asked, Fate, json_answer, refusal
from editor_app.platforms.sandbox.faults import Fault, Faults, Strike, twisted
from editor_app.platforms.sandbox.ledger import Entry, Ledger, LoggedRequest, Post, entry_from_json
from editor_app.platforms.sandbox.profiles import Profile, profile_named
from editor_app.platforms.sandbox.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from editor_app.domain.canonical import Json

LATE_SECONDS = 0.5
TITLE_CHARACTERS = 200
BODY_BYTES = 1_000_000
IMAGE_BYTES = 10_000_000
_MAGIC = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}
_WITHOUT_EFFECT = (Fault.DROP_BEFORE, Fault.SERVER_ERROR, Fault.RATE_SECONDS, Fault.RATE_DATE)
_CHECKED_FIRST = (Fault.ACCEPTED, Fault.DENIED, Fault.UNDECIDED)
_POSTERS = (Profile.KEYED, Profile.PUBLIC_READABLE, Profile.PUBLIC_BLIND)


class Practice:
    """Answers requests to `/api/<profile>/<channel>/…`."""

    def __init__(self, ledger: Ledger, faults: Faults, now: Callable[[], datetime], origin: str) -> None:
        self._ledger = ledger
        self._faults = faults
        self._now = now
        self._origin = origin
        self.talk = Talk(ledger, self.stamp)

    def answer(self, asked: Asked) -> Answer:
        """What the platform says to a signed-in client."""
        profile = profile_named(asked.path[1]) if len(asked.path) > 3 else None
        if profile is None:
            return refusal(404, "no_such_place", "paths are /api/<profile>/<channel>/…")
        return _Call(self, asked, profile).answer()

    def told(self, post: Post) -> dict[str, Json]:
        """A post as the platform gives it back."""
        return {
            "id": post.id, "number": post.number, "key": post.key, "public": post.public, "channel": post.channel,
            "profile": post.profile, "published_at": post.published_at, "url": f"{self._origin}/read/{post.id}",
            "review": post.review, **post.entry.as_json(),
        }  # fmt: skip

    def stamp(self) -> str:
        """The time now, for records."""
        return self._now().astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")

    def struck(self, asked: Asked, kind: str, key: str, effect: Callable[[Strike], Answer]) -> Answer:
        """The answer after whatever fault strikes a request of that kind; logs the request."""
        strike = self._faults.strike(kind)
        answer = self._after(strike, effect)
        self._log(asked, kind, key, strike, answer)
        return answer

    def _after(self, strike: Strike, effect: Callable[[Strike], Answer]) -> Answer:
        if strike.transport in _WITHOUT_EFFECT:
            return self._without_effect(strike)
        if strike.transport is Fault.LATE:
            threading.Timer(LATE_SECONDS, effect, [strike]).start()
            return Answer(fate=Fate.DROP)
        answer = effect(strike)
        match strike.transport:
            case Fault.DROP_AFTER:
                return answer.lost()
            case Fault.DIE_AFTER:
                return answer.lost(Fate.DIE)
            case Fault.SERVER_ERROR_AFTER:
                return refusal(500, "internal", "something broke after the post was made")
            case _:
                return Answer(200, b'{"id": ') if strike.transport is Fault.MALFORMED else answer

    def _without_effect(self, strike: Strike) -> Answer:
        if strike.transport is Fault.DROP_BEFORE:
            return Answer(fate=Fate.DROP)
        if strike.transport is Fault.SERVER_ERROR:
            return refusal(503, "unavailable", "try again later")
        return self._throttled(strike)

    def _throttled(self, strike: Strike) -> Answer:
        wait = str(strike.seconds)
        if strike.transport is Fault.RATE_DATE:
            # An HTTP date has whole seconds: one more, so that the wait is never shorter than asked.
            until = self._now().astimezone(UTC) + timedelta(seconds=strike.seconds + 1)
            wait = format_datetime(until, usegmt=True)
        return replace(refusal(429, "slow_down", "too many requests"), headers=(("Retry-After", wait),))

    def _log(self, asked: Asked, kind: str, key: str, strike: Strike, answer: Answer) -> None:
        fault = strike.transport or (strike.content[0] if strike.content else None)
        with self._ledger.lock:
            outcome = fault.value if fault else ("done" if answer.status < 400 else "refused")
            self._ledger.keep_request(
                LoggedRequest(
                    number=self._ledger.next_request(kind),
                    at=self.stamp(),
                    method=asked.method,
                    path="/" + "/".join(asked.path),
                    kind=kind,
                    key=key,
                    size=len(asked.body),
                    body_sha256=sha256(asked.body),
                    outcome=outcome,
                )
            )


class _Call:
    """One request to one profile."""

    def __init__(self, practice: Practice, asked: Asked, profile: Profile) -> None:
        self._practice = practice
        self._ledger = practice._ledger  # noqa: SLF001 - a call is a part of the practice
        self._asked = asked
        self._profile = profile
        self._channel = asked.path[2]

    def answer(self) -> Answer:
        """Finds the route and lets faults strike."""
        route = self._route()
        if route is None:
            return refusal(404, "no_such_call", "this profile has no such call")
        return self._practice.struck(self._asked, *route)

    def _route(self) -> tuple[str, str, Callable[[Strike], Answer]] | None:
        """Kind, key and effect of the call; None when the profile has no such call."""
        key = self._asked.headers.get("idempotency-key", "")
        if self._profile.readable and self._asked.path[5:6] == ("messages",):
            return self._practice.talk.route(self._asked, self._own(self._asked.path[4]), key)
        match self._asked.method, self._asked.path[3:]:
            case "GET", rest:
                route = ("read", key, lambda _strike: self._read(rest))
            case "POST", ("media",):
                route = ("upload", key, lambda _strike: self._upload())
            case "POST", ("posts",) if self._profile in _POSTERS:
                route = ("publish", key, lambda strike: self._post(strike, key))
            case "PUT", ("files", name) if self._profile is Profile.FILE:
                route = ("publish", key, lambda strike: self._put(strike, name, key))
            case "DELETE", ("posts", wanted) if self._profile.readable:
                route = ("withdraw", key, lambda _strike: self._removed(wanted))
            case _:
                return self._route_of_drafts(key) if self._profile is Profile.DRAFT_FLIP else None
        return route

    def _route_of_drafts(self, key: str) -> tuple[str, str, Callable[[Strike], Answer]] | None:
        match self._asked.method, self._asked.path[3:]:
            case "POST", ("drafts",):
                return "draft", key, lambda _strike: self._draft(key)
            case "DELETE", ("drafts", wanted):
                return "draft", key, lambda _strike: self._discard(wanted)
            case "POST", ("drafts", wanted, "publish"):
                draft = self._own(wanted)
                return "publish", draft.key if draft else "", lambda strike: self._flipped(strike, wanted)
            case "PUT", ("posts", wanted):
                return "publish", key, lambda strike: self._replaced(strike, wanted)
            case "POST", ("posts", wanted, "unpublish"):
                return "withdraw", key, lambda _strike: self._hidden(wanted)
            case _:
                return None

    def _read(self, rest: tuple[str, ...]) -> Answer:
        if rest == ("me",):
            uid = f"sandbox:{self._profile}:{self._channel}"
            return json_answer({"uid": uid, "name": self._channel, "version": "sandbox 1", "may_publish": True})
        if not self._profile.readable:
            return refusal(403, "blind", "posts of this profile can't be read")
        match rest:
            case ("posts",):
                return json_answer({"posts": [self._practice.told(post) for post in self._listed()]})
            case ("posts", post):
                return self._told(self._own(post))
            case ("files", name):
                return self._told(self._at(name))
            case _:
                return refusal(404, "no_such_call", "this profile has no such call")

    def _told(self, post: Post | None) -> Answer:
        return json_answer(self._practice.told(post)) if post else refusal(404, "no_such_post", "there is no such post")

    def _own(self, wanted: str) -> Post | None:
        post = self._ledger.posts.get(wanted)
        return post if post and (post.profile, post.channel) == (self._profile, self._channel) else None

    def _at(self, name: str) -> Post | None:
        return next((post for post in self._of_channel() if post.entry.slug == name), None)

    def _of_channel(self) -> list[Post]:
        with self._ledger.lock:
            return [post for post in self._ledger.posts.values() if self._own(post.id)]

    def _listed(self) -> list[Post]:
        query = self._asked.query
        since = int(query.get("since") or 0)
        posts = [post for post in self._of_channel() if post.public or query.get("status") == "any"]
        wanted = [post for post in posts if post.number > since and query.get("key", post.key) == post.key]
        return sorted(wanted, key=lambda post: post.number, reverse=True)

    def _upload(self) -> Answer:
        content = self._asked.body
        if len(content) > IMAGE_BYTES:
            return refusal(413, "too_large", f"pictures have at most {IMAGE_BYTES} bytes")
        mime = next((mime for magic, mime in _MAGIC.items() if content.startswith(magic)), "")
        if not mime:
            return refusal(415, "not_a_picture", "only PNG, JPEG, GIF and WEBP are taken")
        digest = self._ledger.keep_picture(content, mime).digest
        return json_answer({"id": digest, "url": f"{self._practice._origin}/media/{digest}"}, 201)  # noqa: SLF001

    def _entry(self) -> Entry | Answer:
        try:
            entry = entry_from_json(json.loads(self._asked.body))
        except ValueError as broken:
            return refusal(400, "broken", str(broken))
        if not entry.title.strip() or len(entry.title) > TITLE_CHARACTERS:
            return refusal(422, "title", f"a title has 1 to {TITLE_CHARACTERS} characters")
        if len(entry.html.encode()) > BODY_BYTES:
            return refusal(413, "too_large", f"a post has at most {BODY_BYTES} bytes")
        return entry

    def _draft(self, key: str) -> Answer:
        entry = self._entry()
        return entry if isinstance(entry, Answer) else self._made(entry, key, public=False)

    def _discard(self, wanted: str) -> Answer:
        post = self._own(wanted)
        if post is None or post.public:
            return refusal(404, "no_such_draft", "there is no such draft")
        self._ledger.forget(wanted)
        return json_answer({"id": wanted})

    def _flipped(self, strike: Strike, wanted: str) -> Answer:
        with self._ledger.lock:
            draft = self._own(wanted)
            if draft is None:
                return refusal(404, "no_such_draft", "there is no such draft")
            if draft.public:
                return self._told(draft)
            slug = Fields(json.loads(self._asked.body or b"{}")).text("slug")
            entry = replace(draft.entry, slug=slug, html=twisted(draft.entry.html, strike.content))
            post = replace(draft, entry=entry, public=True, review="", published_at=self._practice.stamp())
            if strike.transport in _CHECKED_FIRST:
                return self._checked_first(strike.transport, draft, post)
            self._ledger.keep(post)
            return self._told(post)

    def _checked_first(self, fault: Fault, draft: Post, post: Post) -> Answer:
        """Accept the draft, and decide later."""
        self._ledger.keep(replace(draft, review="pending"))
        decided = {Fault.ACCEPTED: post, Fault.DENIED: replace(draft, review="denied")}
        if fault in decided:
            threading.Timer(LATE_SECONDS, self._ledger.keep, [decided[fault]]).start()
        return json_answer({"id": draft.id, "review": "pending"}, 202)

    def _removed(self, wanted: str) -> Answer:
        with self._ledger.lock:
            post = self._own(wanted)
            if post is None:
                return refusal(404, "no_such_post", "there is no such post")
            self._ledger.forget(wanted)
            return json_answer({"id": wanted})

    def _hidden(self, wanted: str) -> Answer:
        with self._ledger.lock:
            post = self._own(wanted)
            if post is None:
                return refusal(404, "no_such_post", "there is no such post")
            self._ledger.keep(replace(post, public=False))
            return json_answer({"id": wanted})

    def _replaced(self, strike: Strike, wanted: str) -> Answer:
        entry = self._entry()
        if isinstance(entry, Answer):
            return entry
        with self._ledger.lock:
            post = self._own(wanted)
            if post is None or not post.public:
                return refusal(404, "no_such_post", "there is no such post")
            changed = replace(post, entry=replace(entry, html=twisted(entry.html, strike.content)))
            self._ledger.keep(changed)
            return self._told(changed)

    def _post(self, strike: Strike, key: str) -> Answer:
        entry = self._entry()
        if isinstance(entry, Answer):
            return entry
        with self._ledger.lock:
            if self._profile is Profile.KEYED and key:
                there = next((post for post in self._of_channel() if post.key == key), None)
                if there:
                    return self._told(there)
            return self._made(replace(entry, html=twisted(entry.html, strike.content)), key, public=True)

    def _put(self, strike: Strike, name: str, key: str) -> Answer:
        entry = self._entry()
        if isinstance(entry, Answer):
            return entry
        with self._ledger.lock:
            there = self._at(name)
            if there:
                same = there.key == key
                return self._told(there) if same else refusal(412, "is_there", "another file lies at this path")
            wanted = replace(entry, slug=name, html=twisted(entry.html, strike.content))
            return self._made(wanted, key, public=True)

    def _made(self, entry: Entry, key: str, *, public: bool) -> Answer:
        with self._ledger.lock:
            number = self._ledger.next_post()
            post = Post(
                id=str(number),
                number=number,
                profile=self._profile.value,
                channel=self._channel,
                key=key,
                entry=entry,
                public=public,
                published_at=self._practice.stamp() if public else "",
            )
            self._ledger.keep(post)
            return json_answer(self._practice.told(post), 201)
