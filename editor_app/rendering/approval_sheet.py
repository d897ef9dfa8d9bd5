"""The approval sheet as PDF/A: what was approved, by whom and for which accounts, for filing and inspection."""

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
    "approval_sheet": T("Approval sheet"),
    "digest": T("Digest (SHA-256)"),
    "printed": T("Printed"),
    "approvals": T("Approvals"),
    "not_yet": T("Not signed yet"),
    "key": T("Key"),
    "valid": T("signature valid"),
    "invalid": T("signature NOT valid"),
    "reason": T("Reason:"),
    "accounts": T("Accounts"),
    "account": T("Account"),
    "platform": T("Platform"),
    "title": T("Title"),
    "contents": T("Contents"),
    "accepted": T("Accepted warnings"),
    "finding": T("Finding"),
    "reason_given": T("Reason given"),
    "media": T("Pictures"),
    "place": T("Place"),
    "kind": T("Kind"),
    "alt": T("Alternative text"),
}


@dataclass(frozen=True, slots=True)
class SheetSignature:
    """One decision on a stage, already in words."""

    name: str
    decision: str
    """“approved”, “returned” in the sheet's language."""
    at: str
    """Local time with zone, as people read it."""
    fingerprint: str
    """Of the signer's key: its words or its grouped digits."""
    where: str
    reason: str
    valid: bool
    """The signature was verified when this sheet was made."""


@dataclass(frozen=True, slots=True)
class SheetStage:
    """One stage of the route with its decisions."""

    name: str
    duty: str
    signatures: tuple[SheetSignature, ...]
    proof: bool = False
    """A proof-reading pass: drawn as a circle."""


@dataclass(frozen=True, slots=True)
class SheetAccount:
    """What one account receives, in a line."""

    name: str
    platform: str
    title: str
    contents: str
    """“1,204 characters, 2 pictures” in the sheet's language."""


@dataclass(frozen=True, slots=True)
class SheetMedium:
    """One sealed picture."""

    place: str
    """“Website, 1”."""
    kind: str
    """“JPEG 1080 × 720, 196 KB”."""
    alt: str
    digest: str
    """64 hexadecimal digits; the sheet shows the first twelve."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that an approval sheet shows, in one language; services fill it."""

    language: str
    """`zh` or `en`."""
    words: Mapping[str, str]
    """From `sheet_words`."""
    workspace: str
    number: str
    """Document number and edition: “2026-0017 · Edition 2”."""
    title: str
    summary: str
    digest: str
    """Of the edition: 64 hexadecimal digits."""
    facts: tuple[tuple[str, str], ...]
    """(name, value) in reading order: state, submitter, signed window, route, source, document number …"""
    stages: tuple[SheetStage, ...]
    accounts: tuple[SheetAccount, ...]
    media: tuple[SheetMedium, ...]
    accepted: tuple[tuple[str, str], ...]
    """(finding, reason) of warnings that the submitter accepted."""
    printed_at: datetime
    """Aware; goes into the PDF as its date, so that the same sheet gives the same bytes."""
    printed: str
    """The same as people read it."""


def sheet_words(lookup: Lookup) -> dict[str, str]:
    """The fixed words of the sheet in the language of `lookup`."""
    return {name: text.render(lookup) for name, text in _WORDS.items()}


def approval_sheet_pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF/A-2a; the same sheet always gives the same bytes.

    Raises:
        Unavailable: no Chinese font, or the page can't be set.
    """
    return b"".join(_compiled(sheet, "pdf"))


def approval_sheet_png(sheet: Sheet) -> tuple[bytes, ...]:
    """The pages as PNG at 144 dots an inch, to be shown before printing.

    Raises:
        Unavailable: as `approval_sheet_pdf`.
    """
    return _compiled(sheet, "png")


def _compiled(sheet: Sheet, form: Literal["pdf", "png"]) -> tuple[bytes, ...]:
    return typeset(
        "approval_sheet",
        _as_data(sheet),
        sheet.printed_at,
        form,
        lambda cause: T("The approval sheet can't be set: {cause}", cause=cause),
    )


def _as_data(sheet: Sheet) -> dict[str, object]:
    return {
        **asdict(sheet),
        "printed_at": "",
        "digest": grouped(sheet.digest, 16),
        "digest_head": grouped(sheet.digest),
        "digest_whole": sheet.digest,
        "stages": [_stage(stage, chinese=sheet.language == "zh") for stage in sheet.stages],
        "media": [{**asdict(one), "digest": grouped(one.digest)} for one in sheet.media],
    }


def _stage(stage: SheetStage, *, chinese: bool) -> dict[str, object]:
    """The stage with its seal: two characters of its name; one word says whether every signature holds."""
    state = "open"
    if stage.signatures:
        state = "valid" if all(one.valid for one in stage.signatures) else "broken"
    characters = list(stage.name[:2]) if chinese else [stage.name[:1].upper()]
    return {**asdict(stage), "state": state, "round": stage.proof, "characters": characters}
