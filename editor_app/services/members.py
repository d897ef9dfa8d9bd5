"""People coming in and going: invited, activated by themselves, confirmed by six words, signed in by a passphrase."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.errors import Invalid, NotFound, Refused, SignInFailed
from editor_app.domain.identifiers import MemberId, new_id, sha256
from editor_app.domain.member import Deed, Member, MemberState, Role
from editor_app.domain.text import T
from editor_app.services import media_keys, role_changes, sealing, vaults
from editor_app.services.desk import Seat, actor_of
from editor_app.storage import audit, seals
from editor_app.storage.queries import people

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from editor_app.domain.canonical import Json
    from editor_app.domain.secrets import Secret
    from editor_app.services.desk import Desk
    from editor_app.storage.database import Snapshot, Work
    from editor_app.storage.queries.people import MemberKey

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Activated:
    """A member who has just made a key; the six words are read to an admin, best by telephone or face to face."""

    member: Member
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A member who may sign now."""

    member: Member
    vault_shared: bool
    """Whether the vault of this machine can be opened by the member too."""


def add(seat: Seat, name: str, roles: Collection[Role]) -> Member:
    """Invite somebody by name; they activate themselves.

    Raises:
        Invalid: no name, a name with control characters, no role.
        Refused: no admin, or the name is taken.
    """
    member = Member(
        MemberId(new_id()),
        _clean_name(name),
        role_changes.some(roles),
        MemberState.INVITED,
        None,
        None,
        seat.desk.clock.now(),
    )
    with seat.write(Deed.MANAGE_MEMBERS, "member.add", _of(member), _first_detail(member)) as work:
        if any(other.name.casefold() == member.name.casefold() for other in people.members(work)):
            raise Refused(
                T("There is a member called “{name}” already.", name=member.name), T("Add a word to the name.")
            )
        people.insert_member(work, member)
    return member


def activate(desk: Desk, name: str, passphrase: Secret) -> Activated:
    """Make an invited member's keys on this machine, sealed by the passphrase.

    Raises:
        Invalid: the passphrase is too plain.
        NotFound: no such member.
        Refused: not invited (any more).
    """
    sealing.require_strong(passphrase)
    with desk.database.read() as snapshot:
        member = people.member_by_name(snapshot, name.strip())
    _require_invited(member)
    keys = sealing.new_keys()
    sealed = sealing.seal(keys, passphrase, desk.cost)
    detail: dict[str, Json] = {"key": keys.id, "public": _public_digest(keys.public, keys.box_public)}
    with desk.database.write(actor_of(member), "member.activate", _of(member), detail) as work:
        _require_invited(people.member_by_id(work, member.id))
        people.insert_key(
            work, people.MemberKey(keys.id, member.id, keys.public, keys.box_public, sealed, desk.clock.now())
        )
        people.set_member_key(work, member.id, keys.id)
        people.set_member_state(work, member.id, MemberState.ACTIVATED)
        member = people.member_by_id(work, member.id)
    return Activated(member, sealing.fingerprint(keys.public, keys.box_public))


def confirm(seat: Seat, name: str, words: Sequence[str]) -> Confirmed:
    """Let an activated member sign, after an admin compared the six words of the key.

    Raises:
        Refused: other words, no admin, one's own key, or nothing to confirm.
    """
    with seat.desk.database.read() as snapshot:
        member, key = _member_and_key(snapshot, name)
    if member.state is not MemberState.ACTIVATED or key is None:
        raise Refused(
            T("{name} has no new key to confirm.", name=member.name),
            T("The member activates first: `editor-app member activate`."),
        )
    if member.id == seat.member.id:
        raise Refused(T("Nobody confirms their own key."), T("Ask another admin."))
    if not sealing.same_words(words, sealing.fingerprint(key.public_key, key.box_public_key)):
        raise Refused(
            T("These are not the six words of {name}'s key.", name=member.name),
            T("Have them read again; if they still differ, don't confirm: somebody else may have made this key."),
        )
    _require_another_admin(seat, member)
    with seat.write(Deed.MANAGE_MEMBERS, "key.confirm", key_subject(key), confirm_detail(key)) as work:
        _confirm_in(work, member, key, seat.member.id)
        member = people.member_by_id(work, member.id)
    return Confirmed(member, vaults.share(seat, member, key))


