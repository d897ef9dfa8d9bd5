"""The embargo of the document on the desk is said beside its title, and takes it off the desk of who may not see it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.services import embargoes
from editor_app.services.embargoes import Terms

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor_app.services.documents import Opened
    from editor_app.ui.views.write.view import WriteView
    from tests.services.office import Office


def test_until_when_and_for_how_many_stands_beside_the_title(
    office: Office, opened: Opened, view: WriteView, qtbot: QtBot
) -> None:
    assert view.sheltering.words == ""
    terms = Terms(office.clock.now() + timedelta(hours=2), embargoes.listed(office.desk, ["reviewer1"]))
    embargoes.tighten(office.editor, opened.document.id, terms, "等发布会")
    with qtbot.waitSignal(view.sheltering.told, timeout=10_000):
        view.sheltering.read()
    assert "2 人可见" in view.facts()
    assert view.chip() == "修订 1·未解禁"


def test_a_document_leaves_the_desk_of_who_is_taken_off_its_list(
    office: Office, opened: Opened, view: WriteView, qtbot: QtBot
) -> None:
    other = office.hire("second editor", *office.editor.member.roles)
    listed = embargoes.listed(office.desk, ["reviewer1"])
    embargoes.tighten(other, opened.document.id, Terms(None, listed), "只限本人和审核")
    view.sheltering.read()
    qtbot.waitUntil(lambda: view.working is None, timeout=10_000)
    assert opened.revision.content.title not in view.title()


def test_the_palette_asks_for_it(view: WriteView, qtbot: QtBot) -> None:
    view.deeds["embargo"].run()
    qtbot.waitUntil(lambda: view.sheltering.embargoing.dialog is not None, timeout=10_000)
