import pytest

from editor_app.domain.errors import Invalid
from editor_app.platforms.weibo.settings import checked_settings


def test_an_account_without_settings_shares_counts_strictly_and_asks() -> None:
    settings = checked_settings({})
    assert (settings["form"], settings["addresses"], settings["unsure"]) == ("share", "full", "ask")
    assert settings["rip"] == settings["home"] == settings["safe_domain"] == ""


@pytest.mark.parametrize(
    "wrong",
    [{"form": "poem"}, {"addresses": "none"}, {"unsure": "guess"}, {"home": "javascript:1"}, {"rip": "300.1.1.1"}],
)
def test_what_makes_no_account_is_refused_in_words(wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid) as said:
        checked_settings(wrong)
    assert str(said.value.next_step)


def test_addresses_of_the_office_are_taken_in_both_kinds() -> None:
    assert checked_settings({"rip": " 203.0.113.7 "})["rip"] == "203.0.113.7"
    assert checked_settings({"rip": "2001:db8::1"})["rip"] == "2001:db8::1"
