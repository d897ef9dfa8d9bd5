from datetime import timedelta

from editor_app.domain.duty import Terms
from editor_app.ui import waiting
from editor_app.ui.i18n import tr
from editor_app.ui.waiting import FIRST, REVIEWS
from tests.services.office import Office
from tests.services.test_duties import away, named, submitted


def test_who_is_named_for_it_is_told_when_a_stage_waits_too_long(office: Office) -> None:
    told = named(office, "publisher")[0]
    edition = submitted(office, Terms(signers=named(office, "reviewer1"), hours=4, escalate=told))
    assert waiting.look(office.publisher).of(FIRST) == ()
    office.clock.turn(timedelta(hours=5))
    (task,) = [each for each in waiting.look(office.publisher).of(FIRST) if each.key.startswith("late:")]
    assert (task.title, task.tone, task.urgent) == ("Winter heating", "carmine", True)
    assert dict(task.arguments) == {"edition": edition.id}
    assert not [each for each in waiting.look(office.editor).of(FIRST) if each.key.startswith("late:")]


def test_a_review_says_by_when_and_for_whom_it_is_due(office: Office) -> None:
    submitted(office, Terms(signers=named(office, "reviewer1"), hours=4))
    away(office, "reviewer1", "reviewer3")
    (task,) = waiting.look(office.reviewer3).of(REVIEWS)
    assert task.deadline == tr("by {time}", time="13:00")
    assert tr("for {name}", name="reviewer1") in task.reason
    assert waiting.look(office.reviewer2).of(REVIEWS) == ()
