"""Python-Markdown as Press Desk speaks it: one block in, HTML with marks for pictures, notes and headings out.

Apart from `blocks`, which knows the whole document: nothing here depends on what stands before or after a block.
"""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.media import Placement, placements
from editor_app.domain.text import T
from editor_app.rendering.sanitised import MARK_SCHEME

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from markdown import Markdown

NOTE_SCHEME = "pd-note"
References = "Mapping[str, tuple[str, str]]"

_PLACED = r"!\[(?:\\.|[^\]\\!]|!(?!\[))*\]\((?:media:[0-9a-f]{64}|chart:[0-9a-f-]{36})(?:\s+\"(?:\\.|[^\"\\])*\")?\)"
_NOTE = r"\[\^([^\]\s]+)\]"
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff64\u2014\u2018-\u201d\u2026\U00020000-\U0003ffff"
_SOFT_BREAK = re.compile(rf"(?<=[{_WIDE}])\n(?=[{_WIDE}])")
_EXTENSIONS = ("attr_list", "sane_lists", "fenced_code")
_FOREIGN_PICTURES = ("image_link", "image_reference", "short_image_ref")


@dataclass(slots=True)
class Marked:
    """A rendered block: its HTML, and what its marks stand for."""

    token: str
    """Hash of the block: nobody can type the mark of a block into that block."""
    html: str = ""
    placed: list[Placement] = field(default_factory=list)
    """`<img src="pd-image:TOKEN/0">` is the first of these."""
    noted: list[str] = field(default_factory=list)
    """`<sup id="pd-note:TOKEN/0"></sup>` refers to the footnote with this name."""


class Dialect:
    """A Markdown reader; not to be shared by threads."""

    def __init__(self) -> None:
        from markdown import Markdown
        from markdown.extensions.tables import TableExtension

        self._now = Marked("")
        self._notes: Collection[str] = ()
        self._with_raw = Markdown(extensions=[*_EXTENSIONS, TableExtension(use_align_attribute=True)])
        self._without_raw = Markdown(extensions=[*_EXTENSIONS, TableExtension(use_align_attribute=True)])
        self._without_raw.preprocessors.deregister("html_block")
        for reader in (self._with_raw, self._without_raw):
            self._extend(reader)

    def marked(self, text: str, references: Mapping[str, tuple[str, str]], notes: Collection[str]) -> Marked:
        """`text` rendered by itself, not yet sanitised.

        Args:
            text: one top-level block or several.
            references: link definitions of the whole document: lower-case name -> (address, title).
            notes: names of the footnotes that the document defines.

        Raises:
            Invalid: the lists or quotes in it are nested too deep.
        """
        reader = self._with_raw if "<" in text or "&" in text else self._without_raw
        self._now = Marked(hashlib.sha256(text.encode()).hexdigest()[:32])
        self._notes = notes
        reader.htmlStash.reset()
        reader.references = dict(references)
        try:
            self._now.html = reader.convert(text)
        except RecursionError as deep:
            raise Invalid(
                T("The lists or quotes of this text are nested too deep."), T("Make fewer levels of indentation.")
            ) from deep
        return self._now

    def _extend(self, reader: Markdown) -> None:
        from markdown.inlinepatterns import InlineProcessor
        from markdown.treeprocessors import Treeprocessor

        def placed(_self: object, found: re.Match[str], _data: str) -> tuple[ET.Element, int, int]:
            return self._picture(found)

        def noted(_self: object, found: re.Match[str], _data: str) -> tuple[ET.Element | None, int | None, int | None]:
            return self._note(found)

        def settled(_self: object, root: ET.Element) -> None:
            _settle(root)

        for name in _FOREIGN_PICTURES:
            reader.inlinePatterns.deregister(name)
        # Above the backslash (180), so that an alt text is read exactly as domain.media reads it; below code (190).
        picture = type("PictureProcessor", (InlineProcessor,), {"handleMatch": placed})
        reader.inlinePatterns.register(picture(_PLACED), "picture", 185)
        note = type("NoteProcessor", (InlineProcessor,), {"handleMatch": noted})
        reader.inlinePatterns.register(note(_NOTE), "note", 175)
        settling = type("SettlingProcessor", (Treeprocessor,), {"run": settled})
        reader.treeprocessors.register(settling(reader), "settle", 15)

    def _picture(self, found: re.Match[str]) -> tuple[ET.Element, int, int]:
        element = ET.Element("img")
        element.set("src", f"{MARK_SCHEME}:{self._now.token}/{len(self._now.placed)}")
        self._now.placed.append(next(placements(found[0])))
        return element, found.start(0), found.end(0)

    def _note(self, found: re.Match[str]) -> tuple[ET.Element | None, int | None, int | None]:
        if found[1] not in self._notes:
            return None, None, None
        element = ET.Element("sup")
        element.set("id", f"{NOTE_SCHEME}:{self._now.token}/{len(self._now.noted)}")
        self._now.noted.append(found[1])
        return element, found.start(0), found.end(0)


def _settle(root: ET.Element) -> None:
    """Join lines between Chinese characters, and let every picture of a paragraph stand as a figure of its own."""
    for element in root.iter():
        if element.text and "\n" in element.text and element.tag not in {"code", "pre"}:
            element.text = _joined(element.text)
        if element.tail and "\n" in element.tail:
            element.tail = _joined(element.tail)
    for parent in [e for e in root.iter() if any(c.tag == "p" and _pictures(c) for c in e)]:
        for paragraph in [child for child in parent if child.tag == "p" and _pictures(child)]:
            at = list(parent).index(paragraph)
            parent.remove(paragraph)
            for offset, piece in enumerate(_pieces(paragraph)):
                parent.insert(at + offset, piece)


def _joined(text: str) -> str:
    """`text` without the line feeds that would show as spaces between Chinese characters (stash marks stay)."""
    return _SOFT_BREAK.sub("", text)


def _pictures(paragraph: ET.Element) -> list[ET.Element]:
    return [child for child in paragraph if child.tag == "img"]


def _pieces(paragraph: ET.Element) -> list[ET.Element]:
    """A paragraph cut at its pictures: paragraphs and figures in reading order."""
    pieces: list[ET.Element] = []
    words = ET.Element("p", dict(paragraph.attrib))
    words.text = paragraph.text
    for child in list(paragraph):
        if child.tag != "img":
            words.append(child)
            continue
        tail, child.tail = child.tail, None
        figure = ET.Element("figure")
        figure.append(child)
        pieces += [*_unless_blank(words), figure]
        words = ET.Element("p")
        words.text = tail
    return [*pieces, *_unless_blank(words)]


def _unless_blank(words: ET.Element) -> list[ET.Element]:
    rest = [child for child in words if child.tag != "br"]
    blank = not rest and not "".join(words.itertext()).strip()
    if not blank and words.text:
        words.text = words.text.lstrip("\n")
    return [] if blank else [words]
