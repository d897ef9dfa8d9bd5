"""Faults strike by count, one of transport at a time, and change what readers see in known ways."""

import pytest

from editor_app.platforms.sandbox.faults import Fault, Faults, Strike, twisted

PAGE = '<p>12 <img src="/m/1" alt="a"></p><p><img src="/m/2" alt="b"></p>'


def test_a_fault_strikes_as_often_as_it_was_set_and_then_no_more() -> None:
    faults = Faults()
    faults.put({"drop_after": 2})
    assert [faults.strike("publish").transport for _ in range(3)] == [Fault.DROP_AFTER, Fault.DROP_AFTER, None]


def test_faults_strike_publishing_unless_another_kind_is_named() -> None:
    faults = Faults()
    faults.put({"5xx": {"count": 1, "on": "upload"}, "429": {"count": 1, "on": "any", "seconds": 7}})
    assert faults.strike("upload") == Strike(Fault.SERVER_ERROR, (), 7)
    assert faults.strike("read") == Strike(Fault.RATE_SECONDS, (), 7)
    assert faults.strike("publish") == Strike(None, (), 7)


def test_faults_of_content_come_together_with_one_of_transport() -> None:
    faults = Faults()
    faults.put({"rewrite": 1, "strip_alt": 1, "drop_after": 1, "late": 1})
    assert faults.left() == {"drop_after@publish": 1, "late@publish": 1, "rewrite@publish": 1, "strip_alt@publish": 1}
    assert faults.strike("publish") == Strike(Fault.LATE, (Fault.REWRITE, Fault.STRIP_ALT))
    assert faults.strike("publish") == Strike(Fault.DROP_AFTER, ())


def test_clearing_takes_all_faults_away() -> None:
    faults = Faults()
    faults.put({"late": 5})
    faults.clear()
    assert (faults.left(), faults.strike("publish")) == ({}, Strike())


@pytest.mark.parametrize(
    "wanted", [{"typhoon": 1}, {"late": "1"}, {"late": -1}, {"late": True}, {"late": {"count": 1, "on": "moon"}}]
)
def test_a_fault_that_does_not_exist_is_refused(wanted: dict) -> None:
    with pytest.raises(ValueError, match=r"fault|count"):
        Faults().put(wanted)


def test_every_twist_changes_what_readers_see_and_only_that() -> None:
    assert twisted(PAGE, (Fault.REORDER,)) == '<p>12 <img src="/m/2" alt="b"></p><p><img src="/m/1" alt="a"></p>'
    assert twisted("<p>a</p><p>b</p>", (Fault.REORDER,)) == "<p>b</p><p>a</p>"
    assert twisted(PAGE, (Fault.REWRITE,)) == PAGE.replace("12", "13")
    assert twisted("<p>a</p>", (Fault.REWRITE,)) == "<p>a</p><p>…</p>"
    assert twisted(PAGE, (Fault.STRIP_ALT,)) == PAGE.replace('alt="a"', 'alt=""').replace('alt="b"', 'alt=""')
    assert twisted(PAGE, ()) == PAGE
