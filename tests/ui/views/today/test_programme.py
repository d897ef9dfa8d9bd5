from pytestqt.qtbot import QtBot

from editor_app.ui.views.today.programme import NowLine, Programme, RecentRow, SlotRow
from editor_app.ui.waiting import Recent, Slot, Waiting
from tests.ui.conftest import colours_in, painted

ACCOUNTS = ("滨江发布", "区政府门户网站", "滨江通客户端")


def slot(time: str, *states: str, past: bool = False) -> Slot:
    names = tuple(f"账号 {place}" for place in range(len(states)))
    return Slot(time, "元旦假期政务服务安排", "e", f"d{time}", ("微",) * len(states), names, states, past)


def test_a_slot_says_the_state_of_each_account(qtbot: QtBot) -> None:
    row = SlotRow(Slot("16:30", "一图读懂", "e", "d", ("微", "网", "端"), ACCOUNTS, ("sent", "ask", "failed"), False))  # noqa: FBT003 - a record
    qtbot.addWidget(row)
    assert all(account in row.accessibleName() for account in ACCOUNTS)
    assert "待你判断" in row.toolTip()
    assert len(colours_in(painted(row, 320, 36))) > 20


def test_more_accounts_than_fit_are_counted(qtbot: QtBot) -> None:
    row = SlotRow(slot("16:30", *(("queued",) * 9)))
    qtbot.addWidget(row)
    painted(row, 320, 36)
    assert row.accessibleName().count("排队") == 9


def test_the_line_of_now_stands_between_what_was_and_what_comes(qtbot: QtBot) -> None:
    panel = Programme()
    qtbot.addWidget(panel)
    panel.show_waiting(Waiting(slots=(slot("09:00", "verified", past=True), slot("16:30", "queued"))), "15:42")
    order = [type(panel._column.itemAt(place).widget()) for place in range(panel._column.count())]
    assert order.index(SlotRow) < order.index(NowLine) < len(order) - 1 - order[::-1].index(SlotRow)


def test_rows_lead_to_their_delivery_and_their_document(qtbot: QtBot) -> None:
    panel = Programme()
    qtbot.addWidget(panel)
    recent = Recent("doc-1", "推进政务公开", "2026-0001", "11:20")
    panel.show_waiting(Waiting(slots=(slot("16:30", "queued"),), recent=(recent,)), "15:42")
    with qtbot.waitSignal(panel.delivery_chosen) as delivery:
        panel.findChildren(SlotRow)[0].click()
    with qtbot.waitSignal(panel.document_chosen) as document:
        panel.findChildren(RecentRow)[0].click()
    assert (delivery.args, document.args) == (["d16:30"], ["doc-1"])
