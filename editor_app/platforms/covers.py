"""The shape of covers: apart, because several platforms cut covers by themselves, and heads off with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.text import T
from editor_app.platforms.contract import OptionField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.platforms.contract import Fit

SHAPE, HOW = "cover_shape", "cover_how"
MARGIN, CUT = "margin", "cut"
_SHAPES = {"16:9": (16, 9), "4:3": (4, 3), "3:4": (3, 4), "1:1": (1, 1), "2.35:1": (235, 100)}
OPTIONS: tuple[OptionField, ...] = (
    OptionField(
        SHAPE,
        T("Shape of covers"),
        default="own",
        hint=T("As the platform shows them; else it cuts them itself, from the middle."),
        choices=(
            ("own", T("as the picture is")),
            ("16:9", T("16:9")),
            ("4:3", T("4:3")),
            ("3:4", T("3:4, upright")),
            ("1:1", T("square")),
            ("2.35:1", T("2.35:1")),
        ),
    ),
    OptionField(
        HOW,
        T("Covers of another shape"),
        default=MARGIN,
        choices=((MARGIN, T("whole, on a plain margin")), (CUT, T("cut, from the middle"))),
    ),
)


def cover_fit(fit: Fit, options: Mapping[str, str]) -> Fit:
    """What a cover must fit into with an account's settings; one that isn't known leaves the shape as it is."""
    shape = _SHAPES.get(options.get(SHAPE, ""))
    if shape is None:
        return fit
    return replace(fit, shape=shape, margin=options.get(HOW, MARGIN) != CUT)
