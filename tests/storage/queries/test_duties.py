from datetime import timedelta

import pytest

from editor_app.domain.audit import Subject
from editor_app.domain.duty import Deputy, DeputyId, Terms
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import new_id
from editor_app.domain.member import Role
from editor_app.storage.queries import duties, editions
from tests.storage.scene import Scene, sign, submit, write_document
from tests.storage.test_duty_rules import named, submit_by


def test_terms_come_back_with_their_names_in_order(scene: Scene) -> None:
    terms = Terms(Role.REVIEWER, named(scene, "reader2", "reader1"), 4, named(scene, "editor")[0])
    edition = submit_by(scene, terms, use_hours=9)
    assert duties.terms_of_stages(scene.work, edition.id) == {1: terms}
    assert editions.stages_of(scene.work, edition.id)[0].terms == terms
    assert duties.use_hours(scene.work, edition.id) == 9
    assert duties.editions_with_deadlines(scene.work) == [edition.id]


def test_an_edition_of_the_first_form_has_no_terms(scene: Scene) -> None:
    edition = submit(scene, write_document(scene))
    assert duties.terms_of_stages(scene.work, edition.id) == {}
    assert duties.use_hours(scene.work, edition.id) == 0
    assert duties.last_signed_at(scene.work, edition.id) is None
    sign(scene, edition, 1, "reader1")
    assert duties.last_signed_at(scene.work, edition.id) == scene.work.at


def test_a_deputy_comes_back_under_both_names_and_ends(scene: Scene) -> None:
    new = Deputy(
        DeputyId(new_id()), *named(scene, "reader1", "reader2"), scene.work.at, scene.work.at + timedelta(days=1),
        scene.id_of("reader1"),
    )  # fmt: skip
    duties.insert_deputy(scene.work, new, scene.work.record("deputy.name", Subject("deputy", new.id)))
    assert duties.deputies_of(scene.work, scene.id_of("reader2")) == [new]
    assert duties.deputies_of(scene.work, scene.id_of("reader1")) == []
    duties.end_deputy(scene.work, new.id)
    assert duties.deputy_by_id(scene.work, new.id).ended_at == scene.work.at
    with pytest.raises(NotFound):
        duties.deputy_by_id(scene.work, DeputyId("x"))


def test_who_was_told_stands_with_the_stage(scene: Scene) -> None:
    edition = submit_by(scene, Terms(hours=4, escalate=named(scene, "editor")[0]))
    told = duties.Escalated(edition.id, 1, scene.id_of("editor"), scene.work.at)
    duties.insert_escalation(scene.work, told, scene.work.record("edition.escalate", Subject("edition", edition.id)))
    assert duties.escalated(scene.work, edition.id) == {1: told}
