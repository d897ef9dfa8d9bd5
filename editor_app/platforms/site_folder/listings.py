"""What a site derives from its articles: front page, sitemap and feeds; the same articles, the same bytes.

Sources, read 2026-11-28: rssboard.org/rss-specification (2.0.11), jsonfeed.org/version/1.1, sitemaps.org/protocol.html;
read 2026-11-29: RFC 4287 (Atom).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from editor_app.domain.canonical import canonical
from editor_app.domain.manifest_json import Fields
from editor_app.platforms.cap import MIME
from editor_app.platforms.site_folder.pages import index_item, index_page, stylesheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.canonical import Json

STYLE = "style.css"
_FEED_ITEMS = 30
_NO_ARTICLE_YET = "1970-01-01T00:00:00+00:00"
_TEXTS = (
    "key", "slug", "title", "summary", "language", "author", "html", "image", "published_at", "published_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """What the site remembers of an article beside its page."""

    key: str
    """The delivery's key: an article at the same place with another key is another article."""
    slug: str
    title: str
    summary: str
    language: str
    author: str
    html: str
    """The text, with pictures as `../../media/…`."""
    image: str
    """The cover as `../../media/…`; empty = none."""
    published_at: str
    """RFC 3339 with the site's offset."""
    published_on: str
    """As people read it."""
    tags: tuple[str, ...] = ()
    alert: str = ""
    """Where its notice for machines lies, from the site's root; empty = it is none."""

    def as_bytes(self) -> bytes:
        """What stands in article.json."""
        texts: dict[str, Json] = {name: str(getattr(self, name)) for name in _TEXTS}
        alert: dict[str, Json] = {"alert": self.alert} if self.alert else {}
        return canonical({"v": 1, "tags": list(self.tags), **texts, **alert})


def article_from(content: bytes) -> Article:
    """The inverse of `Article.as_bytes`.

    Raises:
        ValueError: it is none.
    """
    fields = Fields(json.loads(content))
    texts = {name: fields.text(name) for name in _TEXTS}
    datetime.fromisoformat(texts["published_at"])
    said = fields.value if isinstance(fields.value, dict) else {}
    return Article(tags=tuple(str(tag) for tag in fields.items("tags")), alert=str(said.get("alert", "")), **texts)


@dataclass(frozen=True, slots=True)
class Site:
    """What the listings say of the site itself."""

    title: str
    language: str
    base: str
    """Where it is served, without a closing slash; a file: address when it is only a folder."""


def listings(site: Site, articles: Sequence[Article]) -> dict[str, bytes]:
    """Every derived file by its path in the folder, in the order in which they are written: feeds come last."""
    newest = sorted(articles, key=lambda article: (datetime.fromisoformat(article.published_at), article.slug))[::-1]
    items = [
        index_item(a.slug, a.title, a.summary, (a.published_at, a.published_on), a.language or site.language)
        for a in newest
    ]
    return {
        STYLE: stylesheet(),
        "index.html": index_page(site.title, site.language, items).encode(),
        "sitemap.xml": _sitemap(site, newest).encode(),
        "feed.xml": _rss(site, newest[:_FEED_ITEMS]).encode(),
        "atom.xml": _atom(site, newest[:_FEED_ITEMS]).encode(),
        "feed.json": _json_feed(site, newest[:_FEED_ITEMS]),
    }


def page_url(site: Site, slug: str) -> str:
    """Where readers open an article; a folder without a web server needs the file's name."""
    return f"{site.base}/articles/{slug}/" + ("index.html" if site.base.startswith("file:") else "")


def _absolute(site: Site, html: str) -> str:
    return html.replace('src="../../media/', f'src="{site.base}/media/')


def _rss(site: Site, articles: Sequence[Article]) -> str:
    items = "".join(_rss_item(site, article) for article in articles)
    latest = f"<lastBuildDate>{_rfc822(articles[0].published_at)}</lastBuildDate>" if articles else ""
    own = f'<atom:link href={quoteattr(site.base + "/feed.xml")} rel="self" type="application/rss+xml"/>'
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">\n'
        f"<channel><title>{_xml(site.title)}</title><link>{_xml(site.base)}/</link>"
        f"<description>{_xml(site.title)}</description><language>{_xml(site.language)}</language>{own}{latest}\n"
        f"{items}</channel>\n</rss>\n"
    )


