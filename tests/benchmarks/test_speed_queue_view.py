"""The queue's table at 100,000 deliveries: one step of scrolling, beside a plain QTableView in the same run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QTableView

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.identifiers import AccountId, DeliveryId, DocumentId, EditionId
from editor_app.storage.queries.queue_rows import DeliveryRow
from editor_app.ui.views.queue.grouping import Group
from editor_app.ui.views.queue.loading import Page
from editor_app.ui.views.queue.model import QueueModel
from editor_app.ui.views.queue.words import OfficeTime
from editor_app.ui.widgets.tables import CardTable
from tests.benchmarks.measured import cpu_milliseconds, record

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROWS = 100_000
EACH = 5
STEP = 480
SIZE = (880, 760)
START = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
STATES = [DeliveryState.QUEUED, DeliveryState.SENT, DeliveryState.ASK, DeliveryState.FAILED, DeliveryState.WORKING]
NOWHERE = QModelIndex()


class Plain(QAbstractTableModel):
    """The same rows as bare text: the floor that Qt's own table sets."""

    def rowCount(self, parent: QModelIndex = NOWHERE) -> int:  # noqa: N802 - Qt's own name
        return 0 if parent.isValid() else ROWS + ROWS // EACH

    def columnCount(self, parent: QModelIndex = NOWHERE) -> int:  # noqa: N802 - as above
        return 0 if parent.isValid() else 4

    def data(self, index: QModelIndex, role: int = 0) -> object:
        return f"滨江发布 {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None


def _row(number: int) -> DeliveryRow:
    edition = number // EACH
    return DeliveryRow(
        id=DeliveryId(f"d{number}"),
        edition=EditionId(f"e{edition}"),
        edition_number=1 + edition % 7,
        digest=f"{edition:064x}",
        document=DocumentId(f"o{edition}"),
        title=f"民生事项“掌上办”：优化掌上服务四项要求之 {edition}",
        account=AccountId(f"a{number % EACH}"),
        account_name=f"滨江发布 {number % EACH}",
        platform="sandbox",
        state=STATES[number % EACH],
        planned_at=START + timedelta(minutes=edition),
        planned_zone="Asia/Shanghai",
        next_try_at=START,
        received_at=None,
        attempts=1,
        remote_id="",
        url="",
        verdict=None,
        reason=None,
        position=number,
    )


def _groups(first: int, count: int) -> tuple[Group, ...]:
    found: list[Group] = []
    for edition in range(first, first + count):
        rows = tuple(_row(edition * EACH + place) for place in range(EACH))
        head = rows[0]
        found.append(
            Group(head.edition, head.edition_number, head.digest, head.title, rows, tuple(r.state for r in rows))
        )
    return tuple(found)


class _Scrolling:
    """Moves a table by one step and paints what comes into sight."""

    def __init__(self, table: QTableView) -> None:
        self._table = table
        self._image = QImage(*SIZE, QImage.Format.Format_RGB32)

    def step(self) -> None:
        bar = self._table.verticalScrollBar()
        bar.setValue((bar.value() + STEP) % max(1, bar.maximum() - STEP))
        self._table.viewport().render(self._image)


def test_a_step_through_100_000_deliveries_takes_less_than_a_frame(qtbot: QtBot) -> None:
    office = OfficeTime(ZoneInfo("Asia/Shanghai"), START)
    model = QueueModel(lambda: office, {"sandbox": "练"})
    model.show(Page(_groups(0, ROWS // EACH), None))
    ours, floor, plain = CardTable("投递"), QTableView(), Plain()
    ours.setModel(model)
    floor.setModel(plain)
    floor.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    for table in (ours, floor):
        qtbot.addWidget(table)
        table.resize(*SIZE)
        table.show()
    assert model.rowCount() == ROWS + ROWS // EACH
    mine, theirs = cpu_milliseconds(_Scrolling(ours).step, _Scrolling(floor).step, rounds=41)
    record("queue: scroll step at 100,000 rows", mine, 8.0, "ms ")
    record("queue: scroll step beside a plain QTableView", mine / theirs, 4.0)
    assert mine <= 8.0


def test_a_further_page_joins_100_000_deliveries_without_a_stop(qtbot: QtBot) -> None:
    office = OfficeTime(ZoneInfo("Asia/Shanghai"), START)
    model = QueueModel(lambda: office, {"sandbox": "练"})
    model.show(Page(_groups(0, ROWS // EACH), 1))
    table = CardTable("投递")
    qtbot.addWidget(table)
    table.setModel(model)
    model.rowsInserted.connect(table.fit_rows)
    table.resize(*SIZE)
    table.show()
    number = [ROWS // EACH]

    def join() -> None:
        model.fetchMore(NOWHERE)
        model.add(Page(_groups(number[0], 40), 1))
        number[0] += 40

    (taken,) = cpu_milliseconds(join, rounds=7)
    record("queue: a page of 200 joins 100,000 rows", taken, 50.0, "ms ")
    assert taken <= 50.0
