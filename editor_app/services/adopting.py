"""Keeping as sent what another copy of the workspace sent: looked up, read, put on record, and never sent from here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import DeliveryState, Event, Receipt
from editor_app.domain.errors import Invalid, PlatformError, Refused, Rejected
from editor_app.domain.identifiers import Digest, sha256
from editor_app.domain.member import Deed, require
from editor_app.domain.recall import measure_of
from editor_app.domain.text import T
from editor_app.domain.words import state_words
from editor_app.platforms.contract import Found, Order, StepResult
from editor_app.platforms.gateway import called
from editor_app.platforms.readback import observed_bytes
from editor_app.platforms.tracing import shown_late, traced
from editor_app.services import post_links, proof, vaults, verifying_first
from editor_app.services.links import Links
from editor_app.storage.queries import accounts, adoptions, attempts, deliveries, queue_rows
from editor_app.storage.queries.adoptions import Adoption
from editor_app.storage.queries.deliveries import NEVER, Change
from editor_app.storage.queries.queue_rows import QueueFilter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.account import Account
    from editor_app.domain.canonical import Json
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.identifiers import DeliveryId
    from editor_app.platforms.contract import Link, Platform, Sighting, Step
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.verifying_first import CameAlong
    from editor_app.storage.database import Snapshot
    from editor_app.storage.queries.queue_rows import DeliveryRow

_MOST = 1_000


@dataclass(frozen=True, slots=True)
class _Case:
    """A held delivery that came along with a copy, as its platform knows it."""

    delivery: Delivery
    account: Account
    platform: Platform
    order: Order
    """With the late fields that are known here; those that arose elsewhere are still missing."""
    queued_at: datetime
    undone: tuple[Step, ...]
    """Steps that this copy has not done, the public ones last."""

    @property
    def public(self) -> tuple[Step, ...]:
        """Those of them that readers see."""
        return tuple(step for step in self.undone if step.step_class.needs_intent)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What lies there."""

    results: Mapping[int, StepResult]
    """By the ordinal of each public step."""
    late: Mapping[str, str]
    observed: Digest
    """Of what readers get; empty where it can't be read, or not compared."""
    uncompared: tuple[str, ...]
    """Late fields that only the other copy knows: without them nothing can be compared."""


class _Late(dict[str, str]):
    """Late fields that remember which others were asked for."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self.missing: set[str] = set()

    def __missing__(self, name: str) -> str:
        self.missing.add(name)
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A held delivery whose post another copy put there."""

    row: DeliveryRow
    public_address: str
    """Where readers find the account."""
    came: CameAlong


def found_elsewhere(desk: Desk) -> list[Elsewhere]:
    """Held deliveries whose post is there although nothing was sent from here, the longest waiting first."""
    with desk.database.read() as snapshot:
        rows = queue_rows.rows(snapshot, QueueFilter(states=(DeliveryState.HELD,), limit=_MOST))
        found = [_elsewhere(snapshot, desk, row) for row in reversed(rows)]
    return [one for one in found if one is not None and one.came.is_there]


def elsewhere(desk: Desk, delivery: DeliveryId) -> Elsewhere | None:
    """The same of one delivery, whatever the last look found; None = it is not held, or came along with no copy.

    Raises:
        NotFound: no such delivery.
    """
    with desk.database.read() as snapshot:
        found = deliveries.delivery_by_id(snapshot, delivery)
        return _elsewhere(snapshot, desk, queue_rows.one_row(snapshot, found.id))


