from __future__ import annotations

from dataclasses import fields, replace

from editor_app.domain.document import FIELD_NAMES, Content
from tests.domain.test_chart import CHART
from tests.domain.test_variant import REVISION


def test_every_field_that_can_be_overridden_is_a_field_of_the_content() -> None:
    assert {field.name for field in fields(Content)} >= FIELD_NAMES


def test_a_revision_knows_its_charts_by_id() -> None:
    revision = replace(REVISION, charts=(CHART,))
    assert revision.chart(CHART.id) is CHART
    assert revision.chart(type(CHART.id)("other")) is None
