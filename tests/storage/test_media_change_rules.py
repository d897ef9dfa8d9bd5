"""Attacks on where a team's pictures are, each beside its legal twin."""

from __future__ import annotations

from editor_app.domain.audit import Actor, Subject
from editor_app.domain.member import Role
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.scene import Scene, add_member

PROPOSE = "INSERT INTO media_change VALUES (:number, :becomes, :by, 1, NULL, NULL, NULL, :sequence)"
DECIDE = "UPDATE media_change SET decision = :said, decided_by = :by, decided_at = 2 WHERE number = :number"
SHARE = '{"at":{"address":"/srv/share"},"before":null}'
PLACE = "INSERT INTO setting VALUES ('media', :becomes)"


def propose(scene: Scene, by: str = "admin", **chosen: object) -> dict[str, object]:
    actor, scene.work.actor = scene.work.actor, Actor(f"member:{scene.id_of(by)}", by)
    sequence = scene.work.record("workspace.propose_pictures", Subject("workspace", scene.workspace.id))
    scene.work.actor = actor
    return {"number": 1, "becomes": SHARE, "by": scene.id_of(by), "sequence": sequence, **chosen}


def proposed(scene: Scene) -> None:
    """A place that waits for another admin."""
    scene.sql(PROPOSE, **propose(scene))


def second_admin(scene: Scene) -> None:
    scene.people["admin2"] = add_member(scene.work, "admin2", {Role.ADMIN}, confirmed_by="admin")


def test_pictures_go_only_where_an_admin_proposed_and_it_was_agreed(scene: Scene) -> None:
    refused(scene, "media_is_placed_by_agreement", PLACE, becomes=SHARE)
    scene.sql(PROPOSE, **propose(scene))
    refused(scene, "media_is_placed_by_agreement", PLACE, becomes=SHARE)
    scene.sql(DECIDE, said="agreed", by=scene.id_of("admin"), number=1)
    accepted(scene, PLACE, becomes=SHARE)
    elsewhere = SHARE.replace("share", "mine")
    refused(scene, "media_is_placed_by_agreement", PLACE, becomes=elsewhere)
    scene.sql(PLACE, becomes=SHARE)
    refused(scene, "media_moves_by_agreement", "UPDATE setting SET value = :b WHERE name = 'media'", b=elsewhere)
    accepted(scene, "UPDATE setting SET value = :b WHERE name = 'media'", b=SHARE)


def test_from_the_second_admin_on_another_one_agrees(scene: Scene) -> None:
    second_admin(scene)
    scene.sql(PROPOSE, **propose(scene))
    refused(scene, "media_change_is_agreed_by_another", DECIDE, said="agreed", by=scene.id_of("admin"), number=1)
    refused(scene, "media_change_is_decided_by_an_admin", DECIDE, said="agreed", by=scene.id_of("editor"), number=1)
    accepted(scene, DECIDE, said="declined", by=scene.id_of("admin"), number=1)
    accepted(scene, DECIDE, said="agreed", by=scene.id_of("admin2"), number=1)
    scene.sql(DECIDE, said="declined", by=scene.id_of("admin2"), number=1)
    refused(scene, "media_change_is_decided_once", DECIDE, said="agreed", by=scene.id_of("admin2"), number=1)
    refused(scene, "media_is_placed_by_agreement", PLACE, becomes=SHARE)
    scene.sql(PROPOSE, **propose(scene, number=2))
    scene.sql(DECIDE, said="agreed", by=scene.id_of("admin2"), number=2)
    accepted(scene, PLACE, becomes=SHARE)


def test_a_proposal_is_an_admins_on_record_and_one_at_a_time(scene: Scene) -> None:
    accepted(scene, PROPOSE, **propose(scene))
    refused(scene, "media_change_is_by_an_admin", PROPOSE, **propose(scene, "editor"))
    refused(scene, "media_change_comes_on_record", PROPOSE, **propose(scene, sequence=1))
    refused(scene, "media_change_follows", PROPOSE, **propose(scene, number=3))
    scene.sql(PROPOSE, **propose(scene))
    refused(scene, "media_change_follows", PROPOSE, **propose(scene, number=2))
    refused_by_constraint(scene, "decision_known", DECIDE, said="perhaps", by=scene.id_of("admin"), number=1)
    refused(scene, "media_change_is_fixed", "UPDATE media_change SET becomes = '{}'")
    refused(scene, "media_change_is_never_deleted", "DELETE FROM media_change")
