from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError, StatementError

from editor_app.domain.delivery import DeliveryState, Event, after
from editor_app.domain.errors import (
    Conflict,
    DeskError,
    DiskFull,
    Invalid,
    Refused,
    SignInFailed,
    Unavailable,
    WorkspaceLocked,
    WorkspaceReadOnly,
)
from editor_app.storage import audit
from editor_app.storage.queries import people, routes
from editor_app.storage.refusals import _by_words, in_words, sqlite_in_words, translated

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.storage.snapshot import Snapshot
    from editor_app.storage.workspaces import Store


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("database is locked", WorkspaceLocked),
        ("attempt to write a readonly database", WorkspaceReadOnly),
        ("cannot execute INSERT in a read-only transaction", WorkspaceReadOnly),
        ("database or disk is full", DiskFull),
        ('could not extend file "x": No space left on device: disk full', DiskFull),
        ("database disk image is malformed", Unavailable),
        ("file is not a database", Unavailable),
        ("unable to open database file", Unavailable),
        ("disk I/O error", Unavailable),
        ("PostgreSQL text fields cannot contain NUL (0x00) bytes", Invalid),
        ("server closed the connection unexpectedly", Unavailable),
    ],
)
def test_what_an_engine_says_becomes_a_sentence_with_a_next_step(said: str, kind: type[DeskError]) -> None:
    refusal = translated(OperationalError("SELECT", {}, Exception(said)))
    assert type(refusal) is kind
    assert str(refusal)
    assert str(refusal.next_step)


def test_an_index_of_the_log_that_cannot_grow_is_a_full_disk() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    assert type(translated(OperationalError("SELECT", {}, error))) is DiskFull


def test_a_guard_is_named_in_the_refusal() -> None:
    refusal = translated(DatabaseError("INSERT", {}, Exception("guard:approval_is_not_an_authors\nCONTEXT: …")))
    assert type(refusal) is Refused
    assert "approval_is_not_an_authors" in str(refusal)


@pytest.mark.parametrize("said", ["UNIQUE constraint failed: member.name", "unique:member_2_insert"])
def test_a_broken_constraint_is_a_conflict(said: str) -> None:
    assert type(translated(IntegrityError("INSERT", {}, Exception(said)))) is Conflict


def test_halves_of_characters_are_no_text() -> None:
    broken = UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")
    for error in (broken, StatementError("x", "INSERT", {}, broken)):
        with pytest.raises(Invalid, match="can't be stored"), in_words():
            raise error


def test_a_mistake_of_ours_stays_a_mistake() -> None:
    with pytest.raises(StatementError), in_words():
        raise StatementError("x", "INSERT", {}, TypeError("a float"))
    with pytest.raises(KeyError), in_words():
        raise KeyError("x")


def test_plain_sqlite_speaks_the_same_words() -> None:
    with pytest.raises(WorkspaceLocked), sqlite_in_words():
        raise sqlite3.OperationalError("database is locked")
    with pytest.raises(Unavailable, match="damaged"), sqlite_in_words():
        raise sqlite3.DatabaseError("file is not a database")


def test_words_that_are_no_text_any_more_are_a_damaged_database() -> None:
    with pytest.raises(Unavailable, match="damaged"), in_words():
        b"\xe9".decode()


class _ServerSaid(Exception):
    """As psycopg carries a state of the server."""

    def __init__(self, sqlstate: str, words: str = "said in the server's language") -> None:
        super().__init__(words)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (_ServerSaid("42501"), Refused),
        (_ServerSaid("28P01"), SignInFailed),
        (_ServerSaid("28000"), SignInFailed),
        (_ServerSaid("", 'password authentication failed for user "a"'), SignInFailed),
    ],
)
def test_a_right_that_is_missing_and_a_wrong_password_have_words_of_their_own(
    said: Exception, kind: type[DeskError]
) -> None:
    assert type(translated(OperationalError("SELECT 1", {}, said))) is kind


@pytest.mark.parametrize(
    ("change", "ask"),
    [
        ("UPDATE member SET state = 'confirmee'", people.members),
        ("UPDATE member SET roles = 'admim'", people.members),
        ("UPDATE route SET stages = '{'", routes.all_routes),
        ("UPDATE route SET stages = '[7]'", routes.all_routes),
        ("UPDATE audit SET at = 9223372036854775807", audit.rows),
    ],
)
def test_a_stored_word_or_shape_that_nobody_wrote_is_damage_in_words(
    folder_store: Store, change: str, ask: Callable[[Snapshot], object]
) -> None:
    with closing(sqlite3.connect(folder_store.folder / "workspace.db", isolation_level=None)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute(change)
    with pytest.raises(Unavailable, match="damaged"), folder_store.database.read() as snapshot:
        ask(snapshot)


def test_what_the_program_itself_asks_wrongly_is_no_damage(folder_store: Store) -> None:
    with pytest.raises(ValueError, match="can't follow"), folder_store.database.read():
        after(DeliveryState.SENT, Event.CLAIM)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            'connection failed: connection to server at "10.0.0.1", port 5432 failed: Connection refused',
            "does not answer",
        ),
        ("failed to resolve host 'db.example.gov': [Errno -2] Name or service not known", "does not answer"),
        ("consuming input failed: server closed the connection unexpectedly", "does not answer"),
        ("connection failed: timeout expired", "does not answer"),
        ('FATAL:  database "press" is not currently accepting connections', "does not answer"),
        ('FATAL:  database "press" does not exist', "no database of that name"),
        ("SSL error: certificate verify failed: self-signed certificate", "could not be recognised"),
        ('server certificate for "db" does not match host name "other"', "could not be recognised"),
    ],
)
def test_a_teams_server_that_is_away_or_another_one_is_said_in_words(said: str, words: str) -> None:
    refused = _by_words(said)
    assert isinstance(refused, Unavailable)
    assert words in str(refused.message)
