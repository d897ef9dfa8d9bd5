"""Where comments stand on a sealed page, and what a selection means in the text; apart because it runs on threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QTextDocument

from editor_app.domain.anchor import LONGEST_QUOTE, Anchor, anchor_at, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.account import Account
    from editor_app.domain.anchor import Found
    from editor_app.domain.comment import ThreadId
    from editor_app.domain.document import Revision
    from editor_app.domain.identifiers import AccountId
    from editor_app.rendering.diff import Change
    from editor_app.services.anchoring import Placed

_FIELDS: Final = ("body", "summary", "cover_alt", "source", "author", "link")
LONG: Final = 6_000
"""Characters from which on pages are compared on a thread."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A thread on a page, in characters of its plain text."""

    thread: ThreadId
    number: int
    start: int
    end: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """Everything that is marked on a page."""

    changes: tuple[Change, ...] = ()
    marks: tuple[Mark, ...] = ()


def plain_text(html: str) -> str:
    """The words of a page, character for character as its document counts them."""
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def looked(page: str, before: str | None, numbered: Sequence[tuple[int, Placed]], account: AccountId) -> Looked:
    """What is marked on the page of an account.

    Args:
        page: its plain text.
        before: HTML of the page compared with; None = nothing is.
        numbered: the threads on the document, each with its number.
        account: whose page it is.
    """
    from editor_app.rendering.diff import text_diff

    changes = text_diff(plain_text(before), page) if before is not None else ()
    found = (_mark(page, number, placed, account) for number, placed in numbered)
    return Looked(changes, tuple(mark for mark in found if mark is not None))


def anchor_for(page: str, span: tuple[int, int], revision: Revision, account: Account) -> Anchor | None:
    """What a selection on the page means in the text that the account says; None = it is in no field.

    A field that the account inherits is the document's: the comment then stands for every account.
    """
    from editor_app.services import anchoring

    start, end = span
    if not 0 <= start < end <= len(page) or end - start > LONGEST_QUOTE:
        return None
    chosen = anchor_at(page, start, end)
    title = anchoring.field_text(revision, "title", account)
    fields = ("title", *_FIELDS) if end <= len(title) + 1 and page.startswith(title) else _FIELDS
    for field in fields:
        text = anchoring.field_text(revision, field, account)
        found = _followed(chosen, page, text)
        if found is not None:
            owner = account.id if anchoring.is_own(revision, field, account) else None
            return anchor_at(text, found.start, found.end, field, owner)
    return None


def _mark(page: str, number: int, placed: Placed, account: AccountId) -> Mark | None:
    thread = placed.thread
    if placed.found is None or thread.anchor.account not in {None, account}:
        return None
    there = anchor_at(placed.text, placed.found.start, placed.found.end)
    found = _followed(there, placed.text, page)
    return Mark(thread.id, number, found.start, found.end, thread.is_open) if found else None


def _followed(anchor: Anchor, text: str, other: str) -> Found | None:
    from editor_app.rendering.diff import kept_stretches

    return place_of(anchor, text, other, kept_stretches(text, other)) if text else None
