"""What changed between two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.rendering.amounts import amounts
from editor_app.rendering.diff import Change, NumberChange, Op, changed_numbers, kept_stretches, text_diff

TEXTS = st.text(alphabet="政务公开2019.,%年 \nab", max_size=80)


def old_of(changes: tuple[Change, ...]) -> str:
    return "".join(change.text for change in changes if change.op is not Op.INSERTED)


def new_of(changes: tuple[Change, ...]) -> str:
    return "".join(change.text for change in changes if change.op is not Op.REMOVED)


@given(TEXTS, TEXTS)
def test_the_pieces_add_up_to_both_texts(before: str, after: str) -> None:
    changes = text_diff(before, after)
    assert (old_of(changes), new_of(changes)) == (before, after)
    assert all(change.text for change in changes)


@given(st.text(max_size=60))
def test_equal_texts_have_no_change(text: str) -> None:
    assert all(change.op is Op.SAME for change in text_diff(text, text))


def test_a_number_is_never_cut() -> None:
    assert text_diff("到2022年建成", "到2025年建成") == (
        Change(Op.SAME, "到"),
        Change(Op.REMOVED, "2022"),
        Change(Op.INSERTED, "2025"),
        Change(Op.SAME, "年建成"),
    )
    assert Change(Op.INSERTED, "13.5%") in text_diff("增长12.5%。", "增长13.5%。")


def test_changed_numbers_come_with_what_stands_about_them() -> None:
    changes = text_diff("到2022年建成3个中心，另有5处。", "到2025年建成3个中心。")
    assert changed_numbers(changes) == (
        NumberChange("2022年", "2025年", "到2025年建成3个中心。"),
        NumberChange("5处", "", "到2025年建成3个中心。"),
    )


def test_a_new_number_is_named() -> None:
    assert changed_numbers(text_diff("共处。", "共18处。"))[0] == NumberChange("", "18处", "共18处。")


def test_changed_words_alone_are_no_changed_number() -> None:
    assert changed_numbers(text_diff("今年5月开会", "今年5月举行会议")) == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("投资12万元。", "投资12亿元。", ("12万元", "12亿元")),
        ("于2022年5月1日施行", "于2022年6月1日施行", ("2022年5月1日", "2022年6月1日")),
        ("涨3%", "涨-3%", ("3%", "-3%")),
        ("共三项", "共四项", ("三项", "四项")),
        ("共12345人", "共1245人", ("12345人", "1245人")),
        ("over $3 million spent", "over $3 billion spent", ("$3 million", "$3 billion")),
    ],
)
def test_a_changed_unit_sign_or_part_of_a_date_is_a_changed_number(
    before: str, after: str, expected: tuple[str, str]
) -> None:
    assert [(each.before, each.after) for each in changed_numbers(text_diff(before, after))] == [expected]


@given(TEXTS, TEXTS)
def test_every_number_that_only_one_text_has_is_named(before: str, after: str) -> None:
    named = changed_numbers(text_diff(before, after))
    old, new = ({text[low:high] for low, high in amounts(text)} for text in (before, after))
    assert old - new <= {each.before for each in named}
    assert new - old <= {each.after for each in named}


@given(TEXTS, TEXTS)
def test_kept_stretches_are_the_same_words_in_both_texts(before: str, after: str) -> None:
    for each in kept_stretches(before, after):
        assert before[each.before :][: each.length] == after[each.after :][: each.length] != ""


def test_a_change_after_a_long_number_is_found_in_the_length_of_the_text() -> None:
    digits = "1" * 200_000
    assert text_diff(f"{digits}号甲", f"{digits}号乙")[1:] == (Change(Op.REMOVED, "甲"), Change(Op.INSERTED, "乙"))
