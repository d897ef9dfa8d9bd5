from datetime import UTC, datetime, timedelta

from editor_app.domain.edition import EditionState
from editor_app.domain.history import Moment, stretches
from editor_app.domain.identifiers import RevisionId

START = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


def moment(number: int, minutes: int, **said: object) -> Moment:
    return Moment(
        RevisionId(str(number)), number, "t", "甲" if number % 2 else "乙", START + timedelta(minutes=minutes), **said  # type: ignore[arg-type]
    )  # fmt: skip


def numbers(*moments: Moment) -> list[list[int]]:
    return [[m.number for m in stretch.moments] for stretch in stretches(moments)]


def test_saves_between_milestones_are_folded_up_and_milestones_stand_alone() -> None:
    named = moment(4, 30, name="送审稿")
    submitted = moment(7, 60, editions=((1, EditionState.VOID),))
    saves = [moment(n, n * 10) for n in (2, 3)]
    later = [moment(n, 40 + n) for n in (5, 6)]
    found = numbers(submitted, *reversed(later), named, *reversed(saves), moment(1, 0))
    assert found == [[7], [6, 5], [4], [3, 2], [1]]


def test_another_day_of_work_is_another_stretch() -> None:
    assert numbers(moment(4, 1500), moment(3, 1440), moment(2, 10), moment(1, 0)) == [[4, 3], [2], [1]]


def test_a_stretch_tells_who_saved_once_each_and_a_milestone_is_one() -> None:
    saves, first = stretches([moment(n, n) for n in (4, 3, 2)] + [moment(1, 0)])
    assert (saves.authors, saves.is_milestone) == (("乙", "甲"), False)
    assert first.is_milestone
    assert not stretches([moment(2, 5)])[0].is_milestone


def test_nothing_has_no_history() -> None:
    assert stretches(()) == ()
