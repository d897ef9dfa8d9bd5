from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.edition import EditionKind
from editor_app.domain.identifiers import AccountId, MemberId
from editor_app.domain.register import (
    Call,
    Entry,
    Particulars,
    RegisterState,
    Standing,
    end_of,
    may_follow,
    rival,
    working_day_after,
)

NOW = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
HOLIDAY = {date(2026, 10, number) for number in range(1, 8)}
S = RegisterState


def entry(state: RegisterState, account: str = "a", body: str = "市卫生健康委", **chosen: object) -> Entry:
    made: dict[str, object] = {
        "account": AccountId(account), "number": 1, "state": state, "particulars": Particulars(body, "", "李明"),
        "filing_number": "", "filed_on": None, "due_on": None, "publish_until": None, "exemption": "", "note": "",
        "by": MemberId("m"), "at": NOW, **chosen,
    }  # fmt: skip
    return Entry(**made)  # type: ignore[arg-type]


def is_free(day: date) -> bool:
    """As in the National Day week of 2026, with one Saturday at work before it."""
    return day in HOLIDAY or (day.weekday() >= 5 and day != date(2026, 9, 26))


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (date(2026, 11, 23), date(2026, 11, 30)),
        (date(2026, 11, 28), date(2026, 12, 4)),
        (date(2026, 9, 25), date(2026, 10, 8)),
        (date(2026, 9, 30), date(2026, 10, 14)),
    ],
)
def test_a_term_counts_working_days_and_not_the_day_on_which_it_begins(begins: date, ends: date) -> None:
    days = working_day_after(begins, 5, is_free)
    assert days == ends
    assert not is_free(days)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 30))
def test_between_the_beginning_and_the_end_of_a_term_lie_just_so_many_working_days(day: date, count: int) -> None:
    end = working_day_after(day, count, is_free)
    between = [day + timedelta(days=number) for number in range(1, (end - day).days + 1)]
    assert sum(not is_free(each) for each in between) == count


def test_a_day_ends_at_midnight_where_the_office_is() -> None:
    assert end_of(date(2026, 12, 4), ZoneInfo("Asia/Shanghai")) == datetime(2026, 12, 4, 16, tzinfo=UTC)


def test_nothing_but_what_is_filed_is_open_and_a_closed_account_begins_anew() -> None:
    assert may_follow(None, S.OPENING)
    assert may_follow(S.OPENING, S.OPEN)
    assert may_follow(S.CLOSED, S.OPENING)
    for before, after in ((S.OPEN, S.OPEN), (S.OPEN, S.CLOSED), (S.CLOSED, S.OPEN), (None, S.CLOSED)):
        assert not may_follow(before, after)


def test_an_opening_that_was_not_filed_in_time_stops_what_is_ordinary_and_nothing_urgent() -> None:
    standing = Standing(entry(S.OPENING, due_on=NOW.date(), publish_until=NOW))
    late = NOW + timedelta(seconds=1)
    assert standing.stops(EditionKind.PUBLICATION, NOW) is None
    assert standing.stops(EditionKind.PUBLICATION, late) is S.OPENING
    assert standing.stops(EditionKind.REPLY, late) is S.OPENING
    for kind in (EditionKind.EMERGENCY, EditionKind.CORRECTION, EditionKind.WITHDRAWAL):
        assert standing.stops(kind, late) is None


def test_a_closed_account_takes_only_what_sets_right_what_is_public() -> None:
    standing = Standing(entry(S.CLOSED))
    for kind in EditionKind:
        is_stopped = kind not in {EditionKind.CORRECTION, EditionKind.WITHDRAWAL}
        assert (standing.stops(kind, NOW) is S.CLOSED) is is_stopped


def test_a_change_or_a_closing_that_is_late_stops_nothing_and_is_overdue() -> None:
    for state in (S.CHANGING, S.CLOSING):
        standing = Standing(entry(state, due_on=date(2026, 11, 27)))
        assert standing.stops(EditionKind.PUBLICATION, NOW + timedelta(days=90)) is None
        assert standing.is_overdue(date(2026, 11, 28))
        assert not standing.is_overdue(date(2026, 11, 27))


def test_an_account_that_was_there_before_publishes_until_its_call_ends_and_one_that_is_nowhere_goes_on() -> None:
    call = Call(AccountId("a"), NOW, date(2026, 12, 4), NOW + timedelta(days=28))
    assert Standing(None, call).stops(EditionKind.PUBLICATION, NOW + timedelta(days=27)) is None
    assert Standing(None, call).stops(EditionKind.PUBLICATION, NOW + timedelta(days=29)) is S.OPENING
    assert Standing().stops(EditionKind.PUBLICATION, NOW) is None
    assert Standing(entry(S.OPEN), call).due_on is None, "an entry takes the place of the call"


def test_a_body_has_one_account_on_a_platform_and_a_closed_one_is_none() -> None:
    mine = entry(S.OPENING, "a")
    assert rival(mine, "weibo", [(entry(S.OPEN, "b"), "weibo")]) == entry(S.OPEN, "b")
    for other, platform in (
        (entry(S.CLOSED, "b"), "weibo"),
        (entry(S.OPEN, "b"), "wechat"),
        (entry(S.OPEN, "b", "市教育局"), "weibo"),
        (entry(S.OPEN, "a"), "weibo"),
    ):
        assert rival(mine, "weibo", [(other, platform)]) is None
    assert rival(entry(S.OPENING, "a", ""), "weibo", [(entry(S.OPEN, "b", ""), "weibo")]) is None


def test_names_are_kept_without_spaces_that_nobody_sees() -> None:
    assert Particulars("  市  卫健委 ", " ", "李明\t").flat() == Particulars("市 卫健委", "", "李明")
