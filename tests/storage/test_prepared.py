from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from editor_app.domain.canonical import canonical
from editor_app.storage.prepared import Prepared
from editor_app.storage.refusals import translated
from editor_app.storage.tables import account, audit, setting
from tests.storage.scene import Scene, approved, queue, write_document

OF_NAME = select(account).where(account.c.name == bindparam("name"))


def test_rows_have_the_same_columns_and_values_as_those_of_sqlalchemy(scene: Scene) -> None:
    (mine,) = Prepared(OF_NAME).rows(scene.connection, {"name": "site"})
    theirs = scene.connection.execute(OF_NAME, {"name": "site"}).one()
    assert tuple(mine) == tuple(theirs)
    assert (mine.options, mine.added_at, mine.platform) == (theirs.options, theirs.added_at, theirs.platform)


def test_the_first_row_is_none_when_nothing_is_found(scene: Scene) -> None:
    assert Prepared(OF_NAME).first(scene.connection, {"name": "nobody"}) is None
    assert Prepared(OF_NAME).rows(scene.connection, {"name": "nobody"}) == []


def test_values_that_stand_in_the_statement_need_not_be_given(scene: Scene) -> None:
    latest = Prepared(select(audit.c.sequence).order_by(audit.c.sequence.desc()).limit(1))
    found = latest.first(scene.connection)
    assert found is not None
    assert found.sequence == scene.work.sequence


def test_times_and_json_are_written_and_read_as_their_columns_say(scene: Scene) -> None:
    write = Prepared(insert(setting))
    write.run(scene.connection, {"name": "colour", "value": {"red": 1}})
    change = Prepared(
        update(account)
        .where(account.c.name == bindparam("wanted"))
        .values(added_at=bindparam("at", type_=account.c.added_at.type))
    )
    later = scene.work.at + timedelta(days=1)
    assert change.run(scene.connection, {"wanted": "site", "at": later}) == 1
    assert scene.connection.execute(OF_NAME, {"name": "site"}).one().added_at == later
    assert scene.value("SELECT value FROM setting WHERE name = 'colour'") == canonical({"red": 1}).decode()


def test_a_statement_tells_how_many_rows_it_changed(scene: Scene) -> None:
    rename = Prepared(update(account).where(account.c.name == bindparam("wanted")).values(url=bindparam("url")))
    assert rename.run(scene.connection, {"wanted": "nobody", "url": "x"}) == 0


def test_a_constraint_answers_as_it_does_through_sqlalchemy(scene: Scene) -> None:
    row = {"name": "once", "value": 1}
    write = Prepared(insert(setting))
    write.run(scene.connection, row)
    with pytest.raises(IntegrityError), scene.connection.begin_nested():
        write.run(scene.connection, row)


def test_a_guard_answers_in_words(scene: Scene) -> None:
    delivery = queue(scene, approved(scene, write_document(scene)))
    move = Prepared(update(audit).where(audit.c.subject_id == bindparam("id")).values(action=bindparam("action")))
    with pytest.raises(DBAPIError) as refused, scene.connection.begin_nested():
        move.run(scene.connection, {"id": delivery.id, "action": "delivery.never"})
    assert translated(refused.value).code == "refused"
