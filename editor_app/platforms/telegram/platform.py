"""What a Telegram channel takes, in which order, and what readers must see afterwards: all of it pure.

Facts of core.telegram.org/bots/api (read 2026-11-29). Nothing was measured on a live channel: a bot has no key for a
post and can't read its channel, so nothing is guessed, and a lost answer is asked about.
"""

from __future__ import annotations

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
from editor_app.platforms.offering import Family, Offer, Offered
from editor_app.platforms.outcomes import sign_in_refused
from editor_app.platforms.telegram import calls
from editor_app.platforms.telegram.composing import ALBUM, FIT, captions_of, posts_of
from editor_app.platforms.telegram.markup import CAPTION_UNITS, TEXT_UNITS
from editor_app.platforms.telegram.settings import OPTIONS, checked_settings
from editor_app.platforms.telegram.withdrawing import TelegramWithdrawal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.document import Variant
    from editor_app.domain.errors import PlatformError
    from editor_app.platforms.contract import Connection, Link, Normalisation, Order, Workbench
    from editor_app.platforms.replies import Reply

_API = "core.telegram.org/bots/api"
_DAY = "2026-11-29"
_LONGEST = 6 * 3600
TEXT, ALBUM_STEP, EDIT_TEXT, EDIT_PICTURE = "post", "album", "edit", "edit_picture"


