"""Front page, feeds and sitemap follow from the articles alone and keep their formats."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from email.utils import parsedate_to_datetime

import pytest

from editor_app.platforms.site_folder.listings import Article, Site, article_from, listings, page_url

SITE = Site("示范市政府", "zh-CN", "https://news.example.gov.cn")
ARTICLE = Article(
    key="k",
    slug="ban-shi",
    title="办事 <指南> & 问答",
    summary="一次办成",
    language="zh-CN",
    author="政务局",
    html='<p>12 件</p><img src="../../media/a.png" alt="大厅">',
    image="../../media/c.png",
    published_at="2026-11-28T17:30:00+08:00",
    published_on="2026-11-28 17:30",
    tags=("便民",),
)
OLDER = replace(ARTICLE, slug="older", published_at="2026-11-28T09:00:00+00:00", image="", author="", summary="")
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_an_article_is_read_back_as_it_was_written() -> None:
    assert article_from(ARTICLE.as_bytes()) == ARTICLE


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", ARTICLE.as_bytes().replace(b"2026-11-28T17", b"yesterday")])
def test_what_is_no_article_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        article_from(content)


def test_the_same_articles_in_any_order_give_the_same_bytes() -> None:
    assert listings(SITE, [ARTICLE, OLDER]) == listings(SITE, [OLDER, ARTICLE])


def test_the_newest_comes_first_whatever_the_offset() -> None:
    page = listings(SITE, [OLDER, ARTICLE])["index.html"].decode()
    assert page.index("articles/ban-shi/") < page.index("articles/older/")


def test_the_json_feed_keeps_version_1_1() -> None:
    feed = json.loads(listings(SITE, [ARTICLE, OLDER])["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    first, second = feed["items"]
    assert first["id"] == first["url"] == "https://news.example.gov.cn/articles/ban-shi/"
    assert first["content_html"].endswith('src="https://news.example.gov.cn/media/a.png" alt="大厅">')
    assert first["image"] == "https://news.example.gov.cn/media/c.png"
    assert (first["authors"], first["date_published"]) == ([{"name": "政务局"}], "2026-11-28T17:30:00+08:00")
    assert {"summary", "authors", "image"} & second.keys() == set()


def test_the_rss_feed_is_rss_2_with_absolute_addresses_and_dates() -> None:
    channel = ET.fromstring(listings(SITE, [ARTICLE, OLDER])["feed.xml"]).find("channel")  # noqa: S314 - our own
    assert channel is not None
    item = channel.find("item")
    assert item is not None
    assert item.findtext("title") == "办事 <指南> & 问答"
    assert item.findtext("guid") == "https://news.example.gov.cn/articles/ban-shi/"
    assert parsedate_to_datetime(item.findtext("pubDate") or "").isoformat() == ARTICLE.published_at
    assert "<p>12 件</p>" in (item.findtext("description") or "")
    assert channel.findtext("language") == "zh-CN"


def test_the_atom_feed_is_rfc_4287_with_a_time_an_id_and_an_author() -> None:
    feed = ET.fromstring(listings(SITE, [ARTICLE, OLDER])["atom.xml"])  # noqa: S314 - our own
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.tag == f"{atom}feed"
    assert (feed.findtext(f"{atom}id"), feed.findtext(f"{atom}updated")) == (
        "https://news.example.gov.cn/",
        "2026-11-28T17:30:00+08:00",
    )
    first, second = feed.findall(f"{atom}entry")
    assert first.findtext(f"{atom}id") == "https://news.example.gov.cn/articles/ban-shi/"
    assert first.findtext(f"{atom}author/{atom}name") == "政务局"
    assert second.find(f"{atom}author") is None, "the feed's own stands for it"
    content = first.find(f"{atom}content")
    assert content is not None
    assert (content.get("type"), (content.text or "")[:11]) == ("html", "<p>12 件</p>")


def test_feeds_are_written_after_everything_that_they_lead_to() -> None:
    names = list(listings(SITE, [ARTICLE]))
    assert names[0] == "style.css"
    assert names[-3:] == ["feed.xml", "atom.xml", "feed.json"]


def test_the_sitemap_names_every_article_and_the_feeds_the_newest_thirty() -> None:
    many = [replace(ARTICLE, slug=f"a-{n}", published_at=f"2026-01-01T00:00:{n:02d}+08:00") for n in range(40)]
    files = listings(SITE, many)
    urls = ET.fromstring(files["sitemap.xml"]).findall("s:url/s:loc", SPACES)  # noqa: S314 - our own
    assert len(urls) == 40
    assert len(json.loads(files["feed.json"])["items"]) == 30


def test_control_characters_do_not_break_the_feed() -> None:
    strange = replace(ARTICLE, title="a\x00\x0bb]]>", summary="\x1b[31m")
    for name in ("feed.xml", "atom.xml"):
        ET.fromstring(listings(SITE, [strange])[name])  # noqa: S314 - our own


def test_an_empty_site_has_valid_files() -> None:
    files = listings(SITE, [])
    assert json.loads(files["feed.json"])["items"] == []
    ET.fromstring(files["feed.xml"])  # noqa: S314 - our own
    assert sorted(files) == ["atom.xml", "feed.json", "feed.xml", "index.html", "sitemap.xml", "style.css"]


def test_without_a_web_server_an_address_names_the_file() -> None:
    assert page_url(replace(SITE, base="file:///srv/site"), "a") == "file:///srv/site/articles/a/index.html"
    assert page_url(SITE, "a") == "https://news.example.gov.cn/articles/a/"
