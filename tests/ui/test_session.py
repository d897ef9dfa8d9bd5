import subprocess
import sys
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.document import Content
from editor_app.services import documents
from editor_app.services.desk import Seat
from editor_app.services.documents import Draft
from editor_app.ui import i18n, journals
from editor_app.ui.app import session_of
from editor_app.ui.bell import Bell
from editor_app.ui.main_window import MainWindow
from editor_app.ui.preferences import Preferences
from editor_app.ui.session import Session
from editor_app.ui.sign_in_forms import PassphraseForm
from tests.services.office import PASSPHRASE, Office
from tests.ui.test_notices import OTHER

Sit = Callable[[Seat], MainWindow]
DRAFT = Draft(Content(title="便民服务开通", body="第一段，共 12 件事。\n\n第二段。", source="区政务公开办"))


def unlocked(session: Session, qtbot: QtBot, name: str) -> None:
    """Type the passphrase of `name` into the cover."""
    cover = session.cover
    assert cover is not None
    qtbot.waitUntil(lambda: cover.form is not None, timeout=5000)
    cover.choose(name)
    form = cover.form
    assert isinstance(form, PassphraseForm)
    form.field.set_text(PASSPHRASE)
    with qtbot.waitSignal(session.seated, timeout=5000):
        form.enter()


def test_the_window_opens_on_today_with_the_person_named(office: Office, seat_window: Sit) -> None:
    window = seat_window(office.editor)
    assert window.here == "today"
    assert "editor" in window.top.person.accessibleName()
    assert not window.top.freeze.isEnabled()
    assert window.top.freeze.toolTip(), "an editor reads why"


def test_a_locked_window_shows_nothing_and_goes_on_where_it_was(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    window = seat_window(office.editor)
    window.go("settings")
    view = window.view("settings")
    session = session_of(window)
    session.lock()
    assert session.cover is not None
    assert session.cover.isVisible()
    assert window.is_covered()
    unlocked(session, qtbot, "editor")
    assert session.cover is None
    assert window.view("settings") is view


def test_another_person_gets_views_of_their_own(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    window = seat_window(office.editor)
    view = window.view("today")
    session = session_of(window)
    session.change_person()
    unlocked(session, qtbot, "reviewer1")
    assert window.view("today") is not view
    assert window.seat is not None
    assert window.seat.member.name == "reviewer1"


def test_idle_hands_lock_the_window(office: Office, seat_window: Sit) -> None:
    session = session_of(seat_window(office.editor))
    session.idle.idle.emit()
    assert session.cover is not None


def test_what_was_typed_is_offered_to_the_next_window_after_a_change_of_person(
    office: Office, seat_window: Sit, qtbot: QtBot
) -> None:
    window = seat_window(office.editor)
    before = journals.of(office.desk)
    session = session_of(window)
    session.lock()
    unlocked(session, qtbot, "reviewer1")
    assert journals.of(office.desk) is not before


def test_what_waits_is_counted_on_rail_bell_and_announced(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    office.connect("site")
    window = seat_window(office.reviewer1)
    session = session_of(window)
    qtbot.waitUntil(lambda: session.waiting is not None, timeout=5000)
    window.go("settings")
    office.submitted(DRAFT, "site")
    qtbot.waitUntil(lambda: bool(session.waiting and session.waiting.tasks), timeout=5000)
    assert "1" in window.rail.items["today"].accessibleName()
    assert "便民服务开通" in window._toast.text
    session.show_bell()
    bell = window.findChild(Bell)
    assert bell is not None
    assert len(bell.rows) == 1
    bell.leave()


def test_a_document_written_by_another_process_reaches_the_views(
    office: Office, seat_window: Sit, qtbot: QtBot
) -> None:
    window = seat_window(office.editor)
    heard: list[frozenset[str]] = []
    window.view("today").refresh = heard.append  # type: ignore[method-assign]
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, str(office.desk.store.folder), PASSPHRASE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin is not None
        other.stdin.write("go\nend\n")
        other.stdin.flush()
        qtbot.waitUntil(lambda: any("document" in kinds for kinds in heard), timeout=15_000)


def test_another_language_builds_the_window_anew(office: Office, seat_window: Sit, chosen: Preferences) -> None:
    window = seat_window(office.editor)
    chosen.set_language("en")
    assert i18n.language() == "en"
    assert window.rail.items["today"].text() == "Today"
    assert not window.top.freeze.isHidden()
    assert not window.status.segments["workspace"].isHidden()


def test_a_second_window_is_told_that_it_is_one(office: Office, seat_window: Sit) -> None:
    from editor_app.storage.journal import open_journal

    other = open_journal(office.desk.store)
    window = seat_window(office.editor)
    assert "第二个窗口" in window.status.segments["workspace"].text()
    assert "另一个窗口" in window._toast.text
    other.close()


def test_closing_ends_every_thread_of_the_session(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    office.connect("site")
    window = seat_window(office.publisher)
    session = session_of(window)
    qtbot.waitUntil(lambda: session.publisher.is_running, timeout=10_000)
    window.close()
    assert session.is_closed
    names = {thread.name for thread in threading.enumerate()}
    assert not {name for name in names if name.startswith(("publisher", "changes", "background", "account"))}


def test_a_view_that_keeps_the_window_is_asked_before_another_person_sits_down(
    office: Office, seat_window: Sit
) -> None:
    window = seat_window(office.editor)
    window.view("today").may_leave = lambda: False  # type: ignore[method-assign]
    session = session_of(window)
    session.change_person()
    assert session.cover is None
    documents.create(office.editor, "一篇")
    assert not window.close()
    window.view("today").may_leave = lambda: True  # type: ignore[method-assign]


@pytest.mark.parametrize("place", ["today", "accounts", "settings"])
def test_everything_that_takes_the_focus_has_a_name(place: str, office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    office.connect("site")
    window = seat_window(office.admin)
    window.go(place)
    qtbot.wait(400)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in window.view(place).findChildren(QWidget)
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and not widget.accessibleName() and widget.isVisible()
    ]
    assert nameless == []
