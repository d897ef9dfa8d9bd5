"""What changed between two texts."""

from hypothesis import given
from hypothesis import strategies as st

from editor_app.rendering.diff import Change, NumberChange, Op, changed_numbers, text_diff

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
        NumberChange("2022", "2025", "到2025年建成3个中心"),
        NumberChange("5", "", "年建成3个中心。"),
    )


def test_a_new_number_is_named() -> None:
    assert changed_numbers(text_diff("共处。", "共18处。"))[0] == NumberChange("", "18", "共18处。")


def test_changed_words_alone_are_no_changed_number() -> None:
    assert changed_numbers(text_diff("今年5月开会", "今年5月举行会议")) == ()
