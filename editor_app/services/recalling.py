"""Recall cases: a wrong document, every copy of it, what is done about each, and the proofs that end the case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from editor_app.domain.account import AccountState
from editor_app.domain.audit import Subject
from editor_app.domain.delivery import Event
from editor_app.domain.edition import EditionKind, EditionState
from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.domain.identifiers import new_id
from editor_app.domain.member import Deed, require
from editor_app.domain.recall import MEASURE_WORDS, SETTLED, TAKES_AWAY, Measure, Standing, target_in, targets_of
from editor_app.domain.text import T, T_n
from editor_app.platforms.absent import is_absent, missing_of
from editor_app.platforms.withdrawing import measures
from editor_app.services import publishing, withdrawn
from editor_app.services.gate import UNDER_RECALL
from editor_app.services.reasons import spoken
from editor_app.services.standings import standing
from editor_app.storage.queries import accounts, deliveries, documents, editions, recall, recalled
from editor_app.storage.queries.deliveries import Change
from editor_app.storage.queries.recall import CaseRow, ProofRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.canonical import Json
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.identifiers import AccountId, DeliveryId, DocumentId
    from editor_app.domain.text import Text
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot, Work
    from editor_app.storage.queries.recall import ItemRow, ServingRow
    from editor_app.storage.queries.recalled import CitingRow, CopyRow

_SHA256 = re.compile(r"[0-9a-f]{64}")
OUTCOMES = ("gone", "corrected", "kept")
"""What a person saw: it is gone, it is corrected, or it stays as it is for the reason that the note gives."""


@dataclass(frozen=True, slots=True)
class Place:
    """One copy of a case: where it is, what is done about it and how far that got."""

    row: ItemRow
    standing: Standing
    offered: tuple[Measure, ...]
    serving: ServingRow | None
    proofs: tuple[ProofRow, ...]
    missing: Text | None = None
    """Why nothing can be done there from this computer; None = its platform is installed."""

    @property
    def is_settled(self) -> bool:
        """Whether it is proven or signed off; everything else keeps the case open."""
        return self.standing in SETTLED


@dataclass(frozen=True, slots=True)
class Case:
    """A case with all its copies."""

    row: CaseRow
    places: tuple[Place, ...]
    editions: tuple[tuple[str, EditionState], ...]
    citing: tuple[CitingRow, ...]
    """Documents whose newest text leads to a copy."""

    @property
    def left(self) -> tuple[Place, ...]:
        """The copies that still need something."""
        return tuple(place for place in self.places if not place.is_settled)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person saw on a platform, as the proof of a copy that the program can't read or change."""

    outcome: str
    """One of `OUTCOMES`."""
    note: str
    link: str = ""
    screenshot: str = ""
    """SHA-256 of the picture; the picture itself stays with whoever made it."""


class StillOpen(Refused):
    """Copies are neither proven nor signed off."""

    code: ClassVar[str] = "recall_still_open"


def open_case(
    seat: Seat, document: DocumentId, kind: EditionKind, reason: str, wanted: Mapping[AccountId, Measure] | None = None
) -> CaseRow:
    """Open a case about everything that is out of a document; what still waits in the queue is held.

    Args:
        seat: of an editor or a publisher.
        document: published.
        kind: correction or withdrawal.
        reason: why; it stays on record.
        wanted: what is done, by account; else the first of what its platform can do.

    Raises:
        Refused: nothing is out, or a case is open already.
        Invalid: an account can't do what is wanted of it.
    """
    said = str(spoken(reason))
    with seat.desk.database.read() as snapshot:
        found = documents.document_by_id(snapshot, document)
        title = documents.head_revision(snapshot, document).content.title
        standing_case = recall.open_case_of(snapshot, document)
        posts = _posts(recalled.copies(snapshot, document))
        chosen = [_chosen(seat.desk, snapshot, kind, post, wanted or {}) for post in posts]
    if standing_case is not None:
        raise Refused(T("A case about this document is open already."), T("See `editor-app recall show`."))
    if not posts:
        raise Refused(
            T("Nothing of this document is out."), T("What waits in the queue can be held, cancelled or revised.")
        )
    now = seat.desk.clock.now()
    row = CaseRow(new_id(), document, found.number, title, kind, said, seat.member.name, now, "", None, "")
    detail: dict[str, Json] = {"document": document, "kind": kind.value, "reason": said}
    with seat.write(_may_open(seat), "recall.open", Subject("recall", row.id), detail) as work:
        recall.insert_case(work, row, seat.member.id)
        for ordinal, (post, measure) in enumerate(zip(posts, chosen, strict=True), 1):
            recall.insert_item(work, row.id, ordinal, post, measure)
            work.record("delivery.recall", Subject("delivery", post.delivery), {"case": row.id, "why": said})
        if seat.member.may(Deed.CONTROL_DELIVERY):  # for others the gate holds it, when its time comes
            _hold_what_waits(work, document)
    return row