def adopt(seat: Seat, delivery: DeliveryId, url: str = "", remote_id: str = "") -> Delivery:
    """Keep a held delivery as sent, because another copy of this workspace sent it; the worker reads it back.

    The platform is asked once more, and what readers get there is read and its digest put on record. Nothing is sent.

    Args:
        seat: of a publisher.
        delivery: held, and come along with a copy.
        url: of the post, on the account's host; needed where the platform doesn't find the post by itself.
        remote_id: what the platform calls it; needed where it doesn't find the post by itself.

    Raises:
        Invalid: no web address, or the id is missing.
        Refused: not held, not from a copy, another post's link, only a part is there, or readers get nothing there.
        PlatformError: it can't be looked up now.
        Conflict: somebody else moved it, or another delivery has this post.
    """
    case = _case(seat, delivery)
    pasted = post_links.on_account(url, case.account, _home(case)) if url.strip() else ""
    links = Links(seat.desk.platforms, vaults.opened(seat))
    try:
        seen = _seen(case, links.link(case.account), (pasted, remote_id.strip()))
    finally:
        links.close()
    return _kept(seat, case, seen)


def _came_along(snapshot: Snapshot, desk: Desk, found: Delivery) -> CameAlong | None:
    if attempts.unsettled_attempt(snapshot, found.id) is not None:
        return None  # what became of it is looked up as always
    return verifying_first.came_along(snapshot, desk.workspace.id, found.id)


def _elsewhere(snapshot: Snapshot, desk: Desk, row: DeliveryRow) -> Elsewhere | None:
    if row.state is not DeliveryState.HELD:
        return None
    came = _came_along(snapshot, desk, deliveries.delivery_by_id(snapshot, row.id))
    account = accounts.account_by_id(snapshot, row.account)
    platform = desk.platforms.of(account.platform)
    return Elsewhere(row, platform.public_address(account.url, account.options), came) if came is not None else None


def _case(seat: Seat, delivery: DeliveryId) -> _Case:
    desk = seat.desk
    with desk.database.read() as snapshot:
        require(seat.now(snapshot), Deed.CONTROL_DELIVERY)
        found = deliveries.delivery_by_id(snapshot, delivery)
        if found.state is not DeliveryState.HELD:
            raise Refused(
                T("A delivery that is “{state}” is not kept as sent.", state=state_words(found.state)),
                T("Look at its newest state."),
            )
        came = _came_along(snapshot, desk, found)
        if came is None:
            raise Refused(
                T("This delivery did not come along with a copy of the workspace; nothing of it went out elsewhere."),
                T("Release it, or take it out of the queue."),
            )
        late = deliveries.late(snapshot, found.id)
        done = {row.ordinal for row in deliveries.steps(snapshot, found.id) if row.done}
        sendable = proof.require_sendable(snapshot, desk.store, found.edition, found.account, tuple(late))
    if measure_of(sendable.payload) is not None:
        raise Refused(T("This changes a post that is out; once more does no harm."), T("Release it."))
    platform = desk.platforms.of(sendable.account.platform)
    order = Order(sendable.payload, found.key, desk.store.media.read, late)
    order = replace(order, late={**platform.prepared(order, desk.clock.now()), **late})
    undone = tuple(step for step in platform.steps(sendable.payload) if step.ordinal not in done)
    return _Case(found, sendable.account, platform, order, came.queued_at, undone)


def _home(case: _Case) -> str:
    return case.platform.public_address(case.account.url, case.account.options)


def _seen(case: _Case, link: Link, said: tuple[str, str]) -> _Seen:
    """Where its post lies and what readers get there, by what the platform says and what the person pasted."""
    sighting = called("trace", lambda: traced(link, case.order, case.queued_at))
    first = _first(case, sighting, *said)
    late = _Late({**case.order.late, **first.late, **_shown(link, case.order, first.remote_id)})
    order = replace(case.order, late=late)
    results = {case.public[0].ordinal: first}
    for step in case.public[1:]:
        results[step.ordinal] = _further(link, order, step)
    late.update({name: value for each in results.values() for name, value in each.late.items()})
    observed = _observed(case, link, order, [results[step.ordinal].remote_id for step in case.public])
    return _Seen(results, dict(late), observed, tuple(sorted(late.missing)))


