"""The visual language as values: pigments, type, spaces and sizes; apart so that no widget invents its own."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Palette:
    """The pigments of one theme; the names say the use, not the hue."""

    name: str
    desk: QColor
    panel: QColor
    paper: QColor
    sunk: QColor
    line: QColor
    edge: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    on_ink: QColor
    seal: QColor
    seal_ink: QColor
    seal_wash: QColor
    on_seal: QColor
    indigo: QColor
    indigo_wash: QColor
    green: QColor
    green_wash: QColor
    ochre: QColor
    ochre_wash: QColor
    carmine: QColor
    carmine_wash: QColor
    ins: QColor
    removed: QColor
    hl: QColor
    c1: QColor
    c2: QColor
    c3: QColor
    scrim: QColor
    on_state: QColor

    def __getitem__(self, token: str) -> QColor:
        """The colour called `token`, for looks that are held as data."""
        colour: QColor = getattr(self, token)
        return colour

    @property
    def is_high_contrast(self) -> bool:
        """Whether washes need a border because they have no ground of their own."""
        return self.name == "contrast"


def contrast_ratio(one: QColor, other: QColor) -> float:
    """WCAG 2.x contrast of two opaque colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _palette(name: str, scrim: QColor, hexes: str) -> Palette:
    """A palette from its colours in the order of the fields, the scrim apart because it is not opaque."""
    given = dict(zip(_TOKENS, (QColor(f"#{value}") for value in hexes.split()), strict=True))
    return Palette(name=name, scrim=scrim, **given)


_TOKENS: Final = tuple(field.name for field in fields(Palette) if field.name not in ("name", "scrim"))
LIGHT: Final = _palette(
    "light",
    QColor(38, 35, 30, 102),
    "ECEAE5 F5F4F0 FDFCFA E2DFD8 D8D4CB 8A8478 1F1D1A 4A463F 645F56 FBFAF7 BF351E B02F19 F9EAE5 FFFFFF "
    "2B4A78 E2E8F0 2A6549 E2ECE5 80510B F5EBD4 8A1C48 F4E2E8 DDEAE1 F3DFE3 F3E6BF 4A463F 8A5F16 2A6549 FFFFFF",
)
DARK: Final = _palette(
    "dark",
    QColor(0, 0, 0, 143),
    "191816 201F1C 272522 3B3833 3A3732 878073 ECE8E0 C9C3B8 ACA69A 1B1A17 C7432B F08A72 3A231D FFFFFF "
    "9DBBE6 2A3342 83C4A0 22332A E0B566 3A301D F093B2 3C222C 22382C 43252E 4A3F20 C9C3B8 E0B566 83C4A0 1B1A17",
)
HIGH_CONTRAST: Final = _palette(
    "contrast",
    QColor(0, 0, 0, 128),
    "FFFFFF FFFFFF FFFFFF C9C9C9 000000 000000 000000 000000 000000 FFFFFF 9A1F0A 8A1A07 FFFFFF FFFFFF "
    "002E7A DCE8FF 00482A FFFFFF 5C3600 FFFFFF 75003A FFFFFF D2F2DF FFDCE6 FFF0A8 4A463F 8A5F16 2A6549 FFFFFF",
)
PALETTES: Final = {palette.name: palette for palette in (LIGHT, DARK, HIGH_CONTRAST)}


class Role(StrEnum):
    """What a text is; family, size, line and weight follow from it."""

    BRAND = "brand"  # the program's name at the first start
    DISPLAY = "display"
    TITLE = "title"
    HEAD = "head"
    BODY = "body"
    BODY_BOLD = "body_bold"
    DENSE = "dense"
    DENSE_BOLD = "dense_bold"
    NOTE = "note"
    NOTE_BOLD = "note_bold"
    TINY = "tiny"  # 11 px, only digits of counters, key caps and drift badges
    TINY_BOLD = "tiny_bold"
    DIGEST = "digest"
    DOC_TITLE = "doc_title"
    REVIEW_TITLE = "review_title"
    DOC_H2 = "doc_h2"
    DOC_H3 = "doc_h3"
    DOC_BODY = "doc_body"
    REVIEW_BODY = "review_body"
    ROW_TITLE = "row_title"
    ROW_SERIF = "row_serif"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Type:
    """One step of the type scale: pixels at 100 %."""

    family: str  # sans, serif or mono
    size: int
    line: int
    bold: bool


TYPE: Final = {
    Role.BRAND: Type("sans", 32, 44, bold=True),
    Role.DISPLAY: Type("sans", 24, 32, bold=True),
    Role.TITLE: Type("sans", 20, 28, bold=True),
    Role.HEAD: Type("sans", 15, 24, bold=True),
    Role.BODY: Type("sans", 14, 22, bold=False),
    Role.BODY_BOLD: Type("sans", 14, 22, bold=True),
    Role.DENSE: Type("sans", 13, 20, bold=False),
    Role.DENSE_BOLD: Type("sans", 13, 20, bold=True),
    Role.NOTE: Type("sans", 12, 16, bold=False),
    Role.NOTE_BOLD: Type("sans", 12, 16, bold=True),
    Role.TINY: Type("sans", 11, 16, bold=False),
    Role.TINY_BOLD: Type("sans", 11, 16, bold=True),
    Role.DIGEST: Type("mono", 12, 16, bold=False),
    Role.DOC_TITLE: Type("serif", 26, 40, bold=True),
    Role.REVIEW_TITLE: Type("serif", 24, 36, bold=True),
    Role.DOC_H2: Type("serif", 20, 32, bold=True),
    Role.DOC_H3: Type("serif", 17, 30, bold=True),
    Role.DOC_BODY: Type("serif", 17, 30, bold=False),
    Role.REVIEW_BODY: Type("serif", 16, 28, bold=False),
    Role.ROW_TITLE: Type("serif", 15, 24, bold=True),
    Role.ROW_SERIF: Type("serif", 14, 22, bold=False),
    Role.QUOTE: Type("serif", 15, 26, bold=False),
}

SPACES: Final = (4, 8, 12, 16, 20, 24, 32, 40, 64)


class Size:
    """Fixed measures in pixels at 100 %; `type.scaled` applies the text scale where text decides."""

    RAIL: Final = 72
    RAIL_ITEM: Final = 52
    RAIL_ITEM_LOW: Final = 48
    TOP_BAR: Final = 48
    STATUS_BAR: Final = 28
    TOOLBAR: Final = 40
    TAB_BAR: Final = 38
    ROW: Final = 36
    DENSE_ROW: Final = 28
    LIST_ROW: Final = 68
    GROUP_HEAD: Final = 60
    CONTROL: Final = 32
    ROW_CONTROL: Final = 28
    VIEW_MARGIN: Final = 24
    TODAY_MARGIN: Final = 32
    CARD_PADDING: Final = 16
    CARD_GAP: Final = 12
    NARROW_WINDOW: Final = 1360  # below: outline folds, search box 240, queue detail 368
    LOW_WINDOW: Final = 760  # below: rail items 48, three findings


class Radius:
    """Corner radii in pixels."""

    SEAL: Final = 2
    CHIP: Final = 3
    BUTTON: Final = 4
    CARD: Final = 6
    DIALOG: Final = 8
    PHONE: Final = 24
