from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.services.comparing import ChartChange
from editor_app.ui.views.review.differences import differences, of_charts, plain

if TYPE_CHECKING:
    from editor_app.ui.views.review.differences import Difference
    from tests.ui.views.review.conftest import Reviewed

ZONE = ZoneInfo("Asia/Shanghai")


def _found(reviewed: Reviewed) -> tuple[Difference, ...]:
    before, after = reviewed.first.sealed(), reviewed.second.sealed()
    return differences(before, after, after.payloads[0], ZONE)


def test_a_changed_number_stands_first_and_only_once(reviewed: Reviewed) -> None:
    found = _found(reviewed)
    assert (found[0].sentence, found[0].place, found[0].is_number) == ("2022年 → 2023年", "正文", True)
    assert sum("2023" in each.sentence for each in found) == 1


def test_words_and_window_follow_with_their_places(reviewed: Reviewed) -> None:
    found = _found(reviewed)
    assert any("许多群众" in each.sentence and each.place == "正文" for each in found)
    assert found[-1].place == "时间"
    assert found[-1].sentence.startswith("不晚于 — → ")


def test_a_changed_alternative_text_and_picture_are_told(reviewed: Reviewed) -> None:
    before = reviewed.first.sealed()
    payload = before.payloads[0]
    media = (replace(payload.media[0], alt="另一句", digest="0" * 64), *payload.media[1:])
    changed = replace(payload, media=media)
    after = replace(before, payloads=(changed, *before.payloads[1:]))
    places = {each.place for each in differences(before, after, changed, ZONE)}
    assert {"图片 1 替代文字", "图片 1"} <= places


def test_nothing_differs_from_itself_and_a_new_account_is_said_to_be_new(reviewed: Reviewed) -> None:
    manifest = reviewed.first.sealed()
    payload = manifest.payloads[0]
    assert differences(manifest, manifest, payload, ZONE) == ()
    without = replace(manifest, payloads=manifest.payloads[1:])
    assert differences(without, manifest, payload, ZONE)[0].kind == "insert"


def test_markup_and_late_fields_are_no_words() -> None:
    assert plain('<p>共 <b>12</b> 件<img src="pd-late:media_url/1" width="640"></p>') == "共 12 件"


def test_changed_figures_of_a_chart_are_numbers_and_its_facts_are_not() -> None:
    said = of_charts(
        [
            ChartChange("办件量", "2025", "量", "12", "13"),
            ChartChange("办件量", "", "unit", "件", "万件"),
            ChartChange("办件量", "", "", "", "办件量"),
        ]
    )
    assert [(each.kind, each.place, each.is_number) for each in said] == [
        ("replace", "办件量", True),
        ("replace", "办件量", False),
        ("insert", "办件量", False),
    ]
    assert "12 → 13" in said[0].sentence
    assert "2025" in said[0].sentence
