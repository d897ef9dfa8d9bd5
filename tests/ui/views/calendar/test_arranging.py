from datetime import date, timedelta

from editor_app.domain.identifiers import DeliveryId
from editor_app.ui.views.calendar.arranging import Arranged
from editor_app.ui.views.calendar.pages import WHOLE_DAY, Cell, Mode, Page
from tests.ui.views.calendar.conftest import DAY, SHANGHAI, THURSDAY, Line

MONTH, WEEK = Page(Mode.MONTH, date(2026, 12, 3)), Page(Mode.WEEK, date(2026, 12, 3))


def test_rows_lie_in_the_fields_of_their_days_or_hours(line: Line) -> None:
    rows = [line("a"), line("b", THURSDAY + timedelta(minutes=10)), line("c", THURSDAY + DAY)]
    month, week = Arranged(MONTH, rows, SHANGHAI), Arranged(WEEK, rows, SHANGHAI)
    assert [row.id for row in month.of(Cell(date(2026, 12, 3), WHOLE_DAY))] == ["a", "b"]
    assert [row.id for row in week.of(Cell(date(2026, 12, 4), 9))] == ["c"]
    assert week.most_in_hour(9) == 2
    assert week.most_in_hour(10) == 0
    assert month.place_in(Cell(date(2026, 12, 3), WHOLE_DAY), DeliveryId("b")) == 1
    assert month.place_in(Cell(date(2026, 12, 4), WHOLE_DAY), DeliveryId("b")) is None


def test_arrows_walk_through_the_times_and_stop_at_the_ends(line: Line) -> None:
    arranged = Arranged(MONTH, [line("a"), line("b"), line("c", THURSDAY + DAY)], SHANGHAI)
    ids = [each.id for step in (1, -1) if (each := arranged.beside(None, step)) is not None]
    assert ids == ["a", "c"], "without a choice the first or the last one"
    following = arranged.beside(DeliveryId("b"), 1)
    at_the_end = arranged.beside(DeliveryId("c"), 1)
    assert (following, at_the_end) == (arranged.row(DeliveryId("c")), arranged.row(DeliveryId("c")))


def test_arrows_to_the_side_lead_to_the_next_day_with_anything_on_it(line: Line) -> None:
    rows = [line("a"), line("b"), line("c", THURSDAY + 3 * DAY), line("d", THURSDAY + 3 * DAY)]
    arranged = Arranged(MONTH, rows, SHANGHAI)
    on, back = arranged.on_next_day(DeliveryId("a"), 1), arranged.on_next_day(DeliveryId("d"), -1)
    assert on is not None
    assert back is not None
    assert (on.id, back.id) == ("c", "a")
    stays = arranged.on_next_day(DeliveryId("d"), 1)
    assert stays is not None
    assert stays.id == "d"


def test_an_empty_page_has_nothing_to_walk_to() -> None:
    arranged = Arranged(MONTH, [], SHANGHAI)
    assert arranged.beside(None, 1) is None
    assert arranged.row(DeliveryId("a")) is None
