from datetime import timedelta
from pathlib import Path

from editor_app.domain.approval import Decision
from editor_app.domain.document import Content
from editor_app.domain.member import Role
from editor_app.domain.secrets import Secret
from editor_app.services import approvals, members, publishing
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft
from editor_app.ui import waiting
from editor_app.ui.waiting import FIRST, MINE, OFFICE, REVIEWS
from tests.services.office import PASSPHRASE, Office
from tests.ui.views.staged import busy_queue, new_stage

DRAFT = Draft(Content(title="便民服务开通", body="第一段，共 12 件事。\n\n第二段。", source="区政务公开办"))


def test_a_reviewer_sees_what_waits_for_a_seal_and_nobody_else_does(office: Office) -> None:
    office.connect("site")
    edition = office.submitted(DRAFT, "site")
    found = waiting.look(office.reviewer1).of(REVIEWS)
    assert [(task.title, task.place, task.arguments) for task in found] == [
        ("便民服务开通", "review", (("edition", edition.id),))
    ]
    assert "editor" in found[0].reason
    assert waiting.look(office.editor).tasks == ()


def test_a_returned_draft_waits_for_its_author_with_the_reason(office: Office) -> None:
    office.connect("site")
    edition = office.submitted(DRAFT, "site")
    approvals.decide(office.reviewer1, edition.id, Word(Decision.RETURN, edition.digest, "第二段时间有误"))
    found = waiting.look(office.editor).of(MINE)
    assert len(found) == 1
    assert "第二段时间有误" in found[0].reason
    assert found[0].place == "write"
    assert waiting.look(office.editor2).of(MINE) == ()


def test_an_approved_edition_waits_for_a_publisher_until_it_is_queued(office: Office) -> None:
    office.connect("site")
    edition = office.approve(office.submitted(DRAFT, "site"))
    assert [task.key for task in waiting.look(office.publisher).of(FIRST)] == [f"approved:{edition.id}"]
    publishing.queue(office.publisher, edition.id)
    assert waiting.look(office.publisher).of(FIRST) == ()


def test_a_new_key_waits_for_an_admin(office: Office) -> None:
    members.add(office.admin, "陈默", [Role.EDITOR])
    members.activate(office.desk, "陈默", Secret(PASSPHRASE))
    found = waiting.look(office.admin).of(OFFICE)
    assert [(task.title, task.place) for task in found] == [("陈默", "settings")]
    assert waiting.look(office.publisher).of(OFFICE) == ()


def test_undecided_deliveries_come_first_and_the_days_programme_has_a_mark_for_each_account(tmp_path: Path) -> None:
    stage = new_stage(tmp_path / "office")
    found_states = busy_queue(stage)
    stage.clock.turn(timedelta(minutes=10))
    found = waiting.look(stage.publisher)
    states = [task.mark for task in found.of(FIRST)]
    assert states[0] == "state:ask"
    assert states.index("finding:block") < states.index("state:failed") < states.index("state:held")
    assert "state:unknown" not in states, "the program looks for it by itself"
    assert found.of(FIRST)[0].arguments[0] == ("delivery", found_states["ask"])
    assert found.undecided == 4
    assert found.of(FIRST)[0].deadline
    several = [slot for slot in found.slots if len(slot.states) == 3]
    assert several
    assert all(len(slot.tiles) == len(slot.accounts) == len(slot.states) for slot in found.slots)
    assert [slot.time for slot in found.slots] == sorted(slot.time for slot in found.slots)
    assert waiting.look(stage.editor).of(FIRST) == ()
    stage.close()
