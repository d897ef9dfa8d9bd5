"""Attacks on embargoes, each beside its legal twin."""

from datetime import timedelta

from editor_app.domain.document import Revision
from tests.storage import lane
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.scene import (
    Scene,
    approved,
    begin,
    claim,
    queue,
    sent,
    sign,
    submit,
    write_again,
    write_document,
)


def embargoed(scene: Scene, **chosen: object) -> Revision:
    document = write_document(scene)
    scene.sql(lane.EMBARGO, **lane.embargo(scene, document, **chosen))
    return document


def test_an_editor_sets_it_in_order_with_a_reason_and_on_record(scene: Scene) -> None:
    document = write_document(scene)
    right = lane.embargo(scene, document)
    accepted(scene, lane.EMBARGO, **right)
    refused(scene, "embargo_is_an_editors", lane.EMBARGO, **{**right, "by": scene.id_of("publisher")})
    refused(scene, "embargo_follows", lane.EMBARGO, **{**right, "ordinal": 2})
    refused_by_constraint(scene, "says_why", lane.EMBARGO, **{**right, "reason": ""})
    other = lane.embargo(scene, write_document(scene))["sequence"]
    refused(scene, "embargo_comes_on_record", lane.EMBARGO, **{**right, "sequence": other})


def test_whoever_sets_it_is_on_the_list_before_and_after(scene: Scene) -> None:
    document = embargoed(scene, members=lane.listed(scene, "editor", "reader1"))
    own = lane.listed(scene, "editor", "reader1")
    accepted(scene, lane.EMBARGO, **lane.embargo(scene, document, 2, members=own))
    without = lane.embargo(scene, document, 2, members=lane.listed(scene, "reader1"))
    refused(scene, "embargo_is_set_by_somebody_on_its_list", lane.EMBARGO, **without)
    outside = lane.embargo(scene, document, 2, members=own, by=scene.id_of("editor2"))
    refused(scene, "embargo_is_set_by_somebody_on_its_list", lane.EMBARGO, **outside)


def test_nobody_locks_a_document_up_for_good(scene: Scene) -> None:
    """A list leaves a reviewer who can consent to its end: one who neither sets it nor wrote the document."""
    document = write_document(scene, "editor2")
    for listed in (("editor",), ("editor", "publisher"), ("editor", "editor2")):
        alone = lane.embargo(scene, document, until=None, members=lane.listed(scene, *listed))
        refused(scene, "embargo_leaves_somebody_to_consent", lane.EMBARGO, **alone)
    twin = lane.embargo(scene, document, until=None, members=lane.listed(scene, "editor", "reader1"))
    accepted(scene, lane.EMBARGO, **twin)


def test_it_is_tightened_by_an_editor_and_loosened_by_consent(scene: Scene) -> None:
    document = embargoed(scene, members=lane.listed(scene, "editor", "reader1"))
    until = lane.embargo(scene, document)["until"]
    assert isinstance(until, int)
    same = {"members": lane.listed(scene, "editor", "reader1"), "until": until}
    accepted(scene, lane.EMBARGO, **lane.embargo(scene, document, 2, **{**same, "until": until + 1}))
    wider = lane.listed(scene, "editor", "reader1", "reader2")
    for looser in ({"until": until - 10_000_000}, {"until": None}, {"members": "*"}, {"members": wider}):
        step = lane.embargo(scene, document, 2, **{**same, **looser})
        refused(scene, "embargo_loosens_by_consent", lane.EMBARGO, **step)
        accepted(scene, lane.EMBARGO, **{**step, "wish": 1})


