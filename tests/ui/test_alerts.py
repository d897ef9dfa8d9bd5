import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.alerts import Alerts, Tray
from editor_app.ui.preferences import Preferences
from editor_app.ui.tasks import FIRST, Task
from tests.ui.desktop import TITLE, WORDS

ROOT = Path(__file__).parents[2]
ASK = Task("ask", FIRST, "state:ask", "绝密：放假安排", "没有答复", "", "判断…", "queue", urgent=True)
HELD = Task("held", FIRST, "state:held", "放假安排", "周敏先停一下", "", "看看", "queue", quiet=True)
REVIEW = Task("review", "reviews", "icon:stamp", "放假安排", "李明送审", "", "审核", "review")


class Heard:
    """What came of the readings."""

    def __init__(self, alerts: Alerts) -> None:
        self.toasts: list[Task] = []
        self.notices: list[tuple[str, str]] = []
        self.rings: list[None] = []
        alerts.toasted.connect(self.toasts.append)
        alerts.shown.connect(lambda title, words: self.notices.append((title, words)))
        alerts.rung.connect(lambda: self.rings.append(None))


def test_what_waits_when_somebody_sits_down_is_no_news(qtbot: QtBot, chosen: Preferences) -> None:
    assert qtbot is not None
    alerts = Alerts(chosen)
    heard = Heard(alerts)
    alerts.hear([ASK], is_in_front=False)
    alerts.hear([ASK], is_in_front=False)
    alerts.forget()
    alerts.hear([ASK, REVIEW], is_in_front=False)
    assert not heard.toasts
    assert not heard.notices
    assert not heard.rings


def test_an_incident_is_told_once_however_many_deliveries_it_meets_and_again_after_it_was_solved(
    chosen: Preferences,
) -> None:
    alerts = Alerts(chosen)
    heard = Heard(alerts)
    many = [replace(ASK, key=f"failed {n}", incident="failed:site:login") for n in range(5)]
    alerts.hear([], is_in_front=False)
    for found in (many[:1], many, many[2:], [], many):
        alerts.hear(found, is_in_front=False)
    assert len(heard.notices) == 2
    assert len(heard.rings) == 2


def test_the_desktop_is_told_how_much_and_what_kind_but_no_title(chosen: Preferences) -> None:
    alerts = Alerts(chosen)
    heard = Heard(alerts)
    alerts.hear([], is_in_front=False)
    alerts.hear([ASK, REVIEW], is_in_front=False)
    assert heard.notices
    assert not any("放假安排" in words for notice in heard.notices for words in notice)


def test_who_works_in_the_window_reads_it_there_and_what_is_in_sight_is_not_told(chosen: Preferences) -> None:
    alerts = Alerts(chosen)
    heard = Heard(alerts)
    alerts.hear([], is_in_front=True)
    alerts.hear([ASK], is_in_front=True)
    assert heard.toasts == [ASK]
    assert not heard.notices
    alerts.hear([ASK, REVIEW], is_in_front=True, is_seen=True)
    alerts.hear([ASK, REVIEW], is_in_front=False)
    assert heard.toasts == [ASK]
    assert not heard.notices


def test_one_s_own_deed_is_not_announced_and_a_review_does_not_ring(chosen: Preferences) -> None:
    alerts = Alerts(chosen)
    heard = Heard(alerts)
    alerts.hear([], is_in_front=False)
    alerts.hear([HELD], is_in_front=False)
    assert not heard.notices
    alerts.hear([HELD, REVIEW], is_in_front=False)
    assert len(heard.notices) == 1
    assert not heard.rings


def test_notices_and_sound_can_be_switched_off(chosen: Preferences) -> None:
    alerts = Alerts(chosen)
    heard = Heard(alerts)
    chosen.set_notices(on=False)
    chosen.set_sound(on=False)
    alerts.hear([], is_in_front=False)
    alerts.hear([ASK], is_in_front=False)
    assert heard.toasts == [ASK]
    assert not heard.notices
    assert not heard.rings


def test_a_desktop_without_a_tray_is_no_fault(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    tray = Tray(window, QIcon())
    tray.show_notice("需要发布人", "1 条投递")
    tray.ring()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have notices of their own")
@pytest.mark.timeout(90)
def test_a_desktop_hears_the_notice_and_a_press_on_it_comes_back() -> None:
    """Under Xvfb, with a tray and a daemon of notices on a session bus of their own, as GNOME and KDE have them."""
    command = ["dbus-run-session", "--", "xvfb-run", "-a", sys.executable, "-m", "tests.ui.desktop"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=80)
    assert done.stdout.split("\n")[:4] == ["ready", "an icon", f"a notice: {TITLE} | {WORDS}", "pressed"], done.stderr
