"""Badges of delivery states and tiles of platforms, painted; apart because widgets and delegates both need them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF

from editor_app.ui import glyphs, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import N_, tr
from editor_app.ui.tokens import Radius, Role

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

GLYPH: Final = 16
_GAP: Final = 6
_INSET: Final = 6  # a ground starts this far left of the glyph, so that glyphs stay in one column


@dataclass(frozen=True, slots=True)
class StateLook:
    """How a delivery state is shown: mark, colour, ground (only where a person is needed) and word."""

    glyph: str
    colour: str
    ground: str
    word: str


STATES: Final = {
    "held": StateLook("held", "ink3", "", N_("Held")),
    "queued": StateLook("queued", "ink2", "", N_("Queued")),
    "working": StateLook("working", "indigo", "", N_("Sending")),
    "unknown": StateLook("unknown", "ochre", "ochre_wash", N_("Unknown")),
    "ask": StateLook("ask", "ochre", "ochre_wash", N_("Needs you")),
    "sent": StateLook("sent", "green", "", N_("Sent")),
    "verified": StateLook("verified", "green", "", N_("Verified")),
    "failed": StateLook("failed", "carmine", "carmine_wash", N_("Failed")),
    "expired": StateLook("expired", "ink3", "", N_("Expired")),
    "cancelled": StateLook("cancelled", "ink3", "", N_("Cancelled")),
    "void": StateLook("void", "ink3", "", N_("Void")),
    "withdrawn": StateLook("withdrawn", "ink2", "", N_("Withdrawn")),
}
FINDINGS: Final = {
    "block": ("must_fix", "carmine"),
    "override": ("must_fix", "ochre"),
    "warn": ("advised", "ochre"),
    "note": ("note", "ink2"),
    "done": ("done", "green"),
}


def word_of(state: str) -> str:
    """The state in words, in the window's language."""
    return tr(STATES[state].word)


def paint_state(painter: QPainter, left: float, middle: float, state: str, turn: float = 0.0) -> float:
    """Paint a state badge whose glyph starts at `left` and whose middle is `middle`; the width from `left`."""
    look = STATES[state]
    colours = theme.colours()
    words = tr(look.word)
    advance = fonts.width(words, Role.DENSE)
    half = fonts.scaled(22) / 2
    if look.ground:
        ground = QRectF(left - _INSET, middle - half, _INSET + GLYPH + _GAP + advance + 8, 2 * half)
        border = colours[look.colour] if colours.is_high_contrast else None
        paint.box(painter, ground, Radius.BUTTON, colours[look.ground], border)
    box = QRectF(left, middle - GLYPH / 2, GLYPH, GLYPH)
    glyphs.paint(painter, look.glyph, box, colours[look.colour], theme.colours().on_state, turn)
    text = QRectF(left + GLYPH + _GAP, middle - half, advance + 1, 2 * half)
    paint.text(painter, text, words, Role.DENSE, colours[look.colour])
    return GLYPH + _GAP + advance + (8 if look.ground else 0)


def state_width(state: str) -> int:
    """The whole width of a badge, its ground included."""
    look = STATES[state]
    ground = _INSET + 8 if look.ground else 0
    return GLYPH + _GAP + fonts.width(tr(look.word), Role.DENSE) + ground


def paint_state_glyph(painter: QPainter, box: QRectF, state: str, turn: float = 0.0) -> None:
    """Only the mark of a state, for lists that have one mark per account."""
    look = STATES[state]
    glyphs.paint(painter, look.glyph, box, theme.colours()[look.colour], theme.colours().on_state, turn)


def paint_finding_glyph(painter: QPainter, box: QRectF, severity: str) -> None:
    """The mark of a finding: block, override, warn, note or done."""
    glyph, colour = FINDINGS[severity]
    glyphs.paint(painter, glyph, box, theme.colours()[colour], theme.colours().on_state)


def paint_tile(painter: QPainter, left: float, top: float, character: str, *, active: bool = False) -> None:
    """The platform's tile: 20 px, one Han character, no brand."""
    colours = theme.colours()
    square = QRectF(left, top, 20, 20)
    paint.box(painter, square, Radius.CHIP, None, colours.ink if active else colours.edge)
    font = fonts.sized("sans", 12, bold=active)
    paint.text_in(painter, square, character, font, colours.ink if active else colours.ink2, paint.CENTRE)
