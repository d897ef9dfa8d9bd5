"""The bar of proof reading: which sentence, back and on, the voice and its speed; apart from how it is read."""

from __future__ import annotations

from typing import Final

from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.speech import RATES
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import IconButton
from editor_app.ui.widgets.fields import Choice
from editor_app.ui.widgets.labels import Label, Surface, across

_HEIGHT: Final = 44


class ReadingBar(Surface):
    """Which sentence is read, and the buttons to go on; hidden until somebody reads."""

    def __init__(self) -> None:
        super().__init__("panel", "bottom")
        self.setAccessibleName(tr("Proof reading"))
        self.setFixedHeight(fonts.scaled(_HEIGHT))
        self.before = IconButton("chevron-left", tr("Sentence before"))
        self.play = IconButton("play", tr("Read aloud"))
        self.after = IconButton("chevron-right", tr("Next sentence"))
        self.words = Label("", Role.DENSE)
        self.how = Label("", Role.NOTE, "ink2")
        speeds = (tr("slower"), tr("slow"), tr("as usual"), tr("quick"), tr("quicker"))
        self.speed = Choice(tr("Speed"), [(str(rate), word) for rate, word in zip(RATES, speeds, strict=True)], "0.0")
        self.end = IconButton("x", tr("End the proof reading"))
        buttons = (self.before, self.play, self.after)
        self.setLayout(
            across(*buttons, self.words, None, self.how, self.speed, self.end, gap=8, margins=(24, 0, 12, 1))
        )
        self.hide()
