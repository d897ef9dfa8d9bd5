import pytest

from editor_app.platforms.telegram.simulator.entities import plain, units


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("<p>字</p>", "Unsupported start tag"),
        ("<b>字", "Can't find end tag"),
        ("<b><i>字</b></i>", "Unmatched end tag"),
    ],
)
def test_marks_that_telegram_does_not_know_are_refused(marked: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        plain(marked)


def test_known_marks_leave_their_words() -> None:
    assert plain('<b>一</b> <a href="https://a.example">二</a> &lt;3') == "一 二 <3"
    assert [units("字"), units("🎉")] == [1, 2]
