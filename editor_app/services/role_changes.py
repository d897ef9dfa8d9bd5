"""Roles that change: alone while there is one admin, from the second admin on one proposes and another agrees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.domain.member import Deed, Member, Role, RoleChange
from editor_app.domain.text import T
from editor_app.services import vaults
from editor_app.storage.queries import people, role_changes

if TYPE_CHECKING:
    from collections.abc import Collection

    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import MemberId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot, Work


@dataclass(frozen=True, slots=True)
class Proposed:
    """What became of a change of roles."""

    member: Member
    waits: bool
    """Whether another admin has to agree first."""


def propose(seat: Seat, name: str, roles: Collection[Role]) -> Proposed:
    """Give a member exactly these roles, or propose it to the other admins when there are any.

    Raises:
        Refused: no admin, the last admin would be gone, the roles are those already, or another change waits.
        Invalid: no role, or one that stands alone beside others.
    """
    wanted = some(roles)
    with seat.desk.database.read() as snapshot:
        member = people.member_by_name(snapshot, name.strip())
        waits = bool(other_admins(snapshot, seat.member.id))
    action = "member.propose_roles" if waits else "member.set_roles"
    with seat.write(Deed.MANAGE_MEMBERS, action, _of(member), _detail(wanted)) as work:
        member = people.member_by_id(work, member.id)
        _require_new(work, member, wanted)
        role_changes.insert_change(work, member, wanted, seat.member.id)
        if not waits:
            _put_into_force(work, member, wanted, seat.member.id)
        member = people.member_by_id(work, member.id)
    if not waits:
        _share_vault(seat, member)
    return Proposed(member, waits)


def agree(seat: Seat, name: str) -> Member:
    """Put into force what another admin proposed for a member.

    Raises:
        Refused: no admin, one's own proposal while there is another admin, or the last admin would be gone.
        NotFound: nothing is proposed.
    """
    change = _open(seat.desk, name)
    if change.proposed_by.id == seat.member.id and _is_accompanied(seat):
        raise Refused(T("Nobody agrees to their own proposal."), T("Another admin agrees or declines."))
    detail = {**_detail(change.becomes), "proposed_by": change.proposed_by.id}
    with seat.write(Deed.MANAGE_MEMBERS, "member.set_roles", Subject("member", change.member.id), detail) as work:
        member = people.member_by_id(work, change.member.id)
        if member.roles != change.was or change not in role_changes.open_changes(work):
            raise Refused(T("Their roles changed meanwhile."), T("Look at what is proposed now."))
        _put_into_force(work, member, change.becomes, seat.member.id)
        member = people.member_by_id(work, member.id)
    _share_vault(seat, member)
    return member


def decline(seat: Seat, name: str) -> RoleChange:
    """Leave the roles as they are; who proposed it may take it back like this too.

    Raises:
        Refused: no admin.
        NotFound: nothing is proposed.
    """
    change = _open(seat.desk, name)
    subject = Subject("member", change.member.id)
    with seat.write(Deed.MANAGE_MEMBERS, "member.decline_roles", subject, _detail(change.becomes)) as work:
        role_changes.decide_change(work, change.member.id, "declined", seat.member.id)
    return change


def open_changes(desk: Desk) -> tuple[RoleChange, ...]:
    """What waits for another admin, the oldest first."""
    with desk.database.read() as snapshot:
        return tuple(role_changes.open_changes(snapshot))


def some(roles: Collection[Role]) -> frozenset[Role]:
    """The roles, when one member may hold them together.

    Raises:
        Invalid: none, or a role that stands alone beside others.
    """
    if not roles:
        raise Invalid(
            T("A member has at least one role."), T("Choose editor, reviewer, publisher, admin, expert or worker.")
        )
    if Role.WORKER in roles and len(roles) > 1:
        raise Invalid(T("A service member has no other role."), T("Add the person and the worker as two members."))
    if Role.EXPERT in roles and len(roles) > 1:
        raise Invalid(T("An expert from outside has no other role."), T("Leave the others, or the expert, out."))
    return frozenset(roles)


def _put_into_force(work: Work, member: Member, roles: Collection[Role], by: MemberId) -> None:
    role_changes.decide_change(work, member.id, "agreed", by)
    people.set_member_roles(work, member.id, roles)
    if not any(each.may(Deed.MANAGE_MEMBERS) for each in people.members(work)):
        raise Refused(T("The workspace would have no admin any more."), T("Make another member admin first."))


def _require_new(work: Work, member: Member, wanted: frozenset[Role]) -> None:
    if member.roles == wanted:
        raise Refused(T("{name} has these roles already.", name=member.name))
    if any(each.member.id == member.id for each in role_changes.open_changes(work)):
        raise Refused(
            T("Another change of {name}'s roles waits for an admin.", name=member.name),
            T("Agree to it or decline it first: `editor-app member changes`."),
        )


def _share_vault(seat: Seat, member: Member) -> None:
    with seat.desk.database.read() as snapshot:
        key = people.key_of(snapshot, member.id)
    if key is None or not key.is_confirmed:
        return
    if vaults.may_hold(member):
        vaults.share(seat, member, key)
    else:
        vaults.take_away(seat, key)


def _open(desk: Desk, name: str) -> RoleChange:
    with desk.database.read() as snapshot:
        member = people.member_by_name(snapshot, name.strip())
        found = next((each for each in role_changes.open_changes(snapshot) if each.member.id == member.id), None)
    if found is None:
        raise NotFound(T("No change of {name}'s roles waits.", name=member.name), T("See `editor-app member changes`."))
    return found


def _is_accompanied(seat: Seat) -> bool:
    with seat.desk.database.read() as snapshot:
        return bool(other_admins(snapshot, seat.member.id))


def other_admins(snapshot: Snapshot, than: MemberId) -> list[Member]:
    """Admins besides that member: from the first of them on, two decide."""
    return [each for each in people.members(snapshot) if each.id != than and each.may(Deed.MANAGE_MEMBERS)]


def _of(member: Member) -> Subject:
    return Subject("member", member.id)


def _detail(roles: Collection[Role]) -> dict[str, Json]:
    return {"roles": sorted(role.value for role in roles)}