def _require_another_admin(seat: Seat, member: Member) -> None:
    """Pass unless who invited a new admin confirms the key as well: alone, one admin could make another by himself."""
    if Role.ADMIN not in member.roles:
        return
    with seat.desk.database.read() as snapshot:
        others = [
            each
            for each in people.members(snapshot)
            if each.may(Deed.MANAGE_MEMBERS) and each.id not in {seat.member.id, member.id}
        ]
        invited = [row for row in audit.of_subject(snapshot, _of(member)) if row.action == "member.add"]
    if others and any(row.actor.key == f"member:{seat.member.id}" for row in invited):
        raise Refused(
            T("{name} will be an admin: who invited them doesn't confirm them as well.", name=member.name),
            T("Ask another admin to compare the six words."),
        )


def words_of(desk: Desk, name: str) -> tuple[str, ...]:
    """The six words of a member's present key; empty before activation."""
    with desk.database.read() as snapshot:
        _, key = _member_and_key(snapshot, name)
    return sealing.fingerprint(key.public_key, key.box_public_key) if key else ()


def sign_in(desk: Desk, name: str, passphrase: Secret) -> Seat:
    """A seat at the desk.

    Raises:
        SignInFailed: wrong name or passphrase (which of them isn't said), unconfirmed or departed.
    """
    try:
        with desk.database.read() as snapshot:
            found = _member_and_key(snapshot, name)
    except NotFound:
        found = None
    member, key = found or (None, None)
    if member is None or key is None:
        sealing.waste_time(passphrase, desk.cost)
        raise sealing.refused_entry()
    keys = sealing.unseal(key.id, key.sealed_private, passphrase, key.public_key)
    _require_may_enter(member, key)
    seat = Seat(desk.for_reader(member.id), member, keys)
    media_keys.take(seat)
    return seat


def change_passphrase(seat: Seat, old: Secret, new: Secret) -> None:
    """Seal the same keys under a new passphrase.

    Raises:
        SignInFailed: the old passphrase is wrong.
        Invalid: the new one is too plain.
    """
    sealing.require_strong(new)
    with seat.desk.database.read() as snapshot:
        key = people.key_by_id(snapshot, seat.keys.id)
    keys = sealing.unseal(key.id, key.sealed_private, old, key.public_key)
    sealed = sealing.seal(keys, new, seat.desk.cost)
    with seat.write(Deed.READ, "key.change_passphrase", key_subject(key)) as work:
        people.replace_sealed_private(work, key.id, sealed)


def invite_again(seat: Seat, name: str) -> Member:
    """Let a member make a new key after a lost passphrase or key; what the old one signed stays valid.

    Raises:
        Refused: no admin, oneself, or departed.
    """
    with seat.desk.database.read() as snapshot:
        member, key = _member_and_key(snapshot, name)
    _refuse_oneself(seat, member)
    return _end_key(seat, member, key, ("member.invite_again", MemberState.INVITED))


def depart(seat: Seat, name: str) -> Member:
    """End a member's access; what the key signed stays valid.

    Raises:
        Refused: no admin, or oneself.
    """
    with seat.desk.database.read() as snapshot:
        member, key = _member_and_key(snapshot, name)
    _refuse_oneself(seat, member)
    return _end_key(seat, member, key, ("member.depart", MemberState.DEPARTED))


def set_roles(seat: Seat, name: str, roles: Collection[Role]) -> Member:
    """Give a member exactly these roles, at once or when another admin agrees: see `role_changes.propose`.

    Raises:
        Refused: no admin, or the last admin would be gone.
    """
    return role_changes.propose(seat, name, roles).member


def all_members(desk: Desk) -> tuple[Member, ...]:
    """Everybody, in the order in which they joined."""
    with desk.database.read() as snapshot:
        return tuple(people.members(snapshot))


