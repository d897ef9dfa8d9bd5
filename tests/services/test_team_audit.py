"""What the owner of a team's database alters past every guard is found by whoever looks, at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from editor_app.domain.document import Content
from editor_app.services import auditing, documents, embargoes
from editor_app.services.documents import Draft
from editor_app.services.embargoes import Terms
from tests.services.outbox import new_outbox
from tests.services.team_office import TeamOffice, team_office
from tests.services.whole_record import fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def office(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TeamOffice]:
    """Every kind of row, each by its member over a login of their own; one document is for a few."""
    folder: Path = tmp_path_factory.mktemp("record")
    made = team_office(postgresql)
    outbox = new_outbox(made, folder)
    outbox.connect("site")
    fill(outbox)
    yield made
    outbox.close()
    made.close()


ALTERED = {
    "comment_remark": "words", "comment_thread": "quote", "embargo": "reason", "emergency": "reason",
    "milestone": "name", "recall_case": "reason", "recall_proof": "note", "revision": "title", "settlement": "note",
}  # fmt: skip


def test_everybody_proves_the_whole_record_also_beside_what_is_kept_from_them(office: TeamOffice) -> None:
    everybody = (office.admin, office.editor2, office.reviewer3, office.seats["test"])
    for seat in everybody:
        found = auditing.verify(seat.desk)
        assert (found.first_altered, found.rewritten, found.unproven) == (None, None, ())
    kept = documents.create(office.editor, "", draft=Draft(Content(title="供暖费", body="今冬不变。")))
    listed = embargoes.listed(office.editor.desk, ["editor", "reviewer1"])
    embargoes.tighten(office.editor, kept.document.id, Terms(None, listed), "未公布")
    for seat in everybody:
        found = auditing.verify(seat.desk)
        assert (found.first_altered, found.rewritten, found.unproven) == (None, None, ())


def test_what_the_owner_alters_is_found_by_a_member_at_its_line(office: TeamOffice) -> None:
    with psycopg.connect(office.administrator, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for table, column in ALTERED.items():
            connection.execute(f'UPDATE "{table}" SET "{column}" = "{column}" || \'!\''.encode())
        found = auditing.verify(office.seats["test"].desk)
        for table, column in ALTERED.items():
            connection.execute(f'UPDATE "{table}" SET "{column}" = left("{column}", -1)'.encode())
    lines = {each.table: each.line for each in found.unproven}
    assert lines.keys() >= ALTERED.keys()
    assert not [table for table in ALTERED if lines[table] is None]
    assert auditing.verify(office.seats["test"].desk).unproven == ()
