"""What the review shows, read from the sealed edition and from nowhere else; apart because it runs on threads."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtGui import QImage

from editor_app.domain.comment import open_musts
from editor_app.domain.edition import EditionState
from editor_app.domain.embargo import Veiled
from editor_app.domain.errors import DeskError, Refused, SealBroken
from editor_app.ui.views.review import living
from editor_app.ui.views.review.differences import Difference, differences, of_charts
from editor_app.ui.views.review.living import LIVE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.comment import Thread
    from editor_app.domain.edition import Edition, Manifest, Payload
    from editor_app.domain.finding import Finding
    from editor_app.domain.identifiers import AccountId, Digest, DocumentId, EditionId
    from editor_app.services.anchoring import Placed
    from editor_app.services.approvals import Record, Waiting
    from editor_app.services.commenting import Count
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.embargoes import Standing as Embargoed
    from editor_app.services.lane import Kept
    from editor_app.storage.queries.comments import Reading
    from editor_app.storage.queries.lists import DocumentRow
    from editor_app.ui.views.review.living import LiveSide

log = logging.getLogger(__name__)
_SHELF_AT_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Line:
    """An edition that the member signed or submitted."""

    edition: EditionId
    number: str
    title: str
    record: Record
    is_mine: bool
    """Submitted by this member; otherwise signed."""
    out: int
    deliveries: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """What waits for the member, and what passed through their hands."""

    waiting: tuple[Waiting, ...]
    passed: tuple[Line, ...]
    counts: Mapping[DocumentId, Count] = field(default_factory=dict)
    """Open comments of each document that has any."""


@dataclass(frozen=True, slots=True)
class Case:
    """One edition as its reviewer reads it."""

    record: Record
    number: str
    title: str
    previous: Edition | None
    previous_manifest: Manifest | None
    changes: dict[AccountId, tuple[Difference, ...]] = field(default_factory=dict)
    findings: dict[Digest, Finding] = field(default_factory=dict)
    pictures: dict[Digest, QImage] = field(default_factory=dict)
    """The sealed bytes, decoded; one that is missing was altered or lost."""
    tiles: dict[str, str] = field(default_factory=dict)
    """By platform."""
    refusal: Refused | None = None
    """Why the member may not decide; None = they may."""
    for_whom: str = ""
    """Whose deputy the member signs as; empty = in the own name."""
    threads: tuple[Placed, ...] = ()
    """Comments where they stand in the sealed revision, in reading order: the first is number 1."""

    @property
    def manifest(self) -> Manifest:
        """What the seals cover."""
        return self.record.manifest

    def before(self, account: AccountId) -> Payload | None:
        """What that account had in the edition compared with."""
        earlier = self.previous_manifest.payloads if self.previous_manifest else ()
        return next((payload for payload in earlier if payload.account == account), None)

    readings: tuple[Reading, ...] = ()
    """How far everybody has proof-read."""
    lane: Kept | None = None
    """An emergency: its reason, and whether its locked wording stands."""
    embargo: Embargoed | None = None
    """Until when and for whom; None = it was never under one."""
    may_allow: bool = False
    """The loosening that waits, waits for this member."""
    unread: tuple[str, ...] = ()
    """Accounts whose variant this member has still to read to its end, when a proof pass waits."""
    may_renew: bool = False
    """The approval has a latest time of use, and this member may look at it again."""
    live: Mapping[AccountId, LiveSide] = field(default_factory=dict)
    """What readers see now, of each account where anything is out."""

    def compared_with(self, account: AccountId, base: str) -> tuple[Payload, Manifest] | None:
        """The page that an account's new one is compared with: of what is live, or of the edition before."""
        if base == LIVE and account in self.live:
            side = self.live[account].live
            return side.payload, side.manifest
        before = self.before(account)
        return (before, self.previous_manifest) if before and self.previous_manifest else None

    def numbered(self, account: AccountId) -> list[tuple[int, Placed]]:
        """The threads that concern an account, each with its number."""
        return [
            (number, one) for number, one in enumerate(self.threads, 1) if one.thread.anchor.account in {None, account}
        ]

    def open_musts(self) -> tuple[Thread, ...]:
        """What should be settled before anybody signs."""
        return open_musts([one.thread for one in self.threads])

    def taken(self) -> frozenset[Digest]:
        """Findings that an earlier signer took upon themselves."""
        return frozenset(d for stage in self.record.stages for signed in stage.signed for d in signed.overrides)


def shelf(seat: Seat) -> Shelf:
    """The lists of the member at this desk."""
    from editor_app.services import approvals, commenting, documents

    rows = documents.rows(seat.desk, limit=_SHELF_AT_MOST)
    lines = (_line(seat, row) for row in rows if row.edition is not None)
    passed = tuple(line for line in lines if line is not None)
    return Shelf(approvals.waiting(seat), passed, commenting.counts(seat.desk))


