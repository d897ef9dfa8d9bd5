"""Text formats of differences and comments; apart because editor, review and read-back show them alike."""

from __future__ import annotations

from PySide6.QtGui import QBrush, QTextCharFormat

from editor_app.ui import theme


def inserted() -> QTextCharFormat:
    """New text: a ground and a green line below, never colour alone."""
    colours = theme.colours()
    made = QTextCharFormat()
    made.setBackground(QBrush(colours.ins))
    made.setForeground(QBrush(colours.ink))
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    made.setUnderlineColor(colours.green)
    return made


def removed() -> QTextCharFormat:
    """Removed text: a ground and a stroke through it."""
    colours = theme.colours()
    made = QTextCharFormat()
    made.setBackground(QBrush(colours.removed))
    made.setForeground(QBrush(colours.ink2))
    made.setFontStrikeOut(True)
    return made


def commented() -> QTextCharFormat:
    """Text that a comment stands on."""
    colours = theme.colours()
    made = QTextCharFormat()
    made.setBackground(QBrush(colours.hl))
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    made.setUnderlineColor(colours.ochre)
    return made


def doubted() -> QTextCharFormat:
    """Text that a finding points at: a wave below it."""
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    made.setUnderlineColor(theme.colours().ochre)
    return made


def change_glyph(kind: str) -> tuple[str, str]:
    """Mark and colour of one change in a list: "insert", "delete" or "replace"."""
    return {"insert": ("plus", "green"), "delete": ("minus", "carmine")}.get(kind, ("plus_minus", "ochre"))
