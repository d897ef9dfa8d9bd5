"""Workers ended by SIGKILL over every kind of platform, not the practice one alone: out once, or a person is asked."""

from __future__ import annotations

from collections import Counter

import pytest

from editor_app.domain.delivery import OUT
from tests.faults.rows import ROWS
from tests.faults.wide_ward import wide_ward

KINDS = tuple(row for row in ROWS if row.platform != "sandbox")
"""The practice platform has hundreds of kills of its own in test_kills.py."""
OFTEN = ("before_byte", "answered", "outcome_unknown")
RARELY = ("claimed", "before_intent", "intent_committed", "result_committed", "read_back", "found", "found_absent")
LOST = ("outcome_unknown", "found", "found_absent")
UNREAD = ("read_back", "found", "found_absent")
UNREACHED = {
    **{("site_folder", point): "its faults would have to be put into the process that dies" for point in LOST},
    **{("site_sftp", point): "its server can't tell the rename of a page from that of a picture" for point in LOST},
    ("wechat", "answered"): "it answers that it has accepted the article, never that it is out",
    ("wechat", "result_committed"): "the same",
    ("wechat", "found_absent"): "a draft that is still there is a person's to judge",
    ("weibo", "found_absent"): "what isn't in the list may be late there, and is a person's to judge",
    **{(name, point): "nothing can be read there" for name in ("telegram", "email_bulletin") for point in UNREAD},
}
"""Points that workers of a kind never come to, each with the reason."""


def points(name: str, *, all_of_them: bool) -> list[str]:
    """Where workers of that kind die."""
    wanted = (*OFTEN, *(RARELY if all_of_them else ()))
    return [point for point in wanted if (name, point) not in UNREACHED]


@pytest.mark.timeout(600)
def test_killed_workers_lose_nothing_and_send_nothing_twice_on_any_platform(times: int) -> None:
    nightly = times > 1
    with wide_ward(KINDS, len((*OFTEN, *RARELY)) if nightly else len(OFTEN)) as at:
        ends = [at.round(row.name, point) for row in KINDS for point in points(row.name, all_of_them=nightly)]
        killed = at.killed()
    died = Counter(end.point for end in ends for code in end.codes if code == -9)
    print(f"{len(KINDS)} kinds: killed {killed.total()} times {dict(killed)}")  # noqa: T201 - evidence
    assert killed == died, "a kill counts only where the victim wrote its point down"
    assert {code for end in ends for code in end.codes} == {0, -9}
    assert [(end.row, end.point) for end in ends if -9 not in end.codes] == [], "each point was reached on each kind"
    assert [(end.row, end.point, end.posts) for end in ends if end.posts != 1] == [], "0 lost, 0 double"
    assert [(end.row, end.point, end.state) for end in ends if end.state not in OUT] == []
