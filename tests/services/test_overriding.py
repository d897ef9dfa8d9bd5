"""Findings are taken upon oneself by name; `test_approvals.py` tries it with real ones."""

from dataclasses import replace

import pytest

from editor_app.domain.approval import Decision
from editor_app.domain.duty import Terms
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.identifiers import sha256
from editor_app.services import overriding
from editor_app.storage.queries import editions
from tests.services.office import Office
from tests.services.test_duties import submitted

FIRST, OTHER = sha256(b"first"), sha256(b"other")


def test_a_beginning_names_one_finding_and_the_last_stage_leaves_none(office: Office) -> None:
    edition = submitted(office, Terms(), Terms())
    manifest = replace(edition.sealed(), to_override=(FIRST, OTHER))
    yes = Decision.APPROVE
    with office.desk.database.read() as snapshot:
        first, last = editions.stages_of(snapshot, edition.id)
        assert overriding.chosen(snapshot, manifest, first, (yes, (FIRST[:8].upper(),))) == (FIRST,)
        assert set(overriding.chosen(snapshot, manifest, last, (yes, (FIRST, OTHER)))) == {FIRST, OTHER}
        assert overriding.chosen(snapshot, manifest, last, (Decision.RETURN, ())) == ()
        with pytest.raises(Refused, match="1 finding is left"):
            overriding.chosen(snapshot, manifest, last, (yes, (FIRST,)))
        for wrong in (FIRST[:5], "0" * 64):
            with pytest.raises(Invalid):
                overriding.chosen(snapshot, manifest, first, (yes, (wrong,)))
