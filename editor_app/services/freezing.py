"""Making an edition: preflight, the exact payload of every account, and the manifest that binds them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from editor_app.domain.account import AccountState
from editor_app.domain.approval import StageKind
from editor_app.domain.audit import Subject
from editor_app.domain.duty import ANYBODY
from editor_app.domain.edition import (
    AcceptedFinding,
    Edition,
    EditionKind,
    EditionState,
    Manifest,
)
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.identifiers import EditionId, new_id
from editor_app.domain.stage_seal import StageSeal
from editor_app.domain.text import T, T_n, Text
from editor_app.services import checking, composing, embargoes, reachability
from editor_app.storage.queries import accounts as account_queries
from editor_app.storage.queries import documents, editions, routes
from editor_app.storage.queries.documents import Superseded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from editor_app.domain.account import Account
    from editor_app.domain.approval import Route, Stage
    from editor_app.domain.document import Revision
    from editor_app.domain.edition import Payload
    from editor_app.domain.identifiers import AccountId, Digest, DocumentId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot, Work

_SHORTEST_PREFIX = 6


@dataclass(frozen=True, slots=True)
class Submission:
    """What an editor chooses when handing a document in."""

    accounts: tuple[AccountId, ...]
    route: str = ""
    """Name; empty = the route with the most stages for this kind."""
    not_before: datetime | None = None
    not_after: datetime | None = None
    accepted: Mapping[str, str] = field(default_factory=dict)
    """Reasons by rule, or by a finding's digest (six characters or more of its beginning)."""
    kind: EditionKind = EditionKind.PUBLICATION
    by_lane: bool = False
    """An emergency that `services.lane` hands in."""


class NotReady(Refused):
    """Findings stand against the edition; nothing was stored.

    Args:
        findings: those that stand in the way, and no others.
    """

    code: ClassVar[str] = "findings"

    def __init__(self, message: Text, next_step: Text, findings: tuple[Finding, ...]) -> None:
        super().__init__(message, next_step)
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Drafted:
    """Payloads that were made elsewhere: those of a correction or a withdrawal."""

    revision: Revision
    kind: EditionKind
    payloads: tuple[Payload, ...]
    findings: tuple[Finding, ...]
    reasons: Mapping[str, str]
    previous: EditionId
    """The edition that it sets right."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """An edition ready to be stored."""

    edition: Edition
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What was read for a submission in one snapshot."""

    revision: Revision
    accounts: tuple[Account, ...]
    route: Route


def frozen(seat: Seat, document: DocumentId, submission: Submission) -> Frozen:
    """The edition of the newest revision; its media are stored, nothing else is.

    Raises:
        NotReady, Invalid, Refused, NotFound: see `approvals.submit`.
    """
    desk = seat.desk
    _require_publication(submission)
    _require_window(submission, desk.clock.now())
    with desk.database.read() as snapshot:
        chosen = _chosen(snapshot, document, submission)
        begins = embargoes.begins(snapshot, document, submission.not_before, desk.clock.now())
        reachability.require_complete(snapshot, chosen.route, document, seat.member.id, desk.clock.now())
        reachability.require_in_time(chosen.route, begins, desk.clock.now())
    submission = replace(submission, not_before=begins)
    checking.look_at_links(desk, chosen.revision, chosen.accounts)
    examined = checking.examined(desk, chosen.revision, chosen.accounts)
    accepted = _accepted(examined.findings, submission.accepted)
    for composed in examined.composed.values():
        composing.keep_media(desk, composed)
    manifest = Manifest(
        workspace=desk.workspace.id,
        edition=EditionId(new_id()),
        document=document,
        revision=chosen.revision.id,
        kind=submission.kind,
        payloads=tuple(examined.composed[account.id].payload for account in chosen.accounts),
        not_before=submission.not_before,
        not_after=submission.not_after,
        rule_pack=checking.rule_pack(),
        accepted=accepted,
        to_override=_to_override(examined.findings),
        stages=_sealed_stages(chosen.route),
        source=chosen.revision.content.source,
        responsible_editor=chosen.revision.content.responsible_editor,
        document_number=chosen.revision.content.document_number,
        use_hours=chosen.route.use_hours,
    )
    return Frozen(_edition(seat, manifest, chosen.route), chosen.route.stages)


