"""A delivery: one edition to one account, its states, and the one table of what may follow what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.identifiers import AccountId, AttemptId, DeliveryId, DeliveryKey, Digest, EditionId
    from editor_app.domain.instants import BootInstant
    from editor_app.domain.text import Text


class DeliveryState(StrEnum):
    """Where a delivery stands; the comment says who may move it on."""

    HELD = "held"
    """Waits for a person, always with a reason."""
    QUEUED = "queued"
    """Waits for its time or its next try; the worker moves it on."""
    WORKING = "working"
    """A worker has it."""
    UNKNOWN = "unknown"
    """Something may be public; the worker looks after the settle time."""
    ASK = "ask"
    """Looking didn't help; a person decides."""
    SENT = "sent"
    """The platform confirmed every public step."""
    VERIFIED = "verified"
    """What readers see was read back and is the edition."""
    FAILED = "failed"
    """Certainly nothing public; a person may retry."""
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    VOID = "void"
    """The approval was voided before it went out."""
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What moves a delivery; the word stands in the audit log as `delivery.<event>`."""

    QUEUE = "queue"
    HOLD = "hold"
    FREEZE = "freeze"
    MISS = "miss"
    RELEASE = "release"
    RESCHEDULE = "reschedule"
    """Another time inside of the signed window; the state stays."""
    CLAIM = "claim"
    RECLAIM = "reclaim"
    SETTLE_DONE = "done"
    REFUSE_FOR_NOW = "refuse_for_now"
    REFUSE = "refuse"
    LOSE_SIGHT = "lose_sight"
    FIND = "find"
    FIND_ONE = "find_one"
    """Found, and further steps are left."""
    FIND_ABSENT = "find_absent"
    GIVE_TO_PERSON = "give_to_person"
    ANSWER_THERE = "answer_there"
    ANSWER_THERE_ONE = "answer_there_one"
    """A person found it, and further steps are left."""
    ANSWER_NOT_THERE = "answer_not_there"
    ANSWER_GONE = "answer_gone"
    """Of a withdrawal: a person saw that readers don't get the post any more."""
    ANSWER_GONE_ONE = "answer_gone_one"
    ANSWER_STILL_PUBLIC = "answer_still_public"
    ADOPT = "adopt"
    """A copy of the workspace sent it; a person keeps it here as sent."""
    VERIFY = "verify"
    WITHDRAW = "withdraw"
    RETRY = "retry"
    CANCEL = "cancel"
    VOID = "void"
    EXPIRE = "expire"


_S, _E = DeliveryState, Event

TRANSITIONS: dict[tuple[DeliveryState, Event], DeliveryState] = {
    (_S.QUEUED, _E.HOLD): _S.HELD,
    (_S.QUEUED, _E.FREEZE): _S.HELD,
    (_S.QUEUED, _E.MISS): _S.HELD,
    (_S.HELD, _E.RELEASE): _S.QUEUED,
    (_S.QUEUED, _E.RESCHEDULE): _S.QUEUED,
    (_S.HELD, _E.RESCHEDULE): _S.HELD,
    (_S.QUEUED, _E.CLAIM): _S.WORKING,
    (_S.WORKING, _E.RECLAIM): _S.WORKING,
    (_S.WORKING, _E.SETTLE_DONE): _S.SENT,
    (_S.WORKING, _E.REFUSE_FOR_NOW): _S.QUEUED,
    (_S.WORKING, _E.REFUSE): _S.FAILED,
    (_S.WORKING, _E.LOSE_SIGHT): _S.UNKNOWN,
    (_S.WORKING, _E.FREEZE): _S.HELD,
    (_S.WORKING, _E.HOLD): _S.HELD,
    (_S.UNKNOWN, _E.FIND): _S.SENT,
    (_S.UNKNOWN, _E.FIND_ONE): _S.QUEUED,
    (_S.UNKNOWN, _E.FIND_ABSENT): _S.QUEUED,
    (_S.UNKNOWN, _E.GIVE_TO_PERSON): _S.ASK,
    (_S.UNKNOWN, _E.REFUSE): _S.FAILED,
    (_S.ASK, _E.ANSWER_THERE): _S.SENT,
    (_S.ASK, _E.ANSWER_THERE_ONE): _S.QUEUED,
    (_S.ASK, _E.ANSWER_NOT_THERE): _S.QUEUED,
    (_S.ASK, _E.ANSWER_GONE): _S.SENT,
    (_S.ASK, _E.ANSWER_GONE_ONE): _S.QUEUED,
    (_S.ASK, _E.ANSWER_STILL_PUBLIC): _S.QUEUED,
    (_S.HELD, _E.ADOPT): _S.SENT,
    (_S.SENT, _E.VERIFY): _S.VERIFIED,
    (_S.SENT, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.VERIFIED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.FAILED, _E.RETRY): _S.QUEUED,
    (_S.HELD, _E.CANCEL): _S.CANCELLED,
    (_S.QUEUED, _E.CANCEL): _S.CANCELLED,
    (_S.FAILED, _E.CANCEL): _S.CANCELLED,
    (_S.HELD, _E.VOID): _S.VOID,
    (_S.QUEUED, _E.VOID): _S.VOID,
    (_S.HELD, _E.EXPIRE): _S.EXPIRED,
    (_S.QUEUED, _E.EXPIRE): _S.EXPIRED,
}
"""Every move there is."""

