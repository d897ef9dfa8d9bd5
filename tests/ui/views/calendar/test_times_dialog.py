from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from editor_app.domain.account import Account, AccountState
from editor_app.domain.identifiers import AccountId
from editor_app.domain.timetable import AccountTimes, QuietDays, RegularTime, Timetable
from editor_app.ui.views.calendar.times_dialog import TimesDialog, Wanted
from tests.ui.views.calendar.conftest import SHANGHAI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

SITE, APP = AccountId("site"), AccountId("app")
MORNINGS = AccountTimes((RegularTime(0, 9, 0), RegularTime(0, 17, 30), RegularTime(4, 9, 0)), timedelta(minutes=30))
TIMETABLE = Timetable(SHANGHAI, {SITE: MORNINGS}, APP, QuietDays(frozenset({date(2026, 12, 13)}), frozenset({6})))


def account(name: AccountId) -> Account:
    added = datetime(2026, 1, 1, tzinfo=UTC)
    return Account(name, name, "sandbox", "http://127.0.0.1", "us", {}, "", AccountState.ACTIVE, added)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[TimesDialog]:
    over = QWidget()
    over.resize(1280, 720)
    qtbot.addWidget(over)
    over.show()
    made = TimesDialog(over, TIMETABLE, [account(SITE), account(APP)], SITE)
    made.ask()
    yield made
    over.close()


def test_what_was_shown_comes_back_unchanged(dialog: TimesDialog) -> None:
    assert dialog.wanted() == Wanted(SITE, MORNINGS, APP, TIMETABLE.quiet)


def test_another_account_shows_its_own_times(dialog: TimesDialog) -> None:
    dialog.account.choose(APP)
    assert [field.text() for field in dialog.days] == [""] * 7
    dialog.days[2].setText("10:00")
    made = dialog.wanted()
    assert made is not None
    assert (made.account, made.times) == (APP, AccountTimes((RegularTime(2, 10, 0),)))


@pytest.mark.parametrize(
    ("day", "gap", "dates", "said"),
    [
        ("nine", "0", "", "“nine”"),
        ("", "half", "", "不是分钟数"),
        ("", "0", "2026-13-01", "2026-13-01"),
    ],
)
def test_what_cannot_be_read_is_said_in_place(dialog: TimesDialog, day: str, gap: str, dates: str, said: str) -> None:
    dialog.days[0].setText(day)
    dialog.gap.setText(gap)
    dialog.quiet_dates.set_text(dates)
    assert dialog.wanted() is None
    assert said in dialog._error.text()


def test_a_week_without_a_working_day_is_refused(dialog: TimesDialog) -> None:
    for toggle in dialog.quiet_days:
        toggle.setChecked(True)
    assert dialog.wanted() is None
    assert dialog._error.isVisible()
