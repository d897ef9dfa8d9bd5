"""The open connection to one Weibo account: finding a lost post by its mark, reading back, resolving addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.budget import Allowance
from editor_app.domain.errors import PlatformError
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T, Text
from editor_app.platforms.contract import Absent, Found, Identity, Observed, StepResult, Unclear
from editor_app.platforms.http_link import HttpLink, HttpPlatform
from editor_app.platforms.signing_in import tokens_of
from editor_app.platforms.tracing import SLACK, Tracing
from editor_app.platforms.weibo import calls
from editor_app.platforms.weibo.addresses import post_address
from editor_app.platforms.weibo.counting import ADDRESS
from editor_app.platforms.weibo.normalisations import FIELD, SHORT
from editor_app.platforms.weibo.refusals import NO_SUCH_POST, SaidAlready, code_of
from editor_app.platforms.weibo.settings import AGAIN, LONG, checked_settings
from editor_app.platforms.weibo.settings import SHARE as SHARE_FORM
from editor_app.platforms.weibo.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.platforms.contract import Connection, Order, Outgoing, Sighting, Step
    from editor_app.platforms.replies import Reply
    from editor_app.platforms.weibo.timeline import Post


class WeiboLink(HttpLink, Tracing):
    """A connection with an access token, which travels in a header and stands in no address."""

    def __init__(self, platform: HttpPlatform, connection: Connection) -> None:
        """Open no socket yet.

        Raises:
            Rejected: the address, the proxy or the certificates can't be used.
            Invalid: a setting that can't be used.
        """
        self._settings = checked_settings(connection.options)
        super().__init__(platform, connection)
        self._token = tokens_of(connection.secret).access
        self._web = platform.public_address(connection.url, connection.options)
        self._timeline = Timeline(self.fields)
        self._refused: set[str] = set()
        """Keys of orders that Weibo took for posts that it has."""

    @override
    def authorization(self) -> Mapping[str, str]:
        return {"Authorization": f"OAuth2 {self._token.reveal()}"}

    @override
    def done(self, step: Step, order: Order, outgoing: Outgoing) -> StepResult:
        try:
            result = super().done(step, order, outgoing)
        except SaidAlready:
            self._refused.add(order.key)
            raise
        if result.remote_id and not result.url:
            result = replace(result, url=self._address(order, result.remote_id))
        return result

    @override
    def who(self) -> Identity:
        reply = self._answered(calls.posted(calls.TOKEN, {"access_token": self._token.reveal()}))
        self._require(reply)
        told = Fields(reply.json())
        uid, seconds = str(calls.members(told).get("uid", "")), told.integer("expire_in")
        if not uid.isdigit():
            raise ValueError("a token without an account")
        name = self.fields(calls.asked(calls.USER, {"uid": uid})).text("screen_name")
        ends = (reply.server_time or datetime.now(UTC)) + timedelta(seconds=seconds)
        notes = [T("The sign-in lasts until {day}; it can't be renewed without a person.", day=ends.date().isoformat())]
        notes += self._measured()
        return Identity(uid, name, "", may_publish=True, notes=tuple(notes), server_time=reply.server_time)

    @override
    def watermark(self, order: Order) -> str:
        """The number of the account's newest post."""
        return self.understood("watermark", lambda: self._timeline.newest().mark)

    @override
    def find(self, step: Step, order: Order, watermark: str) -> Sighting:
        return self.understood("find", lambda: self._sighted(order, watermark or "0"))

    @override
    def sighting(self, step: Step, order: Order) -> Sighting:
        return self._sighted(order, "0")

    @override
    def trace(self, order: Order, since: datetime) -> Sighting:
        return self.understood("trace", lambda: self._traced(order, since))

    def _sighted(self, order: Order, watermark: str) -> Sighting:
        newest = self._timeline.newest()
        newer = newest.after(watermark)
        found = self._timeline.marked(newer, order.key)
        if found is not None:
            return Found(self._result(order, found))
        if order.key in self._refused:
            why = T("Weibo says that it has such a post already, and none in the account's list carries our mark.")
            return self._unclear(order, why, newest.posts)
        if not newest.reaches(watermark):
            return self._unclear(order, T("The account has more new posts than its list shows."), newer)
        if self._settings["unsure"] == AGAIN:
            return Absent()
        return self._unclear(order, T("No post in the account's list carries our mark; lists may be late."), newer)

    def _traced(self, order: Order, since: datetime) -> Sighting:
        newest = self._timeline.newest()
        found = self._timeline.marked(newest.posts, order.key)
        if found is not None:
            return Found(self._result(order, found))
        if len(newest.posts) >= newest.total or any(post.at < since - SLACK for post in newest.posts):
            return Absent()
        return Unclear(T("The account has more posts since then than are looked at."))

    def _result(self, order: Order, post: Post) -> StepResult:
        return StepResult(remote_id=post.number, url=self._address(order, post.number))

    def _unclear(self, order: Order, why: Text, posts: Sequence[Post]) -> Unclear:
        return Unclear(why, tuple(self._address(order, post.number) for post in posts))

    def _address(self, order: Order, number: str) -> str:
        return post_address(self._web, order.payload.remote_uid, number)

    @override
    def seen(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        target = calls.asked(calls.SHOW, {"id": remote_ids[0], "isGetLongText": "1"})
        reply = self.answer(target, lambda reply: code_of(reply) == NO_SUCH_POST)
        if code_of(reply) == NO_SUCH_POST:
            return Observed("", (), (), visible=False)
        status = Fields(reply.json())
        text = calls.words_in(status)
        shorts = {found[0] for found in map(SHORT.match, ADDRESS.findall(text)) if found}
        fields = {f"{FIELD}{short}": self._timeline.whole(short) for short in shorts}
        pictures = calls.pictures_in(status)
        form = calls.form_of(order.payload)
        shown = {SHARE_FORM: str(len(pictures)), LONG: " ".join(pictures)}.get(form, "")
        return Observed("", (text,), (), fields=tuple(sorted({**fields, "pictures": shown}.items())))

    @override
    def rehearsal(self) -> str:
        """Ordinary applications have no private place; granted ones post for themselves only, and delete it."""
        who = self.who()
        if self._settings["form"] != LONG:
            return ""
        words = f"Press Desk {datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"
        reply = self._answered(calls.posted(calls.UPDATE, {"status": words, "visible": "1", **self._rip()}))
        self._require(reply)
        number = calls.number_in(Fields(reply.json()))
        self._require(self._answered(calls.posted(calls.DESTROY, {"id": number})))
        return post_address(self._web, who.remote_uid, number)

    def _rip(self) -> dict[str, str]:
        return {"rip": self._settings["rip"]} if self._settings["rip"] else {}

    def _require(self, reply: Reply) -> None:
        error = self._platform.refusal(None, reply, self._client.host)
        if error is not None:
            raise error

    def _measured(self) -> list[Text]:
        """How many calls this hour still has, in words; nothing when Weibo doesn't say."""
        try:
            told = self.fields(calls.LIMITS)
            left, most = told.integer("remaining_user_hits"), told.integer("user_limit")
            resets_at = datetime.now(UTC) + timedelta(seconds=told.integer("reset_time_in_seconds"))
        except (PlatformError, ValueError):
            return []
        if most < 1:
            return []
        self._allowance = Allowance(left, most, resets_at)
        return [T("{left} of {most} calls of this hour are left.", left=left, most=most)]
