from datetime import UTC, datetime, timedelta

from pytestqt.qtbot import QtBot

from editor_app.domain.identifiers import DocumentId, EditionId, sha256
from editor_app.services.debts import Debt
from editor_app.services.lane import Kept
from editor_app.storage.queries.emergency import LaneRow
from editor_app.ui.views.emergency.look import SecondLook, Seen

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


def seen(*, may: bool, overdue: bool = False) -> Seen:
    row = LaneRow(
        EditionId("e"),
        DocumentId("d"),
        "2026-0004",
        "暴雨橙色预警",
        sha256(b"m"),
        "洪水",
        NOW,
        "陈静",
        None,
        "",
        None,
        "",
    )
    due = NOW - timedelta(hours=2) if overdue else NOW + timedelta(hours=3)
    return Seen(Debt(row, due, overdue), Kept(None, "洪水", None), "正文", may, NOW)


def test_only_a_second_person_can_sign(qtbot: QtBot) -> None:
    page = SecondLook(seen(may=False))
    qtbot.addWidget(page)
    assert not page.stands.isEnabled()
    assert not page.disputed.isEnabled()


def test_a_dispute_asks_for_a_note_first(qtbot: QtBot) -> None:
    page = SecondLook(seen(may=True, overdue=True))
    qtbot.addWidget(page)
    said: list[tuple[str, str]] = []
    page.said.connect(lambda verdict, note: said.append((verdict, note)))
    page.disputed.click()
    assert said == []
    page.note.set_text("电话有误")
    page.disputed.click()
    page.stands.click()
    assert said == [("disputed", "电话有误"), ("upheld", "电话有误")]
