"""Typeset themes of articles: inline styles as data, because the platform drops everything else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from editor_app.domain.document import DocumentKind
from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "themes/wechat"
BY_KIND = "auto"
"""The setting that chooses a theme by the kind of the document."""
_OF_KIND = {
    DocumentKind.EXPLAINER: "science",
    DocumentKind.NEWS: "fresh",
    DocumentKind.NOTICE: "official",
    DocumentKind.REBUTTAL: "emergency",
}
ELEMENTS = frozenset({
    "body", "p", "h2", "h2_inner", "h3", "h3_inner", "h4", "strong", "em", "list_frame", "list", "item", "inner_list",
    "quote", "quote_p", "figure", "img", "caption", "table_caption", "table_frame", "table", "th", "td", "td_even",
    "hr", "link", "mark_number", "notes", "notes_title", "note", "code", "pre", "byline", "highlight", "small",
    "number", "end",
})  # fmt: skip
"""What a theme says a style for; an empty one sets none."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One look."""

    name: str
    title: str
    """In Chinese."""
    title_en: str
    styles: Mapping[str, str]

    def style(self, element: str) -> str:
        """The inline style of an element; empty = none."""
        return self.styles[element]


def names() -> tuple[str, ...]:
    """Every theme there is, sorted."""
    return tuple(sorted(path.stem for path in resource(FOLDER).glob("*.toml")))


def theme_for(setting: str, kind: DocumentKind) -> Theme:
    """The theme of a setting.

    Args:
        setting: a theme's name, or `auto`.
        kind: of the document.

    Raises:
        Invalid: no such theme.
    """
    name = _OF_KIND[kind] if setting in {"", BY_KIND} else setting
    if name not in names():
        raise Invalid(
            T("There is no theme “{name}”.", name=name),
            T("Choose one of {themes}.", themes=", ".join((BY_KIND, *names()))),
        )
    return _read(name)


@cache
def _read(name: str) -> Theme:
    """A theme from its file.

    Raises:
        ValueError: an element has no style, or there is one more.
    """
    said = tomllib.loads(resource(f"{FOLDER}/{name}.toml").read_text("utf-8"))
    colors: dict[str, str] = said["colors"]
    styles = {element: _flat(style).format_map(colors) for element, style in said["styles"].items()}
    if styles.keys() != ELEMENTS:
        raise ValueError(f"the theme {name} differs in {sorted(styles.keys() ^ ELEMENTS)}")
    return Theme(name, said["title"]["zh"], said["title"]["en"], styles)


def _flat(style: str) -> str:
    """One line without spaces that only file it."""
    return ";".join(":".join(half.strip() for half in part.split(":", 1)) for part in style.split(";") if part.strip())
