"""Second looks and consents are verified from their bytes up, whoever altered them."""

import pytest
from sqlalchemy import text

from editor_app.domain.document import Content
from editor_app.services import debts, documents, embargoes, second_signatures
from editor_app.services.documents import Draft
from editor_app.services.embargoes import Terms
from editor_app.storage.snapshot import Snapshot
from tests.services.office import Office
from tests.services.test_debts import let_go
from tests.services.unguarded import unguarded

ENGINES = ("sqlite", "postgresql")
FORGED = {
    "UPDATE settlement SET note = 'another'": "does not belong to these bytes",
    "UPDATE settlement SET digest = '0'": "for another edition",
    'UPDATE settlement SET "by" = (SELECT submitted_by FROM edition)': "not another person's",
    "UPDATE settlement SET audit_sequence = 1": "knows nothing",
    "UPDATE embargo_consent SET audit_head = '0'": "does not belong to these bytes",
    'UPDATE embargo SET "until" = 1 WHERE wish = 1': "for other terms",
    'UPDATE embargo_consent SET "by" = (SELECT "by" FROM embargo WHERE ordinal = 1)': "not another person's",
}


@pytest.fixture
def office(office: Office) -> Office:
    office.connect("site")
    edition = let_go(office)
    debts.settle(office.reviewer2, edition.id, debts.Look(edition.digest))
    made = documents.create(office.editor, "", draft=Draft(Content(title="数字", body="正文")))
    embargoes.tighten(
        office.editor, made.document.id, Terms(None, embargoes.listed(office.desk, ["reviewer1"])), "未公布"
    )
    embargoes.loosen(office.editor, made.document.id, Terms(None, None), "已公布")
    embargoes.allow(office.reviewer1, made.document.id)
    return office


def test_each_forgery_is_found_and_the_untouched_twin_holds(office: Office) -> None:
    with office.desk.database.read() as snapshot:
        assert list(second_signatures.unproven(snapshot)) == []
    for statement, said in FORGED.items():
        with unguarded(office.desk) as connection:
            connection.execute(text(statement))
            found = list(second_signatures.unproven(Snapshot(connection)))
        assert len(found) == 1, statement
        assert said in found[0].why.msgid, statement
