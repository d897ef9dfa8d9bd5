from dataclasses import fields

from editor_app.domain.document import FIELD_NAMES, Content, Target
from editor_app.domain.field_words import FIELD_WORDS, place_words
from editor_app.domain.identifiers import AccountId, ChartId
from editor_app.domain.merging import CHART_WORDS, Place


def test_every_field_has_a_name() -> None:
    assert FIELD_WORDS.keys() == {field.name for field in fields(Content)} | FIELD_NAMES


def test_a_place_is_named_with_its_account_or_chart() -> None:
    assert str(place_words(Place("body"))) == "Text"
    assert str(place_words(Place("title", Target(AccountId("a"))), "site")) == "Title for site"
    charts = {str(place_words(Place(name, chart=ChartId("c")))) for name in (*CHART_WORDS, "data", "chart")}
    assert len(charts) == len(CHART_WORDS) + 2
