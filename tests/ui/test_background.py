import logging
import threading

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.ui import background


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    made = QObject()
    made.setObjectName(qapp.applicationName())
    return made


def test_the_result_comes_back_in_the_windows_thread(owner: QObject, qtbot: QtBot) -> None:
    seen: list[tuple[int, bool, bool]] = []
    here = QThread.currentThread()
    window_thread = threading.get_ident()

    def work() -> int:
        return 42 if threading.get_ident() != window_thread else -1

    background.run(owner, work, lambda value: seen.append((value, QThread.currentThread() is here, True)), pytest.fail)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(42, True, True)]


def test_a_failure_is_logged_and_told_and_never_vanishes(
    owner: QObject, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def work() -> None:
        raise OSError("disk full")

    told: list[Exception] = []
    with caplog.at_level(logging.INFO, "editor_app.ui.background"):
        background.run(owner, work, lambda _: pytest.fail("done"), told.append)
        qtbot.waitUntil(lambda: bool(told))
    assert str(told[0]) == "disk full"
    assert "OSError" in caplog.text


def test_results_for_a_window_that_is_gone_are_dropped(owner: QObject, qtbot: QtBot) -> None:
    from shiboken6 import delete

    gate, other = threading.Event(), QObject()
    seen: list[str] = []
    background.run(owner, gate.wait, lambda _: seen.append("gone"), lambda _: seen.append("failed"))
    delete(owner)
    gate.set()
    background.run(other, lambda: "here", seen.append, pytest.fail)
    qtbot.waitUntil(lambda: "here" in seen)
    assert seen == ["here"]


def test_what_only_the_work_held_on_to_ends_in_the_windows_thread(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "editor_app.ui.background")  # pytest keeps records, and they their tracebacks
    ended: list[int] = []
    gate = threading.Event()

    class Held:
        def __del__(self) -> None:
            ended.append(threading.get_ident())

    class Owner(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.held = Held()

        def work(self) -> None:
            gate.wait(10)
            raise OSError("with a traceback that names the owner")

        def failed(self, _error: Exception) -> None: ...

    def begin() -> None:
        owner = Owner()
        background.run(owner, owner.work, lambda _: None, owner.failed)

    for _ in range(20):
        begin()
    assert ended == []
    gate.set()
    qtbot.waitUntil(lambda: len(ended) == 20, timeout=10_000)
    assert set(ended) == {threading.get_ident()}


def test_work_tells_how_far_it_is(owner: QObject, qtbot: QtBot) -> None:
    steps: list[tuple[float, str]] = []
    done: list[str] = []

    def work() -> str:
        background.report(0.5, "3/5")
        return "ready"

    background.run(owner, work, done.append, pytest.fail, lambda share, text: steps.append((share, text)))
    qtbot.waitUntil(lambda: bool(done))
    assert steps == [(0.5, "3/5")]


def test_cancelled_work_stops_at_its_next_step_and_nobody_hears_of_it(owner: QObject, qtbot: QtBot) -> None:
    gate, ended = threading.Event(), threading.Event()
    heard: list[str] = []

    def work() -> str:
        gate.wait(10)
        try:
            background.report(0.5)
        finally:
            ended.set()
        return "too late"

    job = background.run(owner, work, heard.append, lambda _: heard.append("failed"))
    job.cancel()
    gate.set()
    qtbot.waitUntil(ended.is_set)
    background.run(owner, lambda: "next", heard.append, pytest.fail)
    qtbot.waitUntil(lambda: "next" in heard)
    assert heard == ["next"]
    assert job.is_cancelled


def test_outside_of_work_a_report_does_nothing() -> None:
    background.report(0.5, "nobody listens")


def test_after_shutting_down_work_begins_anew(owner: QObject, qtbot: QtBot) -> None:
    background.shut_down()
    seen: list[int] = []
    background.run(owner, lambda: 1, seen.append, pytest.fail)
    qtbot.waitUntil(lambda: seen == [1])
