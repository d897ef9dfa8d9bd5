"""The system's voice, when there is one; without it reading is paced by keys. Apart because it may be missing."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QLocale, QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable

log = logging.getLogger(__name__)
_SILENT: Final = frozenset({"mock", "none"})
RATES: Final = (-0.4, -0.2, 0.0, 0.2, 0.4)


class Speech(QObject):
    """Says one sentence at a time; `finished` comes when it has been said, never when there is no voice."""

    finished = Signal()

    def __init__(self, parent: QObject, engine: str = "") -> None:
        super().__init__(parent)
        self._voice = _voice_of(self, engine)
        self._is_saying = False
        if self._voice is not None:
            self._voice.stateChanged.connect(self._have_changed)

    @property
    def is_there(self) -> bool:
        """Whether there is a voice."""
        return self._voice is not None

    def say(self, words: str, rate: float = 0.0, *, chinese: bool = True) -> None:
        """Say a sentence, breaking off what was being said."""
        if self._voice is None:
            return
        self._is_saying = False
        self._voice.stop()
        self._voice.setRate(rate)
        self._voice.setLocale(QLocale("zh_CN" if chinese else "en_US"))
        self._voice.say(words)
        self._is_saying = True

    def stop(self) -> None:
        """Be silent."""
        self._is_saying = False
        if self._voice is not None:
            self._voice.stop()

    def _have_changed(self, state: object) -> None:
        name = getattr(state, "name", "")
        if name == "Error":
            log.info("the system's voice has failed")
            self._voice = None
        elif name == "Ready" and self._is_saying:
            self._is_saying = False
            self.finished.emit()


def _voice_of(parent: QObject, engine: str) -> Any:
    """A QTextToSpeech, or None when the module, an engine or every voice is missing."""
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError:
        return None
    chosen = engine or _first(QTextToSpeech.availableEngines())
    if not chosen or chosen == "none":
        return None
    voice = QTextToSpeech(chosen, parent)
    is_ready = getattr(voice.state(), "name", "") != "Error" and bool(voice.availableVoices())
    return voice if is_ready else None


def _first(engines: Iterable[str]) -> str:
    return next((engine for engine in engines if engine not in _SILENT), "")