def add_link(seat: Seat, case: str, url: str) -> int:
    """Add a repost that somebody found, by its link; gives its number in the case.

    Raises:
        Invalid: no web address.
    """
    address = url.strip()
    if not re.match(r"https?://[^\s/]+", address):
        raise Invalid(
            T("“{url}” is not a web address.", url=url[:80]), T("Copy the link of the post from the browser.")
        )
    with seat.write(
        _may_open(seat), "recall.link", Subject("recall", _open(seat.desk, case).id), {"url": address}
    ) as work:
        return recall.insert_link(work, _open_in(work, case).id, address)


def choose(seat: Seat, case: str, ordinal: int, measure: Measure) -> None:
    """Choose what is done about a copy, and with it about the others of its account; by hand is chosen for one alone.

    Raises:
        Refused: the account can't do that, or an edition for the case is submitted already.
        NotFound: no such copy.
    """
    found = opened(seat.desk, case)
    place = place_of(found, ordinal)
    if measure not in place.offered:
        raise Refused(
            T("{account} can't do that.", account=place.row.account_name or place.row.url),
            T("It can: {measures}.", measures=", ".join(each.value for each in place.offered)),
        )
    detail: dict[str, Json] = {"item": ordinal, "measure": measure.value}
    with seat.write(_may_open(seat), "recall.measure", Subject("recall", found.row.id), detail) as work:
        for one in found.places:
            is_sibling = bool(place.row.account) and one.row.account == place.row.account
            if one.row.ordinal == ordinal or (is_sibling and measure is not Measure.BY_HAND):
                recall.set_measure(work, found.row.id, one.row.ordinal, measure)


def run(seat: Seat, case: str) -> list[Delivery]:
    """Queue the approved edition of a case: every account at once.

    Raises:
        Refused: nothing of it is approved, or it is in the queue already.
    """
    found = opened(seat.desk, case)
    approved = [identity for identity, state in found.editions if state is EditionState.APPROVED]
    if not approved:
        raise Refused(
            T("No edition of this case is approved yet."),
            T("It has to be submitted and signed; copies that are done by hand need a proof only."),
        )
    with seat.desk.database.read() as snapshot:
        edition = editions.edition_by_id(snapshot, approved[-1])
    return publishing.queue(seat, edition.id)


def prove(seat: Seat, case: str, ordinal: int, seen: Seen) -> None:
    """Sign a copy off with what was seen on the platform; one that is gone counts as withdrawn from now on.

    Raises:
        Invalid: neither a link nor a screenshot, or another outcome.
        NotFound: no such copy.
    """
    found = opened(seat.desk, case)
    place = place_of(found, ordinal)
    proof = _checked(seat, ordinal, seen)
    detail: dict[str, Json] = {"item": ordinal, "outcome": proof.outcome, "link": proof.link, "note": proof.note}
    detail |= {"screenshot": proof.screenshot}
    with seat.write(Deed.CONTROL_DELIVERY, "recall.proof", Subject("recall", found.row.id), detail) as work:
        recall.insert_proof(work, found.row.id, proof, seat.member.id)
        if proof.outcome == "gone" and place.row.delivery is not None:
            withdrawn.settle_post(work, found.row.document, place.row.delivery)


def close(seat: Seat, case: str, note: str) -> CaseRow:
    """End a case in which every copy is proven or signed off.

    Raises:
        StillOpen: some are not; it names them.
    """
    said = str(spoken(note))
    found = opened(seat.desk, case)
    if found.left:
        names = ", ".join(each.row.account_name or each.row.url for each in found.left)
        raise StillOpen(
            T_n(
                "{count} copy is neither proven nor signed off: {names}.",
                "{count} copies are neither proven nor signed off: {names}.",
                count=len(found.left),
                names=names,
            ),
            T("Run the case, or sign each off with a proof."),
        )
    with seat.write(Deed.CONTROL_DELIVERY, "recall.close", Subject("recall", found.row.id), {"note": said}) as work:
        recall.close_case(work, found.row.id, seat.member.id, said)
        return recall.case_by_id(work, found.row.id)


def cases(desk: Desk, *, open_only: bool = True) -> list[Case]:
    """Every case, the newest first; who quotes its document is told by `opened` only."""
    with desk.database.read() as snapshot:
        return [_case(desk, snapshot, row, ()) for row in recall.cases(snapshot, open_only=open_only)]


def opened(desk: Desk, case: str) -> Case:
    """One case with its copies.

    Raises:
        NotFound: no such case.
    """
    with desk.database.read() as snapshot:
        row = recall.case_by_id(snapshot, case)
        addresses = [item.url for item in recall.items(snapshot, row.id)]
        return _case(desk, snapshot, row, recalled.citing(snapshot, row.document, addresses))


def case_about(desk: Desk, delivery: DeliveryId) -> CaseRow | None:
    """The open case that a delivery's document is in; None = there is none."""
    with desk.database.read() as snapshot:
        return recall.under_recall(snapshot, delivery)


