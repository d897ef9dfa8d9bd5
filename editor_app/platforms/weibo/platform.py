"""What Weibo takes, in which order, and what readers must see afterwards: all of it pure.

Facts as PLATFORMS-CN 2 and copies of open.weibo.com quote them (read 2026-11-29). Nothing was measured on a live
account: what is uncertain is a setting, or is asked of a person.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from typing_extensions import override

from editor_app.domain.edition import Payload
from editor_app.domain.errors import Refused
from editor_app.domain.identifiers import AccountId
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T, Text
from editor_app.platforms.contract import (
    Capabilities,
    Composed,
    Limit,
    Observed,
    Outgoing,
    Step,
    StepClass,
    StepResult,
)
from editor_app.platforms.http import is_loopback
from editor_app.platforms.http_link import HttpPlatform
from editor_app.platforms.offering import Family, Offer, Offered
from editor_app.platforms.signing_in import SignIn, SignsIn
from editor_app.platforms.weibo import calls
from editor_app.platforms.weibo.addresses import READERS, named_in
from editor_app.platforms.weibo.composing import (
    ARTICLE_BODY,
    ARTICLE_TITLE,
    FIT,
    LONG_POST,
    MARK_FIELD,
    MOST_PICTURES,
    POST,
    SAFE_POST,
    Made,
    length,
    made_of,
)
from editor_app.platforms.weibo.messages import LONGEST_REPLY, WeiboConversation
from editor_app.platforms.weibo.normalisations import NORMALISATIONS
from editor_app.platforms.weibo.refusals import refusal_of, words_of
from editor_app.platforms.weibo.settings import ARTICLE, LONG, OPTIONS, SHARE, checked_settings
from editor_app.platforms.weibo.withdrawing import WeiboWithdrawal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.document import Variant
    from editor_app.domain.errors import PlatformError
    from editor_app.platforms.contract import (
        Connection,
        Link,
        Normalisation,
        OptionField,
        Order,
        Withdrawal,
        Workbench,
    )
    from editor_app.platforms.messages import Conversation
    from editor_app.platforms.replies import Reply

_SHARE = "open.weibo.com, statuses/share"
_LONG = "open.weibo.com, C/2/statuses/upload_url_text/biz"
_ARTICLE = "open.weibo.com, Toutiao/api of 2022-11-29"
_DAY = "2026-11-29"
_DEFAULTS = {option.name: option.default for option in OPTIONS}
"""A payload names what differs from them."""
_AI_MADE = "ai_made"
_TO_DECLARE = (
    (
        T("A picture in it was made by AI. Weibo wants that declared, and its interface has no field for it."),
        T("Accept it, and declare it at the post on weibo.com as soon as it is out."),
    ),
)


class Weibo(HttpPlatform, SignsIn, Offered):
    """A Weibo account, reached directly or through an organisation's relay (the account's address)."""

    name: ClassVar[str] = "weibo"
    title: ClassVar[Text] = T("Weibo")
    tile: ClassVar[str] = "博"
    offer: ClassVar[Offer] = Offer(Family.OFFICIAL, 2, T("Short posts that lead to a page, headline articles"))
    format: ClassVar[str] = "text"
    capabilities: ClassVar[Capabilities] = Capabilities(
        edit=False, delete=True, alt_text=False, idempotent=False, find=True, drafts=False, comments=True
    )
    limits: ClassVar[tuple[Limit, ...]] = (
        Limit("post_characters", POST, f"{_SHARE}: 140 Chinese characters", _DAY),
        Limit("safe_post_characters", SAFE_POST, "a public client of 2021 keeps 10 in reserve; from here on a warning",
              _DAY),
        Limit("long_post_characters", LONG_POST, f"{_LONG}: is_longtext up to 2000", _DAY),
        Limit("images_per_post", MOST_PICTURES, f"{_LONG}: nine pic_id at most; a share has one", _DAY),
        Limit("image_bytes", FIT.max_bytes, f"{_SHARE}: below 5 MB", _DAY),
        Limit("article_title_characters", ARTICLE_TITLE, f"{_ARTICLE}: title 32", _DAY),
        Limit("article_characters", ARTICLE_BODY, f"{_ARTICLE}: content 90,000", _DAY),
        Limit("reply_characters", LONGEST_REPLY, "open.weibo.com, comments/reply: 140 Chinese characters", _DAY),
        Limit("listed_posts", 5, "open.weibo.com, user_timeline: the five newest for ordinary applications", _DAY),
    )  # fmt: skip
    late_fields: ClassVar[tuple[str, ...]] = (MARK_FIELD, "media_url/*", "pic_id/*")
    options: ClassVar[tuple[OptionField, ...]] = OPTIONS
    deadline: ClassVar[timedelta] = timedelta(seconds=30)
    settle: ClassVar[timedelta] = timedelta(seconds=5 + 30 + 145)
    """20032 promises a post within one or two minutes; half a minute more."""
    normalisations: ClassVar[tuple[Normalisation, ...]] = NORMALISATIONS
    withdrawal: ClassVar[Withdrawal | None] = WeiboWithdrawal()
    conversation: ClassVar[Conversation | None] = WeiboConversation()
    sign_in: ClassVar[SignIn] = SignIn(
        "/oauth2/authorize", "/oauth2/access_token", proves=False, redirect="https://api.weibo.com/oauth2/default.html"
    )
    """Codes are exchanged with the application's secret; open.weibo.com, Oauth2/access_token, read 2026-11-29."""

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        settings = checked_settings(variant.options)
        made = made_of(variant, settings, bench)
        content, is_article = variant.content, settings["form"] == ARTICLE
        kept = {name: settings[name] for name in ("form", "addresses", "rip") if settings[name] != _DEFAULTS[name]}
        payload = Payload(
            account=variant.account or AccountId(""),
            account_name=variant.account_name,
            platform=self.name,
            remote_uid=remote_uid,
            format="html" if is_article else self.format,
            title=content.title.strip(),
            summary=content.summary.strip() if is_article else "",
            link=content.link,
            slug="",
            language=content.language,
            parts=(made.part,),
            media=made.media,
            options=tuple(sorted({**kept, **_beside(made)}.items())),
            late=made.late,
        )
        return Composed(payload, made.bytes_of)

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        """Every remote call of a delivery; the one picture of a share travels with it."""
        uploads = () if calls.form_of(payload) == SHARE else payload.media
        plan = [Step(at, "upload", StepClass.REPEATABLE, media=m.ordinal) for at, m in enumerate(uploads, 1)]
        return (*plan, Step(len(plan) + 1, "publish", StepClass.PUBLIC, part=1))

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        if step.name == "upload":
            return calls.upload(order.payload.media[step.media - 1], order)
        return calls.publication(order)

    @override
    def received(self, step: Step, order: Order, reply: Reply) -> StepResult:
        answer = Fields(reply.json())
        if step.name == "upload":
            if calls.form_of(order.payload) == ARTICLE:
                return StepResult({f"media_url/{step.media}": _address_of_picture(answer)})
            return StepResult({f"pic_id/{step.media}": answer.text("pic_id")})
        if calls.form_of(order.payload) == ARTICLE:
            made = Fields(answer.optional("data"))
            number, url = made.text("mid"), made.text("url")
            if not number.isdigit():
                raise ValueError("an article without its post")
            return StepResult(remote_id=number, url=url)
        return StepResult(remote_id=calls.number_in(answer))

    @override
    def refusal(self, step: Step | None, reply: Reply, host: str) -> PlatformError | None:
        return refusal_of(reply, host, is_article=step is not None and step.name == "publish" and _is_of_article(reply))

    @override
    def words(self, reply: Reply) -> str:
        return words_of(reply)

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        return {MARK_FIELD: order.key}

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        uid, number = named_in(url)
        if not number or (uid and uid != order.payload.remote_uid):
            raise Refused(
                T("That is not the link of a post of this account."),
                T("Open the post on weibo.com and copy its address."),
            )
        return StepResult(remote_id=number, url=url)

    @override
    def expected(self, order: Order) -> Observed:
        payload = order.payload
        pictures = str(len(payload.media)) if calls.form_of(payload) == SHARE else " ".join(calls.picture_ids(order))
        return Observed("", (calls.text_of(order),), (), fields=(("pictures", pictures),))

    @override
    def doubts(self, payload: Payload) -> tuple[tuple[Text, Text], ...]:
        return (*_near_the_limit(payload), *(_TO_DECLARE if payload.option(_AI_MADE) else ()))

    @override
    def public_address(self, url: str, options: Mapping[str, str]) -> str:
        return url if is_loopback(urlsplit(url).hostname or "") else READERS

    @override
    def link(self, connection: Connection) -> Link:
        from editor_app.platforms.weibo.link import WeiboLink

        return WeiboLink(self, connection)


