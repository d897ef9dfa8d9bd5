"""Attacks on comments, suggestions and proof reading, each beside its legal twin."""

import pytest

from editor_app.domain.identifiers import new_id
from editor_app.domain.member import MemberState, Role
from editor_app.storage.queries import people
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.remarks import (
    CLOSING,
    READING,
    REMARK,
    THREAD,
    closing,
    read,
    recorded,
    remark,
    thread,
)
from tests.storage.scene import Scene, add_member, submit, write_again, write_document


def begun(scene: Scene, replacement: str | None = None, must: int = 0) -> object:
    made = {**thread(scene, write_document(scene), replacement=replacement), "must": must}
    scene.sql(THREAD, **made)
    return made["id"]


def test_a_comment_is_on_record_under_the_name_of_who_made_it(scene: Scene) -> None:
    right = thread(scene, write_document(scene))
    accepted(scene, THREAD, **right)
    refused(scene, "comment_comes_on_record", THREAD, **{**right, "by": scene.id_of("editor")})
    other = recorded(scene, "reader1", "another")
    refused(scene, "comment_comes_on_record", THREAD, **{**right, "sequence": other})
    of = begun(scene)
    said = remark(scene, of)
    accepted(scene, REMARK, **said)
    refused(scene, "remark_comes_on_record", REMARK, **{**said, "by": scene.id_of("editor")})
    ended = closing(scene, of, "resolved")
    accepted(scene, CLOSING, **ended)
    refused(scene, "closing_comes_on_record", CLOSING, **{**ended, "by": scene.id_of("reader2")})


def test_only_a_confirmed_member_speaks_and_never_the_worker(scene: Scene) -> None:
    add_member(scene.work, "guest", {Role.REVIEWER})
    robot = add_member(scene.work, "robot", {Role.WORKER}, confirmed_by="admin")
    for name in ("guest", "robot"):
        scene.people[name] = people.member_by_name(scene.work, name)
    assert robot.state is MemberState.CONFIRMED
    revision, of = write_document(scene), begun(scene)
    edition = submit(scene, revision).id
    accepted(scene, THREAD, **thread(scene, revision))
    for who in ("guest", "robot"):
        refused(scene, "comment_is_by_a_member", THREAD, **thread(scene, revision, who))
        refused(scene, "remark_is_by_a_member", REMARK, **remark(scene, of, by=who))
        refused(scene, "closing_is_by_a_member", CLOSING, **closing(scene, of, "resolved", who))
        refused(scene, "reading_is_by_a_member", READING, **read(scene, edition, who))


def test_a_comment_is_on_a_revision_of_its_own_document(scene: Scene) -> None:
    one, other = write_document(scene), write_document(scene)
    right = thread(scene, one)
    accepted(scene, THREAD, **right)
    refused(scene, "comment_is_on_a_revision_of_its_document", THREAD, **{**right, "revision": other.id})


def test_remarks_and_closings_follow_each_other_without_a_gap(scene: Scene) -> None:
    of = begun(scene)
    accepted(scene, REMARK, **remark(scene, of))
    refused(scene, "remark_follows", REMARK, **remark(scene, of, 2))
    accepted(scene, CLOSING, **closing(scene, of, "resolved"))
    refused(scene, "closing_follows", CLOSING, **closing(scene, of, "resolved", ordinal=2))
    refused_by_constraint(scene, "ck_comment_remark_says_something", REMARK, **{**remark(scene, of), "words": ""})


def test_an_open_thread_is_closed_and_a_closed_one_opened(scene: Scene) -> None:
    of = begun(scene)
    refused(scene, "thread_is_closed_while_open", CLOSING, **closing(scene, of, "reopened"))
    scene.sql(CLOSING, **closing(scene, of, "resolved"))
    refused(scene, "thread_is_closed_while_open", CLOSING, **closing(scene, of, "resolved", ordinal=2))
    accepted(scene, CLOSING, **closing(scene, of, "reopened", ordinal=2))
    unknown = closing(scene, begun(scene), "forgotten")
    refused_by_constraint(scene, "ck_comment_closing_ending_known", CLOSING, **unknown)


def test_only_a_suggestion_is_taken_over_or_rejected(scene: Scene) -> None:
    comment, suggestion = begun(scene), begun(scene, "改")
    right = {**closing(scene, suggestion, "rejected"), "reason": "no"}
    accepted(scene, CLOSING, **right)
    refused_by_constraint(scene, "ck_comment_closing_rejects_with_a_reason", CLOSING, **{**right, "reason": ""})
    wrong = {**closing(scene, comment, "rejected"), "reason": "no"}
    refused(scene, "suggestion_is_applied_or_rejected", CLOSING, **wrong)


def test_a_suggestion_is_taken_over_in_a_revision_by_who_says_so(scene: Scene) -> None:
    first = write_document(scene)
    made = thread(scene, first, replacement="改")
    scene.sql(THREAD, **made)
    second = write_again(scene, first, "editor2")
    right = {**closing(scene, made["id"], "applied", "editor2"), "revision": second.id}
    accepted(scene, CLOSING, **right)
    by_another = {**closing(scene, made["id"], "applied", "editor"), "revision": second.id}
    refused(scene, "suggestion_is_applied_by_its_author", CLOSING, **by_another)
    elsewhere = {**right, "revision": write_document(scene, "editor2").id}
    refused(scene, "suggestion_is_applied_by_its_author", CLOSING, **elsewhere)
    refused_by_constraint(scene, "ck_comment_closing_applies_in_a_revision", CLOSING, **{**right, "revision": None})


@pytest.mark.parametrize("who", ["editor", "publisher", "admin"])
def test_what_must_be_settled_is_settled_by_who_asked_or_a_reviewer(scene: Scene, who: str) -> None:
    must, may = begun(scene, must=1), begun(scene)
    accepted(scene, CLOSING, **closing(scene, must, "resolved", "reader1"))
    accepted(scene, CLOSING, **closing(scene, must, "resolved", "reader2"))
    accepted(scene, CLOSING, **closing(scene, may, "resolved", who))
    refused(scene, "must_is_resolved_by_who_asked_or_a_reviewer", CLOSING, **closing(scene, must, "resolved", who))
    asked = begun(scene, "改", must=1)
    rejected = {**closing(scene, asked, "rejected", who), "reason": "no"}
    refused(scene, "must_is_resolved_by_who_asked_or_a_reviewer", CLOSING, **rejected)


def test_a_reading_is_of_a_variant_of_the_edition_on_record_and_in_order(scene: Scene) -> None:
    edition = submit(scene, write_document(scene)).id
    right = read(scene, edition)
    accepted(scene, READING, **right)
    refused(scene, "reading_follows", READING, **read(scene, edition, ordinal=2))
    refused(scene, "reading_comes_on_record", READING, **{**right, "by": scene.id_of("reader2")})
    refused_by_constraint(scene, "ck_reading_within_the_text", READING, **{**right, "reached": 3})
    refused(scene, "reading_is_of_an_account_of_the_edition", READING, **{**right, "account": new_id()})