def _first(case: _Case, sighting: Sighting, url: str, remote_id: str) -> StepResult:
    if isinstance(sighting, Found):
        known = sighting.result
        if url and post_links.last_part(url) != post_links.last_part(known.url):
            raise Refused(
                T("The platform has this delivery's post at {url}.", url=known.url),
                T("Look whether the link is that of another post."),
            )
        if remote_id not in {"", known.remote_id}:
            raise Refused(
                T("The platform calls this delivery's post {id}, not {other}.", id=known.remote_id, other=remote_id),
                T("Look whether the link is that of another post."),
            )
        return known
    if not url:
        raise Refused(
            T("The platform shows no post that is surely this delivery's."),
            T("Open {address}, find the post there and copy its link.", address=_home(case)),
        )
    if not remote_id:
        raise Invalid(
            T("The link alone does not say what the platform calls the post."), T("Say its id too, as it stands there.")
        )
    return StepResult(remote_id=remote_id, url=url)


def _shown(link: Link, order: Order, remote_id: str) -> Mapping[str, str]:
    """The late fields that the post tells; none where the account can't be read."""
    try:
        return called("trace", lambda: shown_late(link, order, remote_id))
    except Rejected:
        return {}


def _further(link: Link, order: Order, step: Step) -> StepResult:
    """What a further public step gave; only what went out as a whole is kept as sent."""
    sighting = called("find", lambda: link.find(step, order, ""))
    if isinstance(sighting, Found):
        return sighting.result
    raise Refused(
        T("Only a part of it went out: step {number} is not there.", number=step.ordinal),
        T("Let it go on where it was sent, or take it out of the queue here."),
    )


def _observed(case: _Case, link: Link, order: Order, ids: list[str]) -> Digest:
    """The digest of what readers get there; empty where it can't be read, or not without what the other copy knows."""
    late = order.late
    if not isinstance(late, _Late):
        raise TypeError("the late fields remember what is missing")
    try:
        case.platform.expected(order)
        observed = called("observe", lambda: link.observe(order, ids))
    except KeyError:
        return Digest("")
    except Rejected:
        return Digest("")  # an account that nobody can read: the person's word stands alone
    except PlatformError:
        if late.missing:
            return Digest("")
        raise
    if not observed.visible:
        raise Refused(T("Readers get nothing there."), T("Look whether the link is that of another post."))
    return sha256(observed_bytes(observed))


def _kept(seat: Seat, case: _Case, seen: _Seen) -> Delivery:
    wanted = case.delivery.id
    subject = Subject("delivery", wanted)
    detail: dict[str, Json] = {
        **deliveries.move_detail(case.delivery, Event.ADOPT),
        "posts": [each.remote_id for each in seen.results.values()],
        "links": [each.url for each in seen.results.values()],
        "url": seen.results[case.public[0].ordinal].url,
        "observed": seen.observed,
        "uncompared": list(seen.uncompared),
    }
    allowed = case.order.payload.late
    late = {name: value for name, value in seen.late.items() if any(fnmatchcase(name, known) for known in allowed)}
    with seat.write(Deed.CONTROL_DELIVERY, "delivery.adopt", subject, detail) as work:
        for ordinal, result in seen.results.items():
            new = Adoption(wanted, ordinal, result.remote_id, result.url, seen.observed, seat.member.id, work.at)
            adoptions.insert_adoption(work, new, work.sequence)
        deliveries.keep_late(work, wanted, late)
        for step in case.undone:
            given = seen.results.get(step.ordinal, StepResult())
            deliveries.finish_step(work, wanted, step.ordinal, given.remote_id, given.url)
        first = next(row for row in deliveries.steps(work, wanted) if row.remote_id)
        change = Change(
            receipt=Receipt(first.remote_id, first.url, work.at),
            clear_reason=True,
            next_try_at=NEVER if seen.uncompared else work.at,
        )
        return deliveries.move(work, case.delivery, Event.ADOPT, change)
