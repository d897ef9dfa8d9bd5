"""The practice platform as an adapter: pure plans and requests for each of the five profiles."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, urlsplit

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.edition import MediaRole, Payload, filled
from editor_app.domain.errors import Accepted, Rejected
from editor_app.domain.identifiers import AccountId, Digest
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of, receipt_id, targets_of
from editor_app.domain.text import T, Text
from editor_app.platforms.article_fields import media_by_role, one_per_line, require_within_limits
from editor_app.platforms.articles import images_in, sealed_article, slug_of
from editor_app.platforms.contract import (
    Capabilities,
    Composed,
    Fit,
    Limit,
    Observed,
    OptionField,
    Outgoing,
    Step,
    StepClass,
    StepResult,
    Withdrawal,
)
from editor_app.platforms.http import is_loopback
from editor_app.platforms.http_link import HttpPlatform
from editor_app.platforms.offering import Family, Offer, Offered
from editor_app.platforms.outcomes import refused
from editor_app.platforms.sandbox.messages import SandboxConversation
from editor_app.platforms.sandbox.practice import BODY_BYTES, IMAGE_BYTES, TITLE_CHARACTERS
from editor_app.platforms.sandbox.profiles import Profile
from editor_app.platforms.sandbox.settings import COMPARED, PROFILE_WORDS, checked_settings, place, profile_of
from editor_app.platforms.sandbox.talk import REPLY_CHARACTERS
from editor_app.platforms.sandbox.withdrawing import SandboxWithdrawal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.domain.document import Variant
    from editor_app.domain.errors import PlatformError
    from editor_app.platforms.contract import Connection, Link, Normalisation, Order, Workbench
    from editor_app.platforms.messages import Conversation
    from editor_app.platforms.replies import Reply

_SOURCE = "editor_app/platforms/sandbox/practice.py"
_READ_ON = "2026-11-28"
_JSON = ("Content-Type", "application/json")
FIT = Fit(longest_side=2000, max_bytes=2_000_000)


class Sandbox(HttpPlatform, Offered):
    """Practice accounts on this machine."""

    name: ClassVar[str] = "sandbox"
    title: ClassVar[Text] = T("Practice account")
    tile: ClassVar[str] = "练"
    offer: ClassVar[Offer] = Offer(Family.PRACTICE, 1, T("To try everything; nothing leaves this computer"))
    format: ClassVar[str] = "html"
    capabilities: ClassVar[Capabilities] = Capabilities(
        edit=True,
        delete=True,
        alt_text=True,
        idempotent=False,
        find=True,
        drafts=True,
        comments=True,
        edits_several=True,
    )
    limits: ClassVar[tuple[Limit, ...]] = (
        Limit("title_characters", TITLE_CHARACTERS, _SOURCE, _READ_ON),
        Limit("body_bytes", BODY_BYTES, _SOURCE, _READ_ON),
        Limit("image_bytes", IMAGE_BYTES, _SOURCE, _READ_ON),
        Limit("reply_characters", REPLY_CHARACTERS, "editor_app/platforms/sandbox/talk.py", "2026-11-29"),
    )
    late_fields: ClassVar[tuple[str, ...]] = ("media_url/*", "draft_id")
    options: ClassVar[tuple[OptionField, ...]] = (
        OptionField(
            "profile",
            T("Kind of platform"),
            default=Profile.DRAFT_FLIP.value,
            hint=T("What kind of real platform it plays."),
            choices=PROFILE_WORDS,
        ),
        OptionField(
            "channel",
            T("Channel"),
            default="main",
            hint=T("Accounts with different channels don't see each other's posts."),
        ),
    )
    settle: ClassVar[timedelta] = timedelta(seconds=1)
    deadline: ClassVar[timedelta] = timedelta(seconds=10)
    normalisations: ClassVar[tuple[Normalisation, ...]] = ()
    withdrawal: ClassVar[Withdrawal | None] = SandboxWithdrawal()
    conversation: ClassVar[Conversation | None] = SandboxConversation()
    loopback_only: ClassVar[bool] = True
    on_register: ClassVar[bool] = False

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        settings = checked_settings(variant.options)
        article = sealed_article(variant, bench, FIT)
        require_within_limits(self, variant, article.part.body)
        content = variant.content
        flips = settings["profile"] == Profile.DRAFT_FLIP
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
            parts=(article.part,),
            media=article.media,
            options=tuple(sorted({**settings, "author": content.author, "tags": one_per_line(content.tags)}.items())),
            late=(*article.late, "draft_id") if flips else article.late,
        )
        return Composed(payload, article.bytes_of)

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        profile = profile_of(payload)
        uploads = [("upload", StepClass.REPEATABLE, 0, media.ordinal) for media in payload.media]
        drafts = profile is Profile.DRAFT_FLIP and measure_of(payload) is not Measure.EDIT
        draft = [("draft", StepClass.REPEATABLE, 1, 0)] if drafts else []
        plan = [*uploads, *draft, ("publish", profile.step_class, 1, 0)]
        return tuple(Step(n, name, kind, part, media) for n, (name, kind, part, media) in enumerate(plan, 1))

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        base = place(profile_of(order.payload), order.payload.option("channel") or "main")
        key = ("Idempotency-Key", order.key)
        if step.name == "upload":
            media = order.payload.media[step.media - 1]
            return Outgoing("POST", f"{base}/media", (("Content-Type", media.mime),), order.media(media.digest))
        if step.name == "draft":
            return Outgoing("POST", f"{base}/drafts", (_JSON, key), canonical(_entry(order)))
        if measure_of(order.payload) is Measure.EDIT:
            target = f"{base}/posts/{quote(targets_of(order.payload)[0], safe='')}"
            return Outgoing("PUT", target, (_JSON,), canonical(_entry(order)))
        match profile_of(order.payload):
            case Profile.DRAFT_FLIP:
                target = f"{base}/drafts/{quote(order.late['draft_id'], safe='')}/publish"
                return Outgoing("POST", target, (_JSON,), canonical({"slug": order.payload.slug}))
            case Profile.FILE:
                target = f"{base}/files/{quote(order.payload.slug, safe='')}"
                return Outgoing("PUT", target, (_JSON, key, ("If-None-Match", "*")), canonical(_entry(order)))
        return Outgoing("POST", f"{base}/posts", (_JSON, key), canonical(_entry(order)))

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        return {}

    @override
    def expected(self, order: Order) -> Observed:
        entry = {name: str(value) for name, value in _entry(order).items()}
        at = {order.late[f"media_url/{media.ordinal}"]: media.digest for media in order.payload.media}
        images = images_in(entry["html"])
        cover = [media.digest for media in media_by_role(order.payload, MediaRole.COVER)]
        return Observed(
            title=entry["title"],
            parts=(entry["html"],),
            alts=tuple(image.alt for image in images),
            media=(*(at.get(image.src, Digest("")) for image in images), *cover),
            link=entry["link"],
            fields=tuple((name, entry[name]) for name in COMPARED),
        )

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        if measure_of(order.payload) is Measure.EDIT:
            return StepResult(remote_id=receipt_id(targets_of(order.payload)[0], order.key), url=url)
        where, _, read = urlsplit(url).path.rpartition("/")
        number = order.late.get("draft_id") or (read if where == "/read" else "")
        return StepResult(remote_id=number, url=url) if number else None

    @override
    def received(self, step: Step, order: Order, reply: Reply) -> StepResult:
        fields = Fields(reply.json())
        if step.name == "upload":
            return StepResult(late={f"media_url/{step.media}": fields.text("url")})
        if step.name == "draft":
            return StepResult(late={"draft_id": fields.text("id")})
        if reply.status == 202:
            raise Accepted(T("The practice platform has accepted it and is checking it."), {}, self.settle)
        return posted(fields, order)

    @override
    def words(self, reply: Reply) -> str:
        try:
            return Fields(Fields(reply.json()).optional("error")).text("message")
        except ValueError:
            return ""

    @override
    def refusal(self, step: Step | None, reply: Reply, host: str) -> PlatformError | None:
        if reply.status == 412:  # another file lies at the path: certainly without effect
            return refused(host, self.words(reply))
        return super().refusal(step, reply, host)

    @override
    def edits(self, payload: Payload) -> bool:
        return profile_of(payload) is Profile.DRAFT_FLIP

    @override
    def link(self, connection: Connection) -> Link:
        from editor_app.platforms.sandbox.link import SandboxLink

        if not is_loopback(urlsplit(connection.url).hostname or ""):
            raise Rejected(
                T("Practice accounts are on this computer only."),
                T("Use the address that “editor-app sandbox” prints."),
            )
        return SandboxLink(self, connection)


def posted(post: Fields, order: Order) -> StepResult:
    """What a post that is there gives: its own id, or that of a change to it."""
    number = post.text("id")
    corrects = measure_of(order.payload) is Measure.EDIT
    return StepResult(remote_id=receipt_id(number, order.key) if corrects else number, url=post.text("url"))


def _entry(order: Order) -> dict[str, Json]:
    payload = order.payload
    cover = next(iter(media_by_role(payload, MediaRole.COVER)), None)
    return {
        "title": payload.title,
        "summary": payload.summary,
        "html": filled(payload.parts[0].body, order.late),
        "slug": payload.slug,
        "language": payload.language,
        "link": payload.link,
        "tags": payload.option("tags"),
        "author": payload.option("author"),
        "cover": order.late[f"media_url/{cover.ordinal}"] if cover else "",
        "cover_alt": cover.alt if cover else "",
    }
