"""An embargo is set, loosened and allowed from the window; whoever is not on its list is told only that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.document import Content
from editor_app.services import documents, embargo_wishes, embargoes
from editor_app.services.documents import Draft
from editor_app.ui.embargo_dialog import EVERYBODY, LISTED
from editor_app.ui.embargoing import Embargoing

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.services.desk import Seat
    from editor_app.ui.embargo_dialog import EmbargoDialog
    from editor_app.ui.main_window import MainWindow
    from tests.services.office import Office

    Sit = Callable[[Seat], MainWindow]


def opened(sit: MainWindow, document: str, qtbot: QtBot) -> tuple[Embargoing, EmbargoDialog]:
    asking = Embargoing(sit, sit)
    asking.ask(document)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: asking.dialog is not None, timeout=10_000)
    assert asking.dialog is not None
    return asking, asking.dialog


def test_two_people_set_and_loosen_it_and_the_others_see_nothing(
    office: Office, seat_window: Sit, qtbot: QtBot
) -> None:
    made = documents.create(office.editor, "", draft=Draft(Content(title="未公布数字", body="正文。")))
    document = made.document.id
    writer, reader, stranger = (seat_window(each) for each in (office.editor, office.reviewer1, office.reviewer2))
    asking, dialog = opened(writer, document, qtbot)
    dialog.who.choose(LISTED)
    (first,) = (box for each, box in dialog.boxes.items() if each == office.reviewer1.member.id)
    first.setChecked(True)
    dialog.reason.set_text("等发布会")
    with qtbot.waitSignal(asking.changed, timeout=10_000):
        dialog.answer("keep", closes=False)
    assert embargoes.standing(office.editor.desk, document).names == ("editor", "reviewer1")
    refused = Embargoing(stranger, stranger)
    refused.ask(document)
    qtbot.waitUntil(stranger._toast.isVisible, timeout=10_000)
    assert refused.dialog is None
    asking, dialog = opened(writer, document, qtbot)
    dialog.who.choose(EVERYBODY)
    dialog.reason.set_text("已经公布")
    with qtbot.waitSignal(asking.changed, timeout=10_000):
        dialog.answer("keep", closes=False)
    assert embargo_wishes.may_allow(office.reviewer1, document)
    asking, dialog = opened(reader, document, qtbot)
    assert dialog.keep.isHidden()
    with qtbot.waitSignal(asking.changed, timeout=10_000):
        dialog.allow.click()
    assert embargoes.standing(office.reviewer2.desk, document).names == ()


def test_a_refusal_stays_in_the_dialog(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    made = documents.create(office.editor, "", draft=Draft(Content(title="数字", body="正文。")))
    _asking, dialog = opened(seat_window(office.editor), made.document.id, qtbot)
    dialog.until.set_text("2020-01-01 09:00")
    dialog.reason.set_text("等")
    dialog.answer("keep", closes=False)
    qtbot.waitUntil(lambda: bool(dialog._problem.text()), timeout=10_000)
    assert dialog.keep.isEnabled()
    dialog.dismiss()
