"""People of the desk: their roles, their way in, and the one table of who may do what (default: nobody)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from editor_app.domain.errors import Refused
from editor_app.domain.text import T, Text

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.identifiers import KeyId, MemberId


class Role(StrEnum):
    """What a member is trusted with; one member may hold several."""

    EDITOR = "editor"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"
    ADMIN = "admin"
    EXPERT = "expert"
    """Somebody from outside the desk: signs the stages that are for experts, and does nothing else."""
    WORKER = "worker"
    """The publishing loop itself: claims, attempts and reads back, nothing else."""


class MemberState(StrEnum):
    """How far a member has come in."""

    INVITED = "invited"
    """Named by an admin; has no key yet."""
    ACTIVATED = "activated"
    """Set a passphrase and made a key; may not sign until confirmed."""
    CONFIRMED = "confirmed"
    DEPARTED = "departed"
    """Signs nothing new; old signatures stay valid by their place in the audit chain."""


class Deed(StrEnum):
    """What can be done in a workspace, as the rights table names it."""

    WRITE = "write"
    SUBMIT = "submit"
    DECIDE = "decide"
    NAME_DEPUTY = "name_deputy"
    """For oneself; for others it takes the right to manage members as well."""
    COMMENT = "comment"
    """Comments, suggestions, and how far one has proof-read."""
    QUEUE = "queue"
    CONTROL_DELIVERY = "control_delivery"
    FREEZE = "freeze"
    """Stopping is easier than going on: whoever sees the need may stop all sending."""
    LIFT_FREEZE = "lift_freeze"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_ROUTES = "manage_routes"
    SEND = "send"
    READ = "read"


_RIGHTS: dict[Role, frozenset[Deed]] = {
    Role.EDITOR: frozenset({Deed.READ, Deed.COMMENT, Deed.WRITE, Deed.SUBMIT}),
    Role.REVIEWER: frozenset({Deed.READ, Deed.COMMENT, Deed.DECIDE, Deed.NAME_DEPUTY, Deed.FREEZE}),
    Role.PUBLISHER: frozenset(
        {
            Deed.READ,
            Deed.COMMENT,
            Deed.QUEUE,
            Deed.CONTROL_DELIVERY,
            Deed.FREEZE,
            Deed.LIFT_FREEZE,
            Deed.SEND,
        }
    ),
    Role.ADMIN: frozenset(
        {
            Deed.READ,
            Deed.COMMENT,
            Deed.MANAGE_ACCOUNTS,
            Deed.MANAGE_MEMBERS,
            Deed.MANAGE_ROUTES,
            Deed.NAME_DEPUTY,
            Deed.FREEZE,
            Deed.LIFT_FREEZE,
            Deed.SEND,
        }
    ),
    Role.EXPERT: frozenset({Deed.READ, Deed.COMMENT, Deed.DECIDE, Deed.NAME_DEPUTY}),
    Role.WORKER: frozenset({Deed.READ, Deed.SEND}),
}


ROLE_NAMES: dict[Role, Text] = {
    Role.EDITOR: T("editor"),
    Role.REVIEWER: T("reviewer"),
    Role.PUBLISHER: T("publisher"),
    Role.ADMIN: T("admin"),
    Role.EXPERT: T("expert"),
    Role.WORKER: T("worker"),
}
_DEED_NAMES: dict[Deed, Text] = {
    Deed.WRITE: T("write documents"),
    Deed.SUBMIT: T("submit documents"),
    Deed.DECIDE: T("approve or return editions"),
    Deed.NAME_DEPUTY: T("name a deputy"),
    Deed.COMMENT: T("comment on documents"),
    Deed.QUEUE: T("queue editions"),
    Deed.CONTROL_DELIVERY: T("control deliveries"),
    Deed.FREEZE: T("stop all sending"),
    Deed.LIFT_FREEZE: T("lift the freeze"),
    Deed.MANAGE_ACCOUNTS: T("manage accounts"),
    Deed.MANAGE_MEMBERS: T("manage members"),
    Deed.MANAGE_ROUTES: T("manage approval routes"),
    Deed.SEND: T("send"),
    Deed.READ: T("read"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A member under the name that stood there when it was written down."""

    id: MemberId
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """One person (or the worker) of a workspace."""

    id: MemberId
    name: str
    roles: frozenset[Role]
    state: MemberState
    key: KeyId | None
    public_key: bytes | None
    """Ed25519, 32 bytes; None until activated."""
    joined_at: datetime

    def may(self, deed: Deed) -> bool:
        """Whether the member's roles allow `deed` and the member has been confirmed."""
        return self.state is MemberState.CONFIRMED and any(deed in _RIGHTS[role] for role in self.roles)


@dataclass(frozen=True, slots=True)
class RoleChange:
    """Roles that an admin proposed for a member; another one agrees or declines."""

    member: Named
    was: frozenset[Role]
    becomes: frozenset[Role]
    proposed_by: Named
    proposed_at: datetime


def require(member: Member, deed: Deed) -> None:
    """Pass when `member` may do `deed`.

    Raises:
        Refused: the right is missing; the sentence names the role that has it.
    """
    if member.may(deed):
        return
    if member.state is not MemberState.CONFIRMED:
        raise Refused(
            T("{name} has not been confirmed yet.", name=member.name),
            T("Ask an admin to confirm the six words of the key."),
        )
    holder = next(role for role, deeds in _RIGHTS.items() if deed in deeds)
    raise Refused(
        T("{name} has no right to do this ({deed}).", name=member.name, deed=_DEED_NAMES[deed]),
        T("Ask a member with the role: {role}.", role=ROLE_NAMES[holder]),
    )
