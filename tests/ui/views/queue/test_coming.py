from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.budget import Pause
from editor_app.domain.delivery import DeliveryState
from editor_app.domain.text import T
from editor_app.ui.views.queue import loading
from editor_app.ui.views.queue.coming import coming

if TYPE_CHECKING:
    from editor_app.ui.views.queue.loading import Chosen
    from tests.ui.views.queue.conftest import Busy


def _with(chosen: Chosen, **changed: object) -> Chosen:
    return replace(chosen, timeline=replace(chosen.timeline, row=replace(chosen.timeline.row, **changed)))


def test_the_readings_still_to_come_are_told_with_their_times(busy: Busy) -> None:
    chosen = loading.chosen(busy.stage.desk, busy.ids["verified"])
    assert [sentence for sentence, _ in coming(chosen, busy.office())] == [
        "回读核验（5 分钟后）",
        "回读核验（1 小时后）",
        "回读核验（24 小时后）",
    ]


def test_a_paused_one_says_until_when_and_why(busy: Busy) -> None:
    office = busy.office()
    chosen = replace(loading.chosen(busy.stage.desk, busy.ids["queued"]), awaited=None)
    later = office.now + timedelta(minutes=10)
    paused = _with(chosen, next_try_at=later, planned_at=office.now, reason=T("The platform asked to wait."))
    ((sentence, time),) = coming(paused, office)
    assert sentence.startswith("暂停到这个时间。")
    assert time == office.when(later)
    assert coming(_with(chosen, next_try_at=office.now, planned_at=office.now), office)[0][0].startswith("到点发出")


def test_a_paused_account_is_said_before_anything_else(busy: Busy) -> None:
    office = busy.office()
    chosen = loading.chosen(busy.stage.desk, busy.ids["queued"])
    pause = Pause("account", office.now, office.now + timedelta(hours=1), T("Too many requests."))
    (first, time), *_ = coming(replace(chosen, pause=pause), office)
    assert first.startswith("账号暂停到这个时间。")
    assert time == office.when(pause.until)


def test_nothing_comes_for_what_is_over(busy: Busy) -> None:
    chosen = loading.chosen(busy.stage.desk, busy.ids["queued"])
    for state in (DeliveryState.CANCELLED, DeliveryState.FAILED, DeliveryState.ASK):
        assert coming(_with(chosen, state=state), busy.office()) == ()


def test_what_waits_for_another_outcome_or_account_says_so_instead_of_a_time_that_has_passed(busy: Busy) -> None:
    office = busy.office()
    chosen = loading.chosen(busy.stage.desk, busy.ids["queued"])
    title = loading.chosen(busy.stage.desk, busy.ids["ask"]).timeline.row.title
    assert coming(chosen, office)[0][0] == f"本账号上《{title}》的结果查明之后才发。"
    waiting = replace(chosen, awaited=T("It waits until {account} is out and was read back.", account="练习网站"))
    assert coming(waiting, office)[0][0] == "要等练习网站发出并回读核验。"
