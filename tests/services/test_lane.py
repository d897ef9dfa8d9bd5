"""The emergency lane: the locked wording is kept, one reviewer and a reason, on record."""

from dataclasses import replace

import pytest

from editor_app.domain.approval import Decision
from editor_app.domain.document import Content, Target
from editor_app.domain.edition import Edition, EditionKind, EditionState
from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.services import approvals, documents, freezing, lane, templates
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft, Opened
from editor_app.services.freezing import Submission
from editor_app.services.lane import Alarm
from tests.services.emergency_values import values
from tests.services.office import Office


def begun(office: Office) -> Opened:
    return lane.begin(office.editor, "severe-weather", "zh-CN", values(place="滨河街道"))


def handed_in(office: Office, made: Opened, reason: str = "洪水红色预警") -> Edition:
    accounts = tuple(each.id for each in freezing.chosen_accounts(office.desk, []))
    return lane.submit(office.editor, made.document.id, Alarm(accounts, reason, {}))


@pytest.fixture
def office(office: Office) -> Office:
    office.connect("site")
    office.connect("app")
    return office


def test_a_document_is_made_of_the_template_and_its_values_stay_on_record(office: Office) -> None:
    made = begun(office)
    assert made.revision.content.title == "滨河街道暴雨橙色预警"
    filling = lane.filling_of(office.desk, made.document.id)
    assert filling is not None
    assert (filling.template, filling.version, filling.values["place"]) == ("severe-weather", 0, "滨河街道")
    with pytest.raises(Invalid):
        lane.begin(office.editor, "severe-weather", "zh-CN", values(level="紫色"))
    with pytest.raises(NotFound):
        lane.begin(office.editor, "nothing", "zh-CN", {})
    with pytest.raises(Refused):
        lane.begin(office.reviewer1, "severe-weather", "zh-CN", values())


def test_filling_again_changes_the_slots_and_nothing_else(office: Office) -> None:
    made = begun(office)
    again = lane.fill(office.editor, made.document.id, {"place": "城南街道"})
    assert again.content.title == "城南街道暴雨橙色预警"
    assert again.content.body.replace("城南街道", "滨河街道") == made.revision.content.body
    filling = lane.filling_of(office.desk, made.document.id)
    assert filling is not None
    assert (filling.ordinal, filling.values["level"]) == (2, "橙色")


def test_one_reviewer_lets_it_go_and_the_reason_stays(office: Office) -> None:
    edition = handed_in(office, begun(office))
    assert (edition.kind, len(edition.sealed().stages)) == (EditionKind.EMERGENCY, 1)
    with pytest.raises(Refused):
        approvals.decide(office.editor, edition.id, Word(Decision.APPROVE, edition.digest))
    done = approvals.decide(office.reviewer1, edition.id, Word(Decision.APPROVE, edition.digest))
    assert done.edition.state is EditionState.APPROVED
    kept = lane.kept(office.desk, edition.id)
    assert (kept.reason, kept.fault) == ("洪水红色预警", None)
    with pytest.raises(Invalid):
        handed_in(office, begun(office), " ")


def test_a_changed_wording_is_no_emergency(office: Office) -> None:
    made = begun(office)
    content = replace(made.revision.content, body=made.revision.content.body.replace("以官方信息为准", "以本号为准"))
    documents.save_revision(office.editor, made.document.id, made.revision.id, Draft(content))
    with pytest.raises(Refused, match="differs from the locked template"):
        handed_in(office, made)
    lane.fill(office.editor, made.document.id, {})
    account = freezing.chosen_accounts(office.desk, ["app"])[0]
    documents.set_override(office.editor, made.document.id, Target(account=account.id), {"title": "别的标题"})
    with pytest.raises(Refused, match="says the title differently"):
        handed_in(office, made)
    lane.fill(office.editor, made.document.id, {})
    assert handed_in(office, made).state is EditionState.IN_REVIEW


def test_other_documents_do_not_take_the_lane(office: Office) -> None:
    draft = Draft(Content(title="通知", body="请勿外出。", source="应急办"))
    made = documents.create(office.editor, "", draft=draft)
    with pytest.raises(Refused, match="not made of an emergency template"):
        handed_in(office, made)
    accounts = tuple(each.id for each in freezing.chosen_accounts(office.desk, []))
    with pytest.raises(Refused):
        approvals.submit(office.editor, made.document.id, Submission(accounts, kind=EditionKind.EMERGENCY))
    ordinary = approvals.submit(office.editor, made.document.id, Submission(accounts))
    assert lane.kept(office.desk, ordinary.id).fault is not None


def test_a_template_worded_anew_is_filled_again_first(office: Office) -> None:
    made = begun(office)
    text = templates.supplied_file("severe-weather").read_text("utf-8").replace("以官方信息为准", "以官方发布为准")
    templates.change(office.admin, "severe-weather", text, "统一口径")
    with pytest.raises(Refused, match="worded anew"):
        handed_in(office, made)
    lane.fill(office.editor, made.document.id, {})
    assert "以官方发布为准" in handed_in(office, made).sealed().payloads[0].parts[0].body
