"""Checks while one types."""

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.document import Content
from editor_app.domain.finding import Finding
from editor_app.domain.link import LinkLook, LinkState
from editor_app.services import documents, link_looks
from editor_app.services.documents import Draft
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write.view import WriteView
from tests.services.office import Office
from tests.ui.views.write.conftest import typed


def found(view: WriteView, rule: str) -> Finding:
    return next(finding for finding in view.examining.findings if finding.rule == rule)


def test_a_pause_in_typing_brings_the_finding_and_a_wave_below_its_words(view: WriteView, qtbot: QtBot) -> None:
    view.editor.moveCursor(view.editor.textCursor().MoveOperation.End)
    typed(view.editor, "\n材料齐全,当场办结。")
    qtbot.waitUntil(lambda: any(f.rule == "halfwidth_punctuation" for f in view.examining.findings))
    marks = view.editor.extraSelections()
    assert any(mark.cursor.selectedText() == "," for mark in marks)


def test_going_there_chooses_the_words_and_the_remedy_replaces_them_undoably(view: WriteView, qtbot: QtBot) -> None:
    view.editor.moveCursor(view.editor.textCursor().MoveOperation.End)
    typed(view.editor, "\n𠮷材料齐全,当场办结。")
    qtbot.waitUntil(lambda: any(f.rule == "halfwidth_punctuation" for f in view.examining.findings))
    finding = found(view, "halfwidth_punctuation")
    view.examining.go_to(finding)
    assert view.editor.textCursor().selectedText() == ","
    view.examining.remedy(finding)
    assert view.editor.text().endswith("𠮷材料齐全，当场办结。")
    view.editor.undo()
    assert view.editor.text().endswith("齐全,当场办结。")
    qtbot.waitUntil(lambda: bool(view.findings.rows))


def test_a_finding_in_the_title_is_gone_to_there(office: Office, window: MainWindow, qtbot: QtBot) -> None:
    made = documents.create(
        office.editor, "", draft=Draft(Content(title="新政,国办发文", body="国办发文。", source="x"))
    )
    window.go("write", document=made.document.id)
    view = window.view("write")
    assert isinstance(view, WriteView)
    qtbot.waitUntil(lambda: any(f.place.field == "title" for f in view.examining.findings))
    finding = next(f for f in view.examining.findings if f.rule == "abbreviation")
    view.examining.go_to(finding)
    assert view.editor.textCursor().selectedText() == "国办"
    assert view.editor.textCursor().block().blockNumber() == 0


def test_an_accounts_own_finding_marks_its_tab_and_leads_to_its_version(
    view: WriteView, office: Office, qtbot: QtBot
) -> None:
    account = office.connect("坏频道", channel="不合法")
    view.shelf.read_accounts()
    qtbot.waitUntil(lambda: account.id in view.examining.breaking, timeout=10_000)
    view.examining.go_to(found(view, "compose"))
    assert view.account == account


def test_a_stale_place_is_not_marked(view: WriteView, qtbot: QtBot) -> None:
    view.editor.moveCursor(view.editor.textCursor().MoveOperation.End)
    typed(view.editor, "\n材料齐全,当场办结。")
    qtbot.waitUntil(lambda: any(f.rule == "halfwidth_punctuation" for f in view.examining.findings))
    finding = found(view, "halfwidth_punctuation")
    view.editor.undo()
    view.editor.selectAll()
    view.editor.insertPlainText("# 全换了\n\n新")
    assert view.examining._span(finding) is None
    view.examining.remedy(finding)
    assert view.editor.text() == "# 全换了\n\n新"


def test_what_the_sheet_does_not_show_leads_to_the_details(view: WriteView, qtbot: QtBot) -> None:
    from editor_app.domain.finding import Place, Severity
    from editor_app.domain.text import T

    with qtbot.waitSignal(view.examining.details_asked):
        view.examining.go_to(
            Finding("source_missing", Severity.WARN, Place("source"), T("Write “{better}”.", better="x"))
        )


def test_links_are_followed_on_demand_and_never_while_typing(
    view: WriteView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, asked = "https://www.example.gov.cn/guide", []

    class Web:
        def look(self, link: str) -> LinkLook:
            asked.append(link)
            return LinkLook(link, LinkState.DEAD, 404)

    monkeypatch.setattr(link_looks, "web_of", lambda _desk: Web())
    view.editor.moveCursor(view.editor.textCursor().MoveOperation.End)
    with qtbot.waitSignal(view.examining.examined):
        typed(view.editor, f"\n请看[指南]({url})。")
    assert asked == []
    view.deeds["links"].run()
    qtbot.waitUntil(lambda: any(f.rule == "stale_link" for f in view.examining.findings))
    assert (found(view, "stale_link").place.excerpt, asked) == (url, [url])
    link_looks.memory.forget()
