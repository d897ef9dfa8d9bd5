"""A stage that waits too long is told to somebody, once, and it stands on record."""

from datetime import timedelta

from editor_app.domain.approval import Decision
from editor_app.domain.audit import Subject
from editor_app.domain.duty import Terms
from editor_app.services import approvals, deadlines
from editor_app.services.approvals import Word
from editor_app.storage import audit
from tests.services.office import Office
from tests.services.test_duties import named, submitted

ENGINES = ("sqlite", "team")
HOUR = timedelta(hours=1)


def late(office: Office) -> list[str]:
    with office.desk.database.read() as snapshot:
        return [each.stage.name for each in deadlines.late(snapshot, office.clock.now())]


def test_a_stage_is_overdue_from_the_end_of_the_one_before(office: Office) -> None:
    edition = submitted(office, Terms(hours=4), Terms(hours=4))
    office.clock.turn(3 * HOUR)
    assert late(office) == []
    approvals.decide(office.reviewer1, edition.id, Word(Decision.APPROVE, edition.digest))
    office.clock.turn(2 * HOUR)
    assert late(office) == []
    assert approvals.waiting(office.reviewer2)[0].due is not None
    office.clock.turn(2 * HOUR + timedelta(minutes=1))
    assert late(office) == ["Stage 2"]


def test_who_is_named_is_told_once_and_on_record(office: Office) -> None:
    told = named(office, "publisher")[0]
    edition = submitted(office, Terms(hours=4, escalate=told))
    assert deadlines.escalate(office.desk, office.admin.actor) == 0
    office.clock.turn(5 * HOUR)
    assert deadlines.escalate(office.desk, office.admin.actor) == 1
    assert deadlines.escalate(office.desk, office.admin.actor) == 0
    with office.desk.database.read() as snapshot:
        rows = audit.of_subject(snapshot, Subject("edition", edition.id))
        assert [row.action for row in rows].count("edition.escalate") == 1
        assert len(deadlines.late_for(snapshot, told.id, office.clock.now())) == 1
        assert deadlines.late_for(snapshot, office.editor.member.id, office.clock.now()) == ()


def test_what_was_sent_back_is_not_late(office: Office) -> None:
    edition = submitted(office, Terms(hours=4))
    office.clock.turn(5 * HOUR)
    approvals.decide(office.reviewer1, edition.id, Word(Decision.RETURN, edition.digest, "The date is wrong."))
    assert late(office) == []
