from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from editor_app.services import accounts
from editor_app.ui.views.queue.loading import Sought
from editor_app.ui.views.queue.seeking import SeekRow, days_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.views.queue.conftest import Busy

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("key", "typed", "days"),
    [
        ("", "", None),
        ("today", "", (TODAY, TODAY)),
        ("tomorrow", "", (date(2026, 11, 30), date(2026, 11, 30))),
        ("next", "", (TODAY, date(2026, 12, 5))),
        ("last", "", (date(2026, 11, 23), TODAY)),
        ("one", " 2026-12-04 ", (date(2026, 12, 4), date(2026, 12, 4))),
        ("one", "2026-12-", None),
    ],
)
def test_a_choice_of_days_is_a_span_and_a_date_half_typed_is_none(
    key: str, typed: str, days: tuple[date, date] | None
) -> None:
    assert days_of(key, typed, TODAY) == days


def test_what_is_typed_and_chosen_narrows_the_queue_and_clear_shows_it_whole(qtbot: QtBot, busy: Busy) -> None:
    row = SeekRow()
    qtbot.addWidget(row)
    known = accounts.all_accounts(busy.stage.desk)
    row.set_accounts(known)
    with qtbot.waitSignal(row.changed):
        row.words.setText(" 便民 ")
    row.account.choose(known[1].id)
    row.set_accounts(known)
    assert row.narrowed(Sought(), TODAY) == Sought(words="便民", account=known[1].id)
    with qtbot.waitSignal(row.changed):
        row.clear_button.click()
    assert row.narrowed(Sought(), TODAY) == Sought()
