"""Rows for pages without a database, and an office whose calendar is shown in a window."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

import pytest

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.edition import EditionKind
from editor_app.domain.identifiers import AccountId, DeliveryId, DocumentId, EditionId
from editor_app.domain.timetable import QuietDays
from editor_app.services import publishing
from editor_app.services.calendars import day_off
from editor_app.services.publishing import Slot
from editor_app.storage.queries.planned import PlannedRow
from editor_app.ui.views.calendar import PLACE
from editor_app.ui.views.calendar.painting import Surroundings
from editor_app.ui.views.calendar.view import CalendarView
from tests.ui.views.staged import window_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.views.staged import Stage

SHANGHAI = ZoneInfo("Asia/Shanghai")
THURSDAY = datetime(2026, 12, 3, 1, 30, tzinfo=UTC)
"""09:30 in Shanghai."""
DAY = timedelta(days=1)


class Line(Protocol):
    """Makes a row of the calendar."""

    def __call__(
        self, name: str, at: datetime = THURSDAY, state: DeliveryState = DeliveryState.QUEUED, **more: datetime | None
    ) -> PlannedRow: ...


@pytest.fixture(scope="session")
def line() -> Line:
    def make(
        name: str, at: datetime = THURSDAY, state: DeliveryState = DeliveryState.QUEUED, **more: datetime | None
    ) -> PlannedRow:
        return PlannedRow(
            DeliveryId(name), EditionId("e"), 1, EditionKind.PUBLICATION, DocumentId("d"), f"稿件{name}",
            AccountId("a"), "网站", "sandbox", state, at, "", "", None, more.get("not_before"), more.get("not_after"),
        )  # fmt: skip

    return make


@pytest.fixture
def around() -> Surroundings:
    quiet = QuietDays(frozenset({date(2026, 12, 13)}))
    return Surroundings(SHANGHAI, date(2026, 12, 2), quiet, day_off, {"sandbox": "练"})


class Planned:
    """A stage with deliveries at chosen times."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def at(self, at: datetime, title: str = "冬季取暖安全提示", **window: object) -> DeliveryId:
        edition = self.stage.sign(self.stage.submitted(title, self.stage.accounts[0], **window))
        return publishing.queue(self.stage.publisher, edition.id, Slot(at))[0].id


@pytest.fixture
def planned(stage: Stage) -> Planned:
    return Planned(stage)


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., CalendarView]:
    """A window on the calendar of an office, with its page read."""

    def show(stage: Stage, person: str = "publisher", **arguments: str) -> CalendarView:
        window = window_on(qtbot, stage, person, PLACE)
        view = window.view("calendar")
        assert isinstance(view, CalendarView)
        window.go("calendar", **arguments)
        qtbot.waitUntil(lambda: view.loaded is not None, timeout=10_000)
        return view

    return show
