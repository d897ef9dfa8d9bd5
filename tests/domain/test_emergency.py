"""What a locked wording takes, and that nothing but its slots ever changes."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.emergency import (
    EmergencySlot,
    Settlement,
    SlotKind,
    Template,
    Verdict,
    Wording,
    begun,
    filled,
    require_sound,
    wording_as_json,
)
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import EditionId, KeyId, MemberId, WorkspaceId, sha256

SLOTS = (
    EmergencySlot("place", SlotKind.PLACE, "地点", "城南街道"),
    EmergencySlot("begins", SlotKind.TIME, "开始", "2026-11-28 14:30"),
    EmergencySlot("level", SlotKind.LEVEL, "级别", "橙色", ("黄色", "橙色")),
    EmergencySlot("hotline", SlotKind.HOTLINE, "电话", "010-12345678"),
    EmergencySlot("homes", SlotKind.NUMBER, "户数", "3200"),
)
WORDING = Wording(
    "zh-CN", "暴雨", "{place}{level}预警", "", "{begins}起，{place}约{homes}户受影响。\n\n电话：{hotline}。\n",
    "应急局", SLOTS,
)  # fmt: skip
VALUES = {slot.name: slot.example for slot in SLOTS}


def test_the_locked_words_stand_byte_for_byte_around_the_values() -> None:
    made = filled(WORDING, VALUES)
    assert made.title == "城南街道橙色预警"
    assert made.body == "2026年11月28日14时30分起，城南街道约3200户受影响。\n\n电话：010-12345678。\n"
    assert (made.source, made.language) == ("应急局", "zh-CN")


def test_a_full_hour_is_said_without_minutes_and_english_has_its_own_form() -> None:
    assert filled(WORDING, {**VALUES, "begins": "2026-11-28 09:00"}).body.startswith("2026年11月28日9时起")
    english = filled(replace(WORDING, language="en"), VALUES)
    assert english.body.startswith("14:30 on 28 November 2026")


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("place", ""), ("place", "  "), ("place", "两\n行"), ("place", "**粗体**"), ("place", "[链接](http://x)"),
        ("place", "<b>"), ("place", "{level}"), ("place", "字" * 121), ("begins", "明天"),
        ("begins", "2026-02-30 10:00"),
        ("level", "红色"), ("hotline", "一二三四五"), ("hotline", "12"), ("homes", "三千"), ("homes", "-1"),
    ],
)  # fmt: skip
def test_a_slot_takes_only_its_kind(slot: str, value: str) -> None:
    with pytest.raises(Invalid) as refused:
        filled(WORDING, {**VALUES, slot: value})
    assert refused.value.next_step.msgid


def test_a_value_for_no_slot_is_refused() -> None:
    with pytest.raises(Invalid, match="no slot"):
        filled(WORDING, {**VALUES, "mayor": "王"})


@given(st.text(max_size=130))
def test_whatever_a_slot_takes_the_locked_words_stay(value: str) -> None:
    try:
        body = filled(WORDING, {**VALUES, "place": value}).body
    except Invalid:
        return
    assert re.fullmatch(r"2026年11月28日14时30分起，([^\n]+)约3200户受影响。\n\n电话：010-12345678。\n", body)


def test_while_it_is_filled_the_open_slots_stand_in_brackets() -> None:
    made = begun(WORDING, {"place": "城南街道"})
    assert made.title == "城南街道【级别】预警"
    assert "【电话】" in made.body


def test_a_sound_template_uses_every_slot_and_names_no_other() -> None:
    require_sound(WORDING)
    for wrong in (
        replace(WORDING, title=" "),
        replace(WORDING, title="{mayor}预警"),
        replace(WORDING, slots=SLOTS[:-1]),
        replace(WORDING, slots=(*SLOTS, SLOTS[0])),
        replace(WORDING, slots=(replace(SLOTS[0], example=""), *SLOTS[1:])),
    ):
        with pytest.raises(Invalid):
            require_sound(wrong)


def test_a_changed_wording_has_another_digest() -> None:
    assert replace(WORDING, body=WORDING.body + "。").digest != WORDING.digest
    assert wording_as_json(WORDING)["language"] == "zh-CN"


def test_a_template_is_asked_for_a_language_that_it_has() -> None:
    template = Template("rain", 0, "notice", (WORDING,))
    assert template.wording("zh-CN") is WORDING
    with pytest.raises(Invalid, match="not there in the language fr"):
        template.wording("fr")


def test_a_settlement_signs_every_field_of_it() -> None:
    at = datetime(2026, 11, 28, tzinfo=UTC)
    said = Settlement(
        WorkspaceId("w"), EditionId("e"), sha256(b"m"), Verdict.UPHELD, MemberId("m"), KeyId("k"), "h", at, ""
    )
    others = (
        replace(said, edition=EditionId("f")), replace(said, digest=sha256(b"n")), replace(said, note="x"),
        replace(said, verdict=Verdict.DISPUTED), replace(said, by=MemberId("n")), replace(said, audit_head="i"),
    )  # fmt: skip
    assert len({each.bytes_to_sign() for each in (said, *others)}) == len(others) + 1
    assert said.bytes_to_sign().startswith(b"press-desk-settlement-v1\0")
