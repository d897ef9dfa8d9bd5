"""Attacks on people, their keys and a freeze, each beside its legal twin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.audit import Actor, Subject
from editor_app.domain.member import Role
from editor_app.storage.people_rules import PEOPLE
from tests.storage.attacks import accepted, refused
from tests.storage.scene import Scene, add_member

if TYPE_CHECKING:
    from editor_app.domain.identifiers import MemberId
    from editor_app.domain.member import Member

CONFIRM = "UPDATE member_key SET confirmed_by = :by, confirmed_at = 1 WHERE member = :who"


def newcomer(scene: Scene) -> Member:
    return add_member(scene.work, "newcomer", set())


def test_a_key_is_confirmed_once_by_an_admin_who_is_somebody_else(scene: Scene) -> None:
    came = newcomer(scene)
    accepted(scene, CONFIRM, by=scene.id_of("admin"), who=came.id)
    refused(scene, "key_is_confirmed_by_an_admin", CONFIRM, by=scene.id_of("editor"), who=came.id)
    refused(scene, "key_is_confirmed_by_another|key_is_confirmed_by_an_admin", CONFIRM, by=came.id, who=came.id)
    scene.sql(CONFIRM, by=scene.id_of("admin"), who=came.id)
    again = "UPDATE member_key SET confirmed_at = 2 WHERE member = :who"
    refused(scene, "key_is_confirmed_once", again, who=came.id)


def test_from_the_second_admin_on_nobody_makes_an_admin_alone(scene: Scene) -> None:
    """Who invited a new admin doesn't confirm the key; anybody else may be invited and confirmed by one admin."""
    by = {"admin": scene.id_of("admin")}

    def invited(name: str, role: Role) -> MemberId:
        came = add_member(scene.work, name, {role})
        before, scene.work.actor = scene.work.actor, Actor(f"member:{by['admin']}", "admin")
        scene.work.record("member.add", Subject("member", came.id))
        scene.work.actor = before
        return came.id

    second = invited("second", Role.ADMIN)
    accepted(scene, CONFIRM, by=by["admin"], who=second)
    by["second"] = add_member(scene.work, "other", {Role.ADMIN}, confirmed_by="admin").id
    third, reviewer = invited("third", Role.ADMIN), invited("reviewer", Role.REVIEWER)
    refused(scene, "admin_is_invited_by_one_and_confirmed_by_another", CONFIRM, by=by["admin"], who=third)
    accepted(scene, CONFIRM, by=by["second"], who=third)
    accepted(scene, CONFIRM, by=by["admin"], who=reviewer)


def test_a_key_is_revoked_for_good_and_a_freeze_is_lifted_once(scene: Scene) -> None:
    came = newcomer(scene)
    revoke = "UPDATE member_key SET revoked_at = :at WHERE member = :who"
    accepted(scene, revoke, at=1, who=came.id)
    scene.sql(revoke, at=1, who=came.id)
    refused(scene, "key_is_revoked_for_good", revoke, at=2, who=came.id)
    scene.sql('INSERT INTO "freeze" VALUES (:id, 1, :by, :why, NULL)', id="f", why="why", by=scene.id_of("publisher"))
    lift = "UPDATE \"freeze\" SET lifted_at = :at WHERE id = 'f'"
    accepted(scene, lift, at=2)
    scene.sql(lift, at=2)
    refused(scene, "freeze_is_lifted_once", lift, at=3)


def test_every_rule_here_is_of_people_or_of_a_freeze() -> None:
    assert {table for _name, table, _verb, _sql in PEOPLE} == {"member", "member_key", "freeze"}
