"""Two texts side by side, and a word for every place before anything is saved."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.document import Override, Target
from editor_app.domain.identifiers import AccountId
from editor_app.domain.text_merge import Keep
from editor_app.services import documents, merging
from editor_app.services.documents import Opened
from editor_app.services.merging import Stale
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write.merge_dialog import MergeDialog
from tests.services.office import Office

SITE = Target(AccountId("a1"))


@pytest.fixture
def stale(office: Office, opened: Opened) -> Stale:
    """Both changed the second paragraph, the link and a title."""
    draft = documents.draft_of(opened.revision)

    def by(who: str) -> documents.Draft:
        body = draft.content.body.replace("第二段", f"{who}的第二段")
        own = (Override(SITE, "title", f"{who}的标题"),)
        return replace(
            draft, content=replace(draft.content, body=body, link=f"https://example.gov/{who}"), overrides=own
        )

    documents.save_revision(office.editor2, opened.document.id, opened.revision.id, by("乙"))
    return merging.compared(office.desk, opened.document.id, opened.revision.id, by("甲"))


@pytest.fixture
def dialog(window: MainWindow, stale: Stale) -> MergeDialog:
    made = MergeDialog(window, stale, "王芳", {"a1": "滨江发布"})
    made.ask()
    return made


def test_every_place_shows_both_texts_and_who_wrote_them(dialog: MergeDialog) -> None:
    places = [card.toggles[Keep.MINE].accessibleDescription() for card in dialog.cards]
    assert places == ["正文", "链接", "滨江发布的标题"]
    assert "甲的第二段" in dialog.cards[0].mine.toPlainText()
    assert "乙的第二段" in dialog.cards[0].theirs.toPlainText()
    assert dialog.cards[0].theirs.accessibleName() == "王芳"


def test_nothing_is_saved_before_there_is_a_word_for_every_place(dialog: MergeDialog, qtbot: QtBot) -> None:
    assert not dialog.save.isEnabled()
    assert "3" in dialog.foot.note.text()
    dialog.cards[0].choose(Keep.BOTH)
    dialog.cards[1].choose(Keep.MINE)
    assert not dialog.save.isEnabled()
    dialog.cards[2].choose(Keep.THEIRS)
    with qtbot.waitSignal(dialog.answered) as answered:
        dialog.save.click()
    assert answered.args == ["merge"]
    assert dialog.keeps == (Keep.BOTH, Keep.MINE, Keep.THEIRS)


def test_one_word_for_all_leaves_open_what_can_only_be_one(dialog: MergeDialog) -> None:
    dialog.every[Keep.BOTH].click()
    assert [card.keep for card in dialog.cards] == [Keep.BOTH, None, Keep.BOTH]
    assert list(dialog.cards[1].toggles) == [Keep.MINE, Keep.THEIRS]
    dialog.every[Keep.THEIRS].click()
    assert set(dialog.keeps) == {Keep.THEIRS}


def test_leaving_writes_on(dialog: MergeDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.answered) as answered:
        dialog.dismiss()
    assert answered.args == [""]
