"""The pages of a site as text: apart, because they are sealed as they are and need neither disk nor account."""

from __future__ import annotations

import html
import json
from functools import cache
from string import Template
from typing import TYPE_CHECKING, cast

from editor_app.domain.edition import late_placeholder
from editor_app.platforms.cap import MIME
from editor_app.rendering.sanitised import inert
from editor_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.document import Content
    from editor_app.domain.edition import SealedMedia

_WITHDRAWN = b'<meta name="press-desk" content="withdrawn">'
_HEAD_BYTES = 1_000


def article_page(
    content: Content, body: str, cover: SealedMedia | None, site: str, address: str, alert: str = ""
) -> str:
    """The whole page of an article, with late fields for pictures and for the time of publication.

    Args:
        content: the variant's words.
        body: its sanitised HTML.
        cover: shown above the text.
        site: the site's title.
        address: of the page itself for search engines; empty when the site has none.
        alert: where its notice for machines lies, from the page; empty = it is none.
    """
    words = words_of(content.language)
    return _template("article.html").substitute(
        {f"word_{name}": html.escape(word) for name, word in words.items()},
        language=html.escape(content.language),
        site=escaped(site),
        title=escaped(content.title),
        head=_head(content, address) + (f'<link rel="alternate" type="{MIME}" href="{alert}">\n' if alert else ""),
        published_at=late_placeholder("published_at"),
        published_on=late_placeholder("published_on"),
        summary=f'<p class="summary">{escaped(content.summary)}</p>\n' if content.summary else "",
        cover=_cover(cover),
        body=body,
        closing=_closing(content, words),
    )


def withdrawn_page(site: str, language: str) -> bytes:
    """What stands in place of a withdrawn article, where the site says so."""
    return (
        _template("withdrawn.html")
        .substitute(
            {f"word_{name}": html.escape(word) for name, word in words_of(language).items()},
            language=html.escape(language),
            site=html.escape(site),
        )
        .encode()
    )


def says_withdrawn(page: bytes) -> bool:
    """Whether a page is what stands in place of a withdrawn article."""
    return _WITHDRAWN in page[:_HEAD_BYTES]


def index_page(site: str, language: str, items: Sequence[str]) -> str:
    """The front page.

    Args:
        site: the site's title.
        language: of its words.
        items: what `index_item` gave, newest first.
    """
    return _template("index.html").substitute(
        {f"word_{name}": html.escape(word) for name, word in words_of(language).items()},
        language=html.escape(language),
        site=html.escape(site),
        articles="\n".join(items),
    )


def index_item(slug: str, title: str, summary: str, times: tuple[str, str], language: str) -> str:
    """One article on the front page; `times` = machine-readable and as read by people."""
    lines = [
        f'<li lang="{html.escape(language)}">',
        f'<h2><a href="articles/{slug}/index.html">{html.escape(title)}</a></h2>',
        f'<p class="meta"><time datetime="{html.escape(times[0])}">{html.escape(times[1])}</time></p>',
        f"<p>{html.escape(summary)}</p>" if summary else "",
        "</li>",
    ]
    return "\n".join(filter(None, lines))


def stylesheet() -> bytes:
    """The site's CSS."""
    return resource("site/style.css").read_bytes()


@cache
def words_of(language: str) -> Mapping[str, str]:
    """The site's own words in Chinese or English."""
    every = cast("dict[str, dict[str, str]]", json.loads(resource("site/words.json").read_text("utf-8")))
    return every["zh" if language.lower().startswith("zh") else "en"]


def escaped(words: str) -> str:
    """Words as HTML in which no late field can hide."""
    return inert(html.escape(words))


@cache
def _template(name: str) -> Template:
    return Template(resource(f"site/{name}").read_text("utf-8"))


def _head(content: Content, address: str) -> str:
    canonical = content.link or address
    lines = [
        f'<link rel="canonical" href="{escaped(canonical)}">' if canonical else "",
        f'<meta name="description" content="{escaped(content.summary)}">' if content.summary else "",
        f'<meta name="author" content="{escaped(content.author)}">' if content.author else "",
        f'<meta name="keywords" content="{escaped(",".join(content.tags))}">' if content.tags else "",
    ]
    return "".join(f"{line}\n" for line in lines if line)


def _cover(cover: SealedMedia | None) -> str:
    if cover is None:
        return ""
    src = late_placeholder(f"media_url/{cover.ordinal}")
    size = f'width="{cover.width}" height="{cover.height}"'
    return f'<figure><img src="{src}" alt="{escaped(cover.alt)}" {size}></figure>\n'


def _closing(content: Content, words: Mapping[str, str]) -> str:
    if not content.tags:
        return ""
    return f'<p class="closing">{words["tags"]}{escaped(words["between"].join(content.tags))}</p>\n'
