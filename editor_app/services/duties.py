"""Duties at work: who may sign a stage now, who stands in for whom, and until when an approval may be used."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.duty import ANYBODY, Deputy, DeputyId, stands_in
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.identifiers import new_id
from editor_app.domain.member import Deed, MemberState, Named, Role
from editor_app.domain.text import T, Text
from editor_app.storage import audit, seals
from editor_app.storage.queries import duties, editions, people, renewals, routes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from editor_app.domain.approval import Approval, Bystanders, Stage, Statement
    from editor_app.domain.canonical import Json
    from editor_app.domain.duty import Terms
    from editor_app.domain.edition import Edition, Manifest
    from editor_app.domain.identifiers import EditionId, MemberId
    from editor_app.domain.member import Member
    from editor_app.domain.renewal import Renewal
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot

TOO_OLD = Refused(
    T("The approval is too old to be used: its latest time has passed."),
    T("Let a reviewer of its last stage look at it again (`editor-app renew`), then release it."),
)
_SIGNING = frozenset({Role.REVIEWER, Role.EXPERT})
_A_MOMENT = timedelta(minutes=10)
_LONGEST = timedelta(days=366)


def name_deputy(seat: Seat, principal: str, deputy: str, begins: datetime, ends: datetime) -> Deputy:
    """Let `deputy` sign what `principal` is named for, from `begins` to `ends`.

    Raises:
        Refused: for somebody else without the right to manage members, oneself for another, or no reviewer.
        Invalid: the span is empty, over, or longer than a year.
        NotFound: no such member.
    """
    _require_span(begins, ends, seat.desk.clock.now())
    with seat.desk.database.read() as snapshot:
        away = people.member_by_name(snapshot, principal.strip())
        there = people.member_by_name(snapshot, deputy.strip())
    _require_fit(seat, away, there)
    new = Deputy(DeputyId(new_id()), _named(away), _named(there), begins, ends, seat.member.id)
    deed = Deed.NAME_DEPUTY if away.id == seat.member.id else Deed.MANAGE_MEMBERS
    subject = Subject("deputy", new.id)
    detail: dict[str, Json] = {
        "principal": away.id, "deputy": there.id, "from": begins.isoformat(), "until": ends.isoformat(),
        **seals.sealed(deputy={"begins_at": begins, "ends_at": ends}),
    }  # fmt: skip
    with seat.write(deed, "deputy.name", subject, detail) as work:
        duties.insert_deputy(work, new, work.sequence)
    return new


def end_deputy(seat: Seat, which: DeputyId) -> Deputy:
    """End it now; what was signed stays signed.

    Raises:
        NotFound: no such deputy.
        Refused: another's, without the right to manage members.
    """
    with seat.desk.database.read() as snapshot:
        found = duties.deputy_by_id(snapshot, which)
    deed = Deed.NAME_DEPUTY if found.principal.id == seat.member.id else Deed.MANAGE_MEMBERS
    with seat.write(deed, "deputy.end", Subject("deputy", which)) as work:
        duties.end_deputy(work, which)
        return duties.deputy_by_id(work, which)


def all_deputies(desk: Desk) -> tuple[Deputy, ...]:
    """Every deputy whose time isn't over, the newest first."""
    now = desk.clock.now()
    with desk.database.read() as snapshot:
        return tuple(each for each in duties.deputies(snapshot) if each.ended_at is None and now < each.ends_at)


def standing_in(snapshot: Snapshot, member: Member, stage: Stage, near: Bystanders, now: datetime) -> Deputy | None:
    """For whom `member` would sign that stage now; None = in the own name.

    Raises:
        Refused: neither named for it nor a deputy of somebody who could sign it.
    """
    there = [each for each in duties.deputies_of(snapshot, member.id) if each.is_in_force(now)]
    return stands_in(member, stage.terms, there, near.all)


def spent_by(approvals: Iterable[Approval]) -> list[MemberId]:
    """Everybody whose name stands under an edition: those who signed, and those for whom a deputy did."""
    said = [approval.statement for approval in approvals]
    return [*(each.by for each in said), *(each.standing_in for each in said if each.standing_in is not None)]


def fault_of_deputy(snapshot: Snapshot, terms: Terms, said: Statement | Renewal, kept: datetime) -> Text | None:
    """What is wrong with who signed, seen from the names that were sealed; None = nothing.

    Args:
        snapshot: of the moment.
        terms: of the stage.
        said: what was signed, with the signer's own time.
        kept: when the log took it in: a deputy's time can't be brought back by signing an earlier one.
    """
    if said.standing_in is None:
        is_named = not terms.signers or said.by in terms.names()
        return None if is_named else T("The signer was not named for this stage.")
    if said.standing_in not in terms.names():
        return T("It was signed for somebody who was not named for this stage.")
    for each in duties.deputies_of(snapshot, said.by):
        if (
            each.principal.id == said.standing_in
            and each.begins_at <= said.at < each.ends_at
            and kept < each.ends_at + _A_MOMENT
            and _on_record(snapshot, each)
        ):
            return None
    return T("Nobody had named the signer as a deputy.")


