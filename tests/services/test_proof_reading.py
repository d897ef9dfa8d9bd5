"""Proof reading is on record, for each reader and each variant."""

import pytest

from editor_app.domain.document import Content
from editor_app.domain.edition import Edition
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.identifiers import AccountId, new_id
from editor_app.services import proof_reading
from editor_app.services.documents import Draft
from tests.services.office import Office


@pytest.fixture
def edition(office: Office) -> Edition:
    for name in ("site", "social"):
        office.connect(name)
    return office.submitted(Draft(Content(title="题", body="一句。两句。", source="区政府")), "site", "social")


def test_progress_is_kept_for_each_reader_and_variant(office: Office, edition: Edition) -> None:
    site, social = (payload.account for payload in edition.sealed().payloads)
    proof_reading.note(office.reviewer1, edition.id, site, 1, 3)
    proof_reading.note(office.reviewer1, edition.id, site, 3, 3)
    proof_reading.note(office.reviewer1, edition.id, social, 1, 2)
    proof_reading.note(office.reviewer2, edition.id, site, 2, 3)
    own = proof_reading.own(office.reviewer1, edition.id)
    assert {account: one.reached for account, one in own.items()} == {site: 3, social: 1}
    assert [one.is_to_the_end for one in own.values()].count(True) == 1
    assert len(proof_reading.readings(office.desk, edition.id)) == 3


def test_nobody_reads_more_than_there_is_or_what_is_not_there(office: Office, edition: Edition) -> None:
    site = edition.sealed().payloads[0].account
    for reached, total in ((4, 3), (-1, 3), (0, 0)):
        with pytest.raises(Invalid):
            proof_reading.note(office.reviewer1, edition.id, site, reached, total)
    with pytest.raises(Refused):
        proof_reading.note(office.reviewer1, edition.id, AccountId(new_id()), 1, 1)
    assert proof_reading.readings(office.desk, edition.id) == ()
