"""The kit as a dialog, for whoever may and may not post it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from editor_app.domain.text import T
from editor_app.platforms.hand_off import PLATFORM
from editor_app.platforms.hand_off.kit import kit_of
from editor_app.services.hands import Posted, Taking
from editor_app.ui.i18n import tr
from editor_app.ui.views.queue.hand_dialog import HandDialog, SecondLook
from editor_app.ui.views.queue.notice import Notice
from editor_app.ui.views.queue.words import OfficeTime
from editor_app.ui.widgets.buttons import Button
from tests.platforms.workshop import FIRST, Bench, variant

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
OFFICE = OfficeTime(ZoneInfo("Asia/Shanghai"), NOW)
ME = Taking("周敏", "member:me", NOW - timedelta(minutes=3))
OTHER = Taking("李明", "member:other", NOW - timedelta(minutes=9), "下班")


def found(**more: Any) -> Any:
    """A hand-over as the services tell it."""
    said = {
        "row": SimpleNamespace(id="d", account_name="知乎机构号", title="网上办事指南"),
        "account": SimpleNamespace(options={}),
        "kit": kit_of(PLATFORM.compose(variant(options={"service": "zhihu"}), "x:y/z", Bench()).payload),
        "due": NOW + timedelta(minutes=10), "taken": None, "earlier": (), "posted": None, "stop": None,
        "is_late": False, "waits": True,
    }  # fmt: skip
    return SimpleNamespace(**{**said, **more})


def shown(qtbot: QtBot, **more: Any) -> HandDialog:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1200, 800)
    over.show()
    dialog = HandDialog(over, found(**more), "交", OFFICE, "member:me")
    dialog.over = over  # type: ignore[attr-defined]
    dialog.ask()
    return dialog


def verbs(dialog: HandDialog) -> list[str]:
    return [one.text() for one in dialog.foot.findChildren(Button) if one.isVisible()]


def test_before_anybody_took_it_there_is_one_deed_and_nothing_to_copy(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    assert verbs(dialog) == [tr("Close"), tr("Take the kit")]
    assert not any(line.button.isEnabled() for line in dialog.lines)
    assert not dialog.address.isVisible()


def test_whoever_took_it_copies_saves_posts_and_gives_back(qtbot: QtBot) -> None:
    dialog = shown(qtbot, taken=ME)
    wanted = ["Give it back", "Not posted", "Save the kit…", "It is posted"]
    assert verbs(dialog) == [tr(verb) for verb in wanted]
    assert all(line.button.isEnabled() for line in dialog.lines)
    assert all(line.copy.isEnabled() for line in dialog.pictures)
    assert dialog.address.isVisible()
    assert dialog.address.control.accessibleName()


def test_another_person_can_only_take_it_out_of_those_hands_with_a_reason(qtbot: QtBot) -> None:
    dialog = shown(qtbot, taken=OTHER)
    assert verbs(dialog) == [tr("Give it back")]
    assert dialog.foot.note.text().startswith("李明")
    assert not dialog.address.isVisible()
    with qtbot.assertNotEmitted(dialog.decided):
        next(one for one in dialog.foot.findChildren(Button)).click()
    assert dialog.note.control.has_error


def test_a_kit_that_was_taken_before_warns_and_one_that_must_wait_stops(qtbot: QtBot) -> None:
    dialog = shown(qtbot, earlier=(OTHER,), stop=T("All sending is frozen."))
    said = [notice.accessibleName() for notice in dialog.findChildren(Notice)]
    assert len(said) == 2
    assert any("李明" in sentence for sentence in said)
    take = next(one for one in dialog.foot.findChildren(Button) if one.text() == tr("Take the kit"))
    assert not take.isEnabled()
    assert take.accessibleDescription()


def test_the_cover_is_named_and_the_others_are_counted_from_one(qtbot: QtBot) -> None:
    dialog = shown(qtbot, taken=ME)
    names = [line.copy.accessibleName() for line in dialog.pictures]
    assert tr("Cover") in names[0]
    assert tr("Picture {number}", number=1) in names[1]


def test_the_second_look_asks_for_what_was_seen_and_leads_to_the_post(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1200, 800)
    over.show()
    posted = Posted("周敏", "member:me", NOW, "https://zhuanlan.zhihu.com/p/671234567", "", "")
    look = SecondLook(over, found(posted=posted, waits=False))
    look.ask()
    assert look.open.text() == posted.url
    look.note.control.setText("逐字一致")
    sign = next(one for one in look.foot.findChildren(Button) if one.text() == tr("It is as signed"))
    with qtbot.waitSignal(look.decided) as said:
        sign.click()
    assert said.args == ["confirm", "", "逐字一致"]


def test_the_second_person_sees_what_was_signed_and_the_screenshot(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1200, 800)
    over.show()
    posted = Posted("周敏", "member:me", NOW, "https://zhuanlan.zhihu.com/p/671234567", "a" * 64, "")
    look = SecondLook(over, found(posted=posted, waits=False))
    look.ask()
    assert "12 个事项" in look.findChildren(QPlainTextEdit)[0].toPlainText()
    look.show_screenshot(b"no picture")
    assert not look.screenshot.isVisible()
    look.show_screenshot(FIRST)
    assert look.screenshot.isVisible()


def test_who_gave_it_back_and_took_it_again_is_not_warned_of_themselves(qtbot: QtBot) -> None:
    dialog = shown(qtbot, taken=ME, earlier=(ME,))
    assert dialog.findChildren(Notice) == []
