"""Two texts in one."""

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from editor_app.ui.views.write.differences import Differences, changes, pieces, shortened

TEXT = st.text(st.sampled_from("甲乙丙丁\n"), max_size=40)


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_pieces(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.kind != "+") == before
    assert "".join(piece.text for piece in found if piece.kind != "-") == after


def test_what_stayed_the_same_is_cut_short() -> None:
    found = shortened(pieces("同" * 500 + "旧" + "样" * 500, "同" * 500 + "新" + "样" * 500))
    assert sum(len(piece.text) for piece in found) < 300
    assert changes(found) == 2


def test_removed_words_are_struck_through_and_new_ones_underlined(qtbot: QtBot) -> None:
    shown = Differences("差异", "旧题", "新题")
    qtbot.addWidget(shown)
    assert "旧" in shown.toPlainText()
    assert "新" in shown.toPlainText()
    html = shown.toHtml()
    assert "line-through" in html
    assert "underline" in html