def place_of(case: Case, ordinal: int) -> Place:
    """One copy of a case.

    Raises:
        NotFound: there is none of that number.
    """
    for place in case.places:
        if place.row.ordinal == ordinal:
            return place
    raise NotFound(T("The case has no copy {number}.", number=ordinal), T("`editor-app recall show` lists them."))


def _case(desk: Desk, snapshot: Snapshot, row: CaseRow, citing: Sequence[CitingRow]) -> Case:
    serving, proofs = recall.serving(snapshot, row.id), recall.proofs(snapshot, row.id)
    made = recall.editions_of_case(snapshot, row.id)
    items = recall.items(snapshot, row.id)
    places = []
    for item in items:
        served = _serving(snapshot, item, serving)
        own = tuple(proof for proof in proofs if proof.ordinal == item.ordinal)
        offered = _offered(desk, snapshot, row.kind, item.delivery) if item.delivery else (Measure.BY_HAND,)
        where = standing(row.kind, item, [state for _, state in made], served, own)
        missing = missing_of(desk.platforms.of(item.platform)) if item.platform else None
        places.append(Place(item, where, offered, served, own, missing))
    return Case(row, tuple(places), tuple(made), tuple(citing))


def _serving(snapshot: Snapshot, item: ItemRow, serving: Mapping[AccountId, ServingRow]) -> ServingRow | None:
    """The delivery that is about this very post, or that follows it up."""
    served = serving.get(item.account) if item.account and item.measure is not Measure.BY_HAND else None
    if served is None:
        return None
    payload = editions.edition_by_id(snapshot, served.edition).sealed().payload_for(served.account)
    is_about = target_in(item.remote_id) in targets_of(payload) or item.measure is Measure.FOLLOW_UP
    return served if is_about else None


def _posts(copies: Sequence[CopyRow]) -> list[CopyRow]:
    """One for each post, as the newest delivery left it."""
    newest = {(copy.account, target_in(copy.remote_id)): copy for copy in copies}
    return list(newest.values())


def _offered(desk: Desk, snapshot: Snapshot, kind: EditionKind, of: DeliveryId) -> tuple[Measure, ...]:
    delivery = deliveries.delivery_by_id(snapshot, of)
    account = accounts.account_by_id(snapshot, delivery.account)
    platform = desk.platforms.of(account.platform)
    if account.state is AccountState.CLOSED or is_absent(platform):
        return (Measure.BY_HAND,)
    payload = editions.edition_by_id(snapshot, delivery.edition).sealed().payload_for(delivery.account)
    can = measures(platform, payload)
    useless = TAKES_AWAY if kind is EditionKind.CORRECTION else {Measure.EDIT}
    return tuple(measure for measure in can if measure not in useless)


def _chosen(
    desk: Desk, snapshot: Snapshot, kind: EditionKind, post: CopyRow, wanted: Mapping[AccountId, Measure]
) -> Measure:
    offered = _offered(desk, snapshot, kind, post.delivery)
    measure = wanted.get(post.account, offered[0])
    if measure not in offered:
        account = accounts.account_by_id(snapshot, post.account)
        raise Invalid(
            T("{account} can't do that: {measure}.", account=account.name, measure=MEASURE_WORDS[measure]),
            T("It can: {measures}.", measures=", ".join(each.value for each in offered)),
        )
    return measure


def _hold_what_waits(work: Work, document: DocumentId) -> None:
    for waiting in recalled.waiting(work, document):
        deliveries.move(work, deliveries.delivery_by_id(work, waiting), Event.HOLD, Change(reason=UNDER_RECALL))


def _may_open(seat: Seat) -> Deed:
    return Deed.CONTROL_DELIVERY if seat.member.may(Deed.CONTROL_DELIVERY) else Deed.SUBMIT


def _open(desk: Desk, case: str) -> CaseRow:
    with desk.database.read() as snapshot:
        return recall.case_by_id(snapshot, case)


def _open_in(work: Work, case: str) -> CaseRow:
    return recall.case_by_id(work, case)


def _checked(seat: Seat, ordinal: int, seen: Seen) -> ProofRow:
    require(seat.member, Deed.CONTROL_DELIVERY)
    if seen.outcome not in OUTCOMES:
        raise Invalid(
            T("There is no outcome “{name}”.", name=seen.outcome), T("One of {names}.", names=", ".join(OUTCOMES))
        )
    link, screenshot = seen.link.strip(), seen.screenshot.strip().lower()
    if not link and not screenshot:
        raise Invalid(T("A proof shows something."), T("Give the link that was looked at, or a screenshot's digest."))
    if screenshot and not _SHA256.fullmatch(screenshot):
        raise Invalid(T("That is no digest of a screenshot."), T("It has 64 digits and letters a to f."))
    note = str(spoken(seen.note))
    return ProofRow(ordinal, seen.outcome, link, screenshot, note, seat.member.name, seat.desk.clock.now())
