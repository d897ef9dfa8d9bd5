"""C29: an approval that grows old is looked at again by who may sign its last stage; nothing is handed in anew."""

from datetime import datetime, timedelta

import pytest

from editor_app.domain.duty import Terms
from editor_app.domain.edition import Edition
from editor_app.domain.errors import Refused, SealBroken
from editor_app.domain.member import Role
from editor_app.services import auditing, duties, gate, proof, publishing, renewing
from editor_app.storage.queries import renewals
from editor_app.storage.snapshot import Snapshot
from tests.services.office import Office
from tests.services.test_duties import away, named, submitted
from tests.services.unguarded import unguarded

ENGINES = ("sqlite", "postgresql")
HOURS = timedelta(hours=2, minutes=1)


def approved(office: Office, needs: int = 1) -> Edition:
    """Two stages, to be used within two hours."""
    edition = submitted(office, Terms(), Terms(), needs=needs, use_hours=2)
    for name in ("reviewer1", "reviewer2", "reviewer3", "reviewer4")[: 2 * needs]:
        edition = office.approve(edition, name)
    return edition


def test_past_its_time_it_is_held_and_a_new_look_lets_it_go(office: Office) -> None:
    edition = approved(office)
    delivery = publishing.queue(office.publisher, edition.id)[0]
    office.clock.turn(HOURS)
    with office.desk.database.read() as snapshot:
        assert gate.passage(office.desk, snapshot, delivery).stop is not None
    done = renewing.renew(office.reviewer2, edition.id, edition.digest[:12])
    assert (done.waits_for, done.use_until) == (0, _until(office, edition))
    with office.desk.database.read() as snapshot:
        assert duties.TOO_OLD.message not in (gate.passage(office.desk, snapshot, delivery).stop or ())
        account = edition.sealed().payloads[0].account
        found = proof.require_sendable(snapshot, office.desk.store, edition.id, account)
        proof.require_in_window(found.manifest, office.clock.now(), found.use_until)
    office.clock.turn(HOURS)
    with office.desk.database.read() as snapshot:
        assert gate.passage(office.desk, snapshot, delivery).stop is not None


def test_another_reviewer_may_look_but_nobody_who_stands_under_it_already(office: Office) -> None:
    edition = approved(office)
    for name in ("editor", "publisher", "reviewer1"):
        assert not renewing.may_renew(office.seats[name], edition)
        with pytest.raises(Refused):
            renewing.renew(office.seats[name], edition.id, edition.digest)
    with pytest.raises(Refused, match="another digest"):
        renewing.renew(office.reviewer3, edition.id, "0" * 12)
    assert renewing.may_renew(office.reviewer3, edition)
    assert renewing.renew(office.reviewer3, edition.id, edition.digest).waits_for == 0


def test_a_stage_of_two_is_looked_at_again_by_two(office: Office) -> None:
    office.hire("reviewer4", Role.REVIEWER)
    edition = approved(office, needs=2)
    before = _until(office, edition)
    office.clock.turn(HOURS)
    assert renewing.renew(office.reviewer3, edition.id, edition.digest).waits_for == 1
    with pytest.raises(Refused, match="already"):
        renewing.renew(office.reviewer3, edition.id, edition.digest)
    assert _until(office, edition) == before
    assert renewing.renew(office.reviewer4, edition.id, edition.digest).waits_for == 0
    assert _until(office, edition) > before


def of_named(office: Office, *signers: str) -> Edition:
    """reviewer2 signed the first stage, the first of `signers` the last one, for which all of them are named."""
    edition = submitted(office, Terms(), Terms(signers=named(office, *signers)), use_hours=2)
    for name in ("reviewer2", signers[0]):
        edition = office.approve(edition, name)
    return edition


def test_a_deputy_looks_again_for_a_named_signer_who_is_away(office: Office) -> None:
    edition = of_named(office, "reviewer1")
    with pytest.raises(Refused, match="signed by reviewer1"):
        renewing.renew(office.reviewer3, edition.id, edition.digest)
    away(office, "reviewer1", "reviewer3")
    office.clock.turn(HOURS)
    assert renewing.may_renew(office.reviewer3, edition)
    assert renewing.renew(office.reviewer3, edition.id, edition.digest).waits_for == 0
    with office.desk.database.read() as snapshot:
        [(said, _, _)] = renewals.renewals_of(snapshot, edition.id)
        assert said.standing_in == office.reviewer1.member.id
        renewing.require_holding(snapshot, edition)
        proof.require_sendable(snapshot, office.desk.store, edition.id, edition.sealed().payloads[0].account)
    assert auditing.verify(office.desk).is_valid


def test_a_deputy_who_signed_an_earlier_stage_looks_at_nothing(office: Office) -> None:
    edition = of_named(office, "reviewer1")
    away(office, "reviewer1", "reviewer2")
    with pytest.raises(Refused):
        renewing.renew(office.reviewer2, edition.id, edition.digest)


def test_nobody_counts_twice_in_a_round_neither_alone_nor_by_a_deputy(office: Office) -> None:
    office.hire("reviewer4", Role.REVIEWER)
    both = submitted(office, Terms(signers=named(office, "reviewer1", "reviewer3")), needs=2, use_hours=2)
    for name in ("reviewer1", "reviewer3"):
        both = office.approve(both, name)
    away(office, "reviewer1", "reviewer4")
    assert renewing.renew(office.reviewer4, both.id, both.digest).waits_for == 1
    for name in ("reviewer1", "reviewer4"):
        with pytest.raises(Refused, match="already"):
            renewing.renew(office.seats[name], both.id, both.digest)
    assert renewing.renew(office.reviewer3, both.id, both.digest).waits_for == 0


def test_a_deputy_whose_time_is_over_looks_at_nothing(office: Office) -> None:
    edition = of_named(office, "reviewer1")
    away(office, "reviewer1", "reviewer3")
    office.clock.turn(timedelta(days=8))
    with pytest.raises(Refused, match="signed by"):
        renewing.renew(office.reviewer3, edition.id, edition.digest)


@pytest.mark.parametrize("change", ["DELETE FROM renewed_for", 'UPDATE renewed_for SET principal = "by"'])
def test_a_deputy_that_somebody_forged_proves_nothing(office: Office, change: str) -> None:
    edition = of_named(office, "reviewer1")
    away(office, "reviewer1", "reviewer3")
    renewing.renew(office.reviewer3, edition.id, edition.digest)
    with unguarded(office.desk) as connection:
        connection.exec_driver_sql(change)
        with pytest.raises(SealBroken, match="new look"):
            renewing.require_holding(Snapshot(connection), edition)


def test_what_has_no_latest_use_or_is_not_approved_is_not_looked_at_again(office: Office) -> None:
    waits = submitted(office, Terms(signers=named(office, "reviewer1")), use_hours=2)
    with pytest.raises(Refused, match="latest time"):
        renewing.renew(office.reviewer1, waits.id, waits.digest)


def test_a_look_that_somebody_forged_proves_nothing(office: Office) -> None:
    edition = approved(office)
    renewing.renew(office.reviewer2, edition.id, edition.digest)
    with unguarded(office.desk) as connection:
        connection.exec_driver_sql("UPDATE renewal SET at = at + 9000000000")
        with pytest.raises(SealBroken, match="new look"):
            renewing.require_holding(Snapshot(connection), edition)


def _until(office: Office, edition: Edition) -> datetime:
    with office.desk.database.read() as snapshot:
        until = duties.use_until(snapshot, edition.sealed())
    assert until is not None
    return until
