from editor_app.domain.recall import Measure, Standing
from editor_app.services.recalling import OUTCOMES
from editor_app.ui.views.recall import words


def test_everything_has_words_and_a_mark() -> None:
    assert set(words.EXPLAINED) == set(Measure)
    assert all(
        words.measure_word(measure) and words.standing_word(standing) for measure in Measure for standing in Standing
    )
    assert all(words.mark_of(standing) for standing in Standing)
    assert [words.outcome_word(outcome) for outcome in OUTCOMES] == ["已撤下", "已更正", "保留不动"]
    assert words.mark_of(Standing.STILL_LIVE)[1] == "carmine"
