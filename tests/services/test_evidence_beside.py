"""A package tells of second looks, renewals, readings, comments, overrides and the route as it stood."""

from editor_app.services import debts, proof_reading
from editor_app.services.evidence_beside import beside_told, second_signers, subjects_beside
from editor_app.storage.queries import editions
from tests.services.office import Office
from tests.services.test_debts import let_go


def test_everything_beside_the_stages_is_told(office: Office) -> None:
    office.connect("site")
    edition = let_go(office)
    account = edition.sealed().payloads[0].account
    proof_reading.note(office.reviewer1, edition.id, account, 2, 3)
    debts.settle(office.reviewer2, edition.id, debts.Look(edition.digest))
    with office.desk.database.read() as snapshot:
        found = editions.edition_by_id(snapshot, edition.id)
        told = beside_told(snapshot, office.desk.workspace.id, found)
        signers = second_signers(snapshot, office.desk.workspace.id, found)
        assert {subject.kind for subject in subjects_beside(snapshot, found)} == {"route"}
    assert [by for by, _ in signers] == [office.reviewer2.member.id]
    assert (len(told["seconds"]), told["comments"], told["overridden"]) == (1, {"threads": 0, "open": 0}, [])  # type: ignore[arg-type]
    (reading,) = told["readings"]  # type: ignore[misc]
    assert reading[:4] == [office.reviewer1.member.id, account, 2, 3]  # type: ignore[index]
    assert told["route"]["version"] == 1  # type: ignore[index,call-overload]
