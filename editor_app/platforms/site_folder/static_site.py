"""What a static site takes, in which order, and what readers must see afterwards, wherever it lies: all of it pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from typing_extensions import override

from editor_app.domain.edition import Part, Payload
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import AccountId
from editor_app.domain.text import T
from editor_app.platforms import cap
from editor_app.platforms.article_fields import byline_html, one_per_line
from editor_app.platforms.articles import images_in, sealed_article, slug_of
from editor_app.platforms.contract import (
    Capabilities,
    Composed,
    Fit,
    Limit,
    Observed,
    OptionField,
    Outgoing,
    Platform,
    Step,
    StepClass,
    StepResult,
    Withdrawal,
)
from editor_app.platforms.site_folder.disk import is_safe_slug
from editor_app.platforms.site_folder.sealed import (
    ALERT,
    LISTED,
    alert_path,
    article_of,
    has_alert,
    page_of,
    picture_path,
    remote_id,
)
from editor_app.platforms.site_folder.settings import LANGUAGES, NOTICE, REMOVED, ZONE, checked_settings
from editor_app.platforms.site_folder.withdrawing import SiteWithdrawal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.document import Variant
    from editor_app.platforms.contract import Normalisation, Order, Workbench

SITE_ADDRESS = OptionField(
    "base_url",
    T("Public address"),
    required=True,
    hint=T("Where readers find the site, such as https://news.example.gov."),
)
"""Of a site that is written to at another address than readers open."""
SITE_OPTIONS = (
    OptionField("site_title", T("Title of the site"), hint=T("Empty: the account's name.")),
    OptionField("language", T("Language of the site"), default="zh-CN", choices=LANGUAGES),
    OptionField("zone", T("Time zone of the site"), default=ZONE, hint=T("Asia/Shanghai is Beijing time.")),
    OptionField(
        "withdrawn",
        T("Withdrawn pages"),
        default=REMOVED,
        hint=T("What readers find at the address afterwards."),
        choices=((REMOVED, T("nothing is left")), (NOTICE, T("a page says that it was withdrawn"))),
    ),
)
"""What every static site is asked."""
FIT = Fit(longest_side=2000, max_bytes=1_500_000)
_OURS = "our own choice: pages stay quick on a telephone"
_DAY = "2026-11-28"


class StaticSite(Platform):
    """A site of files; kinds of places add a name and a link."""

    format: ClassVar[str] = "html"
    capabilities: ClassVar[Capabilities] = Capabilities(
        edit=True, delete=True, alt_text=True, idempotent=True, find=True, drafts=False, comments=False
    )
    limits: ClassVar[tuple[Limit, ...]] = (
        Limit("image_bytes", FIT.max_bytes, _OURS, _DAY),
        Limit("image_side", FIT.longest_side, _OURS, _DAY),
        Limit("slug_characters", 80, "our own choice: paths stay short on every system", _DAY),
    )
    late_fields: ClassVar[tuple[str, ...]] = ("media_url/*", "published_at", "published_on", cap.EXPIRES)
    normalisations: ClassVar[tuple[Normalisation, ...]] = ()
    withdrawal: ClassVar[Withdrawal | None] = SiteWithdrawal()

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        from editor_app.platforms.site_folder.pages import article_page

        content = variant.content
        settings = checked_settings(variant.options, variant.account_name)
        slug = _slug(variant)
        article = sealed_article(variant, bench, FIT)
        byline = byline_html(content, with_original=True)
        body = "\n".join(filter(None, (article.part.body, byline)))
        address = f"{settings['base_url']}/articles/{slug}/" if settings["base_url"] else ""
        alert = f"../../{alert_path(slug)}" if variant.notice else ""
        page = article_page(content, body, article.cover, settings["site_title"], address, alert)
        fields = (*cap.sealed_fields(variant.notice, content), ("page", page))
        payload = Payload(
            account=variant.account or AccountId(""),
            account_name=variant.account_name,
            platform=self.name,
            remote_uid=remote_uid,
            format=self.format,
            title=content.title,
            summary=content.summary,
            link=content.link,
            slug=slug,
            language=content.language,
            parts=(Part(1, body, tuple(medium.ordinal for medium in article.media), fields),),
            media=article.media,
            options=tuple(sorted({**settings, "author": content.author, "tags": one_per_line(content.tags)}.items())),
            late=(*article.late, "published_at", "published_on", *cap.late_names(variant.notice)),
        )
        return Composed(payload, article.bytes_of)

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        plan = [("picture", StepClass.REPEATABLE, 0, medium.ordinal) for medium in payload.media]
        plan += [
            ("record", StepClass.REPEATABLE, 1, 0),
            ("page", StepClass.KEYED, 1, 0),
            *([(ALERT, StepClass.FLIP, 0, 0)] if has_alert(payload) else []),
            (LISTED, StepClass.FLIP, 0, 0),
        ]
        return tuple(Step(n, name, kind, part, media) for n, (name, kind, part, media) in enumerate(plan, 1))

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        place = f"articles/{order.payload.slug}"
        match step.name:
            case "picture":
                medium = order.payload.media[step.media - 1]
                return Outgoing("WRITE", picture_path(medium), (), order.media(medium.digest))
            case "record":
                return Outgoing("WRITE", f"{place}/article.json", (), article_of(order).as_bytes())
            case "page":
                return Outgoing("WRITE", f"{place}/index.html", (), page_of(order))
            case "alert":
                return Outgoing("WRITE", alert_path(order.payload.slug), (), cap.info_of(order).encode())
        return Outgoing("WRITE", "index.html")  # derived from the articles that lie there

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        local = now.astimezone(ZoneInfo(order.payload.option("zone") or ZONE))
        return {
            "published_at": local.isoformat(timespec="seconds"),
            "published_on": local.strftime("%Y-%m-%d %H:%M"),
            **{f"media_url/{m.ordinal}": f"../../{picture_path(m)}" for m in order.payload.media},
            **cap.late_values(order, local),
        }

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        return StepResult(remote_id=remote_id(step, order), url=url)

    @override
    def expected(self, order: Order) -> Observed:
        page = page_of(order).decode()
        at = {order.late[f"media_url/{medium.ordinal}"]: medium.digest for medium in order.payload.media}
        images = images_in(page)
        return Observed(
            title=order.payload.title,
            parts=(page,),
            alts=tuple(image.alt for image in images),
            media=tuple(at[image.src] for image in images if image.src in at),
            fields=(
                (ALERT, f"{cap.identifier(order.key)}\n{info}" if (info := cap.info_of(order)) else ""),
                (LISTED, "yes"),
                ("record", article_of(order).as_bytes().decode()),
            ),
        )


def _slug(variant: Variant) -> str:
    wanted = variant.content.slug
    if wanted and not is_safe_slug(wanted):
        raise Invalid(
            T("“{slug}” can't be the address of a page.", slug=wanted[:80]),
            T("Use small letters a-z, digits and single hyphens, at most 80."),
        )
    slug = slug_of(variant)
    return slug if is_safe_slug(slug) else f"page-{slug}"[:80].strip("-")
