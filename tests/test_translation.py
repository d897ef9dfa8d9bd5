"""The catalogue look-up."""

import pytest

from editor_app.translation import LANGUAGES, known_language, lookup, message, system_language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_without_a_translation_is_said_in_english(language: str) -> None:
    assert message("No catalogue has this sentence", language) == "No catalogue has this sentence"


def test_an_empty_sentence_stays_empty_instead_of_the_catalogue_header() -> None:
    assert message("", "zh_CN") == ""


@pytest.mark.parametrize("name", ["zh_CN", "zh_CN.UTF-8", "zh-Hans-CN", "zh", "Chinese (Simplified)_China"])
def test_every_chinese_locale_speaks_simplified_chinese(name: str) -> None:
    assert known_language(name) == "zh_CN"


@pytest.mark.parametrize("name", ["en", "en_GB.UTF-8", "fr_FR"])
def test_every_other_locale_speaks_english(name: str) -> None:
    assert known_language(name) == "en"


def test_lc_all_stands_above_lang() -> None:
    assert system_language({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}) == "en"


def test_a_system_without_a_language_speaks_chinese() -> None:
    assert system_language({"LANG": "C.UTF-8"}) == "zh_CN"


def test_a_look_up_for_one_language_says_what_message_says() -> None:
    assert lookup("zh_CN")("Role") == message("Role", "zh_CN")
