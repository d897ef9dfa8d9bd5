"""Where the document stands."""

from pytestqt.qtbot import QtBot

from editor_app.domain.approval import Decision
from editor_app.services import approvals
from editor_app.services.approvals import Word
from editor_app.services.documents import Opened
from editor_app.services.freezing import Submission
from editor_app.ui.seal import Seal
from editor_app.ui.views.write.standing import _read
from editor_app.ui.views.write.view import WriteView
from tests.services.office import Office


def test_seals_follow_the_stages(office: Office, opened: Opened) -> None:
    route, state, seals = _read(office.desk, opened.document.id)
    assert (route, state, [kind for _, kind in seals]) == ("Three reviews", None, [Seal.OPEN] * 3)
    account = office.connect("甲", channel="a")
    edition = approvals.submit(office.editor, opened.document.id, Submission((account.id,)))
    approvals.decide(office.reviewer1, edition.id, Word(Decision.APPROVE, edition.digest))
    assert [kind for _, kind in _read(office.desk, opened.document.id)[2]] == [Seal.SET, Seal.OPEN, Seal.OPEN]


def test_the_outline_says_it_in_words(view: WriteView, qtbot: QtBot) -> None:
    view.standing.read()
    qtbot.waitUntil(lambda: "尚未送审" in view.outline._route.text())
