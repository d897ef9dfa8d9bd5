"""An article as WeChat takes it: only tags that survive, every style inline, links as notes, no list within a list.

What survives is in PLATFORMS-CN 1.8 (no official list exists): section, p, span, strong, em, h2-h4, ul, ol, li,
blockquote, table and its rows, img, sup, sub, br, hr; a only to the platform's own articles.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor_app.platforms.wechat.notes import Notes
from editor_app.platforms.wechat.tree import Element, tree_of
from editor_app.rendering.sanitised import inert

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.chart import Chart
    from editor_app.platforms.wechat.themes import Theme

_OWN_LINK = re.compile(r"https?://mp\.weixin\.qq\.com/")
_NUMBER = re.compile(r"[-+−]?[0-9][0-9.,，]*[%％]?|")
_NUMBERED = re.compile(r"0[0-9](?=[ \u3000])|[0-9]{1,2}[、.．](?![0-9])")
"""A heading that counts, such as “01 …” or “2、…”, and not “12 个…”: its number is its mark."""
_COLUMN = 677
"""Width of the column that readers see, in CSS pixels."""
_STRONG = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em"}
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_SPANS = {"del": "text-decoration:line-through", "s": "text-decoration:line-through", "u": "text-decoration:underline",
          "ins": "text-decoration:underline"}  # fmt: skip
_STYLED_SPANS = {"code": "code", "mark": "highlight", "small": "small"}
_BLOCKS = frozenset({"p", "ul", "ol", "blockquote", "table", "figure", "pre", "hr", "dl", *_HEADINGS})


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article is set with, besides its text."""

    theme: Theme
    chinese: bool
    widths: Mapping[str, int] = field(default_factory=dict)
    """Pixels of each picture by its `src`; a narrow one is not blown up."""
    pieces: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """(`src`, alternative text) of what follows the first piece of a long picture, by its `src`."""
    charts: Mapping[str, Chart] = field(default_factory=dict)
    """The chart behind a `src`, whose figures follow as a table."""


def typeset(body: str, byline: str, setting: Setting) -> str:
    """The article.

    Args:
        body: sanitised HTML of the text.
        byline: a closing paragraph; empty = none.
        setting: theme, language, pictures.
    """
    page = _Page(setting)
    blocks = page.blocks(page.notes.without_notes(tree_of(body)))
    end = page.end(page.closing(tree_of(byline)) if byline else "")
    return f"<section{page.styled('body')}>{''.join(blocks)}{end}</section>"


