"""Whether the member may decide now, and if not, why: one sentence; apart because bar, palette and keys must agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from editor_app.domain.edition import EditionState
from editor_app.ui import saying
from editor_app.ui.i18n import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Collection

    from editor_app.domain.identifiers import Digest
    from editor_app.ui.views.review.reading import Case


_NAMED: Final = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """What the decision bar says and allows."""

    glyph: str
    sentence: str
    unseen: str = ""
    """Name of the first account whose variant was not opened."""
    why_no_seal: str = ""
    """Empty = the seal may be set."""
    why_no_return: str = ""
    is_open: bool = True
    """Whether a decision is expected at all; a closed edition shows no buttons."""


def standing(case: Case, opened: Collection[str], ticked: Collection[Digest]) -> Standing:
    """Where the edition stands for the member at this desk."""
    if case.record.edition.state is not EditionState.IN_REVIEW:
        return _closed(case)
    if case.refusal is not None:
        why = saying.sentence(case.refusal)
        return Standing("note", why, why_no_seal=why, why_no_return=why)
    lost = {m.digest for p in case.manifest.payloads for m in p.media} - set(case.pictures)
    if lost:
        why = tr_n(
            "{count} sealed picture can't be read; nothing can be signed.",
            "{count} sealed pictures can't be read; nothing can be signed.",
            count=len(lost),
        )
        return Standing("must_fix", why, why_no_seal=why)
    unseen = [p.account_name for p in case.manifest.payloads if p.account_name not in opened]
    if unseen:
        named = tr(", ").join(unseen[:_NAMED]) + ("…" if len(unseen) > _NAMED else "")
        why = tr_n(
            "{count} variant is left to open before you sign: {accounts}.",
            "{count} variants are left to open before you sign: {accounts}.",
            accounts=named,
            count=len(unseen),
        )
        if len(unseen) == 1:
            why = tr("{account} has not been opened; open it before you sign.", account=unseen[0])
        return Standing("advised", why, unseen[0], why)
    left = [d for d in case.manifest.to_override if d not in ticked and d not in case.taken()]
    if left:
        why = tr_n(
            "{count} finding needs your tick before you sign: you take it upon yourself.",
            "{count} findings need your tick before you sign: you take them upon yourself.",
            count=len(left),
        )
        return Standing("advised", why, why_no_seal=why)
    return _ready(case)


def _ready(case: Case) -> Standing:
    """Nothing is in the way of the seal; what somebody wanted settled first is said."""
    if case.unread:
        named = tr(", ").join(case.unread[:_NAMED]) + ("…" if len(case.unread) > _NAMED else "")
        why = tr("A proof pass reads to the end (F7) before its seal; left: {accounts}.", accounts=named)
        return Standing("advised", why, case.unread[0], why)
    if musts := len(case.open_musts()):
        return Standing(
            "advised",
            tr_n(
                "{count} comment should be settled before anybody signs.",
                "{count} comments should be settled before anybody signs.",
                count=musts,
            ),
        )
    count = len(case.manifest.payloads)
    return Standing(
        "done",
        tr_n(
            "The {count} variant was opened. Any change after your seal voids it.",
            "All {count} variants were opened. Any change after your seal voids it.",
            count=count,
        ),
    )


def _closed(case: Case) -> Standing:
    state = case.record.edition.state
    sentences = {
        EditionState.APPROVED: ("done", tr("Every seal is set. It may be queued.")),
        EditionState.RETURNED: ("void", tr("It was sent back; this edition is closed.")),
        EditionState.VOID: ("void", tr("A later change voided this edition.")),
    }
    glyph, why = sentences[state]
    reason = next((s.reason for stage in case.record.stages for s in stage.signed if s.reason), "")
    said = f"{why} {reason}".strip() if state is EditionState.RETURNED else why
    return Standing(glyph, said, why_no_seal=why, why_no_return=why, is_open=False)
