from editor_app.platforms.registry import Registry
from editor_app.ui.views.accounts import words


def test_every_limit_of_every_platform_has_a_word() -> None:
    names = {limit.name for platform in Registry().all() for limit in platform.limits}
    assert [name for name in names if words.limit_word(name) == name.replace("_", " ")] == []


def test_every_platform_is_described_in_one_line() -> None:
    known = Registry().all()
    lines = [words.kind_words(platform) for platform in known]
    assert all(lines)
    assert all("可" in line or "不能" in line or platform.by_hand for platform, line in zip(known, lines, strict=True))


def test_a_platform_of_a_person_is_not_said_to_be_past_correcting() -> None:
    by_hand = Registry().platform("hand_off")
    assert "不能更正" not in words.kind_words(by_hand)
    assert "不能更正或撤回" in words.kind_words(Registry().platform("email_bulletin"))


def test_capabilities_are_said_whether_they_are_there_or_not() -> None:
    said = words.capability_words(Registry().platform("wordpress").capabilities)
    assert len(said) == 9
    assert {is_there for _words, is_there in said} == {True, False}


def test_a_platform_that_we_do_not_know_asks_for_one_secret() -> None:
    asked = words.credentials_of("nobody")
    assert asked.secret
    assert not asked.name


def test_a_site_folder_is_no_server() -> None:
    assert words.is_folder("site_folder")
    assert not words.is_folder("ghost")
