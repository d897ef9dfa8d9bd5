import os
import signal

from pytestqt.qtbot import QtBot

from editor_app.ui.endings import EndSignals


def test_ctrl_c_and_the_end_of_a_session_are_heard_in_the_windows_thread(qtbot: QtBot) -> None:
    ends = EndSignals()
    for number in (signal.SIGINT, signal.SIGTERM):
        with qtbot.waitSignal(ends.asked, timeout=2000):
            os.kill(os.getpid(), number)
    ends.stop()


def test_afterwards_signals_are_as_they_were() -> None:
    before = signal.getsignal(signal.SIGTERM)
    ends = EndSignals()
    ends.stop()
    assert signal.getsignal(signal.SIGTERM) is before
