"""Named queries about members and their keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select, update

from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import KeyId, MemberId
from editor_app.domain.member import Member, MemberState, Role
from editor_app.domain.text import T
from editor_app.storage.prepared import Prepared
from editor_app.storage.tables import member, member_key

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Row

    from editor_app.storage.database import Snapshot, Work


@dataclass(frozen=True, slots=True)
class MemberKey:
    """A member's key pair: the public halves, who vouches for them, and the private halves under seal."""

    id: KeyId
    member: MemberId
    public_key: bytes
    """Ed25519, 32 bytes."""
    box_public_key: bytes
    """X25519, 32 bytes; what is sealed to this member."""
    sealed_private: bytes
    """Opens with the member's passphrase only."""
    made_at: datetime
    confirmed_by: MemberId | None = None
    confirmed_at: datetime | None = None
    revoked_at: datetime | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether an admin vouched for the key and nobody revoked it."""
        return self.confirmed_at is not None and self.revoked_at is None


def insert_member(work: Work, new: Member) -> None:
    """Add a member (names are unique: else Conflict)."""
    work.connection.execute(
        _INSERT,
        {
            "id": new.id,
            "name": new.name,
            "roles": _roles_as_text(new.roles),
            "state": new.state.value,
            "key": new.key,
            "joined_at": new.joined_at,
        },
    )


def member_by_name(snapshot: Snapshot, name: str) -> Member:
    """The member with that name.

    Raises:
        NotFound: nobody has it.
    """
    row = snapshot.connection.execute(_BY_NAME, {"wanted": name}).first()
    if row is None:
        raise NotFound(
            T("There is no member called “{name}”.", name=name), T("See the members with `editor-app member list`.")
        )
    return _member(row)


def member_by_id(snapshot: Snapshot, wanted: MemberId) -> Member:
    """The member with that id.

    Raises:
        NotFound: nobody has it.
    """
    row = snapshot.connection.execute(_BY_ID, {"wanted": wanted}).first()
    if row is None:
        raise NotFound(T("There is no such member."))
    return _member(row)


def members(snapshot: Snapshot) -> list[Member]:
    """Everybody, in the order in which they joined."""
    return [_member(row) for row in snapshot.connection.execute(_ALL)]


def set_member_state(work: Work, who: MemberId, state: MemberState) -> None:
    """Move a member on."""
    work.connection.execute(_SET_STATE, {"who": who, "state": state.value})


def set_member_roles(work: Work, who: MemberId, roles: Collection[Role]) -> None:
    """Give a member exactly these roles."""
    work.connection.execute(_SET_ROLES, {"who": who, "roles": _roles_as_text(roles)})


def set_member_key(work: Work, who: MemberId, key: KeyId) -> None:
    """Make `key` the one that the member signs with from now on."""
    work.connection.execute(_SET_KEY, {"who": who, "key": key})


def insert_key(work: Work, new: MemberKey) -> None:
    """Add a key; it signs nothing until it is confirmed."""
    work.connection.execute(
        _INSERT_KEY,
        {
            "id": new.id,
            "member": new.member,
            "public_key": new.public_key,
            "box_public_key": new.box_public_key,
            "sealed_private": new.sealed_private,
            "made_at": new.made_at,
            "confirmed_by": new.confirmed_by,
            "confirmed_at": new.confirmed_at,
            "revoked_at": new.revoked_at,
        },
    )


def key_of(snapshot: Snapshot, who: MemberId) -> MemberKey | None:
    """The key that the member signs with now; None before activation."""
    row = snapshot.connection.execute(_KEY_OF, {"who": who}).first()
    return _key(row) if row else None


def key_by_id(snapshot: Snapshot, wanted: KeyId) -> MemberKey:
    """The key with that id, also an old or revoked one.

    Raises:
        NotFound: no such key.
    """
    row = _KEY_BY_ID.first(snapshot.connection, {"wanted": wanted})
    if row is None:
        raise NotFound(T("There is no such key."))
    return _key(row)


def keys_of(snapshot: Snapshot, who: MemberId) -> list[MemberKey]:
    """Every key that the member ever had, oldest first."""
    return [_key(row) for row in snapshot.connection.execute(_KEYS_OF, {"who": who})]


def confirm_key(work: Work, key: KeyId, by: MemberId) -> None:
    """Record that `by` compared the six words."""
    work.connection.execute(_CONFIRM, {"which": key, "confirmed_by": by, "confirmed_at": work.at})


def revoke_key(work: Work, key: KeyId) -> None:
    """End a key; what it signed before stays valid by its place in the audit chain."""
    work.connection.execute(_REVOKE, {"which": key, "revoked_at": work.at})


def replace_sealed_private(work: Work, key: KeyId, sealed: bytes) -> None:
    """Keep the same key under a new passphrase."""
    work.connection.execute(_RESEAL, {"which": key, "sealed_private": sealed})


def _roles_as_text(roles: Collection[Role]) -> str:
    return ",".join(sorted(role.value for role in roles))


def _member(row: Row[tuple[object, ...]]) -> Member:
    return Member(
        id=MemberId(row.id),
        name=row.name,
        roles=frozenset(Role(word) for word in row.roles.split(",") if word),
        state=MemberState(row.state),
        key=KeyId(row.key) if row.key else None,
        public_key=row.public_key,
        joined_at=row.joined_at,
    )


def _key(row: Row[tuple[object, ...]]) -> MemberKey:
    return MemberKey(
        id=KeyId(row.id),
        member=MemberId(row.member),
        public_key=row.public_key,
        box_public_key=row.box_public_key,
        sealed_private=row.sealed_private,
        made_at=row.made_at,
        confirmed_by=MemberId(row.confirmed_by) if row.confirmed_by else None,
        confirmed_at=row.confirmed_at,
        revoked_at=row.revoked_at,
    )


_MEMBERS = select(member, member_key.c.public_key).outerjoin(member_key, member_key.c.id == member.c.key)
_INSERT = insert(member)
_BY_NAME = _MEMBERS.where(member.c.name == bindparam("wanted"))
_BY_ID = _MEMBERS.where(member.c.id == bindparam("wanted"))
_ALL = _MEMBERS.order_by(member.c.joined_at, member.c.name)
_ONE = update(member).where(member.c.id == bindparam("who"))
_SET_STATE = _ONE.values(state=bindparam("state"))
_SET_ROLES = _ONE.values(roles=bindparam("roles"))
_SET_KEY = _ONE.values(key=bindparam("key"))
_INSERT_KEY = insert(member_key)
_KEY_OF = select(member_key).join(member, member.c.key == member_key.c.id).where(member.c.id == bindparam("who"))
_KEY_BY_ID = Prepared(select(member_key).where(member_key.c.id == bindparam("wanted")))
_KEYS_OF = select(member_key).where(member_key.c.member == bindparam("who")).order_by(member_key.c.made_at)
_ONE_KEY = update(member_key).where(member_key.c.id == bindparam("which"))
_CONFIRM = _ONE_KEY.values(confirmed_by=bindparam("confirmed_by"), confirmed_at=bindparam("confirmed_at"))
_REVOKE = _ONE_KEY.values(revoked_at=bindparam("revoked_at"))
_RESEAL = _ONE_KEY.values(sealed_private=bindparam("sealed_private"))
