"""The text that a comment is about: fields, variants of accounts, pictures and charts."""

import pytest

from editor_app.domain.anchor import Anchor
from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.document import Content, Revision
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import AccountId, ChartId
from editor_app.services import anchoring, documents
from editor_app.services.documents import Draft
from tests.services.office import Office

PICTURE = "a" * 64
CHART = Chart(
    ChartId("c1"), ChartKind.COLUMN, "办件量", "万件", "统计局", "2026", "办件量逐年上升", "", "年", "量", "",
    ("年", "量"), (("2025", "12"), ("2026", "15")),
)  # fmt: skip
BODY = f"第一段。\n\n![图注](media:{PICTURE})\n\n第二段,第二段。\n\n![](chart:c1)"


def written(office: Office) -> Revision:
    content = Content(title="标题", body=BODY, tags=("政务", "公开"))
    return documents.create(office.editor, "", draft=Draft(content, charts=(CHART,))).revision


def test_a_field_is_what_the_account_says(office: Office) -> None:
    site, social = office.connect("site"), office.connect("social")
    made = written(office)
    target = documents.Target(account=site.id)
    now = documents.set_override(office.editor, made.document, target, {"title": "另题"})
    assert anchoring.field_text(now, "title", site) == "另题"
    assert anchoring.field_text(now, "title", social) == anchoring.field_text(now, "title", None) == "标题"
    assert anchoring.field_text(now, "tags", None) == "政务\n公开"
    assert (anchoring.is_own(now, "title", site), anchoring.is_own(now, "title", social)) == (True, False)
    with pytest.raises(Invalid):
        anchoring.field_text(now, "colour", None)


def test_words_are_anchored_where_they_stand_once(office: Office) -> None:
    made = written(office)
    assert anchoring.anchor_on(made, "第一段").start == 0
    assert anchoring.anchor_on(made, "").quote == ""
    for words in ("第二段", "第三段"):
        with pytest.raises(Invalid, match="times"):
            anchoring.anchor_on(made, words)


def test_a_picture_is_meant_by_its_alternative_text_and_a_chart_by_its_data(office: Office) -> None:
    made = written(office)
    assert anchoring.text_of(made, Anchor("picture", None, PICTURE), None) == "图注"
    assert "2026, 15" in (anchoring.text_of(made, Anchor("chart", None, "c1"), None) or "")
    assert anchoring.anchor_on(made, "15", "chart", None, "c1").quote == "15"
    for field, subject in (("picture", "b" * 64), ("chart", "c2")):
        assert anchoring.text_of(made, Anchor(field, None, subject), None) is None
        with pytest.raises(Invalid):
            anchoring.anchor_on(made, "", field, None, subject)


def test_a_cover_is_a_picture_too(office: Office) -> None:
    content = Content(title="标题", cover=PICTURE, cover_alt="封面")
    made = documents.create(office.editor, "", draft=Draft(content)).revision
    assert anchoring.text_of(made, Anchor("picture", AccountId("none"), PICTURE), None) == "封面"
