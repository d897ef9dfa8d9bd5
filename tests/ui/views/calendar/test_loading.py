from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from editor_app.domain.timetable import AccountTimes, QuietDays
from editor_app.services import planning
from editor_app.storage import audit
from editor_app.ui.views.calendar import loading
from editor_app.ui.views.calendar.pages import Mode, Page
from editor_app.ui.views.calendar.times_dialog import Wanted
from tests.ui.views.calendar.conftest import SHANGHAI, THURSDAY

if TYPE_CHECKING:
    from tests.ui.views.calendar.conftest import Planned
    from tests.ui.views.staged import Stage

PAGE = Page(Mode.WEEK, date(2026, 12, 3))


def test_a_page_is_read_with_its_conflicts(planned: Planned) -> None:
    stage = planned.stage
    assert loading.loaded(stage.desk, PAGE, SHANGHAI.key).is_empty
    site = loading.accounts(stage.desk)[0].id
    planning.set_account_times(stage.publisher, site, AccountTimes(gap=timedelta(hours=1)))
    planned.at(THURSDAY)
    near = planned.at(THURSDAY + timedelta(minutes=5), "区图书馆元旦开放时间")
    found = loading.loaded(stage.desk, PAGE, SHANGHAI.key)
    assert (len(found.span.rows), found.is_empty) == (2, False)
    assert found.clashes == {near: ("too_close",)}
    assert loading.planned_at(stage.desk, near) == THURSDAY + timedelta(minutes=5)
    assert not loading.loaded(stage.desk, PAGE.stepped(1), SHANGHAI.key).is_empty, "elsewhere something is planned"


def test_only_what_differs_is_written(stage: Stage) -> None:
    site = loading.accounts(stage.desk)[0].id
    wanted = Wanted(site, AccountTimes(), site, QuietDays())
    loading.keep_times(stage.publisher, wanted)
    loading.keep_times(stage.publisher, wanted)
    loading.keep_times(stage.publisher, replace(wanted, lead=None, quiet=QuietDays(weekdays=frozenset({6}))))
    with stage.desk.database.read() as snapshot:
        changed = [row.subject.id for row in audit.rows(snapshot) if row.action == "timetable.set"]
    assert changed == ["lead", "lead", "quiet"]
