"""What notifies every follower waits for a publisher, who is told how many are left; nothing else confirms it."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.document import Content
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.wechat.simulator.server import WeChatServer
from editor_app.services import account_care, accounts, media, publishing, silence
from editor_app.services.documents import Draft
from editor_app.services.media import Words
from editor_app.services.sendings import sendings_words
from tests.platforms.wechat.counter import Clock
from tests.platforms.workshop import FIRST
from tests.services.test_wechat import SETTLED, Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.identifiers import DeliveryId
    from tests.services.outbox import Outbox

PATIENCE = timedelta(seconds=6)


@pytest.fixture
def desk(outbox: Outbox) -> Iterator[Desk]:
    clock = Clock()
    server = WeChatServer(now=clock)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    connection = Connection(server.url, Secret(server.secret), {"notify": "monthly"})
    accounts.add_for_practice(outbox.office.admin, "wechat", "wx", connection, server.books.app_id)
    yield Desk(outbox, server, clock)
    server.close()
    thread.join(10)


def another(desk: Desk) -> DeliveryId:
    office = desk.outbox.office
    picture = media.add(office.editor, FIRST, Words("办事大厅"))
    body = "冬季供暖从十一月十五日开始，供暖费标准不变，困难家庭可以申请补贴。"
    content = Content(title="冬季供暖安排", body=body, source="市城管局", cover=picture.digest)
    edition = office.approve(office.submitted(Draft(content), "wx"))
    return publishing.queue(office.publisher, edition.id)[0].id


def test_it_is_held_with_the_number_left_and_goes_out_once_it_is_confirmed(desk: Desk) -> None:
    office, delivery = desk.outbox.office, desk.queued()
    row = desk.serve(delivery)
    assert (row.state.value, "4 of 4 are left this month" in str(row.reason), desk.articles()) == ("held", True, 0)
    publishing.release(office.publisher, delivery, "已与分管领导确认")
    assert desk.serve(delivery).state.value == "unknown"
    assert desk.serve(delivery, PATIENCE).state.value == "sent"
    assert (desk.articles(), len(desk.server.books.masses)) == (1, 1)
    row = desk.serve(another(desk))
    assert (row.state.value, "3 of 4 are left this month" in str(row.reason)) == ("held", True)
    found = next(each for each in account_care.looked_after(office.admin) if each.health.account.name == "wx")
    assert found.sendings is not None
    assert str(sendings_words(found.sendings)) == "3 of 4 left this month"
    assert str(found.left_counts) == "Looks at publications"


@pytest.mark.one_engine
def test_a_release_from_a_freeze_confirms_nothing(desk: Desk) -> None:
    office, delivery = desk.outbox.office, desk.queued()
    silence.freeze(office.publisher, "演练")
    silence.lift(office.publisher, "演练结束")
    publishing.release(office.publisher, delivery, "演练结束")
    row = desk.serve(delivery)
    assert (row.state.value, "notifies every follower" in str(row.reason)) == ("held", True)
    assert len(desk.server.books.masses) == 0


@pytest.mark.one_engine
def test_what_notifies_nobody_is_not_asked_about(outbox: Outbox) -> None:
    delivery = outbox.queued("site").id
    assert outbox.serve(delivery).state.value == "sent"


@pytest.mark.one_engine
@pytest.mark.parametrize("mishap", ["late", "drop_before", "drop_after", "5xx", "5xx_after", "busy", "busy_after"])
def test_a_lost_answer_never_makes_a_second_sending_and_none_is_lost(desk: Desk, mishap: str) -> None:
    desk.server.conduct.audit = timedelta(minutes=20)  # longer than the platform's settle time: the draft is there
    office, delivery = desk.outbox.office, desk.queued()
    desk.serve(delivery)
    publishing.release(office.publisher, delivery, "已与分管领导确认")
    desk.server.mishaps.put({mishap: 1})
    states = [desk.serve(delivery).state.value]
    for _ in range(6):
        row = desk.serve(delivery, SETTLED) if states[-1] in {"queued", "unknown"} else None
        states += [row.state.value] if row else []
    assert (states[0], states[-1]) == ("unknown", "sent")
    assert (len(desk.server.books.masses), desk.articles()) == (1, 1)