def test_a_second_reviewer_on_the_list_consents_to_the_newest_wish(scene: Scene) -> None:
    document = embargoed(scene, members=lane.listed(scene, "editor", "reader1"))
    scene.sql(lane.EMBARGO, **lane.embargo(scene, document, 2, members="*", wish=1))
    accepted(scene, lane.CONSENT, **lane.consent(scene, document, 2))
    refused(scene, "consent_is_a_second_persons", lane.CONSENT, **lane.consent(scene, document, 2, by="reader2"))
    refused(
        scene,
        "consent_is_a_reviewers|consent_is_a_second_persons",
        lane.CONSENT,
        **lane.consent(scene, document, 2, by="publisher"),
    )
    refused(scene, "consent_is_to_the_newest_wish", lane.CONSENT, **lane.consent(scene, document, 1))
    right = lane.consent(scene, document, 2)
    key = scene.people["reader2"].key
    refused(scene, "consent_is_under_the_signers_key", lane.CONSENT, **{**right, "key": key})
    other = lane.consent(scene, write_document(scene), 2)["sequence"]
    refused(scene, "consent_comes_on_record", lane.CONSENT, **{**right, "sequence": other})
    scene.sql(lane.EMBARGO, **lane.embargo(scene, document, 3, members="*", wish=1))
    refused(scene, "consent_is_to_the_newest_wish", lane.CONSENT, **right)


def test_an_author_does_not_consent(scene: Scene) -> None:
    document = write_document(scene, author="editor2")
    scene.sql(lane.EMBARGO, **lane.embargo(scene, document))
    scene.sql(lane.EMBARGO, **lane.embargo(scene, document, 2, until=None, wish=1))
    accepted(scene, lane.CONSENT, **lane.consent(scene, document, 2))
    refused(scene, "consent_is_a_second_persons", lane.CONSENT, **lane.consent(scene, document, 2, by="editor2"))


def test_an_edition_begins_no_sooner_than_the_embargo_ends(scene: Scene) -> None:
    document = embargoed(scene)
    later = scene.work.at + timedelta(hours=3)
    accepted(scene, lambda: submit(scene, document, (later, None)))
    refused(scene, "edition_keeps_the_embargo", lambda: submit(scene, document))
    sooner = scene.work.at + timedelta(hours=1)
    refused(scene, "edition_keeps_the_embargo", lambda: submit(scene, document, (sooner, None)))
    scene.work.at += timedelta(hours=4)
    accepted(scene, lambda: submit(scene, document))


def test_a_wish_holds_nobody_back_and_lets_nobody_go(scene: Scene) -> None:
    document = embargoed(scene)
    scene.sql(lane.EMBARGO, **lane.embargo(scene, document, 2, until=None, wish=1))
    refused(scene, "edition_keeps_the_embargo", lambda: submit(scene, document))
    scene.sql(lane.CONSENT, **lane.consent(scene, document, 2))
    accepted(scene, lambda: submit(scene, document))


def test_only_those_on_the_list_write_and_sign(scene: Scene) -> None:
    document = embargoed(scene, members=lane.listed(scene, "editor", "reader1"), until=None)
    accepted(scene, lambda: write_again(scene, document))
    refused(scene, "revision_is_by_somebody_on_the_list", lambda: write_again(scene, document, "editor2"))
    edition = submit(scene, document)
    accepted(scene, lambda: sign(scene, edition, 1, "reader1"))
    refused(scene, "approval_is_by_somebody_on_the_list", lambda: sign(scene, edition, 1, "reader2"))


def test_an_attempt_waits_for_an_embargo_that_was_set_after_queueing(scene: Scene) -> None:
    document = write_document(scene)
    claimed = claim(scene, queue(scene, approved(scene, document)))
    accepted(scene, lambda: begin(scene, claimed))
    scene.sql(lane.EMBARGO, **lane.embargo(scene, document))
    refused(scene, "attempt_waits_for_the_embargo", lambda: begin(scene, claimed))
    scene.work.at += timedelta(hours=3)
    accepted(scene, lambda: begin(scene, claimed))


def test_what_is_out_is_corrected_by_anybody_and_at_once(scene: Scene) -> None:
    document = write_document(scene)
    sent(scene, approved(scene, document))
    scene.sql(lane.EMBARGO, **lane.embargo(scene, document, members=lane.listed(scene, "editor", "reader1")))
    accepted(scene, lambda: write_again(scene, document, "editor2"))
    accepted(scene, lambda: submit(scene, write_again(scene, document)))
