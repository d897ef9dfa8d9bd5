"""What a bulletin by e-mail takes, in which order, and what readers get: all of it pure.

Facts of RFC 5321 and 5322 (read 2026-11-29), measured on maildev 3.0.0 on 2026-11-29. SMTP knows no key and can't be
read back: what a server has accepted is never sent again, and an answer lost after the last dot is asked about.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from editor_app.domain.edition import Part, Payload
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import AccountId
from editor_app.domain.text import T, Text
from editor_app.platforms.article_fields import require_within_limits
from editor_app.platforms.articles import images_in, sealed_article
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
)
from editor_app.platforms.email_bulletin.addresses import MOST, recipients
from editor_app.platforms.email_bulletin.composing import letter_body, letter_text
from editor_app.platforms.email_bulletin.letters import (
    BATCH,
    batches,
    content_id,
    letter,
    named,
    order_html,
)
from editor_app.platforms.email_bulletin.settings import OPTIONS, checked_settings, require_header
from editor_app.platforms.offering import Family, Offer, Offered
from editor_app.platforms.units import ByOperations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.document import Variant
    from editor_app.platforms.contract import Connection, Link, Normalisation, Order, Workbench

FIT = Fit(longest_side=1280, max_bytes=400_000)
_DAY = "2026-11-29"


class EmailBulletin(Platform, Offered, ByOperations):
    """Letters over a mail server that we may send through; it signs them (DKIM) and brings them to their readers."""

    name: ClassVar[str] = "email_bulletin"
    title: ClassVar[Text] = T("E-mail bulletin")
    tile: ClassVar[str] = "邮"
    offer: ClassVar[Offer] = Offer(Family.MAIL, 1, T("Letters to the readers of a list"))
    format: ClassVar[str] = "html"
    capabilities: ClassVar[Capabilities] = Capabilities(
        edit=False,
        delete=False,
        alt_text=True,
        idempotent=False,
        find=False,
        drafts=False,
        comments=False,
        read_back=False,
    )
    limits: ClassVar[tuple[Limit, ...]] = (
        Limit("title_characters", 200, "Press Desk: mail programs show far fewer", _DAY),
        Limit("body_bytes", 500_000, "Press Desk: Gmail clips a letter at about 102 KB of HTML", _DAY),
        Limit("image_bytes", FIT.max_bytes, "Press Desk: many servers take 10 MB a letter (RFC 1870 SIZE)", _DAY),
        Limit("image_side", FIT.longest_side, "Press Desk: twice the width of a letter", _DAY),
        Limit("recipients", MOST, "Press Desk: more belong on a list server", _DAY),
        Limit("recipients_per_letter", BATCH, "RFC 5321 4.5.3.1.8: at least 100 are taken", _DAY),
    )
    late_fields: ClassVar[tuple[str, ...]] = ("date", "media_url/*", "queue/*", "refused/*")
    options: ClassVar[tuple[OptionField, ...]] = OPTIONS
    deadline: ClassVar[timedelta] = timedelta(seconds=120)
    """RFC 5321 4.5.3.2 allows ten minutes for the last answer; a server that takes two is asked about."""
    settle: ClassVar[timedelta] = timedelta(seconds=5 + 120)
    normalisations: ClassVar[tuple[Normalisation, ...]] = ()

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        settings, content = checked_settings(variant.options), variant.content
        if not content.title.strip():
            raise Invalid(T("The document has no title."), T("Write a title."))
        require_header(content.title)
        article = sealed_article(variant, bench, FIT)
        body = letter_body(variant, article.part.body)
        require_within_limits(self, variant, body)
        text = letter_text(variant, article.part.body)
        named = variant.options.get("to", "")
        readers = recipients(named).addresses if named else ()
        payload = Payload(
            account=variant.account or AccountId(""),
            account_name=variant.account_name,
            platform=self.name,
            remote_uid=remote_uid,
            format=self.format,
            title=content.title.strip(),
            summary=content.summary,
            link=content.link,
            slug="",
            language=content.language,
            parts=(Part(1, body, article.part.media, (("text", text),)),),
            media=article.media[: len(article.part.media)],  # no cover: a letter shows what stands in its text
            options=tuple(sorted({**settings, "recipients": "\n".join(readers)}.items())),
        )
        shown = {medium.digest: article.bytes_of[medium.digest] for medium in payload.media}
        return Composed(_with_late_fields(payload), shown)

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        """A letter each: whoever was reached by an earlier one is not written to again."""
        count = len(batches(payload))
        return tuple(Step(n, "letter", StepClass.PUBLIC, part=int(n == 1)) for n in range(1, count + 1))

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        """The letter with its envelope: sender and recipients."""
        readers = batches(order.payload)[step.ordinal - 1]
        envelope = " ".join((order.payload.option("sender"), *readers))
        return Outgoing("MAIL", envelope, (("Content-Type", "message/rfc822"),), letter(order, step.ordinal))

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        date = format_datetime(now.astimezone(UTC).replace(microsecond=0))
        pictures = {f"media_url/{m.ordinal}": f"cid:{content_id(order.payload, m)}" for m in order.payload.media}
        return {"date": date, **pictures}

    @override
    def expected(self, order: Order) -> Observed:
        body = order_html(order)
        return Observed(order.payload.title, (body,), tuple(image.alt for image in images_in(body)))

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        """The letter's own name, which the server's log has; whatever link a person gives, it has none of its own."""
        return named(step, order)

    @override
    def link(self, connection: Connection) -> Link:
        from editor_app.platforms.email_bulletin.link import MailLink

        return MailLink(self, connection)


def _with_late_fields(payload: Payload) -> Payload:
    letters = range(1, len(batches(payload)) + 1)
    pictures = tuple(f"media_url/{medium.ordinal}" for medium in payload.media)
    told = tuple(f"{name}/{at}" for at in letters for name in ("queue", "refused"))
    return replace(payload, late=("date", *pictures, *told))
