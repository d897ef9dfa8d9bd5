from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.identifiers import DeliveryId
from editor_app.ui.views.queue import loading
from editor_app.ui.views.queue.grouping import Grouping
from editor_app.ui.views.queue.loading import Page, Sought
from editor_app.ui.views.queue.model import QueueModel
from editor_app.ui.widgets.tables import LOOK, DeliveryLook, GroupLook

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.modeltest import ModelTester

    from tests.ui.views.queue.conftest import Busy


@pytest.fixture
def model(qapp: QApplication, busy: Busy) -> QueueModel:
    assert qapp is not None
    made = QueueModel(busy.office, loading.tiles(busy.stage.desk))
    made.show(loading.page(busy.stage.desk, Sought()))
    return made


def test_it_keeps_qt_s_rules_for_models(model: QueueModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_heads_and_deliveries_stand_in_lines_and_settled_editions_are_folded(model: QueueModel, busy: Busy) -> None:
    looks = [model.index(line).data(LOOK) for line in range(model.rowCount())]
    heads = [look for look in looks if isinstance(look, GroupLook)]
    assert [line for line, look in enumerate(looks) if isinstance(look, GroupLook)] == model.tall_rows()
    assert [head.open for head in heads] == [True, True, True, True, False]
    assert (heads[-1].done, len(heads[-1].states)) == (3, 3)
    line = model.line_of(busy.ids["ask"])
    assert line is not None
    assert isinstance(looks[line], DeliveryLook)
    assert model.line_of(busy.ids["verified"]) is None


def test_folding_takes_the_lines_of_one_edition_away_and_back(model: QueueModel) -> None:
    before = model.rowCount()
    model.toggle(0)
    assert model.rowCount() == before - 3
    model.toggle(0)
    assert model.rowCount() == before


def test_what_a_person_folded_stays_folded_when_the_queue_is_read_anew(model: QueueModel, busy: Busy) -> None:
    model.toggle(0)
    count = model.rowCount()
    model.show(loading.page(busy.stage.desk, Sought()))
    assert model.rowCount() == count


def test_a_page_that_comes_after_the_queue_was_read_anew_is_left_out(model: QueueModel, busy: Busy) -> None:
    page = loading.page(busy.stage.desk, Sought(), limit=4)
    model.show(page)
    wanted: list[int] = []
    model.wanted.connect(wanted.append)
    model.fetchMore(model.index(-1))
    assert wanted == [page.before]
    assert not model.canFetchMore(model.index(-1))
    model.show(page)
    count = model.rowCount()
    model.add(Page(page.groups, None))
    assert model.rowCount() == count


def test_every_line_can_be_spoken(model: QueueModel) -> None:
    spoken = [str(model.index(line).data()) for line in range(model.rowCount())]
    assert all(spoken)
    assert spoken[0].startswith("民生事项“掌上办”")


def test_a_page_that_goes_on_with_an_account_joins_its_group(model: QueueModel, busy: Busy) -> None:
    sought = Sought(grouping=Grouping.ACCOUNT)
    first = loading.page(busy.stage.desk, sought, limit=3)
    model.show(first)
    model.fetchMore(model.index(-1))
    model.add(loading.page(busy.stage.desk, sought, first.before, limit=100))
    assert model.loaded == 11
    heads = [model.index(line).data(LOOK) for line in model.tall_rows()]
    assert len({head.title for head in heads}) == len(heads) == 3
    assert [head.total for head in heads] == [len(model.group(line).rows) for line in model.tall_rows()]
    assert {model.index(line).data(LOOK).serif for line in range(1, 4)} == {True}


def test_rows_in_sight_are_renewed_in_place_and_new_editions_come_first(model: QueueModel, busy: Busy) -> None:
    page = loading.page(busy.stage.desk, Sought())
    older = Page(page.groups[1:], page.before)
    model.show(older)
    line = model.line_of(busy.ids["failed"])
    assert line is not None
    row = model.delivery(line)
    assert row is not None
    model.renew([replace(row, state=DeliveryState.QUEUED), replace(row, id=DeliveryId("unknown"))])
    assert model.index(line).data(LOOK).state == "queued"
    assert model.group(line).states == (DeliveryState.QUEUED,)
    before = model.rowCount()
    model.put_first(page.groups)
    assert model.rowCount() == before + 4
    assert model.group(0).key == page.groups[0].key
    model.put_first(page.groups)
    assert model.rowCount() == before + 4


def test_heads_are_walked_over_but_not_chosen(model: QueueModel) -> None:
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable


def test_a_post_that_is_not_as_signed_stands_out(model: QueueModel, busy: Busy) -> None:
    line = model.line_of(busy.ids["different"])
    assert line is not None
    assert model.index(line).data(LOOK).tone == "carmine"
