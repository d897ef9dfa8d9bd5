from enum import StrEnum

import pytest

from editor_app.platforms.sandbox.counted import Counted


class Trouble(StrEnum):
    RAIN = "rain"
    HAIL = "hail"


def counted() -> Counted[Trouble]:
    return Counted(Trouble, ("publish", "read"))


def test_a_mishap_strikes_as_often_as_was_asked_and_only_its_kind() -> None:
    mishaps = counted()
    mishaps.put({"rain": 1, "hail": {"count": 1, "on": "read"}})
    assert mishaps.left() == {"hail@read": 1, "rain@publish": 1}
    assert [mishaps.strike("read"), mishaps.strike("read")] == [Trouble.HAIL, None]
    assert [mishaps.strike("publish"), mishaps.strike("publish")] == [Trouble.RAIN, None]


def test_any_strikes_whatever_comes_the_first_of_the_list_first_and_nought_clears() -> None:
    mishaps = counted()
    mishaps.put({"hail": {"count": 1, "on": "any"}, "rain": {"count": 2, "on": "any"}})
    assert [mishaps.strike("read"), mishaps.strike("publish")] == [Trouble.RAIN, Trouble.RAIN]
    mishaps.put({"hail": {"count": 0, "on": "any"}})
    assert (mishaps.strike("read"), mishaps.left()) == (None, {})


@pytest.mark.parametrize("wanted", [{"snow": 1}, {"rain": True}, {"rain": {"count": 1, "on": "sunday"}}])
def test_what_does_not_exist_is_refused(wanted: dict[str, bool]) -> None:
    with pytest.raises(ValueError, match=r"mishap|count"):
        counted().put(wanted)
