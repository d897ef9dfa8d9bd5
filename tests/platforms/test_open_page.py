"""Reading a whole page: the guarded way of links, with what stands at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.platforms.open_page import read_page
from editor_app.platforms.open_web import OpenWeb
from tests.platforms.faulty import Answer, Asked, Faulty, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

WEB = OpenWeb(may_reach=lambda _address: True)
PLAIN = {"Content-Type": "text/html"}
ANSWERS = {
    "/page": Answer(200, "<p>你好</p>".encode(), PLAIN),
    "/gbk": Answer(200, '<meta charset="gbk"><p>你好</p>'.encode("gbk"), PLAIN),
    "/punycode": Answer(
        200, b"<p>" + b"a-" * 700_000 + "你好</p>".encode(), {"Content-Type": "text/html; charset=punycode"}
    ),
    "/moved": Answer(302, b"elsewhere", {"Location": "/page", **PLAIN}),
    "/picture": Answer(200, b"\x89PNG", {"Content-Type": "image/png"}),
    "/to-picture": Answer(302, b"<p>not this</p>", {"Location": "/picture", **PLAIN}),
    "/gone": Answer(410, b"<p>gone</p>", PLAIN),
}


@pytest.fixture
def site() -> Iterator[Faulty]:
    def answered(asked: Asked) -> Answer:
        return ANSWERS.get(asked.path, Answer(404))

    with serving(answered) as running:
        yield running


def test_a_page_is_read_whole_in_the_encoding_that_it_names(site: Faulty) -> None:
    for path in ("/page", "/gbk", "/moved"):
        found = read_page(WEB, f"{site.url}{path}")
        assert (found.status, found.is_whole) == (200, True)
        assert found.text.endswith("<p>你好</p>")
    assert {asked.method for asked in site.asked} == {"GET"}, "asked once, not by HEAD first"


def test_a_page_chooses_no_codec_that_takes_hours(site: Faulty) -> None:
    found = read_page(WEB, f"{site.url}/punycode")
    assert found.is_whole
    assert found.text.endswith("你好</p>")


def test_what_is_no_page_or_stands_before_its_end_is_never_taken_for_it(site: Faulty) -> None:
    for path in ("/picture", "/to-picture"):
        found = read_page(WEB, f"{site.url}{path}")
        assert (found.status, found.text, found.is_whole) == (200, "", False)


def test_what_is_gone_says_so_and_its_words_are_not_the_posts(site: Faulty) -> None:
    found = read_page(WEB, f"{site.url}/gone")
    assert (found.status, found.text, found.is_whole) == (410, "", False)


def test_an_inner_address_is_not_opened(site: Faulty) -> None:
    found = read_page(OpenWeb(), f"{site.url}/page")
    assert (found.status, found.is_whole, site.asked) == (0, False, [])
    assert "inner network" in str(found.why)
