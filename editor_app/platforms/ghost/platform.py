"""What Ghost takes, in which order, and what readers must see afterwards: all of it pure.

Facts measured on Ghost 6.65.0 on 2026-11-28, unless a line says otherwise.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.edition import MediaRole, Part, Payload, filled
from editor_app.domain.errors import Invalid, PlatformError, Rejected
from editor_app.domain.identifiers import AccountId
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of, receipt_id
from editor_app.domain.text import T, Text
from editor_app.platforms import site_authors
from editor_app.platforms.article_fields import byline_html, media_by_role, one_per_line, require_within_limits
from editor_app.platforms.articles import images_in, sealed_article, slug_of
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
    Workbench,
)
from editor_app.platforms.ghost import calls
from editor_app.platforms.ghost.link import GhostLink
from editor_app.platforms.ghost.markup import for_lexical
from editor_app.platforms.ghost.messages import REPLY_AS, GhostConversation
from editor_app.platforms.ghost.normalisations import NORMALISATIONS
from editor_app.platforms.ghost.withdrawing import GhostWithdrawal
from editor_app.platforms.http_link import HttpPlatform
from editor_app.platforms.offering import Family, Offer, Offered
from editor_app.platforms.outcomes import brief

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.document import Variant
    from editor_app.platforms.messages import Conversation
    from editor_app.platforms.replies import Reply

FIT = Fit(longest_side=2000, max_bytes=5_000_000)
_DRAFT = StepClass.REPEATABLE
_MEASURED = "measured on Ghost 6.65.0"
_DAY = "2026-11-28"


class Ghost(HttpPlatform, Offered):
    """A Ghost site, reached by the Admin API key of a custom integration."""

    name: ClassVar[str] = "ghost"
    title: ClassVar[Text] = T("Ghost")
    tile: ClassVar[str] = "刊"
    offer: ClassVar[Offer] = Offer(Family.SITES, 2, T("Articles with pictures, readers' comments"))
    format: ClassVar[str] = "html"
    capabilities: ClassVar[Capabilities] = Capabilities(
        edit=True, delete=True, alt_text=True, idempotent=True, find=True, drafts=True, comments=True
    )
    limits: ClassVar[tuple[Limit, ...]] = (
        Limit("title_characters", 255, f"{_MEASURED}: 256 is 422", _DAY),
        Limit("summary_characters", 300, f"{_MEASURED}: custom_excerpt of 301 is 422", _DAY),
        Limit("alt_characters_of_cover", 191, f"{_MEASURED}: feature_image_alt of 192 is 422", _DAY),
        Limit("body_bytes", 5_000_000, f"{_MEASURED}: stored unchanged; 54 MB is 413", _DAY),
        Limit("reply_characters", 10_000, f"{_MEASURED}: stored unchanged", "2026-11-29"),
        Limit("image_side", FIT.longest_side, f"{_MEASURED}: wider ones are scaled to 2,000 pixels", _DAY),
        Limit("image_bytes", FIT.max_bytes, f"{_MEASURED}: stored", _DAY),
    )
    late_fields: ClassVar[tuple[str, ...]] = ("author_id/*", "draft_id", "media_url/*", "updated_at")
    options: ClassVar[tuple[OptionField, ...]] = (
        OptionField(
            REPLY_AS,
            T("Member who answers comments"),
            hint=T("Id of a member of the site with the office's name; it ends the address of the member's page."),
        ),
        site_authors.AUTHOR_AS,
    )
    deadline: ClassVar[timedelta] = timedelta(seconds=45)
    settle: ClassVar[timedelta] = timedelta(seconds=5 + 45 + 70)
    normalisations: ClassVar[tuple[Normalisation, ...]] = NORMALISATIONS
    withdrawal: ClassVar[Withdrawal | None] = GhostWithdrawal()
    conversation: ClassVar[Conversation | None] = GhostConversation()

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        content = variant.content
        if not content.title.strip():
            raise Invalid(T("The document has no title."), T("Write a title."))
        article = sealed_article(variant, bench, FIT)
        authors = site_authors.names(content, variant.options, several=True)
        byline = byline_html(site_authors.beside(content, authors), with_original=False)
        body = for_lexical("\n".join(filter(None, (article.part.body, byline))))
        require_within_limits(self, variant, body)
        _require_short_alt(article.cover.alt if article.cover else "", self.limit("alt_characters_of_cover") or 0)
        payload = Payload(
            account=variant.account or AccountId(""),
            account_name=variant.account_name,
            platform=self.name,
            remote_uid=remote_uid,
            format=self.format,
            title=content.title.strip(),  # the server would strip both itself
            summary=content.summary.strip(),
            link=content.link,
            slug=slug_of(variant),
            language=content.language,
            parts=(Part(1, body, tuple(medium.ordinal for medium in article.media)),),
            media=article.media,
            options=(
                *(((site_authors.AUTHORS, one_per_line(authors)),) if authors else ()),
                ("status", "published"),
                ("tags", one_per_line((*content.categories, *content.tags))),
            ),
            late=(*site_authors.late_names(authors), "draft_id", *article.late, "updated_at"),
        )
        return Composed(payload, article.bytes_of)

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        authors = [Step(at, name, StepClass.READ) for at, name in enumerate(site_authors.step_names(payload), 1)]
        uploads = [
            Step(at, "upload", StepClass.REPEATABLE, media=medium.ordinal)
            for at, medium in enumerate(payload.media, len(authors) + 1)
        ]
        last = len(authors) + len(uploads)
        corrects = measure_of(payload) is Measure.EDIT
        before = Step(last + 1, "look", StepClass.READ) if corrects else Step(last + 1, "draft", _DRAFT, part=1)
        return (*authors, *uploads, before, Step(last + 2, "publish", StepClass.FLIP, part=1))

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        if step.name == "upload":
            return calls.upload(step, order)
        if step.name == "look":
            return calls.look(order)
        if step.name.startswith(site_authors.STEP):
            return calls.author(step, order)
        return calls.draft(order) if step.name == "draft" else calls.publish(order)

    @override
    def received(self, step: Step, order: Order, reply: Reply) -> StepResult:
        answer = Fields(reply.json())
        if step.name == "upload":
            return StepResult(
                {f"media_url/{step.media}": calls.safe_address(calls.first(answer, "images").text("url"))}
            )
        if step.name.startswith(site_authors.STEP):
            name, users = site_authors.wanted(step, order.payload), calls.authors_in(answer.items("users"))
            found = site_authors.only_one(users, name, order.payload.account_name)
            return StepResult(site_authors.late_of(step, found))
        post = calls.first(answer, "posts")
        return calls.drafted(post) if step.name in {"draft", "look"} else calls.published(post, order)

    @override
    def refusal(self, step: Step | None, reply: Reply, host: str) -> PlatformError | None:
        if step is not None and step.name == "publish" and reply.status < 300:
            return _kept_back(reply, host)
        return super().refusal(step, reply, host)

    @override
    def words(self, reply: Reply) -> str:
        return calls.words(reply)

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        return {}

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        number = calls.post_id(order)
        corrects = measure_of(order.payload) is Measure.EDIT
        return StepResult(remote_id=receipt_id(number, order.key) if corrects else number, url=url)

    @override
    def expected(self, order: Order) -> Observed:
        payload, late = order.payload, order.late
        body = filled(payload.parts[0].body, late)
        cover = media_by_role(payload, MediaRole.COVER)
        fields = {
            "cover": late[f"media_url/{cover[0].ordinal}"] if cover else "",
            "cover_alt": cover[0].alt if cover else "",
            "excerpt": payload.summary,
            "slug": payload.slug,
            "tags": payload.option("tags"),
        }
        if payload.option(site_authors.AUTHORS):
            fields[site_authors.AUTHORS] = payload.option(site_authors.AUTHORS)
        return Observed(
            title=payload.title,
            parts=(body,),
            alts=tuple(image.alt for image in images_in(body)),
            media=tuple(medium.digest for medium in payload.media),
            link=payload.link,
            fields=tuple(sorted(fields.items())),
        )

    @override
    def link(self, connection: Connection) -> GhostLink:
        return GhostLink(self, connection)


def _require_short_alt(alt: str, limit: int) -> None:
    if len(alt) > limit:
        raise Invalid(
            T(
                "The alternative text of the cover is too long: {length}, and {limit} at most.",
                length=len(alt),
                limit=limit,
            ),
            T("Shorten it, or say it differently for this account."),
        )


def _kept_back(reply: Reply, host: str) -> PlatformError | None:
    """The error when the site took the change but did not publish: planned for later, or sent as a newsletter only."""
    try:
        status = calls.first(Fields(reply.json()), "posts").text("status")
    except ValueError:
        return None
    if status == "published":
        return None
    return Rejected(
        T("{host} keeps the article as “{status}” instead of publishing it.", host=host, status=brief(status)),
        T("Ask the site's administrator what this user may publish, then try again."),
    )
