from datetime import UTC, datetime

import pytest

from editor_app.domain.identifiers import DeliveryId
from editor_app.domain.instants import BootInstant
from editor_app.domain.message import OUTCOME_WORDS, Answered, Outcome, ReplyId


def answered(identity: str, outcome: Outcome | None = None) -> Answered:
    at = datetime(2026, 11, 29, tzinfo=UTC)
    return Answered(ReplyId(identity), DeliveryId("d"), "7", "", "谢谢", "p", at, BootInstant("b", 1), outcome)


def test_an_answer_has_one_key_in_every_attempt_and_no_other_answer_has_it() -> None:
    one, other = answered("a"), answered("b")
    assert one.key == answered("a", Outcome.UNKNOWN).key != other.key
    assert len(one.key) == 16
    assert int(one.key, 16) >= 0


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_only_what_nobody_knows_is_open_and_everything_has_words(outcome: Outcome | None) -> None:
    assert answered("a", outcome).is_open == (outcome in {None, Outcome.UNKNOWN})
    assert OUTCOME_WORDS[outcome].msgid
