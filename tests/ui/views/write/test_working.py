"""The draft over a revision."""

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.document import Override, Target
from editor_app.domain.identifiers import ChartId
from editor_app.services import documents
from editor_app.ui.views.write.working import Working
from tests.services.office import Office


def test_nothing_typed_is_nothing_changed(working: Working) -> None:
    assert not working.is_changed
    working.take_sheet(working.sheet_of(None), None)
    assert not working.is_changed


def test_a_typed_title_changes_the_draft_and_not_the_revision(working: Working) -> None:
    working.take_sheet("# 新题\n\n正文", None)
    assert (working.draft.content.title, working.draft.content.body) == ("新题", "正文")
    assert working.based_on.content.title == "便民服务开通"
    assert working.is_changed


def test_what_an_account_says_the_same_stays_inherited(working: Working, office: Office) -> None:
    account = office.connect("滨江", channel="binjiang")
    working.take_sheet(working.sheet_of(account), account)
    assert working.overrides == ()
    working.say({"summary": "短摘要"}, account)
    assert working.overrides == (Override(Target(account.id), "summary", "短摘要"),)
    working.say({"summary": working.value("summary", None)}, account)
    assert working.overrides == ()


def test_an_account_follows_the_main_text_where_it_inherits(working: Working, office: Office) -> None:
    account = office.connect("滨江", channel="binjiang")
    working.say({"title": "账号标题"}, account)
    working.take_sheet("# 主稿标题\n\n主稿正文", None)
    assert working.sheet_of(account) == "# 账号标题\n\n主稿正文"
    assert working.differs(account) == ("title",)


def test_an_account_may_say_what_its_platform_says_differently(working: Working, office: Office) -> None:
    account = office.connect("滨江", channel="binjiang")
    working.overrides = (Override(Target(platform="sandbox"), "title", "平台标题"),)
    assert working.value("title", account) == "平台标题"
    working.say({"title": "便民服务开通"}, account)
    assert working.value("title", account) == "便民服务开通"
    assert working.differs(account) == ()


def test_tags_are_lines(working: Working) -> None:
    working.say({"tags": "甲\n\n乙"}, None)
    assert working.content.tags == ("甲", "乙")
    assert working.value("tags", None) == "甲\n乙"


def test_a_saved_draft_equals_its_revision(working: Working, office: Office) -> None:
    chart = Chart(
        ChartId("c" * 36),
        ChartKind.LINE,
        "题",
        "件",
        "局",
        "2026",
        "alt",
        "",
        "年",
        "数",
        "",
        ("年", "数"),
        (("2025", "1"),),
    )
    working.charts[chart.id] = chart
    saved = documents.save_revision(office.editor, working.document.id, working.based_on.id, working.draft)
    working.saved_as(saved)
    assert not working.is_changed
    assert working.revision() == saved
