from __future__ import annotations

from hypothesis import given

from editor_app.domain.identifiers import ChartId, sha256
from editor_app.domain.media import placement_markdown, placements
from tests.domain.made import texts

DIGEST = sha256(b"picture")
CHART = ChartId("0b0e9f0e-6a6f-4a7e-9d59-0e7d5a3f0c11")


def test_pictures_and_charts_are_found_in_reading_order() -> None:
    found = list(placements(f'前言\n\n![佛香阁](media:{DIGEST} "摄影")\n\n![发电量](chart:{CHART})'))
    assert [(p.media, p.chart, p.alt, p.caption) for p in found] == [
        (DIGEST, None, "佛香阁", "摄影"),
        (None, CHART, "发电量", ""),
    ]


def test_pictures_of_other_places_are_no_placements() -> None:
    assert not list(placements("![x](https://example.org/a.png) ![y](media:short)"))


@given(texts, texts)
def test_words_of_a_placement_come_back_whatever_they_are(alt: str, caption: str) -> None:
    written = placement_markdown(f"media:{DIGEST}", alt, caption)
    found = list(placements(written))
    assert len(found) == 1
    assert found[0].alt == " ".join(alt.split())
    assert found[0].caption == " ".join(caption.split())
    assert written[found[0].start : found[0].end] == written


def test_a_mark_of_a_picture_in_its_own_words_begins_no_other_picture() -> None:
    written = placement_markdown(f"media:{DIGEST}", "一![二", "三")
    assert [(one.alt, one.start) for one in placements(written)] == [("一![二", 0)]


def test_a_hundred_thousand_begun_pictures_are_none() -> None:
    assert not list(placements("![" * 100_000))
