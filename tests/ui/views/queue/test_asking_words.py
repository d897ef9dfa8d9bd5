from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.recall import Aim, Measure, aimed
from editor_app.services import asking
from editor_app.ui.views.queue.asking_words import words_of

if TYPE_CHECKING:
    from editor_app.services.asking import AskCase
    from tests.ui.views.queue.conftest import Busy

ADDRESS = "https://www.example.gov.cn/a/1"


@pytest.fixture
def case(busy: Busy) -> AskCase:
    return asking.case(busy.stage.desk, busy.ids["ask"])


def gone(case: AskCase, measure: Measure) -> AskCase:
    """The same question about taking the post away."""
    return replace(case, payload=aimed(case.payload, Aim(measure, ("1",), ("k",), ADDRESS)))


def test_of_a_post_it_is_asked_whether_it_is_there_and_its_link_is_needed(busy: Busy, case: AskCase) -> None:
    words = words_of(case, busy.office())
    assert words.needs_link
    assert words.address == case.public_address
    assert case.row.account_name in words.title


@pytest.mark.parametrize("measure", [Measure.DELETE, Measure.UNPUBLISH])
def test_of_a_withdrawal_it_is_asked_whether_it_is_gone_with_other_words_throughout(
    busy: Busy, case: AskCase, measure: Measure
) -> None:
    there, words = words_of(case, busy.office()), words_of(gone(case, measure), busy.office())
    assert not words.needs_link
    assert words.address == ADDRESS, "the post itself is where to look"
    for name in ("title", "explanation", "since", "text", "open", "effect", "no_effect"):
        assert getattr(words, name) != getattr(there, name), name
    assert words.later == there.later


def test_a_correction_in_place_is_a_post(busy: Busy, case: AskCase) -> None:
    assert words_of(gone(case, Measure.EDIT), busy.office()).needs_link