def found_first_admin(desk: Desk, name: str, roles: Collection[Role], passphrase: Secret) -> Seat:
    """The first member of a new workspace, an admin who confirms himself, on record.

    Raises:
        Invalid: no name, or too plain a passphrase.
        Refused: there are members already.
    """
    sealing.require_strong(passphrase)
    keys = sealing.new_keys()
    sealed = sealing.seal(keys, passphrase, desk.cost)
    member = Member(
        MemberId(new_id()),
        _clean_name(name),
        frozenset({Role.ADMIN, *roles}),
        MemberState.INVITED,
        None,
        None,
        desk.clock.now(),
    )
    key = people.MemberKey(keys.id, member.id, keys.public, keys.box_public, sealed, desk.clock.now())
    with desk.database.write(actor_of(member), "member.found", _of(member), _first_detail(member)) as work:
        if people.members(work):
            raise Refused(T("The workspace has its first member already."), T("Ask an admin to invite you."))
        people.insert_member(work, member)
        people.insert_key(work, key)
        people.set_member_key(work, member.id, key.id)
        people.set_member_state(work, member.id, MemberState.ACTIVATED)
        work.record("key.confirm", key_subject(key), {**confirm_detail(key), "by_oneself": True})
        _confirm_in(work, member, key, member.id)
        return Seat(desk, people.member_by_id(work, member.id), keys)


def require_founder(name: str, passphrase: Secret) -> None:
    """Pass when a workspace may begin with this first member.

    Raises:
        Invalid: no name, or too plain a passphrase.
    """
    _clean_name(name)
    sealing.require_strong(passphrase)


def key_subject(key: MemberKey) -> Subject:
    """A key as a subject of the audit log."""
    return Subject("member_key", key.id)


def confirm_detail(key: MemberKey) -> dict[str, Json]:
    """What the audit log keeps of a confirmed key: enough to see later that it was exchanged."""
    return {"member": key.member, "public": _public_digest(key.public_key, key.box_public_key)}


def _confirm_in(work: Work, member: Member, key: MemberKey, by: MemberId) -> None:
    people.confirm_key(work, key.id, by)
    work.record("member.confirm", _of(member), {"key": key.id})
    people.set_member_state(work, member.id, MemberState.CONFIRMED)


def _end_key(seat: Seat, member: Member, key: MemberKey | None, move: tuple[str, MemberState]) -> Member:
    action, state = move
    with seat.write(Deed.MANAGE_MEMBERS, action, _of(member)) as work:
        if key is not None and key.revoked_at is None:
            work.record("key.revoke", key_subject(key))
            people.revoke_key(work, key.id)
        people.set_member_state(work, member.id, state)
        member = people.member_by_id(work, member.id)
    if key is not None:
        vaults.take_away(seat, key)
    return member


def _public_digest(public_key: bytes, box_public_key: bytes) -> str:
    return sha256(public_key + box_public_key)


def _of(member: Member) -> Subject:
    return Subject("member", member.id)


def _first_detail(member: Member) -> dict[str, Json]:
    roles: list[Json] = [*sorted(role.value for role in member.roles)]
    return {"roles": roles, **seals.sealed(member={"name": member.name, "joined_at": member.joined_at})}


def _member_and_key(snapshot: Snapshot, name: str) -> tuple[Member, MemberKey | None]:
    member = people.member_by_name(snapshot, name.strip())
    return member, people.key_of(snapshot, member.id)


def _clean_name(name: str) -> str:
    flat = " ".join(name.split())
    if not flat or len(flat) > _LONGEST_NAME or any(unicodedata.category(c)[0] == "C" for c in flat):
        raise Invalid(
            T("“{name}” can't be the name of a member.", name="".join(c for c in flat if c.isprintable())[:20]),
            T("Give 1 to {count} visible characters.", count=_LONGEST_NAME),
        )
    return flat


def _require_invited(member: Member) -> None:
    if member.state is not MemberState.INVITED:
        raise Refused(
            T("{name} has been activated already.", name=member.name),
            T("After a lost passphrase, ask an admin to invite you again."),
        )


def _require_may_enter(member: Member, key: MemberKey) -> None:
    if member.state is MemberState.DEPARTED:
        raise SignInFailed(T("{name} has left this workspace.", name=member.name), T("Ask an admin."))
    if member.state is MemberState.INVITED or key.revoked_at is not None:
        raise SignInFailed(
            T("{name} was invited again; the old key is no longer used.", name=member.name),
            T("Activate with a new passphrase: `editor-app member activate`."),
        )
    if member.state is MemberState.ACTIVATED:
        raise SignInFailed(
            T("{name} has not been confirmed yet.", name=member.name),
            T("Ask an admin to confirm the six words of the key."),
        )


def _refuse_oneself(seat: Seat, member: Member) -> None:
    if member.id == seat.member.id:
        raise Refused(T("Nobody does this to their own membership."), T("Ask another admin."))
