"""What reviewers said stands beside the sheet, leads to its words there, and is taken over with one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.edition import EditionState
from editor_app.services import anchoring, approvals, commenting, documents, suggesting
from editor_app.services.commenting import New
from editor_app.services.freezing import Submission

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor_app.domain.comment import Thread
    from editor_app.services.documents import Opened
    from editor_app.ui.views.write.view import WriteView
    from tests.services.office import Office


@pytest.fixture
def asked(office: Office, opened: Opened) -> Thread:
    """A suggestion on the text, made before it is opened."""
    revision = opened.revision
    new = New(revision.id, anchoring.anchor_on(revision, "第二段"), "不是第二段", replacement="第三段")
    return suggesting.suggest(office.reviewer1, revision.document, new)


def test_comments_are_listed_and_lead_to_their_words(qtbot: QtBot, asked: Thread, view: WriteView) -> None:
    qtbot.waitUntil(lambda: len(view.comments.threads.cards) == 1)
    assert view.comments.isVisible()
    card = view.comments.threads.cards[0]
    assert view.comments._area.height() >= card.heightForWidth(card.width()), "the card is whole at once"
    view.editor.insertPlainText("新加的一句。\n\n")
    view.comments.go_to(asked.id)
    assert view.editor.textCursor().selectedText() == "第二段"
    view.comments.enter()
    view.comments.toggle()
    view.comments.toggle()


def test_a_suggestion_is_taken_over_onto_the_sheet(
    qtbot: QtBot, asked: Thread, office: Office, view: WriteView
) -> None:
    qtbot.waitUntil(lambda: len(view.comments.threads.cards) == 1)
    view.comments.threads.cards[0].deeds["apply"].click()
    qtbot.waitUntil(lambda: not commenting.thread_of(office.desk, asked.id).is_open)
    assert "第三段写" in documents.opened(office.desk, asked.document).revision.content.body
    qtbot.waitUntil(lambda: "第三段写" in view.editor.text())
    qtbot.waitUntil(view.comments.isHidden)


def test_a_suggestion_that_voids_a_review_leads_back_to_it(
    qtbot: QtBot, asked: Thread, office: Office, view: WriteView
) -> None:
    account = office.connect("site")
    edition = approvals.submit(office.editor, asked.document, Submission((account.id,)))
    view.shelf.open(asked.document)
    qtbot.waitUntil(lambda: view.working is not None and view.working.edition is not None)
    qtbot.waitUntil(lambda: len(view.comments.threads.cards) == 1)
    view.comments.threads.cards[0].deeds["apply"].click()
    qtbot.waitUntil(lambda: approvals.edition(office.desk, edition.id).state is EditionState.VOID)
    toast = view.shell._toast  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: toast.action.text() == "重新送审…")
    toast.action.click()
    qtbot.waitUntil(lambda: view.handing_in.dialog is not None)


def test_without_comments_there_is_no_panel(qtbot: QtBot, view: WriteView, office: Office, opened: Opened) -> None:
    qtbot.waitUntil(lambda: view.working is not None)
    assert view.comments.isHidden()
    new = New(opened.revision.id, anchoring.anchor_on(opened.revision, "", "title"), "长")
    commenting.begin(office.reviewer1, opened.document.id, new)
    view.refresh(frozenset({"comment"}))
    qtbot.waitUntil(lambda: not view.comments.isHidden())
    view.folding.turn_focus()
    assert view.comments.isHidden()
