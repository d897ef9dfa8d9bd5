"""Cases, measures and standings in the window's words and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor_app.domain.edition import EditionKind
from editor_app.domain.recall import MEASURE_WORDS, STANDING_WORDS, Measure, Standing
from editor_app.ui.i18n import N_, joined, said, tr, tr_n

if TYPE_CHECKING:
    from editor_app.services.recalling import Case, Place

KINDS: Final = {EditionKind.CORRECTION: N_("Correction"), EditionKind.WITHDRAWAL: N_("Withdrawal")}
_MARKS: Final = {
    Standing.OPEN: ("ask", "ochre"),
    Standing.REVIEW: ("queued", "ink2"),
    Standing.READY: ("queued", "indigo"),
    Standing.UNDER_WAY: ("working", "indigo"),
    Standing.STUCK: ("ask", "ochre"),
    Standing.SENT: ("sent", "ink2"),
    Standing.STILL_LIVE: ("failed", "carmine"),
    Standing.GONE: ("verified", "green"),
    Standing.CORRECTED: ("verified", "green"),
    Standing.NOTED: ("verified", "green"),
    Standing.SIGNED_OFF: ("done", "green"),
}
_SEGMENTS: Final = {
    Standing.STILL_LIVE: "failed",
    Standing.STUCK: "ask",
    Standing.UNDER_WAY: "working",
    Standing.GONE: "verified",
    Standing.CORRECTED: "verified",
    Standing.NOTED: "verified",
    Standing.SIGNED_OFF: "verified",
}
_OUTCOMES: Final = {"gone": N_("it is gone"), "corrected": N_("it is corrected"), "kept": N_("it stays")}
_ADVICE: Final = {
    Standing.STUCK: N_("It was not done. The delivery says why, and what can be done."),
    Standing.STILL_LIVE: N_("Readers still find it. Set it right on the platform, then keep a proof here."),
    Standing.SENT: N_(
        "Done, and soon read back. Where a platform can't be read, look at it yourself and keep a proof."
    ),
}
EXPLAINED: Final = {
    Measure.EDIT: N_("The post is replaced under its address. Readers find the note at its end."),
    Measure.DELETE: N_("The post is deleted on the platform for good."),
    Measure.UNPUBLISH: N_("Readers don't get it any more; the platform keeps it as a draft."),
    Measure.FOLLOW_UP: N_("A new post names and links the wrong one. The wrong one stays."),
    Measure.BY_HAND: N_("Somebody does it on the platform and registers a proof here."),
}


def kind_word(case: Case) -> str:
    """What the case is for."""
    return tr(KINDS[case.row.kind])


def measure_word(measure: Measure) -> str:
    """A measure's name."""
    return said(MEASURE_WORDS[measure])


def standing_word(standing: Standing) -> str:
    """Where a copy stands."""
    return said(STANDING_WORDS[standing])


def mark_of(standing: Standing) -> tuple[str, str]:
    """Glyph and colour."""
    return _MARKS[standing]


def segments(case: Case) -> tuple[str, ...]:
    """The copies as states of a segmented bar."""
    return tuple(_SEGMENTS.get(place.standing, "queued") for place in case.places)


def outcome_word(outcome: str) -> str:
    """What a person saw."""
    return tr(_OUTCOMES[outcome])


def progress(case: Case) -> str:
    """How many copies are proven or signed off."""
    done = len(case.places) - len(case.left)
    return tr_n(
        "{done} of {count} copy proven or signed off",
        "{done} of {count} copies proven or signed off",
        done=done,
        count=len(case.places),
    )


def advice(place: Place) -> str:
    """What a person does next about a copy; empty = nothing, or what the case's own deed says."""
    if place.standing is Standing.OPEN and place.row.measure is Measure.BY_HAND:
        return tr("Set it right on the platform, then keep a proof here.")
    return tr(_ADVICE[place.standing]) if place.standing in _ADVICE else ""


def copy_name(place: Place) -> str:
    """The account, or that somebody else posted it."""
    return place.row.account_name or tr("Posted by others")


def copy_facts(place: Place) -> str:
    """What is done about it, and where it is."""
    return joined(measure_word(place.row.measure), place.row.url)
