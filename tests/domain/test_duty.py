"""Who signs a stage: the named, those who stand in for them, an expert only where an expert is asked."""

from datetime import timedelta

import pytest

from editor_app.domain.duty import ANYBODY, Deputy, DeputyId, Terms, stands_in
from editor_app.domain.errors import Refused
from editor_app.domain.identifiers import MemberId
from editor_app.domain.member import Named, Role
from tests.domain.made import NOON, a_member

ZHOU, CHEN, LIU = (Named(MemberId(name), name) for name in ("周岚", "陈静", "刘洋"))
NAMED = Terms(signers=(ZHOU, CHEN))


def deputy(principal: Named, there: Named) -> Deputy:
    return Deputy(DeputyId("1"), principal, there, NOON, NOON + timedelta(days=7), principal.id)


def test_anybody_with_the_role_signs_where_nobody_is_named() -> None:
    assert stands_in(a_member("刘洋", Role.REVIEWER), ANYBODY, [], ()) is None


def test_only_the_named_sign_where_somebody_is_named() -> None:
    assert stands_in(a_member("周岚", Role.REVIEWER), NAMED, [], ()) is None
    with pytest.raises(Refused, match="周岚, 陈静"):
        stands_in(a_member("刘洋", Role.REVIEWER), NAMED, [], ())


def test_a_deputy_signs_for_one_of_the_named() -> None:
    found = stands_in(a_member("刘洋", Role.REVIEWER), NAMED, [deputy(CHEN, LIU)], ())
    assert found is not None
    assert found.principal == CHEN


def test_a_deputy_of_somebody_who_could_not_sign_signs_nothing() -> None:
    """An author who is away would else sign through a friend."""
    with pytest.raises(Refused):
        stands_in(a_member("刘洋", Role.REVIEWER), NAMED, [deputy(CHEN, LIU)], {CHEN.id})
    with pytest.raises(Refused):
        stands_in(a_member("刘洋", Role.REVIEWER), NAMED, [deputy(LIU, LIU)], ())


def test_an_expert_signs_where_an_expert_is_asked_and_nowhere_else() -> None:
    expert, reviewer = a_member("周岚", Role.EXPERT), a_member("周岚", Role.REVIEWER)
    asked = Terms(Role.EXPERT)
    assert stands_in(expert, asked, [], ()) is None
    with pytest.raises(Refused, match="expert"):
        stands_in(expert, ANYBODY, [], ())
    with pytest.raises(Refused, match="expert"):
        stands_in(reviewer, asked, [], ())


def test_a_deputy_counts_from_the_first_moment_to_before_the_last() -> None:
    found = deputy(CHEN, LIU)
    assert found.is_in_force(NOON)
    assert not found.is_in_force(NOON - timedelta(seconds=1))
    assert not found.is_in_force(found.ends_at)


def test_a_stage_is_due_some_hours_after_it_began_to_wait() -> None:
    assert Terms(hours=4).due(NOON) == NOON + timedelta(hours=4)
    assert ANYBODY.due(NOON) is None
