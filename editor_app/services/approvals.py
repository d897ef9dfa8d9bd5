"""From a document to a signed edition: submit, decide stage by stage, and the record of who signed what."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from editor_app.domain.approval import (
    Approval,
    Bystanders,
    Decision,
    StageKind,
    Statement,
    Where,
    next_stage,
    require_four_eyes,
)
from editor_app.domain.audit import Subject
from editor_app.domain.edition import EditionState
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.identifiers import grouped
from editor_app.domain.member import Deed, require
from editor_app.domain.text import T, Text
from editor_app.domain.words import state_words
from editor_app.services import deadlines, duties, freezing, overriding, proof_reading, signatures
from editor_app.services.desk import Seat
from editor_app.services.sealing import Keys
from editor_app.storage import audit
from editor_app.storage.queries import documents, editions, packet_readings, people, routes
from editor_app.storage.queries import duties as duty_queries

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.approval import Route, Stage
    from editor_app.domain.canonical import Json
    from editor_app.domain.duty import Deputy
    from editor_app.domain.edition import Edition, Manifest
    from editor_app.domain.identifiers import Digest, DocumentId, EditionId
    from editor_app.domain.member import Member
    from editor_app.domain.variant_read import VariantRead
    from editor_app.services.desk import Desk
    from editor_app.services.freezing import Submission
    from editor_app.storage.database import Snapshot

_SHORTEST_DIGEST = 12


@dataclass(frozen=True, slots=True)
class Word:
    """What a reviewer says about an edition."""

    decision: Decision
    digest: str
    """Of the edition that the reviewer read; 12 digits or more of its beginning, as pages show it in groups."""
    reason: str = ""
    overrides: tuple[str, ...] = ()
    """Digests (or their beginnings) of findings that the reviewer takes upon himself."""
    opened: tuple[str, ...] = ()
    """Names of the accounts whose variant was opened."""
    where: Where = Where.WINDOW
    read: tuple[VariantRead, ...] = ()
    """What was read to its end outside the desk; for a proof stage signed by packet."""


@dataclass(frozen=True, slots=True)
class DecisionOutcome:
    """Where the edition stands after a decision."""

    edition: Edition
    next: Stage | None
    """The stage that waits now; None = all signed, or sent back."""


@dataclass(frozen=True, slots=True)
class Signed:
    """One decision on the record."""

    name: str
    decision: Decision
    at: datetime
    where: Where
    reason: str
    words: tuple[str, ...]
    """The six words of the key."""
    opened: tuple[str, ...]
    overrides: tuple[Digest, ...]
    valid: bool
    fault: Text | None
    """Why it isn't."""
    standing_in: str = ""
    """For whom a deputy signed; empty = in the own name."""


