from dataclasses import replace
from datetime import timedelta

import pytest

from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import KeyId, MemberId, new_id
from editor_app.domain.member import Member, MemberState, Role
from editor_app.storage.queries import people
from tests.storage.scene import PEOPLE, Scene, add_member, agree_on


def test_a_member_comes_back_as_invited(scene: Scene) -> None:
    new = Member(
        MemberId(new_id()),
        "王五",
        frozenset({Role.EDITOR, Role.REVIEWER}),
        MemberState.INVITED,
        None,
        None,
        scene.work.at,
    )
    people.insert_member(scene.work, new)
    assert people.member_by_id(scene.work, new.id) == new
    assert people.member_by_name(scene.work, "王五") == new


def test_a_member_comes_through_activation_to_confirmation(scene: Scene) -> None:
    new = add_member(scene.work, "王五", {Role.REVIEWER})
    key = people.key_of(scene.work, new.id)
    assert key is not None
    assert (new.public_key, new.key, key.is_confirmed) == (key.public_key, key.id, False)
    people.set_member_state(scene.work, new.id, MemberState.ACTIVATED)
    people.confirm_key(scene.work, key.id, scene.id_of("admin"))
    people.set_member_state(scene.work, new.id, MemberState.CONFIRMED)
    confirmed = people.key_by_id(scene.work, key.id)
    assert confirmed == replace(key, confirmed_by=scene.id_of("admin"), confirmed_at=scene.work.at)
    assert confirmed.is_confirmed
    assert people.member_by_id(scene.work, new.id).state is MemberState.CONFIRMED


def test_a_revoked_key_is_no_longer_confirmed_but_stays_known(scene: Scene) -> None:
    key = scene.people["reader1"].key
    assert key is not None
    people.revoke_key(scene.work, key)
    found = people.key_by_id(scene.work, key)
    assert (found.is_confirmed, found.revoked_at) == (False, scene.work.at)


def test_every_key_of_a_member_is_kept_oldest_first(scene: Scene) -> None:
    who = scene.people["editor"]
    second = people.MemberKey(
        KeyId(new_id()), who.id, b"q" * 32, b"r" * 32, b"sealed", scene.work.at + timedelta(days=1)
    )
    people.insert_key(scene.work, second)
    assert [key.id for key in people.keys_of(scene.work, who.id)] == [who.key, second.id]
    people.set_member_key(scene.work, who.id, who.key or second.id)


def test_a_new_passphrase_keeps_the_key(scene: Scene) -> None:
    key = scene.people["editor"].key
    assert key is not None
    people.replace_sealed_private(scene.work, key, b"sealed anew")
    assert people.key_by_id(scene.work, key).sealed_private == b"sealed anew"


def test_roles_are_given_exactly(scene: Scene) -> None:
    who = scene.id_of("editor")
    for roles in (set(Role) - {Role.ADMIN}, {Role.PUBLISHER}, set()):
        agree_on(scene, who, ",".join(sorted(role.value for role in roles)))
        people.set_member_roles(scene.work, who, roles)
        assert people.member_by_id(scene.work, who).roles == roles


def test_everybody_is_listed_in_the_order_of_joining(scene: Scene) -> None:
    add_member(scene.work, "aaa", {Role.EDITOR})
    assert {member.name for member in people.members(scene.work)} == {*PEOPLE, "aaa"}


def test_who_is_not_there_is_named(scene: Scene) -> None:
    with pytest.raises(NotFound, match="no member called “nobody”"):
        people.member_by_name(scene.work, "nobody")
    with pytest.raises(NotFound):
        people.member_by_id(scene.work, MemberId("x"))
    with pytest.raises(NotFound):
        people.key_by_id(scene.work, KeyId("x"))
    assert people.key_of(scene.work, MemberId("x")) is None
