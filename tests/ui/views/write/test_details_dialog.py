"""The fields around the text."""

from pytestqt.qtbot import QtBot

from editor_app.domain.edition import MediaRole
from editor_app.services import composing, documents, media
from editor_app.services.documents import Opened
from editor_app.services.media import Words
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write.details_dialog import DetailsDialog, LinkDialog, facts_line, named
from editor_app.ui.views.write.view import WriteView
from editor_app.ui.views.write.working import Working
from editor_app.ui.widgets.fields import Choice
from tests.services.office import Office
from tests.services.test_media import png


def test_only_what_was_changed_is_said(window: MainWindow, working: Working, qtbot: QtBot) -> None:
    dialog = DetailsDialog(window, working, None)
    dialog.fields["source"].set_text("国务院办公厅")
    dialog.ask()
    with qtbot.waitSignal(dialog.said) as said:
        dialog.answer("done")
    assert said.args == [{"source": "国务院办公厅"}]


FIRST, SECOND = "a" * 64, "b" * 64


def test_one_of_the_texts_pictures_becomes_the_cover_with_its_words(
    window: MainWindow, working: Working, qtbot: QtBot
) -> None:
    working.say({"body": f"![大厅](media:{FIRST})\n\n![窗口](media:{SECOND})\n"}, None)
    dialog = DetailsDialog(window, working, None)
    choice = dialog.fields["cover"].control
    assert isinstance(choice, Choice)
    assert [choice.itemData(row) for row in range(choice.count())] == ["", FIRST, SECOND]
    assert choice.itemText(2) == "图片 2：窗口"
    dialog.fields["cover"].set_text(SECOND)
    dialog.ask()
    with qtbot.waitSignal(dialog.said) as said:
        dialog.answer("done")
    assert said.args == [{"cover": SECOND, "cover_alt": "窗口"}]


def test_a_cover_that_the_text_does_not_show_stays_and_can_be_taken_away(window: MainWindow, working: Working) -> None:
    working.say({"cover": FIRST, "cover_alt": "大厅"}, None)
    dialog = DetailsDialog(window, working, None)
    assert dialog.fields["cover"].text() == FIRST
    assert dialog.changed() == {}
    dialog.fields["cover"].set_text("")
    assert dialog.changed() == {"cover": "", "cover_alt": ""}


def test_a_cover_chosen_here_is_sent_as_the_cover(office: Office, opened: Opened, view: WriteView) -> None:
    kept = media.add(office.editor, png(48, 32), Words("大厅"))
    account = office.connect("滨江", channel="binjiang")
    view.detailing._say({"cover": kept.digest, "cover_alt": "大厅"}, reprint=False)
    assert view.working is not None
    draft = view.working.draft
    saved = documents.save_revision(office.editor, opened.document.id, opened.revision.id, draft)
    sent = composing.compose_for(office.desk, saved, account).payload.media
    assert [(one.role, one.alt, one.origin) for one in sent] == [(MediaRole.COVER, "大厅", f"media:{kept.digest}")]


def test_an_account_sees_what_it_inherits(window: MainWindow, working: Working, office: Office) -> None:
    account = office.connect("滨江", channel="binjiang")
    working.say({"summary": "账号摘要"}, account)
    dialog = DetailsDialog(window, working, account)
    assert "source" not in dialog.fields
    assert dialog.fields["summary"].text() == "账号摘要"
    assert dialog.fields["summary"]._note.text() == "有差异"
    assert dialog.fields["link"]._note.text() == "沿用主稿"


def test_what_is_said_reaches_the_draft_and_the_line_below_the_title(view: WriteView) -> None:
    view.detailing._say({"source": "国务院办公厅", "tags": "甲\n乙"}, reprint=True)
    assert view.working is not None
    assert view.working.content.tags == ("甲", "乙")
    assert view.working.content.reprint
    assert "国务院办公厅" in view.editor.facts


def test_a_link_takes_its_words_and_refuses_what_is_no_address(window: MainWindow, qtbot: QtBot) -> None:
    dialog = LinkDialog(window, "文件")
    dialog.ask()
    dialog.address.set_text("ftp://x")
    dialog.answer("done", closes=False)
    assert dialog.address.control.has_error
    dialog.address.set_text("https://example.org")
    with qtbot.waitSignal(dialog.confirmed) as confirmed:
        dialog.answer("done", closes=False)
    assert confirmed.args == ["文件", "https://example.org"]


def test_fields_and_facts_are_named_in_words(working: Working) -> None:
    assert named(("title", "body")) == "标题, 正文"
    assert facts_line(working) == "来源：区政府办 · 一句话摘要"
