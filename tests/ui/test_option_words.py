import re

import pytest

from editor_app.platforms.contract import Platform
from editor_app.platforms.registry import Registry
from editor_app.ui.i18n import said
from editor_app.ui.option_words import late_word, option_name, option_value
from tests.platforms.workshop import Bench, variant

PLATFORMS = Registry().all()
TYPED = {"channel", "host_key", "language", "poll_days", "region", "zone"}
"""Settings whose value is a name that people type: of a channel, a key, a region of a bucket, a time zone."""
GIVEN = {
    "base_url": "https://news.example.gov.cn",
    "channel": "@example_news",
    "home": "https://www.zhihu.com/org/office",
    "room": "#news:example.gov.cn",
    "sender": "news@example.gov.cn",
    "to": "reader@example.com",
}
each_platform = pytest.mark.parametrize("platform", PLATFORMS, ids=lambda one: one.name)


@each_platform
def test_no_platform_declares_a_choice_without_words(platform: Platform) -> None:
    for field in platform.options:
        assert said(field.label) != field.name
        for value, _words in field.choices:
            words = option_value(platform.name, field.name, value)
            if re.fullmatch(r"[0-9.:]+", value):
                continue  # a shape such as 16:9 says itself
            assert re.search("[\u4e00-\u9fff]", words), (field.name, value)
            assert words != value
    assert all(dict(field.choices).get(field.default) for field in platform.options if field.choices)


@each_platform
def test_a_word_of_the_program_is_never_asked_for_as_typed_text(platform: Platform) -> None:
    words = re.compile(r"[a-z]+(-[a-z]+)*")
    typed = [field for field in platform.options if not field.choices and field.name not in TYPED]
    assert [field.name for field in typed if words.fullmatch(field.default)] == []


@each_platform
def test_no_hint_names_a_value_that_only_the_program_knows(platform: Platform) -> None:
    for field in platform.options:
        hint = said(field.hint) if field.hint else ""
        assert [value for value, _words in field.choices if re.search(rf"(?<![\w/-]){value}(?![\w/-])", hint)] == []


@each_platform
def test_what_is_sealed_beside_a_text_is_told_in_words(platform: Platform) -> None:
    settings = {field.name: field.default or GIVEN.get(field.name, "") for field in platform.options}
    said_there = variant("正文。", settings, cover=platform.name == "wechat")
    payload = platform.compose(said_there, "https://example.gov.cn:1", Bench()).payload
    choices = {field.name: dict(field.choices) for field in platform.options}
    for name, value in payload.options:
        assert option_name(platform.name, name) != name
        assert not value or option_value(platform.name, name, value) != value or value not in choices.get(name, {})


@each_platform
def test_what_is_filled_in_when_sent_is_told_in_words(platform: Platform) -> None:
    assert [late for late in platform.late_fields if late_word(late) == late.partition("/")[0]] == []


def test_what_nobody_knows_is_told_as_it_is() -> None:
    assert option_name("nowhere", "colour") == "colour"
    assert option_value("nowhere", "colour", "red") == "red"
    assert option_value("mastodon", "warning", "雨情") == "雨情"
    assert option_value("mastodon", "visibility", "private") == "仅关注者"
    assert option_value("site_folder", "zone", "Asia/Shanghai") == "北京时间"
    assert late_word("something_new/3") == "something_new"