def are_sealed(snapshot: Snapshot, manifest: Manifest) -> bool:
    """Whether the stages that stand in the workspace, with their signers and times, are those of the manifest."""
    there = editions.stages_of(snapshot, manifest.edition)
    stored = [(s.ordinal, s.name, s.duty, s.needs, s.terms) for s in there]
    sealed = [(s.ordinal, s.name, s.duty, s.needs, s.terms or ANYBODY) for s in manifest.stages]
    kinds = [s.kind or there[n].kind.value for n, s in enumerate(manifest.stages[: len(there)])]
    same_kinds = kinds == [s.kind.value for s in there]
    return stored == sealed and same_kinds and duties.use_hours(snapshot, manifest.edition) == manifest.use_hours


def are_of_the_route(snapshot: Snapshot, edition: Edition, manifest: Manifest, line: int) -> bool:
    """Whether the signed stages are those that the edition's route had when it was submitted at that line of the log.

    Routes of workspaces from before their versions were kept have nothing to be compared with.
    """
    kept = routes.stages_at(snapshot, edition.route, line)
    if kept is None:
        return True
    stages, use_hours = kept
    route = [(s.ordinal, s.name, s.duty, s.needs, s.terms) for s in stages]
    signed = [(s.ordinal, s.name, s.duty, s.needs, s.terms or ANYBODY) for s in manifest.stages]
    kinds = all(s.kind in {"", r.kind.value} for s, r in zip(manifest.stages, stages, strict=False))
    return route == signed and kinds and use_hours == manifest.use_hours


def use_until(snapshot: Snapshot, manifest: Manifest) -> datetime | None:
    """The latest time at which an approved edition may be used; None = as long as its window."""
    return _use_until(snapshot, manifest.edition)


def is_too_old(snapshot: Snapshot, edition: EditionId, now: datetime) -> bool:
    """Whether an approval waited too long for its use; a first look that the proof of the seal repeats."""
    last = _use_until(snapshot, edition)
    return last is not None and now > last


def require_usable(snapshot: Snapshot, edition: EditionId, at: datetime) -> None:
    """Pass when an approval may still be used at that time.

    Raises:
        Refused: its latest time of use comes before.
    """
    last = _use_until(snapshot, edition)
    if last is not None and at > last:
        until = f"{last:%Y-%m-%d %H:%M} UTC"
        raise Refused(
            T("The approval may be used until {time} only.", time=until),
            T("Choose an earlier time, or let a reviewer of its last stage look at it again (`editor-app renew`)."),
        )


def _use_until(snapshot: Snapshot, edition: EditionId) -> datetime | None:
    hours = duties.use_hours(snapshot, edition)
    last = duties.last_signed_at(snapshot, edition) if hours else None
    if last is None:
        return None
    return max(last, renewals.last_renewed_at(snapshot, edition) or last) + timedelta(hours=hours)


def _on_record(snapshot: Snapshot, deputy: Deputy) -> bool:
    rows = audit.of_subject(snapshot, Subject("deputy", deputy.id))
    named = [row for row in rows if row.action == "deputy.name"]
    return len(named) == 1 and f'"deputy":"{deputy.deputy.id}"' in named[0].detail


def _named(member: Member) -> Named:
    return Named(member.id, member.name)


def _require_fit(seat: Seat, away: Member, there: Member) -> None:
    if away.id == there.id:
        raise Invalid(T("Nobody stands in for themselves."), T("Choose another member."))
    if there.id == seat.member.id:
        raise Refused(T("Nobody makes themselves another's deputy."), T("The member names you, or another admin does."))
    if there.state is not MemberState.CONFIRMED or not there.roles & _SIGNING:
        raise Refused(
            T("{name} is no reviewer and can't stand in.", name=there.name), T("Choose a confirmed reviewer.")
        )


def _require_span(begins: datetime, ends: datetime, now: datetime) -> None:
    if ends <= begins:
        raise Invalid(T("The time ends before it begins."), T("Choose a later end."))
    if ends <= now:
        raise Invalid(T("That time is over already."), T("Choose a later end."))
    if ends - begins > _LONGEST:
        raise Invalid(T("A deputy is named for a year at most."), T("Choose an earlier end."))
