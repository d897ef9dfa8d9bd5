"""The open connection to one account on a Mastodon server: looking for a lost post, reading back, rehearsing."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from secrets import token_hex
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from typing_extensions import override

from editor_app.domain.errors import OutcomeUnknown, RateLimited, Unreachable
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import target_in
from editor_app.domain.text import T
from editor_app.platforms.contract import Absent, Found, Identity, Observed, Outgoing, StepResult, Unclear
from editor_app.platforms.http_link import HttpLink, HttpPlatform
from editor_app.platforms.mastodon import calls
from editor_app.platforms.mastodon.limits import OPTION, Limits, limits_in, limits_of
from editor_app.platforms.mastodon.settings import checked_settings
from editor_app.platforms.mastodon.tracing import is_like, is_older, judged, sighted
from editor_app.platforms.signing_in import tokens_of
from editor_app.platforms.tracing import Tracing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Connection, Order, Sighting, Step
    from editor_app.platforms.replies import Reply

_PAGE = 40
_PAGES = 20
"""So far back a post is looked for: 800 posts."""
_UNDER_WAY = 206
_FEW = 2


class MastodonLink(HttpLink, Tracing):
    """A connection with an access token."""

    def __init__(self, platform: HttpPlatform, connection: Connection, pauses: Sequence[float]) -> None:
        """Open no socket yet.

        Args:
            platform: whose link it is.
            connection: how the account is reached.
            pauses: seconds between looks at a picture that the server still works on.

        Raises:
            Rejected: the address, the proxy or the certificates can't be used.
            Invalid: a setting that can't be used.
        """
        self._settings = checked_settings(connection.options)
        super().__init__(platform, connection)
        self._pauses = pauses
        self._tokens = tokens_of(connection.secret)
        self._closing = Event()

    @override
    def authorization(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._tokens.access.reveal()}"}

    @override
    def _answered(self, outgoing: Outgoing) -> Reply:
        reply = super()._answered(outgoing)
        self._allowance = calls.allowance(reply) or self._allowance
        return reply

    @override
    def _said_to(self, outgoing: Outgoing) -> Reply:
        return super()._said_to(outgoing).without(self._tokens.words())

    @override
    def done(self, step: Step, order: Order, outgoing: Outgoing) -> StepResult:
        result = super().done(step, order, outgoing)
        if step.name == "upload":
            self._await_picture(result.late[f"media/{step.media}"])
        return result

    def _await_picture(self, number: str) -> None:
        """Look a few times whether the server has worked on a picture.

        One that isn't ready, or that can't be looked at now, is no failure: it is there, and the post will tell.
        """
        with suppress(RateLimited, Unreachable, OutcomeUnknown):
            for pause in self._pauses:
                if self.ask("GET", f"/api/v1/media/{number}").status != _UNDER_WAY or self._closing.wait(pause):
                    return

    @override
    def who(self) -> Identity:
        reply = self.ask("GET", "/api/v1/accounts/verify_credentials")
        me = Fields(reply.json())
        domain, version, limits = self._instance()
        kept = limits_in(self._settings[OPTION])
        notes: list[Text] = []
        if kept.read and kept.said().rpartition(" ")[0] != limits.said().rpartition(" ")[0]:
            notes.append(T("The server has other limits now; connect the account again to take them over."))
        told = me.value if isinstance(me.value, dict) else {}
        may_publish = told.get("suspended") is not True and not told.get("moved")
        if not may_publish:
            notes.append(T("The account is suspended or has moved; it can't publish."))
        return Identity(
            remote_uid=f"{domain}/{me.text('id')}",
            name=f"@{me.text('username')}@{domain}",
            version=version,
            may_publish=may_publish,
            notes=tuple(notes),
            server_time=reply.server_time,
            settings={OPTION: limits.said()},
        )

    def _instance(self) -> tuple[str, str, Limits]:
        """Domain, version and limits of the server; one without version 2 of that page has the usual limits."""
        reply = self.ask("GET", "/api/v2/instance", also={404})
        if reply.status == 404:
            return self._client.host, "", Limits()
        told = Fields(reply.json())
        return told.text("domain"), told.text("version"), limits_of(told, datetime.now(UTC).date())

    @override
    def watermark(self, order: Order) -> str:
        def newest() -> str:
            listed = self.fields(_list(order, limit="1")).items()
            return Fields(listed[0]).text("id") if listed else "0"

        return self.understood("watermark", newest)

    @override
    def find(self, step: Step, order: Order, watermark: str) -> Sighting:
        def looked() -> Sighting:
            if step.name in {"edit", "remove"}:
                return self._changed(step, order)
            newer = list(self._listed(order, watermark or "0"))
            return sighted(step, order, self._client.host, newer)

        return self.understood("find", looked)

    @override
    def sighting(self, step: Step, order: Order) -> Sighting:
        return self._changed(step, order)

    def _changed(self, step: Step, order: Order) -> Sighting:
        """Whether a change in place is there; it may be made again."""
        status = self._status(calls.target_of(step, order))
        if step.name == "remove":
            return Found(calls.removed(step, order)) if status is None else Absent()
        if status is None:
            return Unclear(T("The post that was to be corrected is gone."))
        wanted = calls.shall_be(order.payload.parts[step.part - 1], order)
        if not is_like(calls.seen_in(status), wanted):
            return Absent()
        return Found(calls.published(step, order, status))

    @override
    def trace(self, order: Order, since: datetime) -> Sighting:
        def looked() -> Sighting:
            listed: list[Fields] = []
            for status in self._listed(order, "0"):
                if is_older(status, since):
                    break
                listed.append(status)
            sighting = judged(order, self._client.host, listed)
            is_cut = len(listed) >= _PAGE * _PAGES and sighting == Absent()
            return Unclear(T("The account has more posts since then than are looked at.")) if is_cut else sighting

        return self.understood("trace", looked)

    @override
    def seen(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        count = len(order.payload.parts)
        statuses = self._statuses([target_in(one) for one in remote_ids])
        live = [one for one in statuses[:count] if one is not None]
        if not live or len(live) < count:
            return Observed(title="", parts=(), alts=(), visible=False)
        left = [one for one in statuses[count:] if one is not None]
        found = [calls.seen_in(one) for one in (*live, *left)]
        return Observed(
            title="",
            parts=tuple(one.words for one in found),
            alts=tuple(alt for one in found for alt in one.alts),
            fields=tuple(one.field(number) for number, one in enumerate(found, 1)),
        )

    @override
    def rehearsal(self) -> str:
        """A post that nobody but the account sees, made and deleted."""
        said = {"status": "Press Desk", "visibility": "direct"}
        key = ("Idempotency-Key", f"rehearsal-{token_hex(8)}")
        reply = self._answered(
            Outgoing("POST", calls.STATUSES, (calls.JSON_BODY, key), json.dumps(said).encode())
        )  # fmt: skip
        error = self._platform.refusal(None, reply, self._client.host)
        if error is not None:
            raise error
        made = Fields(reply.json())
        self.ask("DELETE", f"{calls.STATUSES}/{made.text('id')}", also={404})
        return made.text("uri")

    @override
    def close(self) -> None:
        self._closing.set()
        super().close()

    def _statuses(self, numbers: Sequence[str]) -> list[Fields | None]:
        """The posts of a delivery; a long thread is read by its first post and what hangs on it, in two calls."""
        known: dict[str, Fields] = {}
        if len(numbers) > _FEW:
            place = f"{calls.STATUSES}/{numbers[0]}/context"
            reply = self.answer(place, calls.says_gone)
            below = [] if calls.says_gone(reply) else Fields(reply.json()).items("descendants")
            known = {Fields(one).text("id"): Fields(one) for one in below}
        return [known.get(number) or self._status(number) for number in numbers]

    def _status(self, number: str) -> Fields | None:
        reply = self.answer(f"{calls.STATUSES}/{number}", calls.says_gone)
        return None if calls.says_gone(reply) else Fields(reply.json())

    def _listed(self, order: Order, since: str) -> Iterator[Fields]:
        """The account's own posts that are newer than `since`, the newest first."""
        below = ""
        for _ in range(_PAGES):
            more = {"max_id": below} if below else {}
            page = self.fields(_list(order, limit=str(_PAGE), since_id=since, **more)).items()
            yield from (Fields(one) for one in page)
            if len(page) < _PAGE:
                return
            below = Fields(page[-1]).text("id")


def _list(order: Order, **query: str) -> str:
    number = order.payload.remote_uid.rpartition("/")[2]
    return f"/api/v1/accounts/{number}/statuses?{urlencode({'exclude_reblogs': 'true', **query})}"
