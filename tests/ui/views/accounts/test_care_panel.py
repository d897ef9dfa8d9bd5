from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.announcement import Announcement
from editor_app.domain.budget import Allowance
from editor_app.domain.text import T
from editor_app.platforms.units import Unit
from editor_app.services import account_care, registering
from editor_app.services.account_care import Care
from editor_app.services.registering import Filing
from editor_app.services.sendings import Sendings
from editor_app.ui.views.accounts import care_panel
from editor_app.ui.views.accounts.care_panel import (
    care_facts,
    credentials_words,
    last_post_words,
    left_words,
    register_deeds,
    register_facts,
    register_history,
    requests_head,
    requests_mean,
    requests_words,
    standing_look,
)
from editor_app.ui.widgets.buttons import Button
from tests.services.office import Office
from tests.services.registers import UNIT, for_real, portal

ZONE = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)


@pytest.fixture
def real(office: Office, tmp_path: Path) -> Office:
    portal(for_real(office), tmp_path)
    return office


def care(office: Office) -> Care:
    return account_care.looked_after(office.admin)[0]


def words(parts: list[QWidget], qtbot: QtBot) -> str:
    for each in parts:
        qtbot.addWidget(each)
    return "\n".join(label.text() for part in parts for label in part.findChildren(QLabel))


def enabled(office: Office, qtbot: QtBot) -> list[str]:
    asked: list[str] = []
    bar = register_deeds(care(office).registered, asked.append)
    qtbot.addWidget(bar)
    for button in bar.findChildren(Button):
        if button.isEnabled():
            button.click()
    return asked


def test_the_page_says_whose_it_is_and_what_is_owed(real: Office, qtbot: QtBot) -> None:
    assert standing_look(care(real).registered) == ("advised", "ochre")
    assert "尚未填写" in words(register_facts(care(real).registered), qtbot)
    real.clock.turn(8 * DAY)
    assert standing_look(care(real).registered) == ("must_fix", "carmine")
    registering.enter(real.admin, "门户", UNIT)
    registering.file(real.admin, "门户", Filing("京-2026-11", date(2026, 11, 28)))
    assert standing_look(care(real).registered) == ("done", "green")
    said = words(register_facts(care(real).registered), qtbot)
    assert "区政务公开办" in said
    assert "京-2026-11" in said


def test_only_what_can_be_done_now_can_be_pressed(real: Office, qtbot: QtBot) -> None:
    assert enabled(real, qtbot) == ["enter", "file", "close"]
    registering.enter(real.admin, "门户", UNIT)
    registering.file(real.admin, "门户", Filing("京-2026-11", date(2026, 11, 28)))
    assert enabled(real, qtbot) == ["enter", "close"]
    registering.begin_closing(real.admin, "门户", "职能合并")
    assert enabled(real, qtbot) == ["file", "keep"]


def test_an_account_that_was_never_entered_begins_with_entering(office: Office, qtbot: QtBot) -> None:
    office.connect("site")
    assert enabled(office, qtbot) == ["enter"]
    assert standing_look(care(office).registered) == ("note", "ink2")


def test_the_history_is_read_line_by_line(real: Office, qtbot: QtBot) -> None:
    registering.enter(real.admin, "门户", UNIT)
    registering.file(real.admin, "门户", Filing("京-2026-11", date(2026, 11, 28)))
    shown = register_history(care(real).lines, real.clock.now(), ZONE)
    qtbot.addWidget(shown)
    assert shown.accessibleName().count("\n") == 2
    assert "京-2026-11" in shown.accessibleName()


def test_figures_are_said_in_words(office: Office, qtbot: QtBot) -> None:
    office.connect("site")
    now, plain = office.clock.now(), care(office)
    assert "七天之内没有需要处理的事项" in words(care_facts(plain, now, ZONE), qtbot)
    assert credentials_words(plain, now, ZONE) == "未注明期限"
    assert credentials_words(replace(plain, credentials_end=now + DAY), now, ZONE).startswith("有效期至")
    assert credentials_words(replace(plain, credentials_end=now + DAY, renews=True), now, ZONE).endswith("自动续期")
    unseen = replace(plain, health=replace(plain.health, has_secret=None))
    assert credentials_words(unseen, now, ZONE) != credentials_words(plain, now, ZONE)
    assert last_post_words(plain, now, ZONE) == "还没有"
    assert "3 天前" in last_post_words(replace(plain, last_post=now - 3 * DAY, silent_days=3), now, ZONE)
    assert left_words(plain, now, ZONE) == "平台未说明"
    assert left_words(replace(plain, left=Allowance(7, 100, now)), now, ZONE).startswith("剩 7/100")
    assert requests_words(plain) == "30 天内没有计数"
    assert requests_words(replace(plain, posts=2, requests=9)).startswith("4.5")
    assert (requests_head(plain), requests_mean(plain)) == ("每篇请求数", "–")
    on_disk = replace(plain, posts=2, requests=9, unit=Unit.OPERATIONS)
    assert (requests_head(on_disk), requests_mean(on_disk)) == ("每篇操作数", "4.5 次操作")
    assert requests_mean(replace(on_disk, unit=Unit.REQUESTS)) == "4.5"
    assert care_panel._GLYPHS.keys() == set(type(next(iter(care_panel._GLYPHS))))


def test_what_a_platform_counts_apart_is_called_by_its_name(office: Office, qtbot: QtBot) -> None:
    office.connect("site")
    left = Allowance(87, 100, office.clock.now() + DAY)
    plain = replace(care(office), left=left)
    told = replace(plain, left_counts=T("Looks at publications"), sendings=Sendings(Announcement(1, "day"), 1))
    shown = words(care_facts(told, office.clock.now(), ZONE), qtbot)
    assert "发布状态查询" in shown
    assert "今天还剩 0 次，共 1 次" in shown
    assert "群发" not in words(care_facts(plain, office.clock.now(), ZONE), qtbot)