def frozen_as(seat: Seat, drafted: Drafted) -> Frozen:
    """The edition of payloads that were made elsewhere, for the shortest route of its kind.

    Raises:
        NotReady: findings stand against it.
        Refused: no route is for that kind.
    """
    desk = seat.desk
    with desk.database.read() as snapshot:
        route = _shortest(snapshot, drafted.kind)
        reachability.require_complete(snapshot, route, drafted.revision.document, seat.member.id, desk.clock.now())
    content = drafted.revision.content
    manifest = Manifest(
        workspace=desk.workspace.id,
        edition=EditionId(new_id()),
        document=drafted.revision.document,
        revision=drafted.revision.id,
        kind=drafted.kind,
        payloads=drafted.payloads,
        not_before=None,
        not_after=None,
        rule_pack=checking.rule_pack(),
        accepted=_accepted(drafted.findings, drafted.reasons),
        to_override=_to_override(drafted.findings),
        stages=_sealed_stages(route),
        source=content.source,
        responsible_editor=content.responsible_editor,
        document_number=content.document_number,
        previous=drafted.previous,
        use_hours=route.use_hours,
    )
    return Frozen(_edition(seat, manifest, route), route.stages)


def keep(work: Work, made: Frozen) -> Edition:
    """Store it in place of one in review.

    Raises:
        Superseded: somebody saved the document meanwhile.
    """
    head = documents.head_revision(work, made.edition.document)
    if head.id != made.edition.revision:
        raise Superseded(head)
    for old in editions.editions_of(work, made.edition.document):
        if old.state is EditionState.IN_REVIEW:
            work.record("edition.void", Subject("edition", old.id), {"replaced_by": made.edition.id})
    editions.void_open(work, made.edition.document)
    edition = replace(made.edition, number=editions.next_edition_number(work, made.edition.document))
    editions.insert_edition(work, edition, made.stages)
    return edition


def chosen_accounts(desk: Desk, names: Sequence[str]) -> tuple[Account, ...]:
    """The accounts of those names, in that order; none named = every one that isn't closed.

    Raises:
        NotFound: there is none of a name.
    """
    with desk.database.read() as snapshot:
        if not names:
            every = account_queries.all_accounts(snapshot)
            return tuple(a for a in every if a.state is not AccountState.CLOSED)
        return tuple(account_queries.account_by_name(snapshot, name) for name in dict.fromkeys(names))


def _sealed_stages(route: Route) -> tuple[StageSeal, ...]:
    """As they stand now, with their names; a route that says nothing of signers and times keeps the first form."""
    plain = not route.use_hours and all(s.terms == ANYBODY and s.kind is StageKind.REVIEW for s in route.stages)
    return tuple(
        StageSeal(s.ordinal, s.name, s.duty, s.needs)
        if plain
        else StageSeal(s.ordinal, s.name, s.duty, s.needs, s.terms, s.kind.value)
        for s in route.stages
    )


def _edition(seat: Seat, manifest: Manifest, route: Route) -> Edition:
    return Edition(
        id=manifest.edition,
        document=manifest.document,
        revision=manifest.revision,
        number=0,
        kind=manifest.kind,
        state=EditionState.IN_REVIEW,
        digest=manifest.digest,
        manifest=manifest.canonical_bytes(),
        route=route.id,
        submitted_by=seat.member.id,
        submitted_at=seat.desk.clock.now(),
    )


def _require_publication(submission: Submission) -> None:
    """Every other kind needs its own way to the platforms; as an ordinary edition it would be a second post."""
    if submission.kind is EditionKind.EMERGENCY and submission.by_lane:
        return
    if submission.kind is not EditionKind.PUBLICATION:
        raise Refused(
            T("Corrections, withdrawals, replies and emergency notices can't be handed in yet."),
            T("They would go out as new posts. Correct or remove the post on the platform, and keep a record."),
        )


def _require_window(submission: Submission, now: datetime) -> None:
    before, after = submission.not_before, submission.not_after
    if after is not None and after <= now:
        raise Invalid(T("The time after which it may not go out has passed."), T("Choose a later one."))
    if before is not None and after is not None and after <= before:
        raise Invalid(T("The window ends before it begins."), T("Choose a later end."))


