from collections.abc import Callable

from pytestqt.qtbot import QtBot
from sqlalchemy import text

from editor_app.domain.member import Role
from editor_app.services import members
from editor_app.services.desk import Seat
from editor_app.ui.app import session_of
from editor_app.ui.house_status import ChainWatch
from editor_app.ui.main_window import MainWindow
from tests.services.office import Office


def test_the_chain_is_followed_row_by_row(office: Office) -> None:
    watch = ChainWatch(office.desk)
    before, whole = watch.follow()
    assert whole
    members.add(office.admin, "newcomer", [Role.EDITOR])
    after, whole = watch.follow()
    assert whole
    assert after == before + 1


def test_an_altered_row_breaks_the_chain(office: Office) -> None:
    with office.desk.database.engine.begin() as connection:
        for name in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        connection.execute(text("UPDATE audit SET actor_name = 'somebody' WHERE sequence = 3"))
    assert ChainWatch(office.desk).follow()[1] is False


def test_the_bar_says_workspace_chain_and_office_time(
    office: Office, seat_window: Callable[[Seat], MainWindow], qtbot: QtBot
) -> None:
    window = seat_window(office.editor)
    segments = window.status.segments
    assert "Office" in segments["workspace"].text()
    assert segments["clock"].text().startswith("北京时间 ")
    qtbot.waitUntil(lambda: "审计链完整" in segments["audit"].text(), timeout=5000)


def test_a_broken_chain_is_carmine(office: Office, seat_window: Callable[[Seat], MainWindow]) -> None:
    window = seat_window(office.editor)
    session_of(window).house._followed((9, False))
    assert window.status.segments["audit"].tone == "carmine"


def test_a_fault_of_the_sender_is_carmine_and_told_in_words(
    office: Office, seat_window: Callable[[Seat], MainWindow]
) -> None:
    window = seat_window(office.editor)
    session = session_of(window)
    session.publisher.fault = RuntimeError("x")
    session.publisher.changed.emit()
    assert window.status.segments["worker"].tone == "carmine"
    assert window.status.segments["worker"].toolTip()
