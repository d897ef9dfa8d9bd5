"""States, verdicts and severities in words, so that sentences of every layer name them alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.account import AccountState
from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.edition import EditionState
from editor_app.domain.finding import Severity
from editor_app.domain.member import ROLE_NAMES, MemberState
from editor_app.domain.text import T, Text

if TYPE_CHECKING:
    from enum import StrEnum

_STATES: dict[StrEnum, Text] = {
    **dict(ROLE_NAMES.items()),
    MemberState.INVITED: T("invited"),
    MemberState.ACTIVATED: T("activated"),
    MemberState.CONFIRMED: T("confirmed"),
    MemberState.DEPARTED: T("departed"),
    AccountState.ACTIVE: T("active"),
    AccountState.NEEDS_SIGN_IN: T("needs a new sign-in"),
    AccountState.CLOSED: T("closed"),
    EditionState.IN_REVIEW: T("in review"),
    EditionState.APPROVED: T("approved"),
    EditionState.RETURNED: T("returned"),
    EditionState.VOID: T("void"),
    DeliveryState.HELD: T("held"),
    DeliveryState.QUEUED: T("queued"),
    DeliveryState.WORKING: T("sending"),
    DeliveryState.UNKNOWN: T("outcome unknown"),
    DeliveryState.ASK: T("needs you"),
    DeliveryState.SENT: T("sent"),
    DeliveryState.VERIFIED: T("verified"),
    DeliveryState.FAILED: T("not sent"),
    DeliveryState.EXPIRED: T("expired"),
    DeliveryState.CANCELLED: T("cancelled"),
    DeliveryState.WITHDRAWN: T("withdrawn"),
    Verdict.IDENTICAL: T("identical"),
    Verdict.NORMALISED: T("platform-normalised"),
    Verdict.DIFFERENT: T("different"),
    Verdict.NOT_VISIBLE: T("not visible"),
    Severity.BLOCK: T("must mend"),
    Severity.OVERRIDE: T("reviewer decides"),
    Severity.WARN: T("advised"),
    Severity.NOTE: T("note"),
}


def state_words(state: StrEnum) -> Text:
    """The state, role, verdict or severity in words."""
    return _STATES[state]
