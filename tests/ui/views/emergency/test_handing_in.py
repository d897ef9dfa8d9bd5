"""An emergency is handed in once: its document is filled anew, and a warning takes a reason or stops it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.services import approvals, documents
from editor_app.ui.views.emergency.handing_in import Asked, hand_in
from tests.services.emergency_values import values

if TYPE_CHECKING:
    from tests.services.office import Office

DOUBLED = "滨江街道的的沿线"


def asked(**chosen: str) -> Asked:
    return Asked("severe-weather", "zh-CN", values(**chosen), ("site",), "气象台发布橙色预警")


def test_it_waits_for_its_reviewer_when_nothing_stands_against_it(office: Office) -> None:
    office.connect("site")
    handed = hand_in(office.editor, asked(), None)
    assert handed.findings == ()
    (waits,) = approvals.waiting(office.reviewer1)
    assert waits.title == handed.title


def test_a_warning_stops_it_until_a_reason_is_given_and_the_document_stays_one(office: Office) -> None:
    office.connect("site")
    first = hand_in(office.editor, asked(place=DOUBLED), None)
    assert {each.rule for each in first.findings} == {"doubled_characters"}
    assert approvals.waiting(office.reviewer1) == ()
    reasons = {each.digest: "地名如此" for each in first.findings}
    second = hand_in(office.editor, replace(asked(place=DOUBLED), accepted=reasons), first.document)
    assert second.findings == ()
    assert len(documents.rows(office.desk)) == 1
    (waits,) = approvals.waiting(office.reviewer1)
    assert {each.reason for each in waits.edition.sealed().accepted} == {"地名如此"}


def test_a_reason_whose_warning_was_mended_is_left_behind(office: Office) -> None:
    office.connect("site")
    first = hand_in(office.editor, asked(place=DOUBLED), None)
    reasons = {each.digest: "地名如此" for each in first.findings}
    again = hand_in(office.editor, replace(asked(), accepted=reasons), first.document)
    assert again.document == first.document
    assert again.findings == ()
    assert approvals.waiting(office.reviewer1)[0].edition.sealed().accepted == ()
