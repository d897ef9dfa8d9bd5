from typing import TYPE_CHECKING, cast

from editor_app.domain.text import T
from editor_app.platforms.offering import FAMILY_WORDS, Family, choosables, offer_of, row_of
from editor_app.platforms.registry import Registry

if TYPE_CHECKING:
    from editor_app.platforms.contract import Platform


class Stranger:
    """A platform of a package that doesn't say where it belongs."""

    name, title, tile = "aaa", T("Notice board"), "告"


def test_every_platform_of_ours_says_where_it_stands_and_no_two_stand_at_one_place() -> None:
    offers = [offer_of(platform) for platform in Registry().all()]
    assert None not in offers
    places = [(offer.family, offer.place) for offer in offers if offer is not None]
    assert len(set(places)) == len(places)


def test_a_platform_that_does_not_say_where_it_belongs_comes_last() -> None:
    stranger = cast("Platform", Stranger())
    rows = choosables([stranger, *Registry().all()])
    assert (rows[-1].platform, rows[-1].family, rows[-1].about) == (stranger, Family.OTHERS, None)
    assert rows[-2].platform.name == "sandbox"


def test_the_groups_stand_together_and_each_has_a_heading() -> None:
    families = [row.family for row in choosables(Registry().all())]
    assert list(dict.fromkeys(families)) == sorted(set(families), key=list(Family).index)
    assert families == sorted(families, key=list(Family).index)
    assert set(FAMILY_WORDS) == set(Family)


def test_an_account_is_shown_as_what_it_was_chosen_as() -> None:
    by_hand, wechat = Registry().platform("hand_off"), Registry().platform("wechat")
    shown = row_of(by_hand, {"service": "zhihu", "home": "https://www.zhihu.com/org/office"})
    assert (str(shown.title), shown.tile) == ("Zhihu", "知")
    assert row_of(by_hand, {}).tile == by_hand.tile
    assert row_of(by_hand, {"service": "gone"}).title == by_hand.title
    assert row_of(wechat, {"theme": "official"}).title == wechat.title
