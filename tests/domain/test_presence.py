from editor_app.domain.presence import BEAT, FORGOTTEN, Doing
from editor_app.storage.review_tables import presence


def test_a_lost_beat_or_two_forget_nobody() -> None:
    assert 3 * BEAT < FORGOTTEN


def test_what_somebody_does_fits_its_column() -> None:
    assert max(len(doing) for doing in Doing) <= (presence.c.view.type.length or 0)  # type: ignore[attr-defined]