def case(seat: Seat, edition: str) -> Case:
    """Everything about one edition, every signature verified again.

    Raises:
        NotFound: no such edition.
        SealBroken: the stored edition isn't what its digest says.
    """
    from editor_app.services import approvals, commenting, documents, embargo_wishes, proof_reading, renewing

    desk = seat.desk
    record = approvals.record(desk, edition)
    opened = documents.opened(desk, record.edition.document)
    previous = approvals.previous_edition(desk, record.edition)
    earlier = _sealed(previous)
    payloads, zone = record.manifest.payloads, ZoneInfo(desk.workspace.zone)
    refusal, for_whom = _turn(seat, record)
    return Case(
        record=record,
        number=opened.document.number,
        title=documents.revision(desk, record.edition.revision).content.title,
        previous=previous if earlier is not None else None,
        previous_manifest=earlier,
        changes=_changes(desk, previous, record, zone),
        findings=_findings(desk, record),
        pictures=_pictures(desk, (*payloads, *(earlier.payloads if earlier else ()))),
        tiles={payload.platform: desk.platforms.of(payload.platform).tile for payload in payloads},
        refusal=refusal,
        for_whom=for_whom,
        threads=commenting.threads(desk, record.edition.document, record.edition.revision),
        readings=proof_reading.readings(desk, record.edition.id),
        unread=proof_reading.left_to_read(seat, record.next, record.manifest),
        may_renew=renewing.may_renew(seat, record.edition),
        lane=_lane(desk, record),
        embargo=_embargo(desk, record.edition.document),
        live=living.sides(desk, record.edition.document, record.manifest, zone),
        may_allow=embargo_wishes.may_allow(seat, record.edition.document),
    )


def _line(seat: Seat, row: DocumentRow) -> Line | None:
    from editor_app.services import approvals

    if row.edition is None:
        return None
    try:
        record = approvals.record(seat.desk, row.edition)
    except (SealBroken, Veiled):
        return None
    mine = record.edition.submitted_by == seat.member.id
    signed = any(s.name == seat.member.name for stage in record.stages for s in stage.signed)
    if not (mine or signed):
        return None
    return Line(row.edition, row.number, row.title, record, mine, row.out, row.deliveries)


def _lane(desk: Desk, record: Record) -> Kept | None:
    from editor_app.domain.edition import EditionKind
    from editor_app.services import lane

    return lane.kept(desk, record.edition.id) if record.edition.kind is EditionKind.EMERGENCY else None


def _embargo(desk: Desk, document: DocumentId) -> Embargoed | None:
    from editor_app.services import embargoes

    found = embargoes.standing(desk, document)
    return found if found.history and not found.is_public else None


def _sealed(edition: Edition | None) -> Manifest | None:
    try:
        return edition.sealed() if edition is not None else None
    except ValueError:
        log.warning("the edition before is not what its digest says")
        return None


def _findings(desk: Desk, record: Record) -> dict[Digest, Finding]:
    """What was accepted or is to be overridden, in words; checking again takes a while, so only where there is any."""
    from editor_app.services import checking

    edition = record.edition
    if not (record.manifest.accepted or record.manifest.to_override):
        return {}
    try:
        return {finding.digest: finding for finding in checking.findings_of(desk, edition)}
    except DeskError as error:
        log.info("the findings can't be said again: %s", error.code)
        return {}


def _changes(
    desk: Desk, previous: Edition | None, record: Record, zone: ZoneInfo
) -> dict[AccountId, tuple[Difference, ...]]:
    """What differs for each account, changed figures of text and charts first."""
    from editor_app.services import comparing, documents

    earlier = _sealed(previous)
    if earlier is None or previous is None:
        return {}
    pair = (documents.revision(desk, each.revision) for each in (previous, record.edition))
    charts = of_charts(comparing.chart_changes(*pair))
    found = {}
    for payload in record.manifest.payloads:
        every = (*charts, *differences(earlier, record.manifest, payload, zone))
        found[payload.account] = tuple(sorted(every, key=lambda each: not each.is_number))
    return found


def _pictures(desk: Desk, payloads: tuple[Payload, ...]) -> dict[Digest, QImage]:
    found: dict[Digest, QImage] = {}
    for digest in {media.digest for payload in payloads for media in payload.media}:
        try:
            image = QImage.fromData(desk.store.media.read(digest))
        except DeskError as error:
            log.info("a sealed picture can't be read: %s", error.code)
            continue
        if not image.isNull():
            found[digest] = image
    return found


def _turn(seat: Seat, record: Record) -> tuple[Refused | None, str]:
    """Why the member may not decide, and for whom they would."""
    from editor_app.services import signing

    if record.edition.state is not EditionState.IN_REVIEW:
        return None, ""
    try:
        deputy = signing.turn(seat, record.edition)
    except Refused as refused:
        return refused, ""
    return None, deputy.principal.name if deputy else ""
