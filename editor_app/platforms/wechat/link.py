"""The open connection to one Official Account: looking at an accepted article, finding a lost one, reading back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.budget import Allowance
from editor_app.domain.errors import OutcomeUnknown, PlatformError
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
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
from editor_app.platforms.tracing import Tracing
from editor_app.platforms.wechat import announcing, approving, calls
from editor_app.platforms.wechat.lists import Lists
from editor_app.platforms.wechat.polling import next_look
from editor_app.platforms.wechat.reading import observed
from editor_app.platforms.wechat.refusals import (
    AUDIT,
    NO_SUCH_ARTICLE,
    NO_SUCH_MEDIA,
    TOKEN_OVER,
    code_of,
    until_midnight,
)
from editor_app.platforms.wechat.rehearsing import Rehearsal
from editor_app.platforms.wechat.session import Session
from editor_app.platforms.wechat.settings import AGAIN, YES, checked_settings
from editor_app.platforms.wechat.tracing import traced

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from editor_app.domain.canonical import Json
    from editor_app.platforms.contract import Connection, Order, Outgoing, Sighting, Step
    from editor_app.platforms.replies import Reply

_NOT_CERTIFIED = 48001
_PUBLIC, _RUNNING = 0, 1
_REMEASURE = timedelta(minutes=15)
_CLEARED = {"publish_id": "", "msg_data_id": ""}
_SCARCE = "/cgi-bin/freepublish/get"
"""The call that one publication needs most often."""


class WeChatLink(HttpLink, Tracing):
    """A connection with AppID and AppSecret. The token stands in each address and never leaves this class."""

    def __init__(self, platform: HttpPlatform, connection: Connection) -> None:
        """Open no socket yet.

        Raises:
            Rejected: the address, the proxy or the certificates can't be used.
            Invalid: a setting that can't be used.
        """
        self._settings = checked_settings(connection.options)
        super().__init__(platform, connection)
        self._session = Session(self._client, connection.secret)
        self._lists = Lists(self.told)
        self._doubtful = ""
        """Key of the order whose draft got no answer: it is looked for before another one is made."""
        self._measured_at = datetime(1, 1, 1, tzinfo=UTC)

    @override
    def authorization(self) -> Mapping[str, str]:
        return {}

    @override
    def refresh(self, until: datetime) -> None:
        left = (until - datetime.now(UTC)).total_seconds()
        if not self._session.lasts(left):
            self.understood("refresh", self._session.token)

    @override
    def _answered(self, outgoing: Outgoing) -> Reply:
        reply = self._with_token(outgoing)
        if code_of(reply) in TOKEN_OVER and self._session.renew():
            reply = self._with_token(outgoing)  # a refused token proves that nothing came of the call
        return reply

    def _with_token(self, outgoing: Outgoing) -> Reply:
        token = self._session.token().reveal()
        mark = "&" if "?" in outgoing.target else "?"
        reply = self._client.send(replace(outgoing, target=f"{outgoing.target}{mark}access_token={token}"), {})
        return reply.without((token, self._own_secret.reveal().strip().rpartition(":")[2]))

    @override
    def done(self, step: Step, order: Order, outgoing: Outgoing) -> StepResult:
        if step.name != "draft":
            return super().done(step, order, outgoing)
        known = self._lists.draft_like(order) if self._doubtful == order.key else ""
        self._doubtful = order.key
        result = StepResult({"draft_id": known}) if known else super().done(step, order, outgoing)
        self._doubtful = ""
        return result

    @override
    def who(self) -> Identity:
        listed = self._posted(calls.ARTICLES, {"offset": 0, "count": 1, "no_content": 1})
        may = code_of(listed) != _NOT_CERTIFIED
        if may:
            self._require(listed)
        self._measure(_SCARCE)
        left = self.allowance()
        notes = (
            [T("Not certified: WeChat lets only certified accounts publish through the interface.")] if not may else []
        )
        if left is not None:
            notes.append(
                T("{left} of {most} looks at a publication are left today.", left=left.remaining, most=left.ceiling)
            )
        app_id = self._session.app_id
        return Identity(app_id, app_id, "", may, tuple(notes), listed.server_time)

    @override
    def watermark(self, order: Order) -> str:
        """When it is submitted, by our clock: the plan of looks counts from here.

        What somebody changed in its draft meanwhile is put back before, which nobody but the account's people sees.
        """
        if order.late.get("draft_id"):
            self.understood("watermark", lambda: approving.require_as_approved(self, order))
        return datetime.now(UTC).isoformat(timespec="seconds")

    @override
    def find(self, step: Step, order: Order, watermark: str) -> Sighting:
        begun = datetime.fromisoformat(watermark)
        return self.understood("find", lambda: self._sighted(order, begun))

    @override
    def sighting(self, step: Step, order: Order) -> Sighting:
        return self._sighted(order, datetime.now(UTC))

    @override
    def trace(self, order: Order, since: datetime) -> Sighting:
        return self.understood("trace", lambda: traced(self._lists, order, since, self._client.host))

    def _sighted(self, order: Order, begun: datetime) -> Sighting:
        if announcing.is_sending(order.late.get("publish_id", "")):
            return announcing.decided(self.told, self._lists, order, begun)
        if order.late.get("publish_id"):
            return self._decided(order.late["publish_id"], begun)
        if self._has_draft(order):
            is_sending = announcing.announcement(order.payload) is not None
            return announcing.unsent(begun) if is_sending else self._unsubmitted(order)
        found = self._lists.articles_like(order, begun)
        urls = tuple(result.url for result in found)
        match len(found):
            case 1:
                return Found(StepResult({**_CLEARED, **found[0].late}, found[0].remote_id, found[0].url))
            case 0:
                return Unclear(T("The draft is gone, and no article like it is in the account's list."))
        return Unclear(T("Several articles in the account's list look like it."), urls)

    def _decided(self, number: str, begun: datetime) -> Sighting:
        """What the audit has decided about an accepted article so far."""
        told = self.told(calls.STATUS, {"publish_id": number})
        status = told.integer("publish_status")
        if status == _PUBLIC:
            item = Fields(Fields(told.optional("article_detail")).items("item"))
            url = calls.secure(Fields(item.optional(0)).text("article_url"))
            article = calls.number_in(told, "article_id")
            return Found(StepResult({"article_id": article}, remote_id=article, url=url))
        if status == _RUNNING:
            return Pending(calls.ACCEPTED, next_look(datetime.now(UTC) - begun))
        return Denied(AUDIT.get(status, T("WeChat did not publish it (status {status}).", status=status)), _CLEARED)

    def _has_draft(self, order: Order) -> bool:
        reply = self._posted(calls.DRAFT_GET, {"media_id": order.late["draft_id"]})
        if code_of(reply) == NO_SUCH_MEDIA:
            return False
        self._require(reply)
        return True

    def _unsubmitted(self, order: Order) -> Sighting:
        if order.payload.option("unsure") == AGAIN:
            return Absent()
        return Unclear(
            T("The draft is still there: it was not submitted, or WeChat has been checking it for ten minutes.")
        )

    @override
    def seen(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        article = self.article(remote_ids[0])
        self._measure(_SCARCE)
        if article is None:
            return Observed("", (), (), visible=False)
        return observed(article, order)

    def article(self, remote_id: str) -> Fields | None:
        """The one article of a publication as readers get it; None = it is gone.

        Raises:
            PlatformError: WeChat doesn't say.
        """
        number = self._lists.id_of(remote_id) if remote_id.startswith("http") else remote_id
        if not number:
            return None
        reply = self._posted(calls.ARTICLE, {"article_id": number})
        if code_of(reply) == NO_SUCH_ARTICLE:
            return None
        self._require(reply)
        news = Fields(Fields(Fields(reply.json()).items("news_item")).optional(0))
        is_deleted = news.value.get("is_deleted") if isinstance(news.value, dict) else None
        return None if is_deleted is True else news

    @override
    def rehearsal(self) -> str:
        """A draft that is made, read, changed, read and deleted; without certification, signing in must do."""
        if not self.who().may_publish:
            return ""
        return Rehearsal(self, self._lists, compares_cover=self._settings["compare_cover"] == YES).run()

    def told(self, path: str, said: Mapping[str, Json], also: Collection[int] = ()) -> Fields:
        """The answer to a call without public effect; `also` are numbers of refusals to hand back."""
        reply = self._posted(path, said)
        if code_of(reply) not in also:
            self._require(reply)
        return Fields(reply.json())

    def _posted(self, path: str, said: Mapping[str, Json]) -> Reply:
        return self._answered(calls.posted(path, said))

    def _require(self, reply: Reply) -> None:
        error = self._platform.refusal(None, reply, self._client.host)
        if error is not None:
            raise error

    def _measure(self, path: str) -> None:
        """Ask how often a call may still be made today: the platform counts for every program and over restarts."""
        now = datetime.now(UTC)
        if now - self._measured_at < _REMEASURE:
            return
        self._measured_at = now
        try:
            quota = Fields(self.told(calls.QUOTA, {"cgi_path": path}).optional("quota"))
            self._allowance = Allowance(
                quota.integer("remain"), quota.integer("daily_limit"), now + until_midnight(now)
            )
        except (PlatformError, ValueError) as silent:
            if isinstance(silent, OutcomeUnknown):
                self._allowance = None
