import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table, Text, create_engine

from editor_app.storage.export_rows import columns_of, rows, values

T = Table(
    "things", MetaData(),
    Column("id", String(36), primary_key=True), Column("number", BigInteger, nullable=False),
    Column("small", Integer), Column("content", LargeBinary), Column("words", Text),
)  # fmt: skip
WHY = "column|is |Expecting|utf-8|decode|surrogate|Incorrect|base64|Extra|characters"
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "id": st.uuids().map(str), "number": st.integers(-(2**63) + 1, 2**63 - 1),
                "small": st.none() | st.integers(-9, 9), "content": st.none() | st.binary(max_size=20),
                "words": st.none() | WORDS,
            }
        ),
        max_size=5, unique_by=lambda row: row["id"],
    )
)  # fmt: skip
def test_a_row_comes_back_from_its_line_as_it_was(written: list[dict[str, object]]) -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        T.create(connection)
        if written:
            connection.execute(T.insert(), written)
        lines = list(rows(connection, T))
    engine.dispose()
    assert [values(T, line) for line in lines] == sorted(written, key=lambda row: str(row["id"]))


GOOD = {"id": "1", "number": 1, "small": None, "content": "eA==", "words": "w"}


@pytest.mark.parametrize(
    "change",
    [
        {"number": "1"}, {"number": 1.0}, {"number": True}, {"number": None}, {"number": 2**60}, {"number": "9" * 40},
        {"content": "not base64!"}, {"content": 1}, {"words": 1}, {"words": "a\0b"}, {"words": "\ud800"},
        {"id": "x" * 37}, {"id": None}, {"more": 1},
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused(change: dict[str, object]) -> None:
    assert values(T, json.dumps(GOOD).encode())["content"] == b"x"
    with pytest.raises((ValueError, TypeError), match=WHY):
        values(T, json.dumps({**GOOD, **change}).encode())


@pytest.mark.parametrize("line", [b"", b"[]", b"1", b"\xff", b'{"id":"1"}'])
def test_what_is_no_row_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=WHY):
        values(T, line)


def test_a_row_has_a_key_of_several_values() -> None:
    assert columns_of({"a": 1, "b": "x"}, "a", "b") == "1|x"
