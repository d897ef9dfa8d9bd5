"""When two people saved: what was typed meanwhile stays, and who saved while a question was open is not overwritten."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from editor_app.domain.text_merge import Keep
from editor_app.services import documents, merging
from editor_app.services.documents import Draft, Opened
from editor_app.ui.views.write.merge_dialog import MergeDialog
from editor_app.ui.views.write.view import WriteView
from tests.services.office import Office
from tests.ui.views.write.conftest import typed


def changed(opened: Opened, **fields: object) -> Draft:
    draft = documents.draft_of(opened.revision)
    return replace(draft, content=replace(draft.content, **fields))  # type: ignore[arg-type]


def asked(view: WriteView, office: Office, opened: Opened, qtbot: QtBot) -> MergeDialog:
    view.editor.go_to(2)
    typed(view.editor, "我")
    documents.save_revision(office.editor2, opened.document.id, opened.revision.id, changed(opened, title="别人的"))
    with qtbot.waitSignal(view.saving.asked):
        view.saving.save()
    assert isinstance(view.saving.question, MergeDialog)
    return view.saving.question


def test_words_typed_while_it_was_put_together_stay_on_the_sheet(
    view: WriteView, office: Office, opened: Opened
) -> None:
    assert view.working is not None
    sent = changed(opened, summary="我的摘要")
    documents.save_revision(office.editor2, opened.document.id, opened.revision.id, changed(opened, title="别人的"))
    merged = merging.save(office.editor, opened.document.id, opened.revision.id, sent)
    view.working.content = replace(sent.content, body=f"{sent.content.body}\n又写一段。\n")
    assert view.saving.meeting.take(view.working, merged, sent)
    assert view.working.content.title == "别人的"
    assert "又写一段。" in view.working.content.body
    assert (view.working.based_on, view.working.is_changed) == (merged, True)


def test_words_typed_meanwhile_where_the_other_wrote_are_asked_at_the_next_save(
    view: WriteView, office: Office, opened: Opened
) -> None:
    assert view.working is not None
    sent = changed(opened, summary="我的摘要")
    documents.save_revision(office.editor2, opened.document.id, opened.revision.id, changed(opened, title="别人的"))
    merged = merging.save(office.editor, opened.document.id, opened.revision.id, sent)
    view.working.content = replace(sent.content, title="我又改了标题")
    assert not view.saving.meeting.take(view.working, merged, sent)
    assert view.working.based_on == opened.revision


def test_who_saves_while_the_question_is_open_is_asked_about_as_well(
    view: WriteView, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    question = asked(view, office, opened, qtbot)
    newest = documents.opened(office.desk, opened.document.id)
    documents.save_revision(office.editor2, opened.document.id, newest.revision.id, changed(newest, title="又改"))
    question.cards[0].choose(Keep.MINE)
    with qtbot.waitSignal(view.saving.asked):
        question.answer("merge")
    again = view.saving.question
    assert isinstance(again, MergeDialog)
    assert "又改" in again.cards[0].theirs.toPlainText()
    again.cards[0].choose(Keep.BOTH)
    with qtbot.waitSignal(view.saving.saved):
        again.answer("merge")
    assert view.title() == "我便民服务开通 / 又改"


def test_writing_on_keeps_the_text_and_asks_again_at_the_next_save(
    view: WriteView, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    asked(view, office, opened, qtbot).answer("")
    assert view.title() == "我便民服务开通"
    assert documents.opened(office.desk, opened.document.id).revision.number == 2
    with qtbot.waitSignal(view.saving.asked):
        view.saving.save()
