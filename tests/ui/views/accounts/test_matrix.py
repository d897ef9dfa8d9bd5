from dataclasses import replace
from itertools import pairwise
from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot

from editor_app.domain.announcement import Announcement
from editor_app.domain.text import T
from editor_app.services import account_care
from editor_app.services.sendings import Sendings
from editor_app.ui.views.accounts.matrix import Matrix, column_boxes, column_heads
from tests.services.office import Office
from tests.ui.conftest import painted

ZONE = ZoneInfo("Asia/Shanghai")


def test_every_account_is_a_row_that_is_named_whole_and_chosen_by_a_press(office: Office, qtbot: QtBot) -> None:
    office.connect("site")
    office.connect("app", profile="keyed")
    shown = Matrix()
    qtbot.addWidget(shown)
    cares = account_care.looked_after(office.admin)
    warned = replace(cares[0], warnings=(T("Nothing published for {count} days", count=8),))
    shown.show_all([(warned, "练"), (cares[1], "练")], office.clock.now(), ZONE)
    first = shown.rows[0]
    assert all(head in first.accessibleName() for head in column_heads()[1:])
    assert "8 天" in first.toolTip()
    with qtbot.waitSignal(shown.chosen) as told:
        shown.rows[1].click()
    assert told.args == ["app"]
    shown.resize(900, 200)
    assert not painted(shown).isNull()
    shown.show_all([(cares[1], "练")], office.clock.now(), ZONE)
    assert len(shown.rows) == 1


def test_what_may_still_go_to_followers_stands_below_what_is_left(office: Office, qtbot: QtBot) -> None:
    office.connect("site")
    shown = Matrix()
    qtbot.addWidget(shown)
    known = account_care.looked_after(office.admin)[0]
    used = replace(known, sendings=Sendings(Announcement(4, "month"), 1))
    shown.show_all([(used, "微")], office.clock.now(), ZONE)
    assert "群发 3 / 4" in shown.rows[0].accessibleName()
    assert "本月还剩 3 次，共 4 次" in shown.rows[0].toolTip()
    shown.resize(1200, 200)
    assert not painted(shown).isNull()


def test_columns_fill_the_row_and_do_not_overlap() -> None:
    boxes = column_boxes(1000, 0, 50)
    assert all(left.right() < right.left() for left, right in pairwise(boxes))
    assert boxes[-1].right() <= 1000
