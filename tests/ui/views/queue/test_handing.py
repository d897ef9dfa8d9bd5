"""Handing over by hand in the window: from the notice to the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from editor_app.domain.delivery import DeliveryState
from editor_app.services import handing_off, hands, silence
from editor_app.ui.i18n import tr
from editor_app.ui.widgets.buttons import Button
from tests.platforms.faulty import Answer, Asked, serving
from tests.platforms.hand_off.board import HTML
from tests.ui.views.queue.by_hand import connected, handed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.queue.hand_dialog import HandDialog, SecondLook
    from editor_app.ui.views.queue.view import QueueView
    from tests.ui.views.staged import Stage

    Shown = Callable[..., tuple[MainWindow, QueueView]]


@pytest.fixture
def site() -> Iterator[str]:
    """A public site that lets no program read it."""

    def shown(asked: Asked) -> Answer:
        return Answer(200 if asked.path.startswith("/p/") else 404, "请登录后查看".encode(), HTML)

    with serving(shown) as running:
        yield running.url


@pytest.fixture
def waiting(stage: Stage, site: str, tmp_path: Path) -> DeliveryId:
    connected(stage, tmp_path, f"{site}/office", "other")
    return handed(stage)


def opened(qtbot: QtBot, view: QueueView) -> HandDialog:
    view.acting.handing.ask_chosen()
    qtbot.waitUntil(lambda: view.acting.handing.dialog is not None)
    dialog = view.acting.handing.dialog
    assert dialog is not None
    return dialog


def pressed(dialog: HandDialog | SecondLook, verb: str) -> None:
    next(one for one in dialog.foot.findChildren(Button) if one.text() == tr(verb)).click()


def test_it_is_taken_copied_posted_and_its_address_is_on_record(
    qtbot: QtBot, stage: Stage, waiting: DeliveryId, site: str, shown: Shown
) -> None:
    _window, view = shown(stage, delivery=waiting)
    qtbot.waitUntil(lambda: "hand" in view.detail.buttons)
    dialog = opened(qtbot, view)
    assert not dialog.lines[0].button.isEnabled(), "nobody copies what they have not taken"
    pressed(dialog, "Take the kit")
    qtbot.waitUntil(lambda: view.acting.handing.dialog is not dialog)
    mine = view.acting.handing.dialog
    assert mine is not None
    assert mine.is_mine
    mine.lines[0].button.click()
    assert QGuiApplication.clipboard().text() == mine.hand.kit.title
    mine.pictures[0].copy.click()
    qtbot.waitUntil(lambda: not QGuiApplication.clipboard().image().isNull())
    pressed(mine, "It is posted")
    assert mine.address.control.has_error
    mine.address.control.setText("https://elsewhere.example/1")
    pressed(mine, "It is posted")
    qtbot.waitUntil(lambda: tr("Another platform") in mine.address.control.accessibleDescription())
    mine.address.control.setText(f"{site}/p/1")
    pressed(mine, "It is posted")
    qtbot.waitUntil(lambda: stage.row(waiting).state is DeliveryState.SENT)
    qtbot.waitUntil(lambda: not mine.isVisible())


def test_what_no_program_reads_a_second_person_signs_off_in_the_window(
    qtbot: QtBot, stage: Stage, waiting: DeliveryId, site: str, shown: Shown
) -> None:
    handing_off.take(stage.publisher, waiting)
    handing_off.post_back(stage.publisher, waiting, f"{site}/p/1")
    stage.serve(waiting)
    _window, view = shown(stage, delivery=waiting)
    qtbot.waitUntil(lambda: "hand" in view.detail.buttons)
    view.acting.handing.ask_chosen()
    qtbot.waitUntil(lambda: view.acting.handing.second is not None)
    look = view.acting.handing.second
    assert look is not None
    pressed(look, "It is as signed")
    assert look.note.control.has_error
    look.note.control.setText("逐字一致")
    pressed(look, "It is as signed")
    qtbot.waitUntil(lambda: tr("Who posted it does not sign it off.") in look.note.control.accessibleDescription())


def test_giving_back_and_not_posting_need_a_reason(
    qtbot: QtBot, stage: Stage, waiting: DeliveryId, shown: Shown
) -> None:
    handing_off.take(stage.publisher, waiting)
    _window, view = shown(stage, delivery=waiting)
    qtbot.waitUntil(lambda: view.detail.chosen is not None)
    dialog = opened(qtbot, view)
    pressed(dialog, "Give it back")
    assert dialog.note.control.has_error
    dialog.note.control.setText("换人")
    pressed(dialog, "Give it back")
    qtbot.waitUntil(lambda: hands.hand(stage.desk, waiting).taken is None)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    handing_off.take(stage.publisher, waiting)
    view.acting.handing.ask(view.detail.chosen)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: view.acting.handing.dialog is not dialog)
    again = view.acting.handing.dialog
    assert again is not None
    again.note.control.setText("平台维护")
    pressed(again, "Not posted")
    qtbot.waitUntil(lambda: stage.row(waiting).state is DeliveryState.HELD)
    qtbot.waitUntil(lambda: not again.isVisible())


def test_during_a_freeze_the_kit_says_not_to_post_and_copies_nothing(
    qtbot: QtBot, stage: Stage, waiting: DeliveryId, shown: Shown
) -> None:
    handing_off.take(stage.publisher, waiting)
    silence.freeze(stage.publisher, "演练")
    _window, view = shown(stage, delivery=waiting)
    qtbot.waitUntil(lambda: view.detail.chosen is not None)
    dialog = opened(qtbot, view)
    assert not any(line.button.isEnabled() for line in dialog.lines)
    assert not any(line.copy.isEnabled() for line in dialog.pictures)


def test_the_deed_says_why_it_can_not_be_done_for_what_the_program_sends(
    qtbot: QtBot, stage: Stage, shown: Shown
) -> None:
    sent = stage.queued("由系统发布", stage.accounts[0])[0].id
    _window, view = shown(stage, delivery=sent)
    qtbot.waitUntil(lambda: view.detail.chosen is not None)
    assert view.acting.handing.action().blocked() == tr(
        "The chosen delivery is not posted by hand, or nothing is left to do."
    )
