"""Bytes as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.errors import Invalid
from editor_app.rendering.charset import decoded, hidden_notes

TEXT = "国务院办公厅印发《关于推进政务新媒体健康有序发展的意见》，2022年。\n第二行 ABC\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_the_encodings_of_the_office_are_told_apart(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding), "a.txt").text == TEXT


def test_an_encoding_that_the_file_names_is_believed() -> None:
    assert decoded("政務".encode("big5"), "a.html", "Big5").text == "政務"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 text", b"PK\x03\x04rest", b"\x7fELF" + bytes(90), bytes(range(256)) * 4,
        b"\x89PNG\r\n\x1a\n", b"MZ" + bytes(200), b"a\x00b", b"\xff\xfb\x90" + bytes(range(128, 256)) * 9,
    ],
)  # fmt: skip
def test_a_binary_file_named_as_text_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Invalid, match=r"notice\.md") as refused:
        decoded(content, "notice.md")
    assert str(refused.value.next_step)


def test_an_unknown_encoding_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match="encoding"):
        decoded("Übergrößenträger für déjà-vu".encode("latin-1"), "a.txt")


def test_line_ends_of_all_systems_become_line_feeds() -> None:
    assert decoded(b"a\r\nb\rc\n", "a.txt").text == "a\nb\nc\n"


def test_control_characters_are_taken_out_and_reported() -> None:
    result = decoded("一\n二\x07\x1b三".encode(), "a.txt")
    assert result.text == "一\n二三"
    assert "2 control characters were taken out, first in line 2." in [str(note) for note in result.notes]


def test_half_a_surrogate_pair_is_replaced_and_reported() -> None:
    for content in (
        b"\xff\xfe" + "甲\ud800乙".encode("utf-16-le", "surrogatepass"),
        "甲".encode() * 99 + b"\xed\xa0\x80",
    ):
        result = decoded(content, "a.txt")
        assert "\ufffd" in result.text
        assert "broken" in str(result.notes[0])


def test_hidden_characters_stay_and_are_reported() -> None:
    notes = hidden_notes("甲\n乙\u202e丙\u200b")
    assert [str(note) for note in notes] == [
        "1 character turns the direction of writing, in line 2.",
        "1 character is invisible, in line 2.",
    ]
    assert hidden_notes("家庭👨\u200d👩") == ()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_every_utf8_text_comes_back_as_it_was(text: str) -> None:
    plain = text.removeprefix("\ufeff")
    assert decoded(text.encode(), "a.txt").text == plain or plain.startswith(("%PDF", "MZ", "GIF8", "RIFF", "Rar!"))
