"""The form on which a reviewer decides on paper: the digest in groups, two boxes, and a place to copy its beginning."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from editor_app.domain.identifiers import grouped
from editor_app.domain.text import T, Text
from editor_app.rendering.typeset import typeset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.text import Lookup

_WORDS: Mapping[str, Text] = {
    "form": T("Review form"),
    "digest": T("Digest of the edition (SHA-256)"),
    "copy": T("Copy the first three groups by hand: they say which edition you mean."),
    "stage": T("Stage"),
    "duty": T("Duty"),
    "reviewer": T("Reviewer"),
    "accounts": T("Accounts"),
    "account": T("Account"),
    "title": T("Title"),
    "contents": T("Contents"),
    "decision": T("Decision"),
    "approve": T("I approve the edition with this digest."),
    "return": T("I return the edition with this digest, because:"),
    "reason": T("Reason"),
    "name": T("Name in block letters"),
    "signature": T("Signature"),
    "date": T("Date"),
    "rule": T(
        "Whoever wrote or submitted the text may not sign. A member of the desk countersigns this form with its scan."
    ),
}


@dataclass(frozen=True, slots=True)
class Form:
    """Everything that the form shows, in one language."""

    language: str
    """`zh` or `en`."""
    words: Mapping[str, str]
    """From `form_words`."""
    workspace: str
    number: str
    title: str
    summary: str
    digest: str
    stage: str
    duty: str
    reviewer: str
    accounts: tuple[tuple[str, str, str], ...]
    """(account, title, contents)."""
    printed_at: datetime
    """Aware; the PDF's date."""


def form_words(lookup: Lookup) -> dict[str, str]:
    """The fixed words of the form in the language of `lookup`."""
    return {name: text.render(lookup) for name, text in _WORDS.items()}


def review_form(form: Form, kind: Literal["pdf", "png"] = "pdf") -> tuple[bytes, ...]:
    """The form as one PDF/A-2a, or its pages as PNG at 144 dots an inch; the same form gives the same bytes.

    Raises:
        Unavailable: no Chinese font, or the page can't be set.
    """
    return typeset(
        "review_form",
        _as_data(form),
        form.printed_at,
        kind,
        lambda cause: T("The review form can't be set: {cause}", cause=cause),
    )


def _as_data(form: Form) -> dict[str, object]:
    groups = grouped(form.digest, 16).split(" ")
    return {**asdict(form), "printed_at": "", "digest_whole": form.digest, "groups": groups}
