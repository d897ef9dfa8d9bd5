from hypothesis import given

from editor_app.domain.canonical import canonical, parsed
from editor_app.domain.chart import Chart
from editor_app.domain.document import Content, Override
from editor_app.storage.queries.revision_json import (
    charts_as_json,
    charts_from_json,
    content_as_json,
    content_from_json,
    overrides_as_json,
    overrides_from_json,
)
from tests.storage.values import CHARTS, CONTENTS, OVERRIDES


@given(CONTENTS)
def test_content_comes_back_equal(content: Content) -> None:
    assert content_from_json(parsed(canonical(content_as_json(content)))) == content


@given(OVERRIDES)
def test_overrides_come_back_equal(overrides: tuple[Override, ...]) -> None:
    assert overrides_from_json(parsed(canonical(overrides_as_json(overrides)))) == overrides


@given(CHARTS)
def test_charts_come_back_equal(charts: tuple[Chart, ...]) -> None:
    assert charts_from_json(parsed(canonical(charts_as_json(charts)))) == charts


def test_a_field_that_an_older_version_did_not_know_has_its_default() -> None:
    stored = content_as_json(Content(title="旧稿"))
    del stored["language"]
    assert content_from_json(stored) == Content(title="旧稿")
