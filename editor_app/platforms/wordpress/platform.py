"""What WordPress takes, in which order, and what readers must see afterwards: all of it pure.

Facts measured on WordPress 6.1.9 on 2026-11-28, unless a line says otherwise.
"""

from __future__ import annotations

import html
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
from editor_app.platforms.article_fields import (
    byline_html,
    media_by_role,
    one_per_line,
    option_lines,
    require_within_limits,
)
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
from editor_app.platforms.http_link import HttpPlatform
from editor_app.platforms.offering import Family, Offer, Offered
from editor_app.platforms.outcomes import brief, refused
from editor_app.platforms.wordpress import calls
from editor_app.platforms.wordpress.form import attachment_alt, portable
from editor_app.platforms.wordpress.link import WordPressLink
from editor_app.platforms.wordpress.messages import WordPressConversation
from editor_app.platforms.wordpress.normalisations import NORMALISATIONS
from editor_app.platforms.wordpress.withdrawing import WordPressWithdrawal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.document import Variant
    from editor_app.platforms.messages import Conversation
    from editor_app.platforms.replies import Reply

FIT = Fit(longest_side=2560, max_bytes=2_000_000)
_MEASURED = "measured on WordPress 6.1.9"
_DAY = "2026-11-28"


class WordPress(HttpPlatform, Offered):
    """A WordPress site, reached as one of its users by an application password."""

    name: ClassVar[str] = "wordpress"
    title: ClassVar[Text] = T("WordPress")
    tile: ClassVar[str] = "站"
    offer: ClassVar[Offer] = Offer(Family.SITES, 1, T("Articles with pictures, readers' comments"))
    format: ClassVar[str] = "html"
    capabilities: ClassVar[Capabilities] = Capabilities(
        edit=True,
        delete=True,
        alt_text=True,
        idempotent=True,
        find=True,
        drafts=True,
        comments=True,
        edits_several=True,
    )
    limits: ClassVar[tuple[Limit, ...]] = (
        Limit("title_characters", 3_000, f"{_MEASURED}: stored unchanged; 65,535 bytes is the column", _DAY),
        Limit("summary_characters", 3_000, f"{_MEASURED}: stored unchanged; 65,535 bytes is the column", _DAY),
        Limit("body_bytes", 5_000_000, f"{_MEASURED}: stored unchanged; 21 MB is 500 db_insert_error", _DAY),
        Limit("reply_characters", 16_000, "wp_get_comment_fields_max_lengths: 65,525 bytes", "2026-11-29"),
        Limit(
            "image_bytes", FIT.max_bytes, "php.net/manual/en/ini.core.php: upload_max_filesize is 2M unless set", _DAY
        ),
        Limit(
            "image_side", FIT.longest_side, "big_image_size_threshold of WordPress 5.3: larger ones are remade", _DAY
        ),
    )
    late_fields: ClassVar[tuple[str, ...]] = ("author_id/*", "draft_id", "media_id/*", "media_url/*", "term_id/*")
    options: ClassVar[tuple[OptionField, ...]] = (
        OptionField("category", T("Default category"), hint=T("Used when a document names no category.")),
        OptionField(
            "compare_pictures",
            T("Compare pictures"),
            default="yes",
            hint=T("Not when the site or its CDN changes the bytes of pictures."),
            choices=(("yes", T("yes")), ("no", T("no"))),
        ),
        site_authors.AUTHOR_AS,
        OptionField(
            calls.CANONICAL,
            T("Field for the original's address"),
            hint=T(
                "WordPress has none of its own: name the field of a plug-in that the site's administrator opened to"
                " REST. Empty: the address of the original stands below the text."
            ),
        ),
    )
    deadline: ClassVar[timedelta] = timedelta(seconds=45)
    settle: ClassVar[timedelta] = timedelta(seconds=5 + 45 + 70)
    normalisations: ClassVar[tuple[Normalisation, ...]] = NORMALISATIONS
    withdrawal: ClassVar[Withdrawal | None] = WordPressWithdrawal()
    conversation: ClassVar[Conversation | None] = WordPressConversation()

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        content = variant.content
        if not content.title.strip():
            raise Invalid(T("The document has no title."), T("Write a title."))
        article = sealed_article(variant, bench, FIT)
        authors = site_authors.names(content, variant.options, several=False)
        canonical = calls.canonical_field(variant.options, content.link)
        byline = byline_html(site_authors.beside(content, authors), with_original=not canonical)
        body = portable("\n".join(filter(None, (article.part.body, byline))))
        require_within_limits(self, variant, body)
        categories = content.categories or (variant.options.get("category", ""),)
        options = {
            "categories": one_per_line(categories),
            "compare_pictures": variant.options.get("compare_pictures", "yes"),
            "status": "publish",
            "tags": one_per_line(content.tags),
            **({site_authors.AUTHORS: one_per_line(authors)} if authors else {}),
            **canonical,
        }
        draft = Payload(
            account=variant.account or AccountId(""),
            account_name=variant.account_name,
            platform=self.name,
            remote_uid=remote_uid,
            format=self.format,
            title=content.title.strip(),  # the server would strip both itself
            summary=content.summary.strip(),
            link=content.link if canonical else "",
            slug=slug_of(variant),
            language=content.language,
            parts=(Part(1, body, tuple(medium.ordinal for medium in article.media)),),
            media=article.media,
            options=tuple(sorted(options.items())),
        )
        return Composed(calls.with_late_fields(draft), article.bytes_of)

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        plan = [(name, StepClass.READ, 0) for name in site_authors.step_names(payload)]
        plan += [("upload", StepClass.REPEATABLE, medium.ordinal) for medium in payload.media]
        plan += [(f"term/{at}", StepClass.REPEATABLE, 0) for at in range(1, len(calls.terms(payload)) + 1)]
        if measure_of(payload) is not Measure.EDIT:
            plan += [("draft", StepClass.REPEATABLE, 0)]
        plan += [("publish", StepClass.FLIP, 0)]
        return tuple(
            Step(ordinal, name, kind, part=int(name in {"draft", "publish"}), media=media)
            for ordinal, (name, kind, media) in enumerate(plan, 1)
        )

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        if step.name == "upload":
            return calls.upload(step, order)
        if step.name.startswith("term/"):
            return calls.term(step, order)
        if step.name.startswith(site_authors.STEP):
            return calls.author(step, order)
        return calls.draft(order) if step.name == "draft" else calls.publish(order)

    @override
    def received(self, step: Step, order: Order, reply: Reply) -> StepResult:
        answer = Fields(reply.json())
        if step.name.startswith(site_authors.STEP):
            name = site_authors.wanted(step, order.payload)
            author = site_authors.only_one(calls.authors_in(answer), name, order.payload.account_name)
            return StepResult(site_authors.late_of(step, author))
        if step.name == "upload":
            url = calls.safe_address(answer.text("source_url"))
            number = step.media
            return StepResult({f"media_id/{number}": str(answer.integer("id")), f"media_url/{number}": url})
        if step.name.startswith("term/"):
            found = answer if reply.status < 300 else Fields(answer.optional("data"))
            return StepResult(
                {f"term_id/{step.name[5:]}": str(found.integer("id" if reply.status < 300 else "term_id"))}
            )
        if step.name == "draft":
            _require_original(answer, order)
            return StepResult({"draft_id": str(answer.integer("id"))})
        return calls.published(answer, order)

    @override
    def refusal(self, step: Step | None, reply: Reply, host: str) -> PlatformError | None:
        code = _code(reply)
        if step is not None and step.name.startswith("term/") and code == "term_exists":
            return None
        if step is not None and step.name == "upload" and reply.status == 500 and code.startswith("rest_upload_"):
            return refused(host, self.words(reply))  # a refused type, a broken or too large file: final
        if step is not None and step.name == "publish" and reply.status < 300:
            return _kept_back(reply, host)
        return super().refusal(step, reply, host)

    @override
    def words(self, reply: Reply) -> str:
        return _text(reply, "message")

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
        fields = {f"alt/{medium.ordinal}": attachment_alt(medium.alt) for medium in payload.media}
        fields["cover"] = late[f"media_id/{cover[0].ordinal}"] if cover else "0"
        fields["excerpt"] = html.escape(payload.summary, quote=False)
        fields["slug"] = payload.slug
        fields["tags"] = calls.joined(calls.term_ids(order, "tags"))
        if option_lines(payload, "categories"):  # else the site's default one is given
            fields["categories"] = calls.joined(calls.term_ids(order, "categories"))
        if payload.option(site_authors.AUTHORS):
            fields[site_authors.AUTHORS] = payload.option(site_authors.AUTHORS)
        compared = payload.option("compare_pictures") != "no"
        return Observed(
            title=html.escape(payload.title, quote=False),
            parts=(body,),
            alts=tuple(image.alt for image in images_in(body)),
            media=tuple(medium.digest for medium in payload.media) if compared else (),
            link=payload.link if payload.option(calls.CANONICAL) else "",
            fields=tuple(sorted(fields.items())),
        )

    @override
    def link(self, connection: Connection) -> WordPressLink:
        return WordPressLink(self, connection)


def _kept_back(reply: Reply, host: str) -> PlatformError | None:
    """The error when the site took the change but did not publish: pending, private, or planned for later."""
    status = _text(reply, "status")
    if status in {"publish", ""}:
        return None
    return Rejected(
        T("{host} keeps the article as “{status}” instead of publishing it.", host=host, status=brief(status)),
        T("Ask the site's administrator what this user may publish, then try again."),
    )


def _require_original(draft: Fields, order: Order) -> None:
    """Pass unless the site let the address of the original fall, which it does without a word.

    Raises:
        Rejected: the field isn't there; nothing is public.
    """
    name = order.payload.option(calls.CANONICAL)
    if name and calls.original_of(draft, order) != order.payload.link:
        raise Rejected(
            T("{host} keeps no field “{name}”.", host=order.payload.account_name, name=name),
            T("Ask its administrator to open it to REST, or empty the field's name in the account's settings."),
        )


def _code(reply: Reply) -> str:
    return _text(reply, "code")


def _text(reply: Reply, field: str) -> str:
    try:
        return Fields(reply.json()).text(field)
    except ValueError:
        return ""
