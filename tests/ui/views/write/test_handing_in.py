"""From the sheet to an edition in review."""

from pytestqt.qtbot import QtBot

from editor_app.domain.document import Content
from editor_app.domain.edition import EditionState
from editor_app.services import documents
from editor_app.services.documents import Draft, Opened
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write.view import WriteView
from tests.services.office import Office
from tests.ui.views.write.conftest import typed


def begun(view: WriteView, qtbot: QtBot) -> None:
    view.submit()
    qtbot.waitUntil(lambda: view.handing_in.dialog is not None)
    dialog = view.handing_in.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: "正在校核" not in dialog.submit.toolTip(), timeout=10_000)


def test_what_is_typed_is_saved_and_submitted_for_the_chosen_accounts(
    office: Office, opened: Opened, view: WriteView, qtbot: QtBot
) -> None:
    first, second = (office.connect(name, channel=channel) for name, channel in (("甲", "a"), ("乙", "b")))
    view.shelf.read_accounts()
    qtbot.waitUntil(lambda: len(view.accounts) == 2)
    view.editor.go_to(2)
    typed(view.editor, "新")
    begun(view, qtbot)
    dialog = view.handing_in.dialog
    assert dialog is not None
    dialog.boxes[second.id].setChecked(False)
    qtbot.waitUntil(dialog.submit.isEnabled, timeout=10_000)
    with qtbot.waitSignal(view.handing_in.submitted, timeout=10_000):
        dialog.submit.click()
    after = documents.opened(office.desk, opened.document.id)
    assert after.revision.content.title == "新便民服务开通"
    assert after.edition is not None
    assert after.edition.state is EditionState.IN_REVIEW
    assert after.edition.revision == after.revision.id
    qtbot.waitUntil(lambda: "审核中" in view.outline._route.text())
    del first


def test_a_warning_needs_a_reason_first(office: Office, window: MainWindow, qtbot: QtBot) -> None:
    office.connect("甲", channel="a")
    made = documents.create(office.editor, "", draft=Draft(Content(title="题目在此", body="待补充：“正文一段。")))
    window.go("write", document=made.document.id)
    view = window.view("write")
    assert isinstance(view, WriteView)
    qtbot.waitUntil(lambda: len(view.accounts) == 1)
    begun(view, qtbot)
    dialog = view.handing_in.dialog
    assert dialog is not None
    assert dialog._reasons
    assert not dialog.submit.isEnabled()
    for line in dialog._reasons.values():
        line.setText("内部供稿")
    assert dialog.submit.isEnabled()
    with qtbot.waitSignal(view.handing_in.submitted, timeout=10_000):
        dialog.submit.click()


def test_leaving_the_dialog_submits_nothing(office: Office, opened: Opened, view: WriteView, qtbot: QtBot) -> None:
    begun(view, qtbot)
    dialog = view.handing_in.dialog
    assert dialog is not None
    dialog.dismiss()
    assert view.handing_in.dialog is None
    assert documents.opened(office.desk, opened.document.id).edition is None