def _chosen(snapshot: Snapshot, document: DocumentId, submission: Submission) -> _Chosen:
    if not submission.accounts:
        raise Invalid(T("No account was chosen."), T("Choose the accounts that it shall go to."))
    accounts = tuple(account_queries.account_by_id(snapshot, each) for each in dict.fromkeys(submission.accounts))
    for account in accounts:
        if account.state is AccountState.CLOSED:
            raise Refused(T("The account {name} is closed.", name=account.name), T("Leave it out, or open it again."))
    return _Chosen(documents.head_revision(snapshot, document), accounts, _route(snapshot, submission))


def _route(snapshot: Snapshot, submission: Submission) -> Route:
    if submission.route:
        route = routes.route_by_name(snapshot, submission.route)
        if route.is_retired:
            raise Refused(T("The route {name} is not in use any more.", name=route.name), T("Choose another route."))
        if submission.kind not in route.kinds:
            raise Refused(
                T(
                    "The route {name} isn't for editions of the kind {kind}.",
                    name=route.name,
                    kind=Text(submission.kind.value),
                ),
                T("Choose another route."),
            )
        return route
    fitting = [r for r in routes.all_routes(snapshot) if submission.kind in r.kinds and not r.is_retired]
    if not fitting:
        raise Refused(
            T("No route is for editions of the kind {kind}.", kind=Text(submission.kind.value)),
            T("Ask an admin for a route."),
        )
    return fitting[0]


def _shortest(snapshot: Snapshot, kind: EditionKind) -> Route:
    every = [route for route in routes.all_routes(snapshot) if not route.is_retired]
    fitting = [route for route in every if kind in route.kinds]
    if not fitting:
        raise Refused(
            T("No route is for editions of the kind {kind}.", kind=Text(kind.value)), T("Ask an admin for a route.")
        )
    return min(fitting, key=lambda each: len(each.stages))


def _accepted(findings: Sequence[Finding], reasons: Mapping[str, str]) -> tuple[AcceptedFinding, ...]:
    """The warnings with the reasons for accepting them.

    Raises:
        NotReady: something blocks, or a warning has no reason.
        Invalid: a reason fits no warning, or is empty.
    """
    blocking = tuple(f for f in findings if f.severity is Severity.BLOCK)
    if blocking:
        raise NotReady(
            T_n("{count} finding stands against it.", "{count} findings stand against it.", count=len(blocking)),
            T("Put them right, then submit again."),
            blocking,
        )
    warnings = [f for f in findings if f.severity is Severity.WARN]
    given = _reason_by_finding(warnings, reasons)
    open_ = tuple(f for f in warnings if f.digest not in given)
    if open_:
        raise NotReady(
            T_n("{count} warning has not been accepted.", "{count} warnings have not been accepted.", count=len(open_)),
            T("Put them right, or accept each with a reason (--accept FINDING=REASON)."),
            open_,
        )
    unique = {f.digest: AcceptedFinding(f.digest, f.rule, given[f.digest]) for f in warnings}
    return tuple(sorted(unique.values(), key=lambda a: (a.rule, a.digest)))


def _reason_by_finding(warnings: Sequence[Finding], reasons: Mapping[str, str]) -> dict[Digest, str]:
    given: dict[Digest, str] = {}
    for name, reason in reasons.items():
        fitting = [f for f in warnings if f.rule == name or _begins(f.digest, name)]
        if not fitting:
            raise Invalid(T("“{name}” fits no warning.", name=name[:40]), T("See them with `editor-app check`."))
        if not reason.strip():
            raise Invalid(T("“{name}” is accepted without a reason.", name=name[:40]), T("Say why in one sentence."))
        given.update((f.digest, reason.strip()) for f in fitting)
    return given


def _to_override(findings: Sequence[Finding]) -> tuple[Digest, ...]:
    return tuple(sorted({found.digest for found in findings if found.severity is Severity.OVERRIDE}))


def _begins(digest: str, name: str) -> bool:
    return len(name) >= _SHORTEST_PREFIX and digest.startswith(name.lower())
