"""How a recall case is told on the command line: as lines, as tables and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.cli.words import _
from editor_app.domain.edition import EditionKind
from editor_app.domain.recall import MEASURE_WORDS, STANDING_WORDS
from editor_app.domain.text import T, T_n

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.cli.answers import Voice
    from editor_app.domain.canonical import Json
    from editor_app.services.recalling import Case, Place

CASE_HEAD = (_("Case"), _("Document"), _("Title"), _("Kind"), _("Copies left"))
PLACE_HEAD = (_("No."), _("Account"), _("Measure"), _("State"), _("Address"))
KIND_WORDS = {EditionKind.CORRECTION: T("correction"), EditionKind.WITHDRAWAL: T("withdrawal")}


def case_as_json(voice: Voice, case: Case) -> dict[str, Json]:
    """Everything of a case."""
    row = case.row
    return {
        "case": row.id,
        "document": row.number,
        "title": row.title,
        "kind": row.kind.value,
        "reason": row.reason,
        "opened_by": row.opened_by,
        "opened_at": row.opened_at.isoformat(),
        "closed_at": row.closed_at.isoformat() if row.closed_at else None,
        "note": row.note,
        "left": len(case.left),
        "copies": [_place_as_json(voice, place) for place in case.places],
        "citing": [{"document": each.number, "title": each.title} for each in case.citing],
    }


def case_row(voice: Voice, case: Case) -> tuple[str, ...]:
    """One line of the list."""
    left = f"{len(case.left)}/{len(case.places)}"
    return case.row.id[:8], case.row.number, case.row.title, voice.words(KIND_WORDS[case.row.kind]), left


def case_lines(voice: Voice, case: Case) -> Iterator[str]:
    """What stands above the table of copies."""
    row = case.row
    yield f"{row.id[:8]} · {voice.words(KIND_WORDS[row.kind])} · {row.number} {row.title}"
    yield voice.words(T("Opened by {name}: {reason}", name=row.opened_by, reason=row.reason))
    if row.closed_at is not None:
        yield voice.words(T("Closed by {name}: {note}", name=row.closed_by, note=row.note))
    elif case.left:
        yield voice.words(
            T_n(
                "{count} copy is neither proven nor signed off.",
                "{count} copies are neither proven nor signed off.",
                count=len(case.left),
            )
        )
    else:
        yield voice.words(T("Every copy is proven or signed off; the case can be closed."))
    for each in case.citing:
        yield voice.words(T("It is quoted in {number} {title}.", number=each.number, title=each.title))


def place_rows(voice: Voice, case: Case) -> Iterator[tuple[str, ...]]:
    """One line for each copy."""
    for place in case.places:
        yield (
            str(place.row.ordinal),
            place.row.account_name or "—",
            voice.words(MEASURE_WORDS[place.row.measure]),
            voice.words(STANDING_WORDS[place.standing]),
            place.row.url,
        )


def _place_as_json(voice: Voice, place: Place) -> dict[str, Json]:
    return {
        "item": place.row.ordinal,
        "account": place.row.account_name,
        "url": place.row.url,
        "measure": place.row.measure.value,
        "offered": [measure.value for measure in place.offered],
        "standing": place.standing.value,
        "words": voice.words(STANDING_WORDS[place.standing]),
        "settled": place.is_settled,
        "read_at": place.serving.read_at.isoformat() if place.serving and place.serving.read_at else None,
        "proofs": [
            {
                "outcome": proof.outcome,
                "link": proof.link,
                "screenshot": proof.screenshot,
                "note": proof.note,
                "by": proof.by,
                "at": proof.at.isoformat(),
            }
            for proof in place.proofs
        ],
    }
