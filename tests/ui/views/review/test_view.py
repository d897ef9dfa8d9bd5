from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.review.view import ReviewView
    from tests.ui.views.review.conftest import Reviewed


def test_the_lists_come_first_and_an_edition_opens_from_them(
    qtbot: QtBot, reviewed: Reviewed, shown: Callable[..., tuple[MainWindow, ReviewView]]
) -> None:
    _window, view = shown(reviewed.stage.reviewers[1])
    assert view.facts() == "1 份等你"
    assert view._stack.currentWidget() is view.shelf
    view.shelf.rows[0].button.click()
    qtbot.waitUntil(lambda: view._stack.currentWidget() is view.page)
    view.page.back.click()
    assert view._stack.currentWidget() is view.shelf


def test_opening_a_variant_is_remembered_for_this_edition_only(
    reviewed: Reviewed, shown: Callable[..., tuple[MainWindow, ReviewView]]
) -> None:
    _window, view = shown(reviewed.stage.reviewers[1], edition=reviewed.second.id)
    names = reviewed.stage.accounts
    assert view.opened() == {names[0]}
    view.page.open_variant(names[1])
    assert view.opened() == {names[0], names[1]}


def test_a_change_by_somebody_else_closes_the_edition_in_view(
    qtbot: QtBot, fresh: Reviewed, shown: Callable[..., tuple[MainWindow, ReviewView]]
) -> None:
    window, view = shown(fresh.stage.reviewers[2], edition=fresh.second.id)
    fresh.stage.handed_in(fresh.second.document)
    window.refresh(frozenset({"edition"}))
    qtbot.waitUntil(lambda: view.page.standing is not None and not view.page.standing.is_open)


def test_the_approval_sheet_is_saved_from_the_window(
    qtbot: QtBot, reviewed: Reviewed, shown: Callable[..., tuple[MainWindow, ReviewView]], tmp_path: Path
) -> None:
    _window, view = shown(reviewed.stage.reviewers[1], edition=reviewed.second.id)
    path = tmp_path / "审批单.pdf"
    view.save_sheet_to(path)
    qtbot.waitUntil(path.exists, timeout=20_000)


def test_deeds_that_cannot_be_done_stay_out_of_the_palette(
    reviewed: Reviewed, shown: Callable[..., tuple[MainWindow, ReviewView]]
) -> None:
    _window, view = shown(reviewed.stage.reviewers[1], edition=reviewed.second.id)
    offered = {action.text for action in view.actions_offered() if not action.blocked()}
    assert "退回修改…" in offered
    assert "盖章…" not in offered


def test_it_fits_a_small_window_and_every_widget_has_a_name(
    reviewed: Reviewed, shown: Callable[..., tuple[MainWindow, ReviewView]]
) -> None:
    window, view = shown(reviewed.stage.reviewers[1], edition=reviewed.second.id)
    window.resize(1280, 720)
    assert view.page.side.width() == 336
    nameless = [
        type(widget).__name__
        for widget in view.findChildren(QWidget)
        if widget.focusPolicy().value & 1 and widget.isVisible() and not widget.accessibleName()
    ]
    assert not nameless
