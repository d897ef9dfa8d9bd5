"""What stands beside the decisions is borne out by signatures and log, or it is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from editor_app.domain.canonical import canonical
from editor_app.domain.evidence import Check, Fault
from editor_app.services import anchoring, commenting, debts, documents, proof_reading
from editor_app.services.commenting import New
from editor_app.services.evidence_beside_check import beside_faults
from editor_app.services.evidence_parts import Parts
from tests.services.office import full_office
from tests.services.packages import parts_of
from tests.services.test_debts import let_go
from tests.services.test_evidence_check import ALONE

if TYPE_CHECKING:
    from collections.abc import Callable

RECORD = "editions/1/record.json"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    office = full_office(tmp_path_factory.mktemp("beside") / "office")
    office.connect("site")
    edition = let_go(office)
    for reached in (1, 3):
        proof_reading.note(office.reviewer1, edition.id, edition.sealed().payloads[0].account, reached, 3)
    revision = documents.opened(office.desk, edition.document).revision
    for words in ("核对", "再核对"):
        anchor = anchoring.anchor_on(revision, "", "title")
        thread = commenting.begin(office.reviewer1, revision.document, New(revision.id, anchor, words))
    commenting.resolve(office.reviewer1, thread.id)
    debts.settle(office.reviewer2, edition.id, debts.Look(edition.digest))
    made = parts_of(office.publisher, edition.id).files
    office.desk.close()
    return made


def found(files: dict[str, bytes], change: Callable[[Any], None] = lambda _beside: None) -> list[str]:
    """What both verifiers find after a change of the part beside the decisions."""
    record = json.loads(files[RECORD])
    change(record["beside"])
    changed = {**files, RECORD: canonical(record)}
    places = [fault.place for fault in beside_faults(Parts(changed))]
    assert places == ALONE.Package(changed).found("beside")
    return places


def test_as_it_was_made_it_holds(files: dict[str, bytes]) -> None:
    assert found(files) == []
    record = json.loads(files[RECORD])
    assert (record["beside"]["comments"], len(record["beside"]["seconds"])) == ({"threads": 2, "open": 1}, 1)
    assert Fault(Check.BESIDE, "editions/1: seconds").words.msgid


def drop_second(beside: Any) -> None:
    beside["seconds"] = []


def another_signer(beside: Any) -> None:
    beside["seconds"][0]["statement"]["by"] = beside["readings"][0][0]


def another_note(beside: Any) -> None:
    beside["seconds"][0]["statement"]["note"] = "better"


def read_further(beside: Any) -> None:
    beside["readings"][0][2] = 3


def forget_reading(beside: Any) -> None:
    del beside["readings"][0]


def settle_comments(beside: Any) -> None:
    beside["comments"]["open"] = 0


def override(beside: Any) -> None:
    beside["overridden"] = [["0" * 64, "m"]]


def shorter_route(beside: Any) -> None:
    beside["route"]["values"]["stages"] = '[[1,"review","x","y",1]]'


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (drop_second, "seconds"), (another_signer, "seconds"), (another_note, "seconds"), (read_further, "readings"),
        (forget_reading, "readings"), (settle_comments, "comments"), (override, "overridden"), (shorter_route, "route"),
    ],
)  # fmt: skip
def test_whatever_is_changed_is_named(files: dict[str, bytes], change: Callable[[Any], None], place: str) -> None:
    assert found(files, change) == [f"editions/1: {place}"]
