"""What an own client is told, in which order, and what its readers must see: all of it pure."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, urlsplit

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.edition import Part, Payload
from editor_app.domain.identifiers import AccountId
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, keys_of, measure_of, receipt_id, targets_of
from editor_app.domain.text import T, Text
from editor_app.platforms import cap
from editor_app.platforms.article_fields import byline_html, one_per_line, require_within_limits
from editor_app.platforms.articles import sealed_article, slug_of
from editor_app.platforms.contract import (
    Capabilities,
    Composed,
    Connection,
    Fit,
    Limit,
    Normalisation,
    Observed,
    OptionField,
    Order,
    Outgoing,
    Step,
    StepClass,
    StepResult,
    Withdrawal,
)
from editor_app.platforms.http_link import HttpPlatform
from editor_app.platforms.offering import Family, Offer, Offered
from editor_app.platforms.webhook.envelope import (
    EARLIER,
    NONE,
    REFERENCES,
    SENT,
    document,
    observed,
    posted,
    safe_address,
)
from editor_app.platforms.webhook.signing import DELIVERY
from editor_app.platforms.webhook.withdrawing import WebhookWithdrawal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.document import Variant
    from editor_app.platforms.contract import Link, Workbench
    from editor_app.platforms.replies import Reply

FIT = Fit(longest_side=2000, max_bytes=1_500_000)
_OURS = "docs/webhook.en.md: what a receiver must take"
_DAY = "2026-11-29"
_JSON = ("Content-Type", "application/json")


class Webhook(HttpPlatform, Offered):
    """An own client that is told by signed requests."""

    name: ClassVar[str] = "webhook"
    title: ClassVar[Text] = T("Own client (webhook)")
    tile: ClassVar[str] = "端"
    offer: ClassVar[Offer] = Offer(Family.OWN, 5, T("Signed requests tell the office's own application"))
    format: ClassVar[str] = "html"
    capabilities: ClassVar[Capabilities] = Capabilities(
        edit=True, delete=True, alt_text=True, idempotent=True, find=True, drafts=False, comments=False
    )
    limits: ClassVar[tuple[Limit, ...]] = (
        Limit("title_characters", 300, _OURS, _DAY),
        Limit("body_bytes", 1_000_000, _OURS, _DAY),
        Limit("image_bytes", FIT.max_bytes, _OURS, _DAY),
        Limit("image_side", FIT.longest_side, _OURS, _DAY),
    )
    late_fields: ClassVar[tuple[str, ...]] = ("media_url/*", SENT, REFERENCES, cap.EXPIRES)
    options: ClassVar[tuple[OptionField, ...]] = (
        OptionField(
            "public_url",
            T("Public address"),
            hint=T("Where readers find what it shows; empty: the address above."),
        ),
    )
    deadline: ClassVar[timedelta] = timedelta(seconds=30)
    settle: ClassVar[timedelta] = timedelta(seconds=5 + 30 + 30)
    normalisations: ClassVar[tuple[Normalisation, ...]] = ()
    withdrawal: ClassVar[Withdrawal | None] = WebhookWithdrawal()

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        content = variant.content
        article = sealed_article(variant, bench, FIT)
        byline = byline_html(content, with_original=False)
        body = "\n".join(filter(None, (article.part.body, byline)))
        require_within_limits(self, variant, body)
        payload = Payload(
            account=variant.account or AccountId(""),
            account_name=variant.account_name,
            platform=self.name,
            remote_uid=remote_uid,
            format=self.format,
            title=content.title,
            summary=content.summary,
            link=content.link,
            slug=slug_of(variant),
            language=content.language,
            parts=(Part(1, body, article.part.media, cap.sealed_fields(variant.notice, content)),),
            media=article.media,
            options=(("author", content.author), ("tags", one_per_line(content.tags))),
            late=(*article.late, *((SENT, REFERENCES, *cap.late_names(variant.notice)) if variant.notice else ())),
        )
        return Composed(payload, article.bytes_of)

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        plan = [("picture", StepClass.REPEATABLE, 0, medium.ordinal) for medium in payload.media]
        if REFERENCES in payload.late and measure_of(payload) is Measure.EDIT:
            plan.append((EARLIER, StepClass.REPEATABLE, 0, 0))
        plan.append(("publish", StepClass.KEYED, 1, 0))
        return tuple(Step(n, name, kind, part, media) for n, (name, kind, part, media) in enumerate(plan, 1))

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        delivery = (DELIVERY, order.key)
        if step.name == "picture":
            medium = order.payload.media[step.media - 1]
            headers = (("Content-Type", medium.mime), delivery)
            return Outgoing("PUT", f"/pictures/{medium.digest}", headers, order.media(medium.digest))
        if step.name == EARLIER:
            return Outgoing("GET", f"/deliveries/{keys_of(order.payload)[0]}", (delivery,))
        keyed = (_JSON, ("Idempotency-Key", order.key), delivery)
        if measure_of(order.payload) is Measure.EDIT:
            target = f"/documents/{quote(targets_of(order.payload)[0], safe='')}"
            return Outgoing("PUT", target, keyed, canonical({"v": 1, "event": "corrected", **document(order)}))
        return Outgoing("POST", "/documents", keyed, canonical({"v": 1, "event": "published", **document(order)}))

    @override
    def received(self, step: Step, order: Order, reply: Reply) -> StepResult:
        told = Fields(reply.json())
        if step.name == "picture":
            return StepResult({f"media_url/{step.media}": safe_address(told.text("url"))})
        return posted(told, order)

    @override
    def words(self, reply: Reply) -> str:
        try:
            return Fields(reply.json()).text("error")
        except ValueError:
            return ""

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        if SENT not in order.payload.late:
            return {}
        local = now.astimezone(UTC)
        corrects = measure_of(order.payload) is Measure.EDIT
        first = {} if corrects else {REFERENCES: NONE}
        return {SENT: local.isoformat(timespec="seconds"), **first, **cap.late_values(order, local)}

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        if measure_of(order.payload) is Measure.EDIT:
            return StepResult(remote_id=receipt_id(targets_of(order.payload)[0], order.key), url=url)
        number = urlsplit(url).path.rstrip("/").rpartition("/")[2]
        return StepResult(remote_id=number, url=url) if number else None

    @override
    def expected(self, order: Order) -> Observed:
        return observed(Fields(document(order)))

    @override
    def public_address(self, url: str, options: Mapping[str, str]) -> str:
        return options.get("public_url") or url

    @override
    def link(self, connection: Connection) -> Link:
        from editor_app.platforms.webhook.link import WebhookLink

        return WebhookLink(self, connection)