class _Page:
    """Walks the tree once and writes."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._theme = setting.theme
        self.notes = Notes()

    def styled(self, element: str, more: str = "") -> str:
        """The style attribute of an element; nothing when it has no style."""
        style = ";".join(filter(None, (self._theme.style(element), more)))
        return f' style="{html.escape(style)}"' if style else ""

    def blocks(self, parent: Element) -> list[str]:
        """The HTML of every block below `parent`; loose words become a paragraph."""
        out: list[str] = []
        loose = Element("p")
        for child in [*parent.children, None]:
            is_block = isinstance(child, Element) and (child.tag in _BLOCKS)
            if child is not None and not is_block:
                loose.children.append(child)
                continue
            if loose.text().strip() or next(loose.elements("img"), None):
                out.append(self._paragraph(loose))
            loose = Element("p")
            if isinstance(child, Element):
                out.append(self._block(child))
        return out

    def closing(self, byline: Element) -> str:
        """The by-line below everything."""
        words = "".join(self._inline(child) for child in _whole(byline))
        return f"<p{self.styled('byline')}>{words}</p>"

    def end(self, closing: str) -> str:
        """The card below the text: by-line, notes, addresses; nothing when there is none of them."""
        inner = "".join([closing, *self.notes_html()])
        return f"<section{self.styled('end')}>{inner}</section>" if inner else ""

    def notes_html(self) -> list[str]:
        """The document's own footnotes, and the addresses of its links."""
        own = [(self.notes.mark(n), self._inlined(note)) for n, note in self.notes.own]
        zh = self._setting.chinese
        colon = "：" if zh else ": "
        links = [
            (f"[{n}]", _said(f"{words}{colon}{url}" if words else url))
            for n, (url, words) in enumerate(self.notes.links, 1)
        ]
        return [self._notes("注释" if zh else "Notes", own), self._notes("文中链接" if zh else "Links", links)]

    def _notes(self, title: str, rows: list[tuple[str, str]]) -> str:
        if not rows:
            return ""
        items = "".join(f"<p{self.styled('note')}>{mark} {words}</p>" for mark, words in rows)
        return f"<section{self.styled('notes')}><p{self.styled('notes_title')}>{title}</p>{items}</section>"

    def _block(self, element: Element) -> str:
        tag = element.tag
        if tag in _HEADINGS:
            return self._heading(element)
        if tag in {"ul", "ol"}:
            return f"<section{self.styled('list_frame')}>{''.join(self._lists(element, 0))}</section>"
        made = {
            "p": self._paragraph, "blockquote": self._quote, "table": self._table, "figure": self._figure,
            "pre": self._pre, "dl": self._definitions,
        }  # fmt: skip
        return made[tag](element) if tag in made else f"<hr{self.styled('hr')}/>"

    def _paragraph(self, element: Element) -> str:
        return f"<p{self.styled('p')}>{self._inlined(element)}</p>"

    def _heading(self, element: Element) -> str:
        tag = _HEADINGS[element.tag]
        words = self._inlined(element)
        number = _NUMBERED.match(words)
        if number is not None:
            words = f"<span{self.styled('number')}>{number[0]}</span>{words[number.end() :]}"
        elif tag != "h4" and self._theme.style(f"{tag}_inner"):
            words = f"<span{self.styled(f'{tag}_inner')}>{words}</span>"
        return f"<{tag}{self.styled(tag)}>{words}</{tag}>"

    def _quote(self, element: Element) -> str:
        paragraphs = "".join(self.blocks(element))
        plain, own = f"<p{self.styled('p')}>", f"<p{self.styled('quote_p')}>"
        return f"<blockquote{self.styled('quote')}>{paragraphs.replace(plain, own)}</blockquote>"

    def _lists(self, element: Element, depth: int) -> list[str]:
        """The list as lists beside each other: an inner one follows its item, and the outer one goes on after it."""
        tag, out = element.tag, list[str]()
        number, items = int(element.attributes.get("start") or 1), list[str]()
        first = number
        for item in (child for child in element.children if isinstance(child, Element) and child.tag == "li"):
            inner = [child for child in item.children if isinstance(child, Element) and child.tag in {"ul", "ol"}]
            items.append(self._item(Element("li", {}, [child for child in item.children if child not in inner])))
            number += 1
            if inner:
                out.append(self._list(tag, first, items, depth))
                first, items = number, []
                out += [made for one in inner for made in self._lists(one, depth + 1)]
        return [*out, self._list(tag, first, items, depth)] if items else out

    def _list(self, tag: str, first: int, items: list[str], depth: int) -> str:
        start = f' start="{first}"' if tag == "ol" and first != 1 else ""
        return f"<{tag}{start}{self.styled('inner_list' if depth else 'list')}>{''.join(items)}</{tag}>"

    def _item(self, item: Element) -> str:
        """One item, its paragraphs joined: a block inside of an item breaks the marker off on some telephones."""
        pieces = [child for child in item.children if not isinstance(child, str) or child.strip()]
        words = [
            self._inlined(one) if isinstance(one, Element) and one.tag == "p" else self._piece(one) for one in pieces
        ]
        gap = "<br/>" if any(isinstance(one, Element) and one.tag == "p" for one in pieces) else ""
        return f"<li{self.styled('item')}>{gap.join(words)}</li>"

    def _piece(self, child: Element | str) -> str:
        is_block = isinstance(child, Element) and child.tag in _BLOCKS
        return self._block(child) if is_block and isinstance(child, Element) else self._inline(child)

    def _figure(self, element: Element) -> str:
        image = next(element.elements("img"), None)
        shown = self._image(image) if image else ""
        captions = [f"<p{self.styled('caption')}>{self._inlined(one)}</p>" for one in element.elements("figcaption")]
        chart = self._setting.charts.get(image.attributes.get("src", "")) if image else None
        figures = self._chart_table(chart) if chart else ""
        return f"<section{self.styled('figure')}>{shown}{''.join(captions)}</section>{figures}"

    def _image(self, element: Element) -> str:
        src, alt = element.attributes.get("src", ""), inert(html.escape(element.attributes.get("alt", "")))
        wide = self._setting.widths.get(src, _COLUMN)
        width = "width:100%" if wide >= _COLUMN else f"width:{wide}px;max-width:100%"
        more = self._setting.pieces.get(src, ())
        style = self.styled("img", f"{width};height:auto" + (";border-radius:0" if more else ""))
        shown = [(src, alt), *((one, inert(html.escape(said))) for one, said in more)]
        return "".join(f'<img src="{html.escape(one)}" alt="{said}"{style}/>' for one, said in shown)

    def _chart_table(self, chart: Chart) -> str:
        label = f"{chart.title}（{chart.unit}）" if self._setting.chinese else f"{chart.title} ({chart.unit})"
        sides = [_side_of([row[at] for row in chart.rows]) for at in range(len(chart.columns))]
        head = Element("tr", {}, [Element("th", side, [name]) for name, side in zip(chart.columns, sides, strict=True)])
        rows = [
            Element("tr", {}, [Element("td", side, [cell]) for cell, side in zip(row, sides, strict=True)])
            for row in chart.rows
        ]
        table = Element("table", {}, [Element("caption", {}, [label]), head, *rows])
        return self._table(table)

    def _table(self, element: Element) -> str:
        named = element.elements("caption")
        captions = "".join(f"<p{self.styled('table_caption')}>{self._inlined(one)}</p>" for one in named)
        rows, data = list[str](), 0
        for row in element.elements("tr"):
            cells = [cell for cell in row.children if isinstance(cell, Element) and cell.tag in {"th", "td"}]
            data += any(cell.tag == "td" for cell in cells)
            rows.append(f"<tr>{''.join(self._cell(cell, even=data % 2 == 0) for cell in cells)}</tr>")
        table = f"<table{self.styled('table')}><tbody>{''.join(rows)}</tbody></table>"
        return f"{captions}<section{self.styled('table_frame')}>{table}</section>"

    def _cell(self, cell: Element, *, even: bool) -> str:
        kind = "th" if cell.tag == "th" else "td_even" if even else "td"
        align = cell.attributes.get("align", "")
        spans = "".join(
            f' {n}="{html.escape(cell.attributes[n])}"' for n in ("colspan", "rowspan") if n in cell.attributes
        )
        more = f"text-align:{align}" if align in {"left", "center", "right"} else ""
        return f"<{cell.tag}{spans}{self.styled(kind, more)}>{self._inlined(cell)}</{cell.tag}>"

    def _pre(self, element: Element) -> str:
        lines = element.text().rstrip("\n").split("\n")
        kept = "<br/>".join(_said(line.expandtabs(4)).replace(" ", "&nbsp;") for line in lines)
        return f"<section{self.styled('pre')}>{kept}</section>"

    def _definitions(self, element: Element) -> str:
        said = [
            Element("strong", {}, child.children) if child.tag == "dt" else Element("span", {}, child.children)
            for child in element.elements("dt", "dd")
        ]
        return "".join(f"<p{self.styled('p')}>{self._inline(one)}</p>" for one in said)

    def _inlined(self, element: Element) -> str:
        return "".join(self._inline(child) for child in element.children).strip()

    def _inline(self, child: Element | str) -> str:
        if isinstance(child, str):
            return _said(child)
        if child.tag == "br":
            return "<br/>"
        special = {"img": self._image, "a": self._link, "sup": self._raised}.get(child.tag)
        return special(child) if special else self._emphasised(child)

    def _emphasised(self, child: Element) -> str:
        tag, words = child.tag, "".join(self._inline(one) for one in child.children)
        if tag in _STRONG:
            return f"<{_STRONG[tag]}{self.styled(_STRONG[tag])}>{words}</{_STRONG[tag]}>"
        if tag in _STYLED_SPANS:
            return f"<span{self.styled(_STYLED_SPANS[tag])}>{words}</span>"
        return f'<span style="{_SPANS[tag]}">{words}</span>' if tag in _SPANS else _worded(tag, words)

    def _raised(self, element: Element) -> str:
        number = self.notes.number_of(element)
        if number is not None:
            return f"<sup{self.styled('mark_number')}>{self.notes.mark(number)}</sup>"
        return f"<sup>{''.join(self._inline(one) for one in element.children)}</sup>"

    def _link(self, element: Element) -> str:
        target = element.attributes.get("href", "")
        words = "".join(self._inline(one) for one in element.children)
        if _OWN_LINK.match(target):
            return f'<a href="{inert(html.escape(target))}"{self.styled("link")}>{words}</a>'
        if not target or target.startswith("#"):
            return words
        said = element.text().strip()
        if said == target.removeprefix("mailto:"):
            return f"<span{self.styled('link')}>{words}</span>"
        number = self.notes.link(target.removeprefix("mailto:"), said)
        return f"<span{self.styled('link')}>{words}</span><sup{self.styled('mark_number')}>[{number}]</sup>"


def _worded(tag: str, words: str) -> str:
    """Elements that the platform doesn't know, said with signs instead."""
    match tag:
        case "sub":
            return f"<sub>{words}</sub>"
        case "q":
            return f"“{words}”"
        case "rt":
            return f"（{words}）"
        case "rp":
            return ""
    return words


def _whole(byline: Element) -> list[Element | str]:
    paragraph = next(byline.elements("p"), byline)
    return paragraph.children


def _side_of(cells: list[str]) -> dict[str, str]:
    """On which side a column of a chart's figures stands: numbers on the right."""
    are_numbers = all(_NUMBER.fullmatch(cell.strip()) for cell in cells)
    return {"align": "right"} if are_numbers else {}


def _said(words: str) -> str:
    return inert(html.escape(words, quote=False))
