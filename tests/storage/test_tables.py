import re

import pytest
from sqlalchemy import CheckConstraint, Table, text
from sqlalchemy.exc import IntegrityError

from editor_app.domain import delivery
from editor_app.domain.account import AccountState
from editor_app.domain.approval import Decision, StageKind, Where
from editor_app.domain.delivery import FINAL, NEEDS_PERSON, AttemptState, DeliveryState, Verdict
from editor_app.domain.document import DocumentKind
from editor_app.domain.edition import EditionKind, EditionState
from editor_app.domain.member import MemberState
from editor_app.storage.tables import SERVED, UNRESOLVED, metadata
from tests.storage.scene import Scene

WORDS = {
    ("member", "state"): MemberState, ("document", "kind"): DocumentKind, ("account", "state"): AccountState,
    ("edition", "kind"): EditionKind, ("edition", "state"): EditionState, ("edition_stage", "kind"): StageKind,
    ("approval", "decision"): Decision, ("approval", "made_in"): Where, ("delivery", "state"): DeliveryState,
    ("attempt", "state"): AttemptState, ("read_back", "verdict"): Verdict,
}  # fmt: skip


@pytest.mark.parametrize(("table", "column"), WORDS)
def test_a_column_of_states_takes_the_domains_words_and_no_other(table: str, column: str) -> None:
    (check,) = [
        each
        for each in metadata.tables[table].constraints
        if isinstance(each, CheckConstraint) and str(each.name).endswith(f"{column}_known")
    ]
    assert set(re.findall(r"'([^']+)'", str(check.sqltext))) == {word.value for word in WORDS[table, column]}
    longest = max(len(word.value) for word in WORDS[table, column])
    assert getattr(metadata.tables[table].columns[column].type, "length", 0) >= longest


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_constraint_and_index_has_a_name(table: Table) -> None:
    """PostgreSQL cuts names at 63 bytes, and a migration can only drop what has one."""
    names = [str(each.name) for each in (*table.constraints, *table.indexes)]
    assert [name for name in names if name == "None" or len(name) > 63] == []


def test_what_the_worker_serves_and_what_blocks_others_are_the_domains_states() -> None:
    served = {state.value for state in DeliveryState} - FINAL - NEEDS_PERSON
    assert set(re.findall(r"'(\w+)'", SERVED.text)) == {state.value for state in DeliveryState} - served
    assert set(re.findall(r"'(\w+)'", UNRESOLVED.text)) == {state.value for state in delivery.UNRESOLVED}


def test_a_workspace_describes_itself_once(scene: Scene) -> None:
    with pytest.raises(IntegrityError, match="single"), scene.connection.begin_nested():
        scene.connection.execute(text("INSERT INTO workspace VALUES (2, 'x', 'x', 'en', 'UTC', 0, 'x', 1)"))


def test_keys_and_signatures_have_their_length(scene: Scene) -> None:
    attack = "INSERT INTO member_key VALUES ('k', :member, :public, :public, :public, 1, NULL, NULL, NULL)"
    for public, fine in ((b"p" * 31, False), (b"p" * 32, True), (b"p" * 33, False)):
        with scene.connection.begin_nested() as point:
            if fine:
                scene.sql(attack, member=scene.id_of("editor"), public=public)
                point.rollback()
                continue
            with pytest.raises(IntegrityError, match="ed25519"):
                scene.sql(attack, member=scene.id_of("editor"), public=public)
            point.rollback()


def test_one_freeze_stands_at_a_time(scene: Scene) -> None:
    freeze = "INSERT INTO \"freeze\" VALUES (:id, 1, :by, 'why', :lifted)"
    scene.sql(freeze, id="f1", by=scene.id_of("publisher"), lifted=None)
    scene.sql(freeze, id="f2", by=scene.id_of("publisher"), lifted=9)
    with pytest.raises(IntegrityError), scene.connection.begin_nested():
        scene.sql(freeze, id="f3", by=scene.id_of("publisher"), lifted=None)
