"""Reading back what is live and comparing it with the edition: at once, after 5 minutes, 1 hour and 24 hours."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import OUT, Delivery, DeliveryState, Event, ReadBack, Verdict
from editor_app.domain.errors import PlatformError, Rejected
from editor_app.domain.identifiers import sha256
from editor_app.domain.recall import target_in
from editor_app.platforms.absent import is_absent
from editor_app.platforms.contract import StepClass
from editor_app.platforms.gateway import called
from editor_app.platforms.readback import compared, observed_bytes
from editor_app.services import budgets, withdrawn
from editor_app.services.sending import Run, Sender, again_at, run_of, waits_for_pause
from editor_app.storage.queries import accounts, attempts, deliveries, recalled, seen
from editor_app.storage.queries.deliveries import NEVER, Change

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import DeliveryId
    from editor_app.storage.database import Snapshot
    from editor_app.storage.locks import Lock

AFTER = (timedelta(0), timedelta(minutes=5), timedelta(hours=1), timedelta(hours=24))
"""When what is live is read back, counted from the receipt."""
_AGAIN, _AT_LEAST_EVERY = timedelta(minutes=1), timedelta(hours=1)
"""A reading that fails is made up for: the longer it is overdue, the longer the pauses."""
_PROVEN = frozenset({Verdict.IDENTICAL, Verdict.NORMALISED})
_VISIBLE_STEPS = frozenset(c.value for c in StepClass if c.needs_intent)


def serve_sent(sender: Sender, wanted: DeliveryId, lock: Lock) -> None:
    """Read back a delivery that is out, if it is time; the comparison is kept, and `sent` becomes `verified`."""
    with sender.desk.database.read() as snapshot:
        delivery = deliveries.delivery_by_id(snapshot, wanted)
        remote_ids = _remote_ids(snapshot, wanted)
        earlier = attempts.read_backs(snapshot, wanted)
        account = accounts.account_by_id(snapshot, delivery.account)
        replaced = recalled.replaced_by(snapshot, wanted)
    if delivery.state not in OUT or delivery.next_try_at > sender.desk.clock.now():
        return
    if replaced is not None:  # what is live is another edition's now, and read back for that one
        _leave(sender, delivery, replaced)
        return
    if is_absent(sender.desk.platforms.of(account.platform)) or waits_for_pause(sender, delivery, account):
        return
    try:
        run = run_of(sender, delivery, lock)
        observed = called("observe", lambda: run.link.observe(run.order, remote_ids))
    except PlatformError as error:
        _postpone(sender, delivery, len(earlier), error)
        return
    comparison = compared(run.platform.expected(run.order), observed, run.platform.normalisations)
    read = ReadBack(
        wanted,
        run.now(),
        comparison.verdict,
        comparison.normalisations,
        comparison.differences,
        sha256(content := observed_bytes(observed)),
    )
    _keep(run, read, earlier, content.decode())


def _leave(sender: Sender, delivery: Delivery, replaced: DeliveryId) -> None:
    subject = Subject("delivery", delivery.id)
    with sender.desk.database.write(sender.actor, "delivery.replaced", subject, {"by": replaced}) as work:
        deliveries.touch(work, delivery, NEVER)


def _keep(run: Run, read: ReadBack, earlier: list[ReadBack], content: str) -> None:
    delivery = run.delivery
    verify = delivery.state is DeliveryState.SENT and read.verdict in _PROVEN
    action = "delivery.verify" if verify else _action(read, earlier)
    said = {"verdict": read.verdict.value, "observed": read.observed_digest, "differences": len(read.differences)}
    detail: dict[str, Json] = {**said, **budgets.spent(run.link)}
    with run.sender.desk.database.write(run.sender.actor, action, run.subject, detail) as work:
        ordinal = attempts.insert_read_back(work, read)
        seen.keep_observed(work, read, ordinal, content)
        following = _next_time(delivery, ordinal)
        if verify:
            deliveries.move(work, delivery, Event.VERIFY, Change(next_try_at=following))
            withdrawn.settle(work, run.manifest, run.order.payload)
        else:
            deliveries.touch(work, delivery, following)
        budgets.spend(work, run.sender.desk, run.account, run.link.allowance(), run.calls())
    run.sender.reached("read_back")


def _action(read: ReadBack, earlier: list[ReadBack]) -> str:
    """A later reading that differs from an earlier proof is a drift: somebody changed the post on the platform."""
    proven_before = any(old.verdict in _PROVEN for old in earlier)
    return "delivery.drift" if proven_before and read.verdict not in _PROVEN else "delivery.read_back"


def _next_time(delivery: Delivery, done: int) -> datetime:
    if delivery.receipt is None or done >= len(AFTER):
        return NEVER
    return delivery.receipt.received_at + AFTER[done]


def _postpone(sender: Sender, delivery: Delivery, done: int, error: PlatformError) -> None:
    """Try again later; a platform that refuses to be read is asked no more, and the delivery stays `sent`."""
    subject, is_final = Subject("delivery", delivery.id), isinstance(error, Rejected)
    action = "delivery.unreadable" if is_final else "delivery.unread"
    detail: dict[str, Json] = {"code": error.code, "reason": error.message.as_json()}  # type: ignore[dict-item]
    with sender.desk.database.write(sender.actor, action, subject, detail) as work:
        again = again_at(work, sender, delivery, error, _pause(_next_time(delivery, done), work.at))
        deliveries.touch(work, delivery, NEVER if is_final else again)
    sender.links.forget(delivery.account)


def _pause(wanted: datetime, now: datetime) -> timedelta:
    return min(max(_AGAIN, (now - wanted) / 2), _AT_LEAST_EVERY)


def _remote_ids(snapshot: Snapshot, wanted: DeliveryId) -> list[str]:
    rows = deliveries.steps(snapshot, wanted)
    return [target_in(row.remote_id) for row in rows if row.step_class in _VISIBLE_STEPS]
