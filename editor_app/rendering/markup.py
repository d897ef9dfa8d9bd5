"""HTML of others as our Markdown: the main part of a page, its head, and its pictures by name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T, T_n, Text
from editor_app.rendering.sanitised import is_web_address

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from markdownify import MarkdownConverter

_NOISE = "script,style,nav,header,footer,aside,form,iframe,object,svg,noscript,template,button,select,input"
_MAIN = ("#UCAP-CONTENT", "article", "main", "[role=main]", ".TRS_Editor", ".article-content", "#content", "body")
_MOST_TAGS = 50_000
_MOST_LEVELS = 200
_LONGEST_NUMBER = 9
_BLANK_LINES = re.compile(r"\n{3,}")
_MANUAL_ITEM = re.compile(r"^[•·●○■◆▪–]\s*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says about itself."""

    title: str = ""
    summary: str = ""
    source: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture that a text places: `reference` stands in the Markdown as its address."""

    reference: str
    """`import:1`, `import:2` …"""
    address: str
    """As it stood in the text."""
    alt: str


@dataclass(slots=True)
class Conversion:
    """A page as Markdown."""

    markdown: str = ""
    head: Head = field(default_factory=Head)
    pictures: list[FoundPicture] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


def markdown_of(html: str) -> Conversion:
    """The main part of an HTML page (or a pasted piece of one) as Markdown.

    Raises:
        Invalid: more tags, or deeper ones, than any page that was written by people.
    """
    from bs4 import BeautifulSoup

    if html.count("<") > 2 * _MOST_TAGS:
        raise _no_page()
    soup = BeautifulSoup(html, "lxml")
    _require_shallow(soup)
    conversion = Conversion(head=_head(soup))
    active = soup.select("script,iframe,object,form")
    if active:
        conversion.notes.append(
            T_n(
                "{count} script, form or embedded page was left out.",
                "{count} scripts, forms or embedded pages were left out.",
                count=len(active),
            )
        )
    main = next((found for selector in _MAIN if (found := soup.select_one(selector))), None) or soup
    for tag in main.select(_NOISE):
        if not tag.decomposed:
            tag.decompose()
    _drop_hidden(main, conversion)
    _note_references(main)
    _name_pictures(main, conversion)
    _drop_odd_links(main)
    conversion.markdown = _converted(main)
    return conversion


def _require_shallow(soup: BeautifulSoup) -> None:
    """Pass when the tags are nested as people nest them; what follows calls itself once for each level."""
    levels = {id(soup): 0}
    for tag in soup.find_all(name=True):  # parents come before what is in them
        levels[id(tag)] = level = levels[id(tag.parent)] + 1
        if level > _MOST_LEVELS or len(levels) > _MOST_TAGS:
            raise _no_page()


def _no_page() -> Invalid:
    return Invalid(
        T("The page has more tags, or deeper ones, than any page that people wrote."),
        T("Copy its text, and paste it as plain text."),
    )


def _converted(main: Tag) -> str:
    text = str(_converter()(heading_style="ATX", bullets="-", table_infer_header=True).convert_soup(main))
    text = "\n".join(line if line.endswith("  ") and line.strip() else line.rstrip() for line in text.split("\n"))
    text = _MANUAL_ITEM.sub("- ", re.sub(r"^\u3000+", "", text.replace("\u00a0", " "), flags=re.MULTILINE))
    text = re.sub(r"\{\{note:(\d+)\}\}", r"[^\1]", text)
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


@cache
def _converter() -> type[MarkdownConverter]:
    """The converter with lists as Python-Markdown reads them: four spaces for each level."""
    from markdownify import MarkdownConverter

    def convert_li(_self: object, item: Tag, text: str, parent_tags: object) -> str:
        del parent_tags
        parent = item.parent
        text = (text or "").strip()
        if not text:
            return "\n"
        mark = "-"
        if parent is not None and parent.name == "ol":
            start = str(parent.get("start") or "1")
            is_number = start.isascii() and start.isdigit() and len(start) <= _LONGEST_NUMBER
            mark = f"{(int(start) if is_number else 1) + len(item.find_previous_siblings('li'))}."
        lines = text.split("\n")
        return "\n".join([f"{mark} {lines[0]}", *(f"    {line}" if line else "" for line in lines[1:])]) + "\n"

    return type("ListConverter", (MarkdownConverter,), {"convert_li": convert_li})


def _head(soup: BeautifulSoup) -> Head:
    """Title, summary and source by the meta names of government sites, then by those of everybody."""
    meta: dict[str, str] = {}
    for tag in soup.select("meta[content]"):
        name = str(tag.get("name") or tag.get("property") or "").lower()
        meta.setdefault(name, " ".join(str(tag["content"]).split()))
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    link = soup.select_one("link[rel=canonical][href]")
    url = meta.get("url") or meta.get("og:url") or (str(link["href"]) if link else "")
    return Head(
        title=meta.get("articletitle") or meta.get("og:title") or title,
        summary=meta.get("description") or meta.get("og:description") or "",
        source=meta.get("contentsource") or "",
        source_url=url if is_web_address(url) else "",
    )


def _drop_hidden(main: Tag, conversion: Conversion) -> None:
    """What a reader of the page didn't see must not become public."""
    hidden = re.compile(
        r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0", re.IGNORECASE
    )
    found = [tag for tag in main.select("*") if hidden.search(str(tag.get("style") or "")) or tag.has_attr("hidden")]
    words = any(tag.get_text(strip=True) for tag in found)
    for tag in found:
        if not tag.decomposed:
            tag.decompose()
    if words:
        conversion.notes.append(T("Hidden text was left out."))


def _note_references(main: Tag) -> None:
    """Footnotes of Word (as mammoth writes them) become footnotes of Markdown."""
    for item in main.select("li[id^=footnote-]"):
        number = re.sub(r"\D", "", str(item["id"]))
        for back in item.select("a[href^='#footnote-ref-']"):
            back.decompose()
        words = " ".join(item.get_text(" ", strip=True).split())
        if item.parent is not None:
            item.parent.insert_before(f"\n\n{{{{note:{number}}}}}: {words}\n\n")
        item.decompose()
    for mark in main.select("sup > a[id^=footnote-ref-]"):
        number = re.sub(r"\D", "", str(mark["id"]))
        if mark.parent is not None:
            mark.parent.replace_with(f"{{{{note:{number}}}}}")


def _name_pictures(main: Tag, conversion: Conversion) -> None:
    for image in main.select("img"):
        address = str(image.get("src") or image.get("data-src") or "").strip()
        alt = " ".join(str(image.get("alt") or "").split())
        if not address:
            image.decompose()
            continue
        reference = f"import:{len(conversion.pictures) + 1}"
        conversion.pictures.append(FoundPicture(reference, address, alt))
        image["src"], image["alt"] = reference, alt.replace("]", "\\]")
        del image["title"]


def _drop_odd_links(main: Tag) -> None:
    for link in main.select("a"):
        if not is_web_address(str(link.get("href") or "").strip()):
            link.unwrap()
