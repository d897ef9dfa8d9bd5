"""Whatever an owner alters with the guards switched off is found and named, table by table, on both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from editor_app.services import auditing
from editor_app.storage.seals import RULES
from editor_app.storage.snapshot import Snapshot
from tests.services.office import full_office
from tests.services.outbox import new_outbox
from tests.services.unguarded import unguarded
from tests.services.whole_record import fill
from tests.storage.servers import new_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from tests.services.outbox import Outbox


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def outbox(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outbox]:
    folder: Path = tmp_path_factory.mktemp("record")
    is_file = request.param == "sqlite"
    office = full_office(folder / "office" if is_file else new_database(request.getfixturevalue("postgresql")))
    made = new_outbox(office, folder)
    made.connect("site")
    fill(made)
    yield made
    made.close()
    office.desk.close()


ALTERED = {
    "document": "kind = 'news'",
    "revision": "title = 'another'",
    "revision_origin": "audit_sequence = 1",
    "milestone": "name = 'another'",
    "media": "alt = 'another'",
    "member": "name = 'the former ' || name",
    "account": "filing_number = '9'",
    "register_entry": "owner_unit = 'another'",
    "register_call": "publish_until = publish_until + 1",
    "route_version": "use_hours = 99",
    "edition": "not_after = 99",
    "edition_stage": "duty = 'another'",
    "edition_account": "content_digest = '0'",
    "stage_terms": "hours = 99",
    "stage_signer": "name = 'another'",
    "edition_use": "hours = 99",
    "approval": "reason = 'another'",
    "signed_for": 'principal = "by"',
    "escalation": "told = (SELECT id FROM member WHERE name = 'editor')",
    "reading": "total = total + 1",
    "packet_reading": "total = total + 1",
    "deputy": "ends_at = ends_at + 1",
    "role_change": "becomes = 'admin'",
    "emergency_template": "reason = 'another'",
    "emergency_filling": "slots = '{}'",
    "lane_opening": "reason = 'another'",
    "emergency": "reason = 'another'",
    "settlement": "note = 'another'",
    "renewal": "made_in = 'command_line'",
    "renewed_for": 'principal = "by"',
    "adoption": "url = 'https://example.org/other'",
    "media_change": "becomes = '{}'",
    "embargo": "reason = 'another'",
    "embargo_consent": "at = at + 1",
    "comment_thread": "quote = 'another'",
    "comment_region": "x = x + 1",
    "comment_remark": "words = 'another'",
    "comment_closing": "reason = 'another'",
    "freeze": "reason = 'another'",
    "recall_case": "reason = 'another'",
    "recall_item": "url = 'https://example.org/other'",
    "recall_edition": "recall = 'another'",
    "recall_proof": "note = 'another'",
    "passing": "reason = 'another'",
    "acknowledgement": "note = 'another'",
    "message_reply": "words = 'another'",
    "message_outcome": "url = 'https://example.org/other'",
    "delivery": "state = 'failed', remote_id = NULL",
    "attempt": "request_digest = '0'",
    "observed": "content = '[]'",
    "read_back": "verdict = 'identical'",
    "member_key": "public_key = box_public_key",
}
NAMED_BY = {
    "edition_stage": "edition",
    "edition_account": "edition",
    "stage_terms": "edition",
    "stage_signer": "edition",
    "edition_use": "edition",
    "signed_for": "approval",
    "packet_reading": "approval",
    "approval": "approval",
}
"""What is sealed as a whole is named as a whole."""
NOT_ALTERED = {"recall_edition", "media_change"}
"""Of these the office has no row: a withdrawal by hand needs no edition, and no team has a place for its pictures."""


def test_the_untouched_record_holds(outbox: Outbox) -> None:
    said = auditing.verify(outbox.office.desk)
    assert [str(each.why) for each in said.unproven] == []
    assert (said.is_valid, said.first_altered, said.rewritten, said.altered_guards) == (True, None, None, ())


def test_every_table_on_record_is_tried(outbox: Outbox) -> None:
    assert {rule.table for rule in RULES} <= set(ALTERED)
    with outbox.office.desk.database.read() as snapshot:
        counts = {
            table: snapshot.connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar() for table in ALTERED
        }
    assert {table for table, count in counts.items() if not count} == NOT_ALTERED


def altered(connection: Connection, statement: str) -> set[str]:
    """The tables named after that statement, which is undone."""
    with connection.begin_nested() as point:
        for each in statement.split("; "):
            connection.execute(text(each))
        said = auditing.verification(Snapshot(connection))
        point.rollback()
    assert said.first_altered is None
    return {each.table for each in said.unproven}


def test_one_altered_field_of_every_table_is_found_and_named(outbox: Outbox) -> None:
    """One by one; on PostgreSQL, where each look takes its time, those that are named apart are altered together."""
    tables = sorted(set(ALTERED) - NOT_ALTERED)
    with unguarded(outbox.office.desk) as connection:
        apart = [each for each in tables if each in NAMED_BY or connection.dialect.name == "sqlite"]
        found = {table: altered(connection, change(table)) for table in apart}
        together = [each for each in tables if each not in apart]
        if together:
            named = altered(connection, "; ".join(map(change, together)))
            found |= dict.fromkeys(together, named)
    missed = {table: named for table, named in found.items() if NAMED_BY.get(table, table) not in named}
    assert (set(found), missed) == (set(tables), {})


def change(table: str) -> str:
    return f'UPDATE "{table}" SET {ALTERED[table]}'


def test_a_row_that_was_taken_out_is_missed(outbox: Outbox) -> None:
    tables = ("comment_remark", "reading", "settlement", "embargo_consent", "renewal")
    with unguarded(outbox.office.desk) as connection:
        missed = {table: altered(connection, f'DELETE FROM "{table}"') for table in tables}
    assert all(table in named for table, named in missed.items()), missed
