import pytest

from editor_app.domain.errors import Invalid
from editor_app.platforms.matrix.composing import MOST_BYTES, formatted, messages_of
from tests.platforms.workshop import Bench, variant


def test_the_text_comes_first_then_the_cover_then_the_pictures_in_order() -> None:
    made = messages_of(variant(), Bench())
    assert "大厅窗口" not in made.parts[0].body
    assert [part.media for part in made.parts] == [(), (1,), (2,), (3,), (4,)]
    assert [part.body for part in made.parts[1:]] == [
        "市民中心外景", "大厅窗口\n办事大厅", "办件量由 12 万件增至 15 万件的柱形图", '队伍 "变短" 了 &lt;3&gt;',
    ]  # fmt: skip


def test_clients_are_sent_the_marks_that_they_show_and_no_other() -> None:
    body = (
        "## 怎么办\n\n- 一\n\n| 月 | 万件 |\n|--|--:|\n| 10 | 15 |\n\n旧<del>称</del>，注[^1]。\n\n[^1]: 见《通知》。"
    )
    said = formatted(variant(body=body, title="一 < 二"))
    assert said.startswith("<h2>一 &lt; 二</h2>")
    assert "<table>" in said
    assert "<del>" in said
    for foreign in ("<img", "class=", "id=", "align=", 'href="#', "<figure", "style="):
        assert foreign not in said


def test_a_script_in_a_title_is_words() -> None:
    assert "<script" not in formatted(variant(title="<script>alert(1)</script>", body="字"))


def test_a_text_too_long_for_one_event_is_refused_with_its_length() -> None:
    with pytest.raises(Invalid, match=str(MOST_BYTES)):
        messages_of(variant(body="加强政务公开。" * 2000), Bench())
    with pytest.raises(Invalid, match="title"):
        messages_of(variant(title=" "), Bench())
