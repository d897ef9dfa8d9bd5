"""Where each comment stands in a revision: the text it is about, followed from the revision that was commented on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from editor_app.domain.anchor import Anchor, Found, anchor_at, place_of
from editor_app.domain.document import Content
from editor_app.domain.errors import Invalid
from editor_app.domain.media import placements
from editor_app.domain.text import T
from editor_app.domain.variant import overridden_fields
from editor_app.services import pointing

if TYPE_CHECKING:
    from editor_app.domain.account import Account
    from editor_app.domain.anchor import Stretch
    from editor_app.domain.chart import Chart
    from editor_app.domain.comment import Thread
    from editor_app.domain.document import Revision

PICTURE = "picture"
CHART = pointing.CHART
_COMPARED = 64
"""Pairs of texts whose comparison is kept at hand."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A thread, and where it stands in one revision."""

    thread: Thread
    account_name: str
    """Of the variant that is meant; empty = the master."""
    text: str
    """What the field says there; empty when it is gone."""
    found: Found | None
    """None = the whole field, or gone."""
    is_orphaned: bool
    """The words, the picture or the chart were taken out; the quote says what they were."""

    @property
    def words(self) -> str:
        """What stands there now; what stood there when it is gone."""
        return self.text[self.found.start : self.found.end] if self.found else self.thread.anchor.quote


def placed(thread: Thread, before: Revision, now: Revision, account: Account | None) -> Placed:
    """Where the thread stands in `now`.

    Args:
        thread: a thread on the document.
        before: the revision that was commented on.
        now: the one that is looked at.
        account: whose variant the thread is about; None = the master.
    """
    anchor = thread.anchor
    name = account.name if account else ""
    text = text_of(now, anchor, account)
    if text is None:
        return Placed(thread, name, "", None, is_orphaned=True)
    if not anchor.quote:
        return Placed(thread, name, text, None, is_orphaned=False)
    old = text_of(before, anchor, account) or ""
    found = _in_chart(anchor, before, now) or place_of(anchor, old, text, _kept(old, text))
    return Placed(thread, name, text, found, is_orphaned=found is None)


def text_of(revision: Revision, anchor: Anchor, account: Account | None) -> str | None:
    """What the revision says where the anchor points to; None = its picture or chart isn't placed any more."""
    if anchor.field == CHART:
        chart = _chart_of(revision, anchor)
        return None if chart is None else pointing.chart_words(chart)
    if anchor.field == PICTURE:
        return _alt_of(revision, anchor.subject, account)
    return field_text(revision, anchor.field, account)


def _in_chart(anchor: Anchor, before: Revision, now: Revision) -> Found | None:
    charts = _chart_of(before, anchor), _chart_of(now, anchor)
    return pointing.followed(anchor, charts[0], charts[1]) if charts[0] is not None and charts[1] is not None else None


def _chart_of(revision: Revision, anchor: Anchor) -> Chart | None:
    return next((one for one in revision.charts if anchor.field == CHART and one.id == anchor.subject), None)


def field_text(revision: Revision, field: str, account: Account | None) -> str:
    """A field as the account says it, lists line by line.

    Raises:
        Invalid: there is no such field.
    """
    if field not in Content.__dataclass_fields__:
        raise Invalid(
            T("There is no field “{name}”.", name=field),
            T("Choose one of {names}.", names=", ".join(sorted(Content.__dataclass_fields__))),
        )
    override = overridden_fields(revision, account).get(field) if account else None
    if override is not None:
        return override.value
    value = getattr(revision.content, field)
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def is_own(revision: Revision, field: str, account: Account) -> bool:
    """Whether the account says the field differently from the master."""
    return field in overridden_fields(revision, account)


def anchor_on(
    revision: Revision, words: str, field: str = "body", account: Account | None = None, subject: str = ""
) -> Anchor:
    """The anchor of words that stand once in a field, a picture's alternative text or a chart; no words = all of it.

    Raises:
        Invalid: they stand there not at all, or several times; or there is no such field, picture or chart.
    """
    whole = Anchor(field, account.id if account else None, subject)
    text = text_of(revision, whole, account)
    if text is None:
        raise Invalid(T("No such picture or chart stands in this document."), T("Look at its newest revision."))
    if not words:
        return whole
    count = text.count(words)
    if count != 1:
        raise Invalid(
            T("“{words}” stands {count} times in this field.", words=words[:40], count=count),
            T("Quote so many words that they stand there once."),
        )
    start = text.index(words)
    found = anchor_at(text, start, start + len(words), field, whole.account)
    return Anchor(field, whole.account, subject, found.quote, found.prefix, found.suffix, found.start)


def _alt_of(revision: Revision, digest: str, account: Account | None) -> str | None:
    if field_text(revision, "cover", account) == digest:
        return field_text(revision, "cover_alt", account)
    found = (one for one in placements(field_text(revision, "body", account)) if one.media == digest)
    return next((one.alt for one in found), None)


@lru_cache(maxsize=_COMPARED)
def _kept(before: str, now: str) -> tuple[Stretch, ...]:
    """Many threads stand on the same two texts, which are compared once."""
    from editor_app.rendering.diff import kept_stretches

    return kept_stretches(before, now)
