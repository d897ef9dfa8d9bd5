"""The whole page is sealed; only pictures' places and the time of publication arise later."""

import pytest

from editor_app.domain.edition import filled, placeholders
from editor_app.domain.errors import Invalid
from editor_app.platforms.contract import StepClass
from editor_app.platforms.site_folder import PLATFORM
from tests.platforms.workshop import NOW, Bench, order_of, variant, with_late


def test_pictures_and_record_are_written_before_the_page_and_the_listing_comes_last() -> None:
    payload = PLATFORM.compose(variant(), "site:x", Bench()).payload
    assert [(step.name, step.step_class) for step in PLATFORM.steps(payload)] == [
        *[("picture", StepClass.REPEATABLE)] * 4,
        ("record", StepClass.REPEATABLE),
        ("page", StepClass.KEYED),
        ("listed", StepClass.FLIP),
    ]


def test_the_page_that_is_written_is_the_page_that_was_sealed() -> None:
    composed = PLATFORM.compose(variant(), "site:x", Bench())
    order = order_of(composed)
    order = with_late(order, PLATFORM.prepared(order, NOW))
    sealed = dict(composed.payload.parts[0].fields)["page"]
    page = PLATFORM.steps(composed.payload)[-2]
    assert PLATFORM.outgoing(page, order).body.decode() == filled(sealed, order.late)
    assert set(placeholders(sealed)) == set(composed.payload.late)


def test_times_are_those_of_the_sites_zone() -> None:
    composed = PLATFORM.compose(variant(options={"zone": "Asia/Urumqi"}), "site:x", Bench())
    late = PLATFORM.prepared(order_of(composed), NOW)
    assert (late["published_at"], late["published_on"]) == ("2026-11-28T15:30:00+06:00", "2026-11-28 15:30")


def test_pictures_lie_at_the_name_of_their_bytes() -> None:
    composed = PLATFORM.compose(variant(), "site:x", Bench())
    late = PLATFORM.prepared(order_of(composed), NOW)
    for medium in composed.payload.media:
        assert late[f"media_url/{medium.ordinal}"].startswith(f"../../media/{medium.digest[:32]}.")


@pytest.mark.parametrize("slug", ["../../etc/passwd", "/etc/passwd", "a/b", "办事", "x" * 81, "con", "a.html"])
def test_a_hostile_address_is_refused_in_words(slug: str) -> None:
    with pytest.raises(Invalid, match="address of a page"):
        PLATFORM.compose(variant(slug=slug), "site:x", Bench())


@pytest.mark.parametrize(("title", "slug"), [("CON", "page-con"), ("办事", "ban-shi")])
def test_a_title_always_gives_an_address_that_every_system_takes(title: str, slug: str) -> None:
    assert PLATFORM.compose(variant(title=title), "site:x", Bench()).payload.slug == slug
