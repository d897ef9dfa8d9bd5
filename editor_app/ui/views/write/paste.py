"""What a paste or drop means: text, Word's HTML, a table, pictures; apart because it decides and inserts nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QImage

from editor_app.domain.errors import Invalid

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from editor_app.rendering.tables import Table

LONGEST: Final = 5 * 1024 * 1024  # characters of a document
SLICE: Final = 64 * 1024  # characters put in between two frames
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".webp", ".gif")
_TABLES: Final = (".csv", ".tsv", ".xlsx", ".xls", ".ods")
_TEXTS: Final = (".md", ".markdown", ".txt", ".html", ".htm", ".docx")
_LONGEST_HTML: Final = 4 * 1024 * 1024
_RICH: Final = re.compile(r"<(?:b|strong|i|em|h[1-6]|ul|ol|li|table|a\s|img|blockquote|p[\s>])", re.IGNORECASE)
_MISSING: Final = re.compile(r"!\[((?:\\.|[^\]\\])*)\]\((?:<[^>\n]+>|(?!media:|chart:)[^)\s]+)(?:\s+\"[^\"]*\")?\)")
_NEWLINES: Final = re.compile(r"\r\n?|\u2028|\u2029")


@dataclass(frozen=True, slots=True)
class PastedText:
    """Text as it is; possibly long."""

    text: str


@dataclass(frozen=True, slots=True)
class PastedPage:
    """HTML of Word, WPS or a browser; `markdown_of` makes text of it, in the background when it is long."""

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class PastedTable:
    """Cells of Excel, WPS or a page."""

    table: Table


@dataclass(frozen=True, slots=True)
class PastedImage:
    """A picture of the clipboard."""

    image: QImage


@dataclass(frozen=True, slots=True)
class PastedFiles:
    """Files by what they are."""

    pictures: tuple[Path, ...]
    tables: tuple[Path, ...]
    texts: tuple[Path, ...]
    others: tuple[Path, ...]


Pasted = PastedText | PastedPage | PastedTable | PastedImage | PastedFiles | None


def meaning_of(source: QMimeData) -> Pasted:
    """What the clipboard or a drop holds for us; None = nothing."""
    if source.hasUrls() and (files := [Path(u.toLocalFile()) for u in source.urls() if u.isLocalFile()]):
        return _files(files)
    text = _NEWLINES.sub("\n", source.text()) if source.hasText() else ""
    html = source.html() if source.hasHtml() else ""
    table = _table(text, html)
    if table is not None:
        return PastedTable(table)
    if source.hasImage() and not text.strip():
        image = source.imageData()
        return PastedImage(image if isinstance(image, QImage) else QImage(image))
    if html and len(html) <= _LONGEST_HTML and _RICH.search(html):
        return PastedPage(html, text)
    return PastedText(text) if text else None


def markdown_of(page: PastedPage) -> str:
    """The HTML as Markdown, or its plain text when nothing comes of it. Pictures of the web are their words."""
    from editor_app.rendering import markup

    try:
        made = markup.markdown_of(page.html).markdown.strip("\n")
    except Invalid:
        made = ""
    return _MISSING.sub(r"\1", made) if made.strip() else page.text


def _table(text: str, html: str) -> Table | None:
    if len(html) > _LONGEST_HTML or len(text) > LONGEST:
        return None
    is_page = html and len(re.findall(r"<(?:p|h[1-6]|li)[\s>]", re.sub(r"(?is)<table.*?</table>", "", html))) > 1
    if is_page:
        return None  # an article with a table in it is an article
    from editor_app.rendering.tables import table_from_clipboard

    try:
        return table_from_clipboard(text, html)
    except Invalid:
        return None


def _files(files: list[Path]) -> PastedFiles:
    def of(kinds: tuple[str, ...]) -> tuple[Path, ...]:
        return tuple(path for path in files if path.suffix.lower() in kinds)

    known = (*_PICTURES, *_TABLES, *_TEXTS)
    others = tuple(path for path in files if path.suffix.lower() not in known)
    return PastedFiles(of(_PICTURES), of(_TABLES), of(_TEXTS), others)