@dataclass(frozen=True, slots=True)
class StageRecord:
    """A stage and who signed it."""

    stage: Stage
    signed: tuple[Signed, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether enough valid yeses are there."""
        return sum(s.valid and s.decision is Decision.APPROVE for s in self.signed) >= self.stage.needs


@dataclass(frozen=True, slots=True)
class Record:
    """An edition's way through its stages."""

    edition: Edition
    manifest: Manifest
    submitter: str
    route: str
    stages: tuple[StageRecord, ...] = field(default=())
    due: datetime | None = None
    """When the stage that waits is overdue; None = never."""
    use_until: datetime | None = None
    """Until when the approval may be used; None = as long as its window, or not approved yet."""

    @property
    def next(self) -> Stage | None:
        """The stage that waits; None = none does."""
        if self.edition.state is not EditionState.IN_REVIEW:
            return None
        return next((each.stage for each in self.stages if not each.is_complete), None)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An edition that waits for a member's signature."""

    edition: Edition
    number: str
    title: str
    stage: Stage
    submitter: str
    standing_in: str = ""
    """For whom the member would sign as a deputy; empty = in the own name."""
    due: datetime | None = None
    """When the stage is overdue; None = never."""


def submit(seat: Seat, document: DocumentId, submission: Submission) -> Edition:
    """Freeze the newest revision for the chosen accounts and hand it to the reviewers.

    Raises:
        NotReady: findings stand against it; it carries them.
        Invalid: no account, a window that ends before it begins, an acceptance that fits no finding.
        Refused: no editor, or something of it is on its way already.
    """
    require(seat.member, Deed.SUBMIT)
    frozen = freezing.frozen(seat, document, submission)
    detail: dict[str, Json] = {
        "document": document,
        "digest": frozen.edition.digest,
        "revision": frozen.edition.revision,
    }
    with seat.write(Deed.SUBMIT, "edition.submit", Subject("edition", frozen.edition.id), detail) as work:
        return freezing.keep(work, frozen)


def decide(seat: Seat, edition: EditionId, word: Word) -> DecisionOutcome:
    """Sign a decision on the stage that waits.

    Raises:
        Refused: not waiting, another digest, four eyes, findings that nobody took upon himself.
        SealBroken: the stored edition isn't what its digest says.
        Invalid: a return without a reason.
    """
    with seat.desk.database.read() as snapshot:
        found = editions.edition_by_id(snapshot, edition)
        statement, deputy = _statement(snapshot, seat, found, word)
    return _kept(seat, Deed.DECIDE, Approval(statement, seat.keys.sign(statement.bytes_to_sign())), deputy)


def take_in(seat: Seat, brought: Approval) -> DecisionOutcome:
    """Keep what a member signed elsewhere, by the rules of `decide` for that member; `seat` only carries it in.

    Raises:
        Refused: it isn't word for word what that member could sign here and now, but for its time and audit head.
        SealBroken, Invalid: as `decide`.
    """
    said = brought.statement
    overrides, opened = tuple(map(str, said.overrides)), said.opened
    word = Word(said.decision, said.digest, said.reason, overrides, opened, said.where, said.read)
    with seat.desk.database.read() as snapshot:
        found = editions.edition_by_id(snapshot, said.edition)
        signer = Seat(seat.desk, people.member_by_id(snapshot, said.by), Keys(said.key, b"", b""))
        wanted, deputy = _statement(snapshot, signer, found, word)
    if replace(wanted, at=said.at, audit_head=said.audit_head) != said:
        raise Refused(T("It is not a decision on the stage that waits."), T("Send a new packet out."))
    return _kept(seat, Deed.READ, brought, deputy)


def _kept(seat: Seat, deed: Deed, approval: Approval, deputy: Deputy | None) -> DecisionOutcome:
    said = approval.statement
    action = "edition.approve" if said.decision is Decision.APPROVE else "edition.return"
    detail = signatures.decision_detail(approval)
    with seat.write(deed, action, Subject("edition", said.edition), detail) as work:
        if deputy is not None:
            duty_queries.insert_signed_for(work, said.edition, deputy, work.sequence)
        packet_readings.insert_read(work, said, work.sequence)
        editions.insert_approval(work, approval)
        waits = _waiting_stage(work, said.edition)
        if said.decision is Decision.RETURN:
            editions.set_edition_state(work, said.edition, EditionState.RETURNED)
            waits = None
        elif waits is None:
            editions.set_edition_state(work, said.edition, EditionState.APPROVED)
        return DecisionOutcome(editions.edition_by_id(work, said.edition), waits)


def waiting(seat: Seat) -> tuple[Waiting, ...]:
    """Editions that this member may sign now, the longest waiting first."""
    with seat.desk.database.read() as snapshot:
        member = seat.now(snapshot)
        now = seat.desk.clock.now()
        found = (_waiting_for(snapshot, member, edition, now) for edition in editions.waiting_editions(snapshot))
        return tuple(each for each in found if each is not None)


def record(desk: Desk, edition: EditionId | str) -> Record:
    """Every stage with who signed it, each signature verified again.

    Raises:
        NotFound: no such edition.
        SealBroken: the stored edition isn't what its digest says.
    """
    with desk.database.read() as snapshot:
        return record_in(snapshot, editions.edition_by_id(snapshot, edition))


def record_in(snapshot: Snapshot, found: Edition) -> Record:
    """The same within a snapshot."""
    manifest = signatures.sealed(found)
    decisions = signatures.checked_decisions(snapshot, found, manifest, signatures.deeds_of(snapshot, found))
    stages = tuple(
        StageRecord(
            stage, tuple(_signed(snapshot, c) for c in decisions if c.approval.statement.stage == stage.ordinal)
        )
        for stage in editions.stages_of(snapshot, found.id)
    )
    submitter = people.member_by_id(snapshot, found.submitted_by).name
    name = routes.route_by_id(snapshot, found.route).name
    whole = Record(found, manifest, submitter, name, stages, use_until=duties.use_until(snapshot, manifest))
    return replace(whole, due=deadlines.due_at(snapshot, found, whole.next)) if whole.next else whole


def edition(desk: Desk, reference: str) -> Edition:
    """The edition with that id or beginning of an id.

    Raises:
        NotFound, Invalid: none, or several.
    """
    with desk.database.read() as snapshot:
        return editions.edition_by_id(snapshot, reference)


def editions_of(desk: Desk, document: DocumentId) -> tuple[Edition, ...]:
    """Every edition of a document, the newest first."""
    with desk.database.read() as snapshot:
        return tuple(reversed(editions.editions_of(snapshot, document)))


def previous_edition(desk: Desk, of: Edition) -> Edition | None:
    """What a reviewer compares with: the edition last published, else the one last reviewed."""
    with desk.database.read() as snapshot:
        earlier = [e for e in editions.editions_of(snapshot, of.document) if e.number < of.number]
        published = editions.last_published_edition(snapshot, of.document)
    if published is not None and published.number < of.number:
        return published
    return earlier[-1] if earlier else None


def all_routes(desk: Desk) -> tuple[Route, ...]:
    """Every route, those with the most stages first."""
    with desk.database.read() as snapshot:
        return tuple(routes.all_routes(snapshot))


def bystanders(snapshot: Snapshot, edition: Edition) -> Bystanders:
    """Who may not decide on `edition`: its authors, its submitter, and who has signed already."""
    authors = documents.authors_since_last_publication(snapshot, edition.document)
    signers = frozenset(duties.spent_by(editions.approvals_of(snapshot, edition.id)))
    return Bystanders(authors | signatures.authors_of(snapshot, edition), edition.submitted_by, signers)


def _require_fitting(found: Edition, word: Word) -> None:
    if found.state is not EditionState.IN_REVIEW:
        raise Refused(
            T("This edition is not in review any more ({state}).", state=state_words(found.state)),
            T("Look at the newest edition of the document."),
        )
    typed = "".join(word.digest.split()).lower()
    if len(typed) < _SHORTEST_DIGEST or not found.digest.startswith(typed):
        raise Refused(
            T("The edition has another digest: {digest}.", digest=grouped(found.digest)),
            T("Read what stands there now, then decide with its digest."),
        )
    if word.decision is Decision.RETURN and not word.reason.strip():
        raise Invalid(T("A return says why."), T("Give a reason in one sentence."))


def _statement(snapshot: Snapshot, seat: Seat, found: Edition, word: Word) -> tuple[Statement, Deputy | None]:
    """What the member signs, and as whose deputy."""
    manifest = signatures.sealed(found)
    _require_fitting(found, word)
    member, near = seat.now(snapshot), bystanders(snapshot, found)
    require_four_eyes(member, near)
    stage = _waiting_stage(snapshot, found.id)
    if stage is None:
        raise Refused(T("Every stage has been signed already."))
    now = seat.desk.clock.now()
    deputy = duties.standing_in(snapshot, member, stage, near, now)
    read = word.read if word.decision is Decision.APPROVE and stage.kind is StageKind.PROOF else ()
    if word.decision is Decision.APPROVE:
        proof_reading.require_read(snapshot, stage, manifest, (member.id, read))
    overrides = overriding.chosen(snapshot, manifest, stage, (word.decision, word.overrides))
    said = Statement(
        workspace=manifest.workspace,
        document=found.document,
        revision=found.revision,
        edition=found.id,
        stage=stage.ordinal,
        digest=found.digest,
        decision=word.decision,
        by=seat.member.id,
        key=seat.keys.id,
        audit_head=audit.head(snapshot)[1],
        at=now,
        where=word.where,
        opened=tuple(sorted(set(word.opened))),
        overrides=overrides,
        reason=word.reason.strip(),
        standing_in=deputy.principal.id if deputy else None,
        read=read,
    )
    return said, deputy


def _waiting_stage(snapshot: Snapshot, edition: EditionId) -> Stage | None:
    stages = editions.stages_of(snapshot, edition)
    ordinal = next_stage([(s.ordinal, s.needs) for s in stages], editions.approvals_of(snapshot, edition))
    return next((stage for stage in stages if stage.ordinal == ordinal), None)


def _waiting_for(snapshot: Snapshot, member: Member, edition: Edition, now: datetime) -> Waiting | None:
    stage, near = _waiting_stage(snapshot, edition.id), bystanders(snapshot, edition)
    if stage is None:
        return None
    try:
        require_four_eyes(member, near)
        deputy = duties.standing_in(snapshot, member, stage, near, now)
    except Refused:
        return None
    document = documents.document_by_id(snapshot, edition.document)
    title = documents.revision_by_id(snapshot, edition.revision).content.title
    submitter = people.member_by_id(snapshot, edition.submitted_by).name
    away = deputy.principal.name if deputy else ""
    due = deadlines.due_at(snapshot, edition, stage)
    return Waiting(edition, document.number, title, stage, submitter, away, due)


def _signed(snapshot: Snapshot, checked: signatures.Checked) -> Signed:
    said = checked.approval.statement
    return Signed(
        name=people.member_by_id(snapshot, said.by).name,
        decision=said.decision,
        at=said.at,
        where=said.where,
        reason=said.reason,
        words=signatures.six_words(snapshot, checked.approval),
        opened=said.opened,
        overrides=said.overrides,
        valid=checked.fault is None,
        fault=checked.fault,
        standing_in=people.member_by_id(snapshot, said.standing_in).name if said.standing_in else "",
    )
