"""What WeChat takes, in which order, and what readers must see afterwards: all of it pure.

Facts as PLATFORMS-CN 1 quotes the documents and public code (read 2026-11-28). Nothing was measured on a live account:
what is uncertain is a setting, or is asked of a person.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from typing_extensions import override

from editor_app.domain.edition import Payload
from editor_app.domain.errors import Accepted, Invalid
from editor_app.domain.identifiers import AccountId
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T, Text
from editor_app.platforms.contract import (
    Capabilities,
    Composed,
    Connection,
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
from editor_app.platforms.http import is_loopback
from editor_app.platforms.http_link import HttpPlatform
from editor_app.platforms.offering import Family, Offer, Offered
from editor_app.platforms.own_limits import OwnLimits
from editor_app.platforms.rationed import Rationed
from editor_app.platforms.wechat import announcing, calls, reading
from editor_app.platforms.wechat.composing import FIT, MOST_PICTURES, article, picture_post, require_within_limits
from editor_app.platforms.wechat.messages import WeChatConversation
from editor_app.platforms.wechat.normalisations import NORMALISATIONS
from editor_app.platforms.wechat.refusals import refusal_of, words_of
from editor_app.platforms.wechat.settings import OPTIONS, PICTURES, YES, checked_settings
from editor_app.platforms.wechat.withdrawing import WeChatWithdrawal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.announcement import Announcement
    from editor_app.domain.document import Variant
    from editor_app.domain.errors import PlatformError
    from editor_app.platforms.contract import Link
    from editor_app.platforms.messages import Conversation
    from editor_app.platforms.replies import Reply

_DRAFT = "developers.weixin.qq.com, draft/add"
_CALLS = "developers.weixin.qq.com, API_Call_Limits, a new account"
_DAY = "2026-11-28"
READERS = "https://mp.weixin.qq.com"
FIRST_LOOK = timedelta(seconds=5)


class WeChat(HttpPlatform, Offered, OwnLimits, Rationed):
    """A WeChat Official Account, reached directly or through an organisation's relay (the account's address)."""

    name: ClassVar[str] = "wechat"
    title: ClassVar[Text] = T("WeChat Official Account")
    tile: ClassVar[str] = "微"
    offer: ClassVar[Offer] = Offer(Family.OFFICIAL, 1, T("Articles and picture posts, readers' comments"))
    format: ClassVar[str] = "html"
    capabilities: ClassVar[Capabilities] = Capabilities(
        edit=False, delete=True, alt_text=True, idempotent=False, find=True, drafts=False, comments=True
    )
    rationed: ClassVar[Text] = T("Looks at publications")
    limits: ClassVar[tuple[Limit, ...]] = (
        Limit("title_characters", 32, f"{_DRAFT}: 32 since 2025-12, 64 in older copies", _DAY),
        Limit("long_title_characters", 64, f"{_DRAFT}: 64 in older copies", _DAY),
        Limit("author_characters", 16, f"{_DRAFT}: 16, 8 in older copies", _DAY),
        Limit("summary_characters", 120, f"{_DRAFT}: 120 in one copy, 128 in another", _DAY),
        Limit("text_characters", 19_999, f"{_DRAFT}: fewer than 20,000; whether markup counts is not said", _DAY),
        Limit(
            "markup_characters", 20_000, f"{_DRAFT}: whether markup counts is not said; from here on a warning", _DAY
        ),
        Limit("body_bytes", 1_048_575, f"{_DRAFT}: less than 1 MB", _DAY),
        Limit("link_bytes", 1023, f"{_DRAFT}: content_source_url below 1 KB", _DAY),
        Limit("image_bytes", FIT.max_bytes, "developers.weixin.qq.com, media/uploadimg: JPEG or PNG below 1 MB", _DAY),
        Limit("images_per_post", MOST_PICTURES, f"{_DRAFT}: newspic has 1 to 20 pictures", _DAY),
        Limit("reply_characters", 600, "no page says it; a public client takes 600", _DAY),
        Limit("publications_a_day", 100, _CALLS, _DAY),
        Limit("announcements_a_month", 4, "developers.weixin.qq.com, Batch_Sends: a service account", _DAY),
        Limit("announcements_a_day", 1, "developers.weixin.qq.com, Batch_Sends: a subscription account", _DAY),
        Limit("status_reads_a_day", 100, _CALLS, _DAY),
        Limit("article_reads_a_day", 100, _CALLS, _DAY),
        Limit("deletions_a_day", 10, _CALLS, _DAY),
    )
    late_fields: ClassVar[tuple[str, ...]] = (
        "article_id", "draft_id", "media_id/*", "media_url/*", "msg_data_id", "publish_id",
    )  # fmt: skip
    accepted_field: ClassVar[str] = "publish_id"
    options: ClassVar[tuple[OptionField, ...]] = OPTIONS
    deadline: ClassVar[timedelta] = timedelta(seconds=30)
    settle: ClassVar[timedelta] = timedelta(seconds=5 + 30 + 600)
    """A draft that is still there after ten minutes was not submitted (PLATFORMS-CN 1.9, inferred)."""
    normalisations: ClassVar[tuple[Normalisation, ...]] = NORMALISATIONS
    withdrawal: ClassVar[Withdrawal | None] = WeChatWithdrawal()
    conversation: ClassVar[Conversation | None] = WeChatConversation()

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        settings = checked_settings(variant.options)
        content = variant.content
        if not content.title.strip():
            raise Invalid(T("The document has no title."), T("Write a title."))
        is_pictures = settings["form"] == PICTURES
        announcing.require_possible(settings)
        made = picture_post(variant, bench) if is_pictures else article(variant, settings, bench)
        require_within_limits(self, variant, settings, made.part.body)
        payload = Payload(
            account=variant.account or AccountId(""),
            account_name=variant.account_name,
            platform=self.name,
            remote_uid=remote_uid,
            format=self.format,
            title=content.title.strip(),
            summary="" if is_pictures else content.summary.strip(),
            link=content.link,
            slug="",
            language=content.language,
            parts=(made.part,),
            media=made.media,
            options=tuple(sorted({**settings, "author": content.author.strip()}.items())),
            late=("article_id", "draft_id", *made.late, "msg_data_id", "publish_id"),
        )
        return Composed(payload, made.bytes_of)

    @override
    def limits_of(self, options: Mapping[str, str]) -> tuple[Limit, ...]:
        """Titles may be longer where the account has been seen to take one."""
        most = self.limit("long_title_characters") if checked_settings(options)["long_titles"] == YES else None
        return tuple(
            replace(limit, value=most) if most and limit.name == "title_characters" else limit for limit in self.limits
        )

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        """Every remote call of a delivery.

        Submitting is PUBLIC, not FLIP: nothing says that a draft which is being audited can't be submitted once more,
        and the draft is gone only after the first submission has succeeded.
        Sending to followers is KEYED by our number.
        """
        uploads = [Step(at, "upload", StepClass.REPEATABLE, media=m.ordinal) for at, m in enumerate(payload.media, 1)]
        last = len(uploads)
        draft = Step(last + 1, "draft", StepClass.REPEATABLE, part=1)
        public = ("publish", StepClass.PUBLIC)
        if announcing.announcement(payload) is not None:
            public = (announcing.STEP, StepClass.KEYED)
        return (*uploads, draft, Step(last + 2, *public, part=1))

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        if step.name == "upload":
            return calls.upload(order.payload.media[step.media - 1], order)
        if step.name == "draft":
            return calls.draft(order)
        return announcing.send(order) if step.name == announcing.STEP else calls.submit(order)

    @override
    def received(self, step: Step, order: Order, reply: Reply) -> StepResult:
        answer = Fields(reply.json())
        if step.name == "upload":
            medium = order.payload.media[step.media - 1]
            if calls.in_library(order.payload, medium):
                return StepResult({f"media_id/{step.media}": answer.text("media_id")})
            return StepResult({f"media_url/{step.media}": calls.safe_address(answer.text("url"))})
        if step.name == "draft":
            return StepResult({"draft_id": answer.text("media_id")})
        if step.name == announcing.STEP:
            raise announcing.accepted(answer)
        late = {name: calls.number_in(answer, name) for name in ("publish_id", "msg_data_id")}
        if not late["publish_id"]:
            raise ValueError("an accepted article without a number")
        raise Accepted(calls.ACCEPTED, late, FIRST_LOOK)

    @override
    def refusal(self, step: Step | None, reply: Reply, host: str) -> PlatformError | None:
        known = announcing.refusal(reply, host) if step is not None and step.name == announcing.STEP else None
        return known or refusal_of(reply, host, of_draft=step is not None and step.name == "draft")

    @override
    def words(self, reply: Reply) -> str:
        return words_of(reply)

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        return {}

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        """An article that a person found is known by its link; reading back finds its id in the account's list."""
        known = order.late.get("article_id") or url
        return StepResult({"article_id": known}, remote_id=known, url=url)

    @override
    def expected(self, order: Order) -> Observed:
        return reading.expected(order)

    @override
    def doubts(self, payload: Payload) -> tuple[tuple[Text, Text], ...]:
        length, most = len(payload.parts[0].body), self.limit("markup_characters") or 0
        if length < most:
            return ()
        what = T(
            "The article has {length} characters with its markup; WeChat may count that, and takes fewer than {most}.",
            length=length,
            most=most,
        )
        return ((what, T("Shorten it, or accept it because this account has taken longer ones.")),)

    @override
    def announcement_of(self, options: Mapping[str, str]) -> Announcement | None:
        return announcing.quota_of(options)

    @override
    def announcement(self, payload: Payload) -> Announcement | None:
        return announcing.announcement(payload)

    @override
    def public_address(self, url: str, options: Mapping[str, str]) -> str:
        return url if is_loopback(urlsplit(url).hostname or "") else READERS

    @override
    def link(self, connection: Connection) -> Link:
        from editor_app.platforms.wechat.link import WeChatLink

        return WeChatLink(self, connection)
