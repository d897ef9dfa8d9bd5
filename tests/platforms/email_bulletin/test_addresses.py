from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.errors import Invalid
from editor_app.platforms.email_bulletin.addresses import MOST, address, listed, recipients


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        (" News@Example.GOV.cn ", "News@example.gov.cn"),
        ("o'neil+press@a-b.example", "o'neil+press@a-b.example"),
        ("news@政务.中国", "news@xn--zfr164b.xn--fiqs8s"),
    ],
)
def test_an_address_is_written_one_way(written: str, taken: str) -> None:
    assert address(written) == taken


@pytest.mark.parametrize(
    "written",
    [
        "", "news", "news@", "@example.gov", "a b@example.gov", "news@example", "news@-a.example", "news@a..example",
        "news@127.0.0.1", "新闻@example.gov", '"a b"@example.gov', ".a@example.gov", "a@b@example.gov",
        "a@example.gov\r\nBcc: b@example.gov", "a@example.gov>\r\nRCPT TO:<b@example.gov", "x" * 65 + "@example.gov",
        "a\0@example.gov", "a@exa mple.gov",
    ],
)  # fmt: skip
def test_what_is_no_address_or_would_say_more_to_the_server_is_refused(written: str) -> None:
    with pytest.raises(Invalid):
        address(written)


@given(st.text(max_size=40))
def test_whatever_is_typed_nothing_but_an_address_reaches_a_server(written: str) -> None:
    try:
        taken = address(written)
    except Invalid:
        return
    assert taken.isascii()
    assert taken.isprintable()
    assert not set(taken) & set(' <>,;\\"')


def test_addresses_stand_beside_each_other_or_in_a_file_with_one_a_line(tmp_path: Path) -> None:
    assert recipients("a@b.example, c@d.example;A@B.example").addresses == ("a@b.example", "c@d.example")
    assert recipients("a@b.example, A@B.example").repeated == 1
    place = tmp_path / "readers.txt"
    place.write_text("# readers\n\na@b.example\nc@d.example\n", "utf-8")
    assert recipients(str(place)).addresses == ("a@b.example", "c@d.example")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [("邮箱,姓名\na@b.example,张三\n", "gb18030"), ("E-mail;Name\na@b.example;Z\n", "utf-8-sig"),
     ('"a@b.example","张"\n', "utf-8")],
)  # fmt: skip
def test_a_table_has_them_in_its_first_column_with_or_without_a_heading(
    tmp_path: Path, content: str, encoding: str
) -> None:
    place = tmp_path / "readers.csv"
    place.write_text(content, encoding)
    assert recipients(str(place)).addresses == ("a@b.example",)


def test_a_line_that_is_none_is_named_by_its_number(tmp_path: Path) -> None:
    place = tmp_path / "readers.txt"
    place.write_text("a@b.example\nnobody@nowhere\n", "utf-8")
    with pytest.raises(Invalid, match="Line 2"):
        recipients(str(place))


def test_an_empty_list_a_missing_file_and_too_many_are_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(Invalid, match="no address"):
        recipients(str(empty))
    with pytest.raises(Invalid, match="can't be read"):
        recipients(str(tmp_path / "missing.txt"))
    endless = tmp_path / "endless.csv"
    endless.write_text("x" * 200_000, "utf-8")
    with pytest.raises(Invalid, match="can't be read"):
        recipients(str(endless))
    with pytest.raises(Invalid, match=f"{MOST} at most"):
        listed((n, f"r{n}@b.example") for n in range(MOST + 1))
    assert len(listed((n, f"r{n}@b.example") for n in range(MOST)).addresses) == MOST
