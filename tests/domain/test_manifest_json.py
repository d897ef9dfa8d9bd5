from __future__ import annotations

import pytest

from editor_app.domain.manifest_json import Fields


def test_fields_of_objects_and_arrays_are_read_by_name_and_by_place() -> None:
    assert Fields({"a": "x"}).text("a") == "x"
    assert Fields(["x", 7]).integer(1) == 7
    assert Fields({"a": [["k", "v"]]}).pairs("a") == (("k", "v"),)


@pytest.mark.parametrize(
    ("value", "read"),
    [({"a": 1}, "text"), ({"a": "1"}, "integer"), ({"a": True}, "integer"), ({"a": {}}, "items"), ({}, "text")],
)
def test_a_field_of_another_kind_is_a_wrong_file(value: dict[str, object], read: str) -> None:
    with pytest.raises(ValueError, match="'a'"):
        getattr(Fields(value), read)("a")


def test_a_place_beyond_the_end_is_missing() -> None:
    with pytest.raises(ValueError, match="missing"):
        Fields(["x"]).text(1)
