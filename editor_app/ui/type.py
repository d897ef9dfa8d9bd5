"""Fonts by role; apart because sizes are pixels of the type scale and never come from font metrics."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from editor_app.resources import resource
from editor_app.ui.i18n import is_chinese
from editor_app.ui.tokens import TYPE, Role

_HAN: Final = {
    "sans": ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei UI", "PingFang SC", "WenQuanYi Micro Hei"),
    "serif": ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Songti SC"),
    "mono": ("Noto Sans Mono CJK SC", "Source Han Mono SC", "Consolas", "Menlo", "monospace"),
}
# An English text in a Han family shows full-width curly quotes, so Latin letters come first there: our own, because a
# machine may have Chinese fonts only.
_LATIN: Final = {"sans": "Press Desk Sans", "serif": "Press Desk Serif"}
# The middle of a Han character above its baseline, in em: text is centred by it, in both languages alike.
MIDDLE: Final = 0.385


@dataclass(slots=True)
class _Scale:
    factor: float = 1.0


_scale: Final = _Scale()


def set_scale(factor: float) -> None:
    """Enlarge all text to `factor` (1.0 to 2.0); views take it when they are built again."""
    _scale.factor = min(2.0, max(1.0, factor))
    _font.cache_clear()
    _metrics.cache_clear()


def scale() -> float:
    """The factor by which text and the heights that carry it are enlarged."""
    return _scale.factor


def scaled(pixels: float) -> int:
    """`pixels` at the present text scale; for heights and widths that text decides."""
    return round(pixels * _scale.factor)


def font(role: Role) -> QFont:
    """The font of a role in the window's language, with tabular digits."""
    return _font(role, chinese=is_chinese())


def document_font(role: Role) -> QFont:
    """The font of a role for text that is Chinese whatever the window speaks: the document's own words."""
    return _font(role, chinese=True)


def metrics(role: Role) -> QFontMetricsF:
    """The metrics of `font(role)`."""
    return _metrics(role, chinese=is_chinese())


def line(role: Role) -> int:
    """The fixed line height of a role in pixels."""
    return scaled(TYPE[role].line)


def size(role: Role) -> int:
    """The pixel size of a role."""
    return scaled(TYPE[role].size)


def width(text: str, role: Role) -> int:
    """The width of `text` on one line, rounded up."""
    return -int(-metrics(role).horizontalAdvance(text) // 1)


def sized(family: str, pixels: int, *, bold: bool) -> QFont:
    """A font outside the scale, for seals and marks whose size follows from their square."""
    return _made(family, pixels, bold=bold, chinese=True)


@cache
def _font(role: Role, *, chinese: bool) -> QFont:
    step = TYPE[role]
    return _made(step.family, scaled(step.size), bold=step.bold, chinese=chinese)


@cache
def _metrics(role: Role, *, chinese: bool) -> QFontMetricsF:
    return QFontMetricsF(_font(role, chinese=chinese))


@cache
def _made(family: str, pixels: int, *, bold: bool, chinese: bool) -> QFont:
    made = QFont(families(family, chinese=chinese))
    made.setPixelSize(pixels)
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if family != "mono" and hasattr(made, "setFeature"):  # Qt 6.7 and later
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def families(family: str, *, chinese: bool) -> list[str]:
    """The families of `family` ("sans", "serif", "mono"), the best installed one first."""
    han = [name for name in _HAN[family] if QFontDatabase.hasFamily(name)] or list(_HAN[family])
    latin = [] if chinese or family not in _LATIN or not _have_latin() else [_LATIN[family]]
    return latin + han


@cache
def _have_latin() -> bool:
    """Bring our own letters to Qt, once; on a machine where that fails, the Han families serve."""
    files = sorted(resource("fonts").glob("*.ttf"))
    return all(QFontDatabase.addApplicationFont(str(file)) >= 0 for file in files)
