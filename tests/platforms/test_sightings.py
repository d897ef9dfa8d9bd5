from datetime import timedelta

from editor_app.domain.text import T
from editor_app.platforms.sightings import Denied, Pending, StepResult


def test_two_results_are_equal_whatever_the_bytes_of_the_answer_were() -> None:
    assert StepResult(remote_id="1", answer="a") == StepResult(remote_id="1", answer="b")


def test_what_is_not_decided_or_was_refused_says_why_in_words() -> None:
    assert str(Pending(T("It is being checked."), timedelta(seconds=5)).reason) == "It is being checked."
    assert str(Denied(T("Refused.")).reason) == "Refused."
