"""Proof reading goes sentence by sentence, by voice or by key, keeps its place and records the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import PySide6.QtTextToSpeech  # noqa: F401 - it looks for sound libraries and warns, before any test begins

from editor_app.services import proof_reading
from editor_app.ui.speech import Speech
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.review.aloud import ReadingAloud
    from editor_app.ui.views.review.view import ReviewView
    from tests.ui.views.review.conftest import Reviewed

    Show = Callable[..., tuple[MainWindow, ReviewView]]


def begun(qtbot: QtBot, view: ReviewView, engine: str = "none") -> ReadingAloud:
    """The view's own reading, with a voice of the test's choice."""
    aloud = view.aloud
    if aloud._speech is None:
        aloud._engine = engine
    aloud.turn()
    qtbot.waitUntil(lambda: aloud.is_reading)
    return aloud


def test_without_a_voice_keys_go_on_and_the_sentence_is_highlighted(qtbot: QtBot, fresh: Reviewed, shown: Show) -> None:
    _window, view = shown(fresh.stage.reviewers[1], edition=fresh.second.id)
    aloud = begun(qtbot, view)
    assert not view.page.reading_bar.play.isVisible()
    assert view.page.page.highlighted_at() is not None
    aloud.next()
    aloud.next()
    aloud.previous()
    assert aloud.at == 1
    (chosen,) = view.page.page.extraSelections()
    start, end = aloud._spans[1]
    assert chosen.cursor.selectedText().replace("\u2029", "\n") == view.page.page.bare[start:end]


def test_the_place_is_kept_for_the_reader(qtbot: QtBot, fresh: Reviewed, shown: Show) -> None:
    _window, view = shown(fresh.stage.reviewers[1], edition=fresh.second.id)
    aloud = begun(qtbot, view)
    aloud.next()
    aloud.next()
    with qtbot.waitSignal(aloud.kept):
        aloud.leave()
    assert not aloud.is_reading
    assert begun(qtbot, view).at == 2


def test_the_end_is_on_record_and_shown(qtbot: QtBot, fresh: Reviewed, shown: Show) -> None:
    seat = fresh.stage.reviewers[1]
    _window, view = shown(seat, edition=fresh.second.id)
    aloud = begun(qtbot, view)
    with qtbot.waitSignal(aloud.kept):
        while aloud.at < aloud.total:
            aloud.next()
    (read,) = proof_reading.own(seat, fresh.second.id).values()
    assert read.is_to_the_end
    qtbot.waitUntil(
        lambda: any(
            seat.member.name in label.text() and label.colour == "green" for label in view.page.side.findChildren(Label)
        )
    )


def test_the_voice_reads_on_by_itself_until_it_is_paused(qtbot: QtBot, fresh: Reviewed, shown: Show) -> None:
    _window, view = shown(fresh.stage.reviewers[1], edition=fresh.second.id)
    aloud = begun(qtbot, view, "mock")
    assert aloud._voice().is_there
    view.page.reading_bar.speed.choose("0.4")
    aloud.turn_voice()
    qtbot.waitUntil(lambda: aloud.at >= 1)
    with qtbot.waitSignal(aloud.kept):
        aloud.turn_voice()
    assert not aloud.is_playing


def test_another_variant_ends_the_reading(qtbot: QtBot, fresh: Reviewed, shown: Show) -> None:
    _window, view = shown(fresh.stage.reviewers[1], edition=fresh.second.id)
    aloud = begun(qtbot, view)
    view.page.step_variant(1)
    assert not aloud.is_reading
    assert not view.page.reading_bar.isVisible()
    assert isinstance(aloud._voice(), Speech)
