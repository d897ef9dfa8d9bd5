"""What the audit rows of a delivery say of its hand-over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from editor_app.domain.audit import Actor, AuditRow, Subject
from editor_app.domain.canonical import canonical
from editor_app.services import hands
from editor_app.services.hands import told
from editor_app.services.reasons import spoken

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from tests.services.outbox import Outbox

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)


@dataclass
class Log:
    """Rows of one delivery."""

    rows: list[AuditRow]

    def add(self, who: str, action: str, **detail: Json) -> Log:
        at = NOW + timedelta(minutes=len(self.rows))
        row = AuditRow(
            len(self.rows) + 1, "t", at, Actor(f"member:{who}", who), f"delivery.{action}", Subject("delivery", "d"),
            canonical(detail).decode(), "", "",
        )  # fmt: skip
        return replace(self, rows=[*self.rows, row])


def test_nothing_was_taken_where_nothing_is_said() -> None:
    assert told(Log([]).add("a", "queue").rows) == hands.Told()


def test_of_two_takings_at_once_the_first_holds() -> None:
    found = told(Log([]).add("a", "hand_take").add("b", "hand_take").rows)
    assert found.taken is not None
    assert found.taken.by == "a"


def test_given_back_it_is_free_and_who_had_it_stays_told() -> None:
    log = Log([]).add("a", "hand_take").add("c", "hand_back", reason=spoken("请假").as_json())  # type: ignore[arg-type]
    found = told(log.add("b", "hand_take").rows)
    assert [(one.by, one.reason) for one in found.earlier] == [("a", "请假")]
    assert found.taken is not None
    assert found.taken.by == "b"


def test_an_answer_about_a_lost_send_is_no_posting_by_hand() -> None:
    assert told(Log([]).add("a", "answer_there", url="https://x").rows).posted is None


def test_who_posted_it_never_counts_as_the_second_person_whatever_the_log_says() -> None:
    posted = Log([]).add("a", "answer_there", url="https://x", by_hand=True, screenshot="", note="")
    seen = spoken("看过").as_json()
    assert told(posted.add("a", "hand_confirm", reason=seen).rows).confirmed is None  # type: ignore[arg-type]
    found = told(posted.add("b", "hand_confirm", reason=seen).rows)  # type: ignore[arg-type]
    assert found.confirmed is not None
    assert (found.confirmed.by, found.confirmed.note) == ("b", "看过")


def test_a_page_that_was_only_away_for_a_while_is_not_called_unreadable() -> None:
    log = Log([]).add("w", "unread", code="unreachable")
    assert not told(log.rows).is_unreadable
    assert told(log.add("w", "unread", code="rejected").rows).is_unreadable


def test_only_platforms_of_hands_are_carried_out_by_people(outbox: Outbox) -> None:
    desk = outbox.office.desk
    assert hands.is_by_hand(desk, "hand_off")
    assert not hands.is_by_hand(desk, "sandbox")
    assert not hands.is_by_hand(desk, "no_such_platform")
    assert hands.hands(desk) == []
