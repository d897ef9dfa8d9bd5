"""Named queries about roles that an admin proposed for a member, and what another one made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select, update

from editor_app.domain.identifiers import MemberId
from editor_app.domain.member import Named, Role, RoleChange
from editor_app.storage.duty_tables import role_change
from editor_app.storage.tables import member

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Row

    from editor_app.domain.member import Member
    from editor_app.storage.database import Snapshot, Work


def insert_change(work: Work, of: Member, becomes: Collection[Role], by: MemberId) -> None:
    """Propose roles for a member; the audit row is the newest one of this work."""
    number: int = work.connection.execute(_NEXT, {"wanted": of.id}).scalar_one()
    values = {
        "member": of.id, "number": number, "was": _as_text(of.roles), "becomes": _as_text(becomes), "proposed_by": by,
        "proposed_at": work.at, "audit_sequence": work.sequence,
    }  # fmt: skip
    work.connection.execute(_INSERT, values)


def decide_change(work: Work, of: MemberId, decision: str, by: MemberId) -> None:
    """Close what is proposed for a member: `agreed` or `declined`."""
    work.connection.execute(_DECIDE, {"wanted": of, "said": decision, "who": by, "now": work.at})


def open_changes(snapshot: Snapshot) -> list[RoleChange]:
    """What waits for another admin, the oldest first."""
    return [_change(row) for row in snapshot.connection.execute(_OPEN)]


def _change(row: Row[tuple[object, ...]]) -> RoleChange:
    return RoleChange(
        member=Named(MemberId(row.member), row.member_name),
        was=_roles(row.was),
        becomes=_roles(row.becomes),
        proposed_by=Named(MemberId(row.proposed_by), row.admin_name),
        proposed_at=row.proposed_at,
    )


def _roles(words: str) -> frozenset[Role]:
    return frozenset(Role(word) for word in words.split(",") if word)


def _as_text(roles: Collection[Role]) -> str:
    return ",".join(sorted(role.value for role in roles))


_INSERT = insert(role_change)
_NEXT = select(func.coalesce(func.max(role_change.c.number), 0) + 1).where(role_change.c.member == bindparam("wanted"))
_DECIDE = (
    update(role_change)
    .where(role_change.c.member == bindparam("wanted"), role_change.c.decision.is_(None))
    .values(decision=bindparam("said"), decided_by=bindparam("who"), decided_at=bindparam("now"))
)
_whose, _admin = member.alias(), member.alias()
_OPEN = (
    select(role_change, _whose.c.name.label("member_name"), _admin.c.name.label("admin_name"))
    .select_from(
        role_change.join(_whose, _whose.c.id == role_change.c.member).join(
            _admin, _admin.c.id == role_change.c.proposed_by
        )
    )
    .where(role_change.c.decision.is_(None))
    .order_by(role_change.c.proposed_at, role_change.c.member)
)
