from editor_app.platforms.hand_off.offering import OFFER
from editor_app.platforms.hand_off.profiles import PROFILES
from editor_app.platforms.hand_off.settings import profile_of


def test_every_platform_by_hand_has_a_row_that_chooses_it_and_the_open_one_is_last() -> None:
    services = [profile_of(entry.options).name for entry in OFFER.entries]
    assert sorted(services) == sorted(PROFILES)
    assert services[-1] == "other"


def test_each_row_has_one_character_of_its_own() -> None:
    tiles = [entry.tile for entry in OFFER.entries]
    assert len(set(tiles)) == len(tiles)
    assert {len(tile) for tile in tiles} == {1}
