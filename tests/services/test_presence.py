"""Who is here: two desks on one database see each other, calmly and not for ever."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from editor_app.domain.presence import FORGOTTEN, Doing, SeatId
from editor_app.domain.secrets import Secret
from editor_app.services import documents, members, presence, workspaces
from editor_app.services.desk import Seat
from editor_app.services.workspaces import Means
from editor_app.storage import audit
from tests.services.office import CHEAP, PASSPHRASE, Office

ENGINES = ("sqlite", "postgresql")
ONE, OTHER = SeatId("one"), SeatId("other")


@pytest.fixture
def elsewhere(office: Office, place: Path | str) -> Iterator[Seat]:
    """The other editor at a desk of their own on the same database."""
    desk = workspaces.open_desk(place, Means(office.clock, CHEAP))
    yield members.sign_in(desk, "editor2", Secret(PASSPHRASE))
    desk.close()


def test_two_see_each_other_before_the_first_key_and_no_more_after_a_minute(office: Office, elsewhere: Seat) -> None:
    document = documents.create(office.editor, "标题").document.id
    presence.sign(office.editor, ONE, document, Doing.WRITING)
    assert [(p.name, p.doing) for p in presence.others(elsewhere.desk, document, OTHER)] == [("editor", Doing.WRITING)]
    presence.sign(elsewhere, OTHER, document, Doing.OPEN)
    assert [p.name for p in presence.others(office.desk, document, ONE)] == ["editor2"]
    office.clock.turn(FORGOTTEN + timedelta(seconds=1))
    assert presence.others(office.desk, document) == ()


def test_a_window_is_at_one_document_and_leaves_it(office: Office) -> None:
    first, second = (documents.create(office.editor, f"标题 {n}").document.id for n in (1, 2))
    presence.sign(office.editor, ONE, first, Doing.OPEN)
    presence.sign(office.editor, ONE, second, Doing.OPEN)
    assert presence.others(office.desk, first) == ()
    assert len(presence.others(office.desk, second)) == 1
    presence.leave(office.desk, ONE)
    assert presence.others(office.desk, second) == ()


def test_a_sign_of_life_is_no_news_and_no_line_of_the_audit_log(office: Office) -> None:
    document = documents.create(office.editor, "标题").document.id
    told: list[object] = []
    stop = office.desk.database.listen(told.append)
    with office.desk.database.read() as snapshot:
        before = audit.head(snapshot)
    presence.sign(office.editor, ONE, document, Doing.OPEN)
    with office.desk.database.read() as snapshot:
        assert audit.head(snapshot) == before
    stop()
    assert told == []


def test_who_is_here_keeps_nobody_from_saving(office: Office, elsewhere: Seat) -> None:
    opened = documents.create(office.editor, "标题")
    presence.sign(office.editor, ONE, opened.document.id, Doing.WRITING)
    saved = documents.save_revision(
        elsewhere, opened.document.id, opened.revision.id, documents.draft_of(opened.revision)
    )
    assert saved == opened.revision
