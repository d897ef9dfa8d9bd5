from datetime import timedelta

import pytest

from editor_app.domain.approval import Decision
from editor_app.domain.edition import Edition
from editor_app.services import approvals, debts, freezing, lane
from editor_app.services.approvals import Word
from editor_app.services.debts import Look
from editor_app.services.lane import Alarm
from editor_app.ui import waiting
from editor_app.ui.waiting import FIRST, OFFICE
from tests.services.emergency_values import values
from tests.services.office import Office


@pytest.fixture
def edition(office: Office) -> Edition:
    office.connect("site")
    made = lane.begin(office.editor, "severe-weather", "zh-CN", values())
    accounts = tuple(each.id for each in freezing.chosen_accounts(office.desk, []))
    found = lane.submit(office.editor, made.document.id, Alarm(accounts, "洪水", {}))
    return approvals.decide(office.reviewer1, found.id, Word(Decision.APPROVE, found.digest)).edition


def test_a_debt_comes_first_for_a_second_reviewer_and_for_everybody_once_it_is_overdue(
    office: Office, edition: Edition
) -> None:
    (task,) = [each for each in waiting.look(office.reviewer2).of(FIRST) if each.place == "emergency"]
    assert (task.title, task.tone, task.urgent) == ("滨河街道、城南街道暴雨橙色预警", "ochre", False)
    assert dict(task.arguments) == {"edition": edition.id}
    assert [each.place for each in waiting.look(office.editor2).of(OFFICE)] == ["emergency"]
    office.clock.turn(timedelta(hours=26))
    (task,) = [each for each in waiting.look(office.editor2).of(FIRST) if each.place == "emergency"]
    assert (task.tone, task.urgent) == ("carmine", True)
    debts.settle(office.reviewer2, edition.id, Look(edition.digest))
    assert not [each for each in waiting.look(office.editor2).tasks if each.place == "emergency"]
