"""What a Mastodon server takes, in which order, and what readers must see afterwards: all of it pure.

Facts from docs.joinmastodon.org of version 4.5, read 2026-11-29, and the source of mastodon/mastodon.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.edition import Payload
from editor_app.domain.errors import RateLimited
from editor_app.domain.identifiers import AccountId
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of, receipt_id, targets_of
from editor_app.domain.text import T, Text
from editor_app.platforms.contract import (
    Capabilities,
    Composed,
    Limit,
    Observed,
    OptionField,
    Outgoing,
    Step,
    StepClass,
    StepResult,
    Withdrawal,
)
from editor_app.platforms.http_link import HttpPlatform
from editor_app.platforms.mastodon import calls
from editor_app.platforms.mastodon.limits import OPTION, Limits, limits_in
from editor_app.platforms.mastodon.messages import MastodonConversation
from editor_app.platforms.mastodon.normalisations import NORMALISATIONS
from editor_app.platforms.mastodon.settings import OPTIONS, checked_settings
from editor_app.platforms.mastodon.withdrawing import MastodonWithdrawal
from editor_app.platforms.messages import REPLY_LIMIT, Conversation
from editor_app.platforms.offering import Family, Offer, Offered
from editor_app.platforms.own_limits import OwnLimits
from editor_app.platforms.signing_in import SignIn, SignsIn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.document import Variant
    from editor_app.domain.errors import PlatformError
    from editor_app.platforms.contract import Connection, Link, Normalisation, Order, Workbench
    from editor_app.platforms.replies import Reply

_INSTANCE = "docs.joinmastodon.org/methods/instance, example of 4.5; each server's own are read when connecting"
_OWN = "the server's own /api/v2/instance"
_RATES = "docs.joinmastodon.org/api/rate-limits"
_DAY = "2026-11-29"
_NUMBER = re.compile(r"/([0-9]{1,20})/?(?:[?#].*)?$")
_USUAL = Limits()
_NOT_READY_WAIT = timedelta(seconds=10)


class Mastodon(HttpPlatform, SignsIn, OwnLimits, Offered):
    """An account on a Mastodon server, signed in at the server's own page."""

    name: ClassVar[str] = "mastodon"
    title: ClassVar[Text] = T("Mastodon")
    tile: ClassVar[str] = "象"
    offer: ClassVar[Offer] = Offer(Family.NETWORKS, 1, T("Posts and threads, polls"))
    format: ClassVar[str] = "text"
    capabilities: ClassVar[Capabilities] = Capabilities(
        edit=True, delete=True, alt_text=True, idempotent=True, find=True, drafts=False, comments=True, threads=True
    )
    limits: ClassVar[tuple[Limit, ...]] = (
        Limit("post_graphemes", _USUAL.characters, _INSTANCE, _DAY),
        Limit("link_characters", _USUAL.url, _INSTANCE, _DAY),
        Limit("images_per_post", _USUAL.pictures, _INSTANCE, _DAY),
        Limit("image_bytes", _USUAL.bytes, _INSTANCE, _DAY),
        Limit("alt_characters", _USUAL.alt, _INSTANCE, _DAY),
        Limit("poll_choices", _USUAL.choices, _INSTANCE, _DAY),
        Limit("choice_characters", _USUAL.choice, _INSTANCE, _DAY),
        Limit(REPLY_LIMIT, _USUAL.characters, _INSTANCE, _DAY),
        Limit("calls_in_5_minutes", 300, _RATES, _DAY),
        Limit("uploads_in_30_minutes", 30, _RATES, _DAY),
        Limit("deletions_in_30_minutes", 30, _RATES, _DAY),
    )
    late_fields: ClassVar[tuple[str, ...]] = ("media/*", "status/*")
    options: ClassVar[tuple[OptionField, ...]] = OPTIONS
    deadline: ClassVar[timedelta] = timedelta(seconds=30)
    settle: ClassVar[timedelta] = timedelta(seconds=5 + 30 + 25)
    normalisations: ClassVar[tuple[Normalisation, ...]] = NORMALISATIONS
    withdrawal: ClassVar[Withdrawal | None] = MastodonWithdrawal()
    conversation: ClassVar[Conversation | None] = MastodonConversation()
    sign_in: ClassVar[SignIn] = SignIn(
        authorize="/oauth/authorize",
        token="/oauth/token",  # noqa: S106 - a path
        scope="read:accounts read:statuses write:media write:statuses",
        register="/api/v1/apps",
        also=(("force_login", "true"),),
    )
    pauses: ClassVar[tuple[float, ...]] = (0.5, 1, 2, 4)
    """Seconds between looks at a picture that the server still works on."""

    @override
    def limits_of(self, options: Mapping[str, str]) -> tuple[Limit, ...]:
        kept = limits_in(options.get(OPTION, ""))
        if not kept.read:
            return self.limits
        own = kept.by_name()
        return tuple(
            Limit(limit.name, own[limit.name], _OWN, kept.read) if limit.name in own else limit for limit in self.limits
        )

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        from editor_app.platforms.mastodon.composing import thread_of

        settings = checked_settings(variant.options)
        thread = thread_of(variant, settings, limits_in(settings[OPTION]), bench)
        content = variant.content
        late = [f"media/{medium.ordinal}" for medium in thread.media]
        late += [f"status/{part.ordinal}" for part in thread.parts]
        payload = Payload(
            account=variant.account or AccountId(""),
            account_name=variant.account_name,
            platform=self.name,
            remote_uid=remote_uid,
            format=self.format,
            title=content.title,
            summary=content.summary,
            link=content.link,
            slug="",
            language=content.language,
            parts=thread.parts,
            media=thread.media,
            options=tuple((name, settings[name]) for name in ("visibility", "warning")),
            late=tuple(late),
        )
        return Composed(payload, thread.bytes_of)

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        known = len(targets_of(payload)) if measure_of(payload) is Measure.EDIT else 0
        plan = [("upload", StepClass.REPEATABLE, 0, medium.ordinal) for medium in payload.media]
        plan += [
            ("edit", StepClass.FLIP, part.ordinal, 0)
            if part.ordinal <= known
            else ("post", StepClass.KEYED, part.ordinal, 0)
            for part in payload.parts
        ]
        plan += [("remove", StepClass.FLIP, 0, 0)] * (known - len(payload.parts))
        return tuple(Step(n, name, kind, part, media) for n, (name, kind, part, media) in enumerate(plan, 1))

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        match step.name:
            case "upload":
                return calls.upload(step, order)
            case "edit":
                return calls.edit(step, order)
            case "remove":
                return calls.remove(calls.target_of(step, order))
        return calls.post(step, order)

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        return {}

    @override
    def received(self, step: Step, order: Order, reply: Reply) -> StepResult:
        told = Fields(reply.json())
        if step.name == "upload":
            return StepResult({f"media/{step.media}": told.text("id")})
        return calls.removed(step, order) if step.name == "remove" else calls.published(step, order, told)

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        if step.name == "remove":
            return calls.removed(step, order)
        found = _NUMBER.search(url)
        if found is None:
            return None
        number = calls.target_of(step, order) if step.name == "edit" else found[1]
        name = receipt_id(number, order.key) if step.name == "edit" else number
        return StepResult({f"status/{step.part}": number}, remote_id=name, url=url)

    @override
    def expected(self, order: Order) -> Observed:
        wanted = [calls.shall_be(part, order) for part in order.payload.parts]
        return Observed(
            title="",
            parts=tuple(one.words for one in wanted),
            alts=tuple(alt for one in wanted for alt in one.alts),
            fields=tuple(one.field(number) for number, one in enumerate(wanted, 1)),
        )

    @override
    def words(self, reply: Reply) -> str:
        return calls.words(reply)

    @override
    def refusal(self, step: Step | None, reply: Reply, host: str) -> PlatformError | None:
        if calls.is_unready(reply):
            return RateLimited(T("{host} is still working on a picture.", host=host), _NOT_READY_WAIT)
        if step is not None and step.name == "remove" and calls.says_gone(reply):
            return None
        return super().refusal(step, calls.with_wait(reply), host)

    @override
    def link(self, connection: Connection) -> Link:
        from editor_app.platforms.mastodon.link import MastodonLink

        return MastodonLink(self, connection, self.pauses)
