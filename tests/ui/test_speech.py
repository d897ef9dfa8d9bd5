"""A voice says one sentence after the other; without one nothing is said, and nothing fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import PySide6.QtTextToSpeech  # noqa: F401 - it looks for sound libraries and warns, before any test begins
from PySide6.QtCore import QObject

from editor_app.ui.speech import Speech

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_it_tells_when_a_sentence_has_been_said(qtbot: QtBot) -> None:
    parent = QObject()
    speech = Speech(parent, "mock")
    assert speech.is_there
    with qtbot.waitSignal(speech.finished):
        speech.say("一句。", 0.4)


def test_what_is_broken_off_is_not_told(qtbot: QtBot) -> None:
    parent = QObject()
    speech = Speech(parent, "mock")
    told: list[int] = []
    speech.finished.connect(lambda: told.append(1))
    speech.say("one two three four five six", chinese=False)
    speech.stop()
    with qtbot.waitSignal(speech.finished):
        speech.say("一句。")
    assert told == [1]


def test_without_a_voice_nothing_is_said(qapp: object) -> None:
    assert qapp is not None
    parent = QObject()
    speech = Speech(parent, "none")
    speech.say("一句。")
    speech.stop()
    assert not speech.is_there