def _rss_item(site: Site, article: Article) -> str:
    url = _xml(page_url(site, article.slug))
    tags = "".join(f"<category>{_xml(tag)}</category>" for tag in article.tags)
    return (
        f'<item><title>{_xml(article.title)}</title><link>{url}</link><guid isPermaLink="true">{url}</guid>'
        f"<pubDate>{_rfc822(article.published_at)}</pubDate>{tags}"
        f"<description>{_xml(_absolute(site, article.html))}</description></item>\n"
    )


def _atom(site: Site, articles: Sequence[Article]) -> str:
    latest = articles[0].published_at if articles else _NO_ARTICLE_YET
    own = f'<link rel="self" type="application/atom+xml" href={quoteattr(site.base + "/atom.xml")}/>'
    entries = "".join(_atom_entry(site, article) for article in articles)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f"xml:lang={quoteattr(site.language)}>\n<title>{_xml(site.title)}</title><id>{_xml(site.base)}/</id>"
        f"<link href={quoteattr(site.base + '/')}/>{own}<updated>{_xml(latest)}</updated>"
        f"<author><name>{_xml(site.title)}</name></author>\n{entries}</feed>\n"
    )


def _atom_entry(site: Site, article: Article) -> str:
    url = page_url(site, article.slug)
    tags = "".join(f"<category term={quoteattr(_plain(tag))}/>" for tag in article.tags)
    author = f"<author><name>{_xml(article.author)}</name></author>" if article.author else ""
    summary = f"<summary>{_xml(article.summary)}</summary>" if article.summary else ""
    place = quoteattr(f"{site.base}/{article.alert}")
    alert = f'<link rel="enclosure" type="{MIME}" href={place}/>' if article.alert else ""
    return (
        f"<entry xml:lang={quoteattr(article.language)}><title>{_xml(article.title)}</title><id>{_xml(url)}</id>"
        f"<link href={quoteattr(url)}/>{alert}<published>{_xml(article.published_at)}</published>"
        f"<updated>{_xml(article.published_at)}</updated>{author}{tags}{summary}"
        f'<content type="html">{_xml(_absolute(site, article.html))}</content></entry>\n'
    )


def _json_feed(site: Site, articles: Sequence[Article]) -> bytes:
    items: list[Json] = [_json_item(site, article) for article in articles]
    feed: dict[str, Json] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.title,
        "home_page_url": f"{site.base}/",
        "feed_url": f"{site.base}/feed.json",
        "language": site.language,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode() + b"\n"


def _json_item(site: Site, article: Article) -> dict[str, Json]:
    url = page_url(site, article.slug)
    item: dict[str, Json] = {
        "id": url,
        "url": url,
        "title": article.title,
        "content_html": _absolute(site, article.html),
        "date_published": article.published_at,
        "language": article.language,
        "tags": list(article.tags),
    }
    if article.summary:
        item["summary"] = article.summary
    if article.author:
        item["authors"] = [{"name": article.author}]
    if article.alert:
        item["attachments"] = [{"url": f"{site.base}/{article.alert}", "mime_type": MIME}]
    if article.image:
        item["image"] = article.image.replace("../../", f"{site.base}/", 1)
    return item


def _sitemap(site: Site, articles: Sequence[Article]) -> str:
    urls = "".join(
        f"<url><loc>{_xml(page_url(site, article.slug))}</loc><lastmod>{_xml(article.published_at)}</lastmod></url>\n"
        for article in articles
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{space}">\n{urls}</urlset>\n'


def _rfc822(moment: str) -> str:
    return format_datetime(datetime.fromisoformat(moment))


def _xml(text: str) -> str:
    return escape(_plain(text))


def _plain(text: str) -> str:
    """Text for XML 1.0, which has no control characters at all."""
    return "".join(c for c in text if c >= " " or c in "\t\n")