def _beside(made: Made) -> dict[str, str]:
    """What a payload says besides its settings."""
    said = {"post": made.post, _AI_MADE: "yes" if made.is_ai_made else ""}
    return {name: value for name, value in said.items() if value}


def _near_the_limit(payload: Payload) -> tuple[tuple[Text, Text], ...]:
    """The doubt about a short post that may be too long."""
    if calls.form_of(payload) == LONG:
        return ()
    text = payload.option("post") or payload.parts[0].body
    count = length(text, {"addresses": payload.option("addresses") or _DEFAULTS["addresses"]})
    if count <= SAFE_POST:
        return ()
    what = T(
        "The post has {length} characters as Weibo counts; above {safe} it has refused some.",
        length=count,
        safe=SAFE_POST,
    )
    return ((what, T("Shorten it, or accept it because this account has taken longer ones.")),)


def _address_of_picture(answer: Fields) -> str:
    """The address of an uploaded picture.

    Raises:
        ValueError: it is none that may stand in HTML as it is.
    """
    url = answer.text("original_pic")
    if not url.startswith(("http://", "https://")) or any(c in url for c in " \"'<>&"):
        raise ValueError("not a plain web address")
    return url


def _is_of_article(reply: Reply) -> bool:
    """Whether an answer has the form of headline articles: `code` instead of a post."""
    try:
        told = reply.json()
    except ValueError:
        return False
    return isinstance(told, dict) and "code" in told