FINAL: frozenset[DeliveryState] = frozenset({_S.EXPIRED, _S.CANCELLED, _S.VOID, _S.WITHDRAWN})
OUT: frozenset[DeliveryState] = frozenset({_S.SENT, _S.VERIFIED, _S.WITHDRAWN})
UNRESOLVED: frozenset[DeliveryState] = frozenset({_S.WORKING, _S.UNKNOWN, _S.ASK})
"""Nothing later may start on the same account while one of these stands."""
NEEDS_PERSON: frozenset[DeliveryState] = frozenset({_S.HELD, _S.ASK, _S.FAILED})


def after(state: DeliveryState, event: Event) -> DeliveryState:
    """The state that follows.

    Raises:
        ValueError: no such move.
    """
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise ValueError(f"{event} can't follow {state}") from None


def allowed_moves() -> frozenset[tuple[str, str]]:
    """(from, to) pairs, for the database's own trigger."""
    return frozenset((state.value, following.value) for (state, _), following in TRANSITIONS.items())


class AttemptState(StrEnum):
    """What is known of one attempt to make something public."""

    OPEN = "open"
    """The intent is committed; a byte may have left."""
    DONE = "done"
    REFUSED = "refused"
    """Certainly without effect."""
    UNKNOWN = "unknown"
    ABSENT = "absent"
    """Was unknown; a read after the settle time showed that nothing came of it."""


class Verdict(StrEnum):
    """What a read-back says beside the edition."""

    IDENTICAL = "identical"
    NORMALISED = "platform-normalised"
    """Equal but for rewriting that this platform is known to do; each kind is named."""
    DIFFERENT = "different"
    NOT_VISIBLE = "not-visible"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One intent: committed before the first byte of a public step, closed by what became of it."""

    id: AttemptId
    delivery: DeliveryId
    step: int
    fence: int
    state: AttemptState
    request_digest: Digest
    key: DeliveryKey
    watermark: str
    """Where the platform's list stood before the intent; empty when it has none."""
    begun_at: datetime
    begun_boot: BootInstant
    ended_at: datetime | None
    reason: Text | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the platform gave for a finished delivery."""

    remote_id: str
    url: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class ReadBack:
    """One comparison of what is live with what was approved."""

    delivery: DeliveryId
    at: datetime
    verdict: Verdict
    normalisations: tuple[str, ...]
    """Names of the platform's known rewritings that were seen."""
    differences: tuple[str, ...]
    """What differs, field by field, each at most 200 characters."""
    observed_digest: Digest
    """Of the canonical form of what was read."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One edition to one account."""

    id: DeliveryId
    edition: EditionId
    account: AccountId
    key: DeliveryKey
    state: DeliveryState
    fence: int
    """Grows at each claim; a worker with an older one may write nothing."""
    planned_at: datetime
    planned_zone: str
    """IANA zone in which a person chose the time; empty = none did."""
    next_try_at: datetime
    tries: int
    """Refusals that may be retried so far; throttling is not counted."""
    reason: Text | None
    """Why it is held or failed."""
    receipt: Receipt | None


def k_of_n(states: list[DeliveryState]) -> tuple[int, int]:
    """How many of an edition's deliveries are out, and of how many: derived, never stored."""
    counted = [state for state in states if state not in {_S.CANCELLED, _S.VOID}]
    return sum(state in OUT for state in counted), len(counted)
