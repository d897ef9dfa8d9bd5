"""What whoever is not on a list can neither read nor write over a connection of their own, and what stays readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from editor_app.domain.embargo import VEIL, Veiled
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import new_id
from editor_app.services import approvals, documents, publishing, silence
from editor_app.storage import audit, heads
from editor_app.storage.all_tables import metadata
from editor_app.storage.queries import embargo, lists, planned
from editor_app.storage.team_rules import UNGUARDED
from editor_app.storage.team_veil import KINDS, OPEN, VEILED, veil_of
from tests.services.team import MEANS, Team, full_team
from tests.storage import team_attacks_veil
from tests.storage.team_attacks import require_refused
from tests.storage.veiled import FILLED, LISTED, SECRET, Scene, scene

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.storage.team_attacks import Attack

OUTSIDE = ("admin", "both", "reviewer2", "publisher2")
INSIDE = (*LISTED, "sender")
TABLES = sorted(name for name in metadata.tables if name != "audit" and veil_of(name) is not None)


@pytest.fixture(scope="module")
def team(postgresql: str) -> Iterator[Team]:
    made = full_team(postgresql)
    yield made
    made.close()


@pytest.fixture(scope="module")
def secret(team: Team) -> Scene:
    return scene(team)


def _column(table: str) -> str:
    if table == "media":
        return "digest"
    return next(kind for kind in KINDS if kind in metadata.tables[table].columns)


def _count(team: Team, who: str, query: sql.Composable | str, *values: object) -> int:
    with team.raw(who) as connection:
        found = connection.execute(query if isinstance(query, sql.Composable) else query.encode(), values).fetchone()
    assert found is not None
    return int(str(found[0]))


@pytest.mark.parametrize("table", FILLED)
def test_no_row_of_a_hidden_document_is_found_by_hand(team: Team, secret: Scene, table: str) -> None:
    column = _column(table)
    query = sql.SQL("SELECT count(*) FROM {} WHERE {} = %s").format(sql.Identifier(table), sql.Identifier(column))
    found = {who: _count(team, who, query, secret.ids[column]) for who in (*OUTSIDE, *INSIDE)}
    assert [found[who] for who in OUTSIDE] == [0] * len(OUTSIDE)
    assert 0 not in [found[who] for who in INSIDE], found


WAYS = {
    "part of a title": "SELECT count(*) FROM revision WHERE title LIKE %(like)s",
    "a whole row as JSON": "SELECT count(*) FROM revision r WHERE row_to_json(r)::text LIKE %(like)s",
    "the bytes of a manifest": (
        "SELECT count(*) FROM edition WHERE position(convert_to(%(word)s, 'UTF8') IN manifest) > 0"
    ),
    "the queue's own rows": "SELECT count(e.manifest) FROM delivery d JOIN edition e ON e.id = d.edition",
    "a picture's words": "SELECT count(*) FROM media WHERE alt LIKE %(like)s OR name LIKE %(like)s",
    "what was said about it": "SELECT count(*) FROM comment_remark WHERE words LIKE %(like)s",
    "the name of a version": "SELECT count(*) FROM milestone WHERE name LIKE %(like)s",
    "why it is under embargo": "SELECT count(*) FROM embargo WHERE reason LIKE %(like)s",
    "the log's own rows": "SELECT count(*) FROM audit WHERE detail LIKE %(like)s",
    "the log as the program reads it": "SELECT count(*) FROM team.lines(0, 100000) WHERE detail LIKE %(like)s",
    "the log of a document": "SELECT count(*) FROM audit WHERE subject_id = %(document)s",
    "a function that asks for itself": (
        "SELECT count(*) FROM ts_stat('SELECT to_tsvector(''simple'', title) FROM revision') WHERE word LIKE %(like)s"
    ),
    "rows that are locked": "SELECT count(*) FROM (SELECT 1 FROM presence WHERE document = %(document)s FOR UPDATE) x",
}  # fmt: skip
"""Each finds something for who is on the list."""


@pytest.mark.parametrize("way", WAYS)
def test_no_other_way_of_asking_leads_around_the_veil(team: Team, secret: Scene, way: str) -> None:
    values = {"like": f"%{SECRET}%", "word": SECRET, "document": secret.ids["document"]}
    counts = {}
    for who in ("both", "editor"):
        with team.raw(who) as connection:
            counts[who] = connection.execute(WAYS[way].encode(), values).fetchone()
    assert counts["both"] == (0,)
    assert counts["editor"] not in {(0,), None}


def test_an_error_is_no_oracle(team: Team, secret: Scene) -> None:
    """A condition that fails on a hidden row would tell its contents; it never meets one."""
    asked = "SELECT 1 / (CASE WHEN title LIKE %s THEN 0 ELSE 1 END) FROM revision WHERE document = %s"
    values = (f"%{SECRET}%", secret.ids["document"])
    with team.raw("both") as connection:
        assert connection.execute(asked, values).fetchall() == []
    with team.raw("editor") as connection, pytest.raises(psycopg.errors.DivisionByZero):
        connection.execute(asked, values)


def test_a_copy_of_a_table_is_without_what_is_hidden(team: Team, secret: Scene) -> None:
    assert secret.ids
    told = {}
    for who in ("admin", "publisher"):
        with team.raw(who) as connection, connection.cursor().copy("COPY revision TO STDOUT") as rows:
            told[who] = b"".join(bytes(row) for row in rows).decode()
    assert SECRET not in told["admin"]
    assert SECRET in told["publisher"]


@pytest.mark.parametrize("each", team_attacks_veil.ATTACKS, ids=lambda each: each.name.replace(" ", "-"))
def test_who_is_not_on_the_list_writes_nothing_about_it(team: Team, secret: Scene, each: Attack) -> None:
    require_refused(team, secret.facts, each)


def test_ids_counts_and_the_queues_own_rows_stay_readable(team: Team, secret: Scene) -> None:
    for table, column in (("document", "id"), ("delivery", "id")):
        query = f'SELECT count(*) FROM "{table}" WHERE id = %s'
        assert [_count(team, who, query, secret.ids[table]) for who in OUTSIDE] == [1] * len(OUTSIDE), column
    assert _count(team, "both", "SELECT count(*) FROM team.lines(0, 100000)") == _count(
        team, "editor", "SELECT count(*) FROM audit"
    )


def test_who_sees_little_still_proves_the_whole_log(team: Team, secret: Scene) -> None:
    with team.both.desk.database.read() as snapshot:
        assert audit.first_altered(snapshot) is None
        assert heads.rewritten(snapshot) is None
        last = audit.head(snapshot)
        rows = audit.rows(snapshot)
    with team.editor.desk.database.read() as snapshot:
        assert audit.head(snapshot) == last == (rows[-1].sequence, rows[-1].hash)
    hidden = [row for row in rows if row.detail == VEILED]
    assert {row.subject.id for row in hidden} >= {secret.ids["document"], secret.ids["edition"], secret.ids["thread"]}
    with psycopg.connect(team.administrator) as connection:
        connection.execute("SET session_replication_role = replica")
        change = "UPDATE audit SET detail = '{{}}' WHERE sequence = {}"
        connection.execute(change.format(hidden[0].sequence).encode())
        connection.commit()
        with team.both.desk.database.read() as snapshot:
            assert audit.first_altered(snapshot) == hidden[0].sequence
        with team.editor.desk.database.read() as snapshot:
            (kept,) = [row for row in rows_of(team) if row.sequence == hidden[0].sequence]
            assert audit.first_altered(snapshot) == kept.sequence


def rows_of(team: Team) -> list[audit.AuditRow]:
    with team.editor.desk.database.read() as snapshot:
        return audit.rows(snapshot)


def test_the_program_says_that_it_is_hidden_and_shows_the_queue_without_words(team: Team, secret: Scene) -> None:
    with pytest.raises(Veiled):
        documents.opened(team.both.desk, secret.ids["document"])
    with pytest.raises(Veiled):
        approvals.edition(team.both.desk, secret.ids["edition"])
    with pytest.raises(NotFound):
        approvals.edition(team.both.desk, new_id())
    row = publishing.line(team.both.desk, secret.ids["delivery"])
    assert row.document == secret.ids["document"]
    with team.both.desk.database.read() as snapshot:
        shown = planned.planned_one(snapshot, secret.ids["delivery"])
        found = lists.document_rows(snapshot)
        assert secret.ids["document"] in embargo.hidden(snapshot)
        assert embargo.unreadable(snapshot) == {secret.ids["delivery"]}
    assert SECRET not in {shown.title, *(each.title for each in found)}
    assert shown.title == VEIL.msgid
    assert {each.title for each in found if each.id in secret.ids.values()} == {VEIL.msgid}
    with team.sender.desk.database.read() as snapshot:
        assert embargo.hidden(snapshot) == embargo.unreadable(snapshot) == frozenset()


def test_a_freeze_by_somebody_outside_holds_what_they_cannot_read(team: Team, secret: Scene) -> None:
    publishing.release(team.publisher, secret.ids["delivery"], "es ist so weit")
    silence.freeze(team.reviewer2, "stop")
    assert publishing.line(team.publisher.desk, secret.ids["delivery"]).state.value == "held"
    silence.lift(team.admin, "go on")


def test_what_is_out_is_hidden_from_nobody(team: Team, secret: Scene) -> None:
    with psycopg.connect(team.administrator) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "UPDATE delivery SET state = 'sent', remote_id = 'x' WHERE id = %s", (secret.ids["delivery"],)
        )
        connection.commit()
        query = "SELECT count(*) FROM revision WHERE document = %s"
        assert _count(team, "both", query, secret.ids["document"]) > 0
        connection.execute(
            "UPDATE delivery SET state = 'held', remote_id = NULL WHERE id = %s", (secret.ids["delivery"],)
        )
        connection.commit()
    assert _count(team, "both", query, secret.ids["document"]) == 0


def test_every_table_that_belongs_to_a_document_has_its_veil(team: Team) -> None:
    """A table that a later version adds is hidden without a line anywhere, if it names the document in a known way."""
    named = {name for name, table in metadata.tables.items() if {*KINDS} & {*table.columns.keys()}}
    assert named - UNGUARDED - OPEN <= set(TABLES)
    with psycopg.connect(team.administrator) as connection:
        rows = connection.execute("SELECT polname FROM pg_policy WHERE NOT polpermissive").fetchall()
    assert {name for (name,) in rows} == {f"veil_{table}" for table in (*TABLES, "audit")}
    assert MEANS.clock.now()