class Telegram(HttpPlatform, Offered):
    """A channel in which a bot of ours may post."""

    name: ClassVar[str] = "telegram"
    title: ClassVar[Text] = T("Telegram channel")
    tile: ClassVar[str] = "电"
    offer: ClassVar[Offer] = Offer(Family.NETWORKS, 3, T("Posts in a channel"))
    format: ClassVar[str] = "html"
    capabilities: ClassVar[Capabilities] = Capabilities(
        edit=True,
        delete=True,
        alt_text=True,
        idempotent=False,
        find=False,
        drafts=False,
        comments=False,
        read_back=False,
        edits_parts=True,
    )
    limits: ClassVar[tuple[Limit, ...]] = (
        Limit("post_units", TEXT_UNITS, f"{_API}, sendMessage: UTF-16 units after entities", _DAY),
        Limit("caption_units", CAPTION_UNITS, f"{_API}, sendPhoto: UTF-16 units after entities", _DAY),
        Limit("images_per_post", ALBUM, f"{_API}, sendMediaGroup: 2 to 10", _DAY),
        Limit("image_bytes", FIT.max_bytes, f"{_API}, sendPhoto: at most 10 MB", _DAY),
        Limit("hours_to_delete", 48, f"{_API}, deleteMessage", _DAY),
    )
    late_fields: ClassVar[tuple[str, ...]] = ()
    options: ClassVar[tuple[OptionField, ...]] = OPTIONS
    deadline: ClassVar[timedelta] = timedelta(seconds=60)
    settle: ClassVar[timedelta] = timedelta(seconds=5 + 60)
    normalisations: ClassVar[tuple[Normalisation, ...]] = ()
    withdrawal: ClassVar[Withdrawal | None] = TelegramWithdrawal()

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        settings, content = checked_settings(variant.options), variant.content
        made = posts_of(variant, bench)
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
            parts=made.parts,
            media=made.media,
            options=(("preview", settings["preview"]), ("silent", settings["silent"])),
        )
        return Composed(payload, made.bytes_of)

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        """Every remote call of a delivery; a correction changes each message in its place."""
        plan = list[tuple[str, StepClass, int]]()
        corrects = measure_of(payload) is Measure.EDIT
        for part in payload.parts:
            if not corrects:
                plan.append((ALBUM_STEP if part.media else TEXT, StepClass.PUBLIC, part.ordinal))
            elif not part.media:
                plan.append((EDIT_TEXT, StepClass.FLIP, part.ordinal))
            else:
                plan += [(f"{EDIT_PICTURE}/{at}", StepClass.FLIP, part.ordinal) for at in range(len(part.media))]
        return tuple(Step(n, name, kind, part) for n, (name, kind, part) in enumerate(plan, 1))

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        part = order.payload.parts[step.part - 1]
        if step.name == TEXT:
            return calls.text_post(part, order)
        if step.name == ALBUM_STEP:
            return calls.album_post(part, order)
        message = _message(step, order)
        if step.name == EDIT_TEXT:
            return calls.text_edit(part, order, message)
        return calls.picture_edit(part, _place(step), order, message)

    @override
    def received(self, step: Step, order: Order, reply: Reply) -> StepResult:
        if step.name in {TEXT, ALBUM_STEP}:
            return calls.posted(reply)
        message = _message(step, order)
        return StepResult(remote_id=receipt_id(str(message), order.key), url=order.payload.option("address"))

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        return {}

    @override
    def expected(self, order: Order) -> Observed:
        parts = order.payload.parts
        alts = tuple(caption for part in parts if part.media for caption in captions_of(part))
        return Observed("", tuple(part.body for part in parts if not part.media), alts)

    @override
    def public_address(self, url: str, options: Mapping[str, str]) -> str:
        return calls.WEB

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        """A post by its link; the pictures of an album are numbered one after the other, the link is of the first."""
        number = calls.number_in(url)
        if number is None:
            return None
        if step.name not in {TEXT, ALBUM_STEP}:
            return StepResult(remote_id=receipt_id(str(_message(step, order)), order.key), url=url)
        count = max(len(order.payload.parts[step.part - 1].media), 1)
        return StepResult(remote_id=calls.AND.join(str(number + at) for at in range(count)), url=url)

    @override
    def doubts(self, payload: Payload) -> tuple[tuple[Text, Text], ...]:
        if measure_of(payload) is not Measure.EDIT or self.fits_in_place(payload):
            return ()
        what = T("The corrected text makes other posts than there are, and can't be put in their place.")
        return ((what, T("Withdraw the posts and publish anew, or send a follow-up.")),)

    def fits_in_place(self, payload: Payload) -> bool:
        """Whether a correction has as many messages as it replaces, texts and pictures alike.

        What was corrected before is known message by message, no longer by albums: then only their number tells.
        """
        there, wanted = [len(calls.numbers_of(target)) for target in targets_of(payload)], _sizes(payload)
        return there == wanted or (set(there) == {1} and len(there) == sum(wanted))

    @override
    def words(self, reply: Reply) -> str:
        return calls.description(reply)

    @override
    def refusal(self, step: Step | None, reply: Reply, host: str) -> PlatformError | None:
        if step is not None and step.name not in {TEXT, ALBUM_STEP} and calls.says(reply, (calls.NOT_MODIFIED,)):
            return None
        if reply.status == 404:  # a bot of that token doesn't exist (any more)
            return sign_in_refused(host)
        if reply.status == 429 and "retry-after" not in reply.headers:
            seconds = _asked_to_wait(reply)
            wait = timedelta(seconds=seconds)
            return RateLimited(T("{host} asks to wait {seconds} seconds.", host=host, seconds=seconds), wait)
        return super().refusal(step, reply, host)

    @override
    def link(self, connection: Connection) -> Link:
        from editor_app.platforms.telegram.link import TelegramLink

        return TelegramLink(self, connection)


def _place(step: Step) -> int:
    """Which picture of its album a step changes, counted from 0."""
    return int(step.name.partition("/")[2])


def _message(step: Step, order: Order) -> int:
    """The number of the message that a step changes; 0 = there is none in that place."""
    numbers = [number for target in targets_of(order.payload) for number in calls.numbers_of(target)]
    at = sum(_sizes(order.payload)[: step.part - 1]) + (0 if step.name == EDIT_TEXT else _place(step))
    return numbers[at] if at < len(numbers) else 0


def _sizes(payload: Payload) -> list[int]:
    """How many messages each part makes."""
    return [max(len(part.media), 1) for part in payload.parts]


def _asked_to_wait(reply: Reply) -> int:
    """Seconds of `parameters.retry_after`; a minute when it doesn't say."""
    try:
        asked = Fields(Fields(reply.json()).optional("parameters")).integer("retry_after")
    except ValueError:
        return 60
    return min(max(asked, 1), _LONGEST)
