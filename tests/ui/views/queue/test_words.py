from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.text import T
from editor_app.ui.views.queue import words

if TYPE_CHECKING:
    from tests.ui.views.queue.conftest import Busy


def test_every_state_is_told_in_words_that_are_certain(busy: Busy) -> None:
    office = busy.office()

    def note(name: str) -> str:
        return words.note(busy.stage.row(busy.ids[name]), office)

    assert note("verified") == "回读一致"
    assert note("different") == "回读不一致"
    assert note("ask") == "不会自动重发"
    assert note("held") == "等宣传部核对数字后再发"
    assert note("failed")


def test_an_unknown_one_says_when_it_is_looked_for(busy: Busy) -> None:
    office = busy.office()
    row = busy.stage.row(busy.ids["unknown"])
    later = replace(row, next_try_at=office.now + timedelta(seconds=47, milliseconds=500))
    assert words.note(later, office) == "48 秒后去核对"
    assert words.note(replace(row, next_try_at=office.now), office) == "正在去平台核对"


def test_one_that_waits_behind_another_says_so_and_no_time_that_it_will_not_keep(busy: Busy) -> None:
    row = replace(busy.stage.row(busy.ids["held"]), state=DeliveryState.QUEUED, reason=None)
    assert words.note(replace(row, waits_behind=True), busy.office()) == "等本账号上一条的结果查明"
    assert words.note(replace(row, waits_behind=False, next_try_at=row.planned_at), busy.office()) == ""


def test_one_that_is_audited_for_long_says_so_and_the_time_of_the_next_look(busy: Busy) -> None:
    office = busy.office()
    accepted = T("WeChat has accepted it and is checking it.")
    row = replace(busy.stage.row(busy.ids["unknown"]), reason=accepted, next_try_at=office.now + timedelta(hours=1))
    assert words.note(row, office) == f"微信已受理，正在审核。{office.when(row.next_try_at)} 再去核对。"


def test_a_sent_one_says_when_it_is_checked_again(busy: Busy) -> None:
    office = busy.office()
    row = replace(busy.stage.row(busy.ids["verified"]), state=DeliveryState.SENT, verdict=None)
    again = replace(row, next_try_at=office.now + timedelta(minutes=5))
    assert words.note(again, office).endswith("再核验")
    assert words.note(replace(row, next_try_at=office.now), office) == "尚未回读"


def test_a_difference_is_said_without_markup() -> None:
    assert words.difference("parts: “<p>共 12 件</p>” → “<p>共 13 件</p>”") == "正文：“共 12 件” → “共 13 件”"
    assert words.difference("something else") == "something else"


def test_every_verdict_has_words() -> None:
    assert set(words.VERDICTS) == set(Verdict)
