"""The practice platform over HTTP: what is read, and how each profile settles a lost reply."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.edition import MediaRole
from editor_app.domain.errors import Rejected
from editor_app.domain.identifiers import sha256
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of, receipt_id, targets_of
from editor_app.domain.text import T
from editor_app.platforms.article_fields import media_by_role
from editor_app.platforms.articles import images_in
from editor_app.platforms.contract import (
    Absent,
    Denied,
    Found,
    Identity,
    Observed,
    Pending,
    StepResult,
    Unclear,
)
from editor_app.platforms.http_link import HttpLink, HttpPlatform
from editor_app.platforms.readback import compared
from editor_app.platforms.sandbox.profiles import Profile
from editor_app.platforms.sandbox.settings import COMPARED, checked_settings, place, profile_of
from editor_app.platforms.tracing import Tracing, late_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from editor_app.platforms.contract import Connection, Order, Sighting, Step


class SandboxLink(HttpLink, Tracing):
    """A connection to one practice account."""

    def __init__(self, platform: HttpPlatform, connection: Connection) -> None:
        """Open no socket yet.

        Raises:
            Rejected: the address can't be used.
            Invalid: no such profile or channel.
        """
        super().__init__(platform, connection)
        settings = checked_settings(connection.options)
        self._profile = Profile(settings["profile"])
        self._place = place(self._profile, settings["channel"])
        self._secret = connection.secret

    @override
    def authorization(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._secret.reveal()}"}

    @override
    def who(self) -> Identity:
        reply = self.ask("GET", f"{self._place}/me")
        me = Fields(reply.json())
        may = me.optional("may_publish") is True
        return Identity(me.text("uid"), me.text("name"), me.text("version"), may, server_time=reply.server_time)

    @override
    def watermark(self, order: Order) -> str:
        if profile_of(order.payload) is not Profile.PUBLIC_READABLE:
            return ""
        return self.understood(
            "watermark", lambda: str(max((post.integer("number") for post in self._posts("")), default=0))
        )

    @override
    def find(self, step: Step, order: Order, watermark: str) -> Sighting:
        if profile_of(order.payload) is Profile.PUBLIC_READABLE:
            return self.understood("find", lambda: self._newer(order, watermark))
        return super().find(step, order, watermark)

    @override
    def trace(self, order: Order, since: datetime) -> Sighting:
        return self.understood("trace", lambda: self._traced(order))

    @override
    def late_of(self, order: Order, remote_id: str) -> Mapping[str, str]:
        def looked() -> Mapping[str, str]:
            post = self._post(f"posts/{quote(remote_id, safe='')}")
            if post is None:
                return {}
            cover = next(iter(media_by_role(order.payload, MediaRole.COVER)), None)
            beside = {f"media_url/{cover.ordinal}": post.text("cover")} if cover else {}
            return {**beside, **late_in(order.payload.parts[0].body, post.text("html"))}

        return self.understood("trace", looked)

    def _traced(self, order: Order) -> Sighting:
        """By path or key, or by title where the whole list can be read."""
        match profile_of(order.payload):
            case Profile.FILE:
                return self._at_path(order)
            case Profile.DRAFT_FLIP | Profile.KEYED:
                posts = self._posts(f"?key={order.key}")
            case Profile.PUBLIC_READABLE:
                posts = [post for post in self._posts("") if post.text("title") == order.payload.title]
            case _:
                return Unclear(T("This practice account can't be read; look at it, then release."))
        public = [post for post in posts if post.optional("public") is True]
        return _found(public[0]) if public else Absent()

    @override
    def sighting(self, step: Step, order: Order) -> Sighting:
        if measure_of(order.payload) is Measure.EDIT:
            return self._corrected(order)
        match profile_of(order.payload):
            case Profile.DRAFT_FLIP:
                post = self._post(f"posts/{quote(order.late['draft_id'], safe='')}")
                return Absent() if post is None else self._decided(post)
            case Profile.FILE:
                return self._at_path(order)
            case Profile.KEYED:
                posts = self._posts(f"?key={order.key}")
                return _found(posts[0]) if posts else Absent()
        return Unclear(T("This practice account can't be read."))

    def _decided(self, post: Fields) -> Sighting:
        if post.optional("public") is True:
            return _found(post)
        match post.text("review"):
            case "pending":
                return Pending(T("The practice platform has accepted it and is checking it."), self._platform.settle)
            case "denied":
                return Denied(T("The practice platform checked it and refused it."))
        return Absent()

    def _corrected(self, order: Order) -> Sighting:
        """Whether the post is the corrected one already; a change in place may be made again."""
        number = targets_of(order.payload)[0]
        post = self._post(f"posts/{quote(number, safe='')}")
        if post is None:
            return Unclear(T("The post that was to be corrected is gone."))
        seen = compared(self._platform.expected(order), self.seen(order, [number]), ())
        if seen.differences or post.optional("public") is not True:
            return Absent()
        return Found(StepResult(remote_id=receipt_id(number, order.key), url=post.text("url")))

    def _at_path(self, order: Order) -> Sighting:
        post = self._post(f"files/{quote(order.payload.slug, safe='')}")
        if post is None:
            return Absent()
        return _found(post) if post.text("key") == order.key else Unclear(T("Another file lies at its path."))

    def _newer(self, order: Order, watermark: str) -> Sighting:
        """Among posts newer than the watermark: ours, nothing at all, or something that a person must look at."""
        newer = self._posts(f"?since={watermark or 0}")
        ours = [post for post in newer if post.text("title") == order.payload.title]
        if len(ours) == 1:
            return _found(ours[0])
        seen = tuple(post.text("url") for post in newer)
        return Unclear(T("Newer posts are there, and none is surely this one."), seen) if newer else Absent()

    @override
    def seen(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        if not profile_of(order.payload).readable:
            raise Rejected(T("This practice account can't be read."), T("Look at it yourself."))
        post = self._post(f"posts/{quote(remote_ids[0], safe='')}")
        if post is None or post.optional("public") is not True:
            return Observed(title="", parts=(), alts=(), visible=False)
        images = images_in(post.text("html"))
        served = [*(image.src for image in images), *filter(None, [post.text("cover")])]
        return Observed(
            title=post.text("title"),
            parts=(post.text("html"),),
            alts=tuple(image.alt for image in images),
            media=tuple(self._served(url) for url in served),
            link=post.text("link"),
            fields=tuple((name, post.text(name)) for name in COMPARED),
        )

    @override
    def rehearsal(self) -> str:
        if self._profile is not Profile.DRAFT_FLIP:
            return ""
        draft = canonical({"title": "Press Desk", "html": "<p>Press Desk</p>"})
        made = Fields(self.ask("POST", f"{self._place}/drafts", body=draft).json()).text("id")
        self.ask("DELETE", f"{self._place}/drafts/{quote(made, safe='')}")
        return f"{self._place}/drafts/{made}"

    def _post(self, below: str) -> Fields | None:
        reply = self.ask("GET", f"{self._place}/{below}", also=(404,))
        return None if reply.status == 404 else Fields(reply.json())

    def _posts(self, query: str) -> list[Fields]:
        return [Fields(item) for item in self.fields(f"{self._place}/posts{query}").items("posts")]

    def _served(self, url: str) -> str:
        """The digest of a picture as readers get it; empty when it is gone."""
        reply = self.ask("GET", urlsplit(url).path, also=(404,))
        return sha256(reply.body) if reply.status == 200 else ""


def _found(post: Fields) -> Found:
    return Found(StepResult(remote_id=post.text("id"), url=post.text("url")))
