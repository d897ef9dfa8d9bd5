"""What a PDS takes, in which order, and what readers must see afterwards: all of it pure.

Facts measured on PDS 0.5.35 on 2026-11-28, unless a line says otherwise.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.edition import Payload
from editor_app.domain.errors import Refused
from editor_app.domain.identifiers import AccountId
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T, Text
from editor_app.platforms.bluesky.addresses import COLLECTION, blob_cid, is_link_of, post_uri, record_key
from editor_app.platforms.bluesky.answers import SIGN_IN_ERRORS, error_of, flat, put_result, record_field
from editor_app.platforms.bluesky.messages import BlueskyConversation
from editor_app.platforms.bluesky.settings import WEB, checked_settings
from editor_app.platforms.bluesky.withdrawing import BlueskyWithdrawal
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
from editor_app.platforms.offering import Family, Offer, Offered
from editor_app.platforms.outcomes import sign_in_refused, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.domain.document import Variant
    from editor_app.domain.errors import PlatformError
    from editor_app.platforms.contract import Connection, Link, Normalisation, Order, Workbench
    from editor_app.platforms.messages import Conversation
    from editor_app.platforms.replies import Reply

_POST = "lexicon app.bsky.feed.post; measured on PDS 0.5.35"
_DAY = "2026-11-28"
_JSON = ("Content-Type", "application/json")


class Bluesky(HttpPlatform, Offered):
    """An account on a PDS, reached by an app password."""

    name: ClassVar[str] = "bluesky"
    title: ClassVar[Text] = T("Bluesky")
    tile: ClassVar[str] = "蓝"
    offer: ClassVar[Offer] = Offer(Family.NETWORKS, 2, T("Posts and threads"))
    format: ClassVar[str] = "text"
    capabilities: ClassVar[Capabilities] = Capabilities(
        edit=False, delete=True, alt_text=True, idempotent=True, find=True, drafts=False, comments=True, threads=True
    )
    limits: ClassVar[tuple[Limit, ...]] = (
        Limit("post_graphemes", 300, _POST, _DAY),
        Limit("post_bytes", 3000, _POST, _DAY),
        Limit("reply_characters", 300, _POST, _DAY),
        Limit("images_per_post", 4, "lexicon app.bsky.embed.images; measured on PDS 0.5.35", _DAY),
        Limit("image_bytes", 2_000_000, "lexicon app.bsky.embed.images; measured on PDS 0.5.35", _DAY),
        Limit("card_image_bytes", 1_000_000, "lexicon app.bsky.embed.external", _DAY),
        Limit("tag_bytes", 640, "lexicon app.bsky.richtext.facet", _DAY),
    )
    late_fields: ClassVar[tuple[str, ...]] = ("blob/*", "rkey/*", "created_at/*", "uri/*", "cid/*")
    options: ClassVar[tuple[OptionField, ...]] = (
        OptionField(
            "style",
            T("Form of a post"),
            default="thread",
            choices=(("thread", T("the whole text, as a thread")), ("card", T("title, summary and link"))),
        ),
        OptionField("web", T("Address of the web view"), default=WEB, hint=T("Where readers open a post.")),
    )
    deadline: ClassVar[timedelta] = timedelta(seconds=30)
    settle: ClassVar[timedelta] = timedelta(seconds=5 + 30 + 25)
    normalisations: ClassVar[tuple[Normalisation, ...]] = ()
    withdrawal: ClassVar[Withdrawal | None] = BlueskyWithdrawal()
    conversation: ClassVar[Conversation | None] = BlueskyConversation()

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        from editor_app.platforms.bluesky.composing import thread_of

        settings = checked_settings(variant.options)
        thread = thread_of(variant, settings["style"], bench)
        content = variant.content
        late = [f"blob/{medium.ordinal}" for medium in thread.media]
        late += [f"{name}/{part.ordinal}" for part in thread.parts for name in ("rkey", "created_at", "uri", "cid")]
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
            options=tuple(sorted(settings.items())),
            late=tuple(late),
        )
        return Composed(payload, thread.bytes_of)

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        plan = [("upload_blob", StepClass.REPEATABLE, 0, medium.ordinal) for medium in payload.media]
        plan += [("put", StepClass.KEYED, part.ordinal, 0) for part in payload.parts]
        return tuple(Step(n, name, kind, part, media) for n, (name, kind, part, media) in enumerate(plan, 1))

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        from editor_app.platforms.bluesky.records import record_of

        if step.name == "upload_blob":
            medium = order.payload.media[step.media - 1]
            headers = (("Content-Type", medium.mime),)
            return Outgoing("POST", "/xrpc/com.atproto.repo.uploadBlob", headers, order.media(medium.digest))
        body: dict[str, Json] = {
            "repo": order.payload.remote_uid,
            "collection": COLLECTION,
            "rkey": order.late[f"rkey/{step.part}"],
            "record": record_of(order.payload.parts[step.part - 1], order),
            "swapRecord": None,
        }
        return Outgoing("POST", "/xrpc/com.atproto.repo.putRecord", (_JSON,), canonical(body))

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        late: dict[str, str] = {}
        for part in order.payload.parts:
            moment = now + timedelta(milliseconds=part.ordinal - 1)  # readers sort a thread by these
            said = moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            late[f"rkey/{part.ordinal}"] = record_key(order.key, now, part.ordinal)
            late[f"created_at/{part.ordinal}"] = said
        return late

    @override
    def public_address(self, url: str, options: Mapping[str, str]) -> str:
        return checked_settings(options)["web"]

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        did, rkey = order.payload.remote_uid, order.late[f"rkey/{step.part}"]
        if not is_link_of(url, did, rkey):
            raise Refused(
                T("That is the link of another post; this delivery's ends in {id}.", id=rkey),
                T("Look for the post that ends so; if there is none, it is not there."),
            )
        if step.part < len(order.payload.parts):
            return None  # the next part answers this one by its cid, which no link tells
        return StepResult(remote_id=post_uri(did, rkey), url=f"{order.payload.option('web')}/profile/{did}/post/{rkey}")

    @override
    def expected(self, order: Order) -> Observed:
        from editor_app.platforms.bluesky.records import alts_of, pictures_of, record_of

        parts = order.payload.parts
        return Observed(
            title="",
            parts=tuple(part.body for part in parts),
            alts=tuple(alt for part in parts for alt in alts_of(part, order)),
            media=tuple(medium.digest for part in parts for medium in pictures_of(part, order)),
            fields=tuple((record_field(part.ordinal), flat(record_of(part, order))) for part in parts),
        )

    @override
    def received(self, step: Step, order: Order, reply: Reply) -> StepResult:
        fields = Fields(reply.json())
        if step.name == "upload_blob":
            return StepResult(late={f"blob/{step.media}": _blob_of(fields, step, order)})
        return put_result(step, order, fields)

    @override
    def words(self, reply: Reply) -> str:
        return error_of(reply)[1]

    @override
    def refusal(self, step: Step | None, reply: Reply, host: str) -> PlatformError | None:
        error = error_of(reply)[0]
        if reply.status == 400 and error in SIGN_IN_ERRORS:
            return sign_in_refused(host)
        if reply.status == 400 and error == "InvalidSwap":
            # Something lies under our own record key: an earlier request of ours did arrive.
            return unknown(host, T("a post is there already"))
        return super().refusal(step, reply, host)

    @override
    def link(self, connection: Connection) -> Link:
        from editor_app.platforms.bluesky.link import BlueskyLink

        return BlueskyLink(self, connection)


def _blob_of(fields: Fields, step: Step, order: Order) -> str:
    """The blob as records name it, when it is the sealed picture."""
    medium = order.payload.media[step.media - 1]
    blob = fields.optional("blob")
    wanted = {"$type": "blob", "mimeType": medium.mime, "ref": {"$link": blob_cid(medium.digest)}, "size": medium.size}
    if blob != wanted:
        raise ValueError("the server keeps another picture than the one that was sent")
    return canonical(blob).decode()
