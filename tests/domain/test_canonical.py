from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.canonical import canonical, parsed
from tests.domain.made import texts

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(max_codepoint=127), max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(values)
def test_canonical_bytes_read_back_as_the_same_value(value: object) -> None:
    assert parsed(canonical(value)) == value


def test_keys_are_sorted_and_nothing_is_escaped_that_need_not_be() -> None:
    assert canonical({"b": 1, "a": "值\u007f\n\u0001"}) == '{"a":"值\u007f\\n\\u0001","b":1}'.encode()


@pytest.mark.parametrize("value", [2**53, {"键": 1}, "\ud800", ["\udc00"]])
def test_what_another_program_could_read_differently_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical(value)


@pytest.mark.parametrize("value", [1.5, b"x", {1, 2}])
def test_a_type_without_one_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize("content", [b'{"b":1,"a":2}', b'{"a": 1}', b'"\\u4e2d"'])
def test_bytes_that_are_not_canonical_are_not_read(content: bytes) -> None:
    with pytest.raises(ValueError, match="canonical"):
        parsed(content)
