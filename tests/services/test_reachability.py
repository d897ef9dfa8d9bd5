"""A route that nobody could complete is said at once, with the stage and who is missing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from editor_app.domain.approval import Route, Stage, StageKind
from editor_app.domain.document import Content
from editor_app.domain.duty import Terms
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Refused
from editor_app.domain.identifiers import RouteId
from editor_app.domain.member import Role
from editor_app.services import duties, reachability, routes
from editor_app.services.documents import Draft
from tests.services.office import Office
from tests.services.test_duties import named

DRAFT = Draft(Content(title="Winter heating", body="Heating begins on 15 November.\n", source="The office"))
DAY = timedelta(days=1)


def route(office: Office, *stages: Terms, needs: int = 1, use_hours: int = 0) -> Route:
    made = tuple(Stage(n, StageKind.REVIEW, f"Stage {n}", "Reads it.", needs, t) for n, t in enumerate(stages, 1))
    return routes.add(office.admin, Route(RouteId(""), "Own", made, frozenset({EditionKind.PUBLICATION}), use_hours))


def gaps(office: Office, wanted: Route, *near: str) -> list[tuple[int, int]]:
    barred = {office.seats[name].member.id for name in near}
    with office.desk.database.read() as snapshot:
        found = reachability.gaps(snapshot, wanted, barred, office.clock.now())
    return [(each.stage.ordinal, each.missing) for each in found]


def test_three_reviewers_sign_three_stages_and_no_fourth(office: Office) -> None:
    assert gaps(office, route(office, *[Terms()] * 3)) == []
    assert gaps(office, replace(route_of(4), name="four")) == [(4, 1)]
    assert gaps(office, route_of(3), "reviewer2") == [(3, 1)]


def route_of(count: int, needs: int = 1) -> Route:
    stages = tuple(Stage(n, StageKind.REVIEW, f"Stage {n}", "Reads it.", needs) for n in range(1, count + 1))
    return Route(RouteId("r"), "r", stages, frozenset({EditionKind.PUBLICATION}))


def test_who_is_named_later_is_not_used_up_by_a_stage_before(office: Office) -> None:
    wanted = route(office, Terms(), Terms(), Terms(signers=named(office, "reviewer1")))
    assert gaps(office, wanted) == []
    assert gaps(office, wanted, "reviewer1") == [(3, 1)]


def test_a_deputy_counts_while_in_force_and_not_for_an_author(office: Office) -> None:
    wanted = route(office, Terms(signers=named(office, "reviewer1")))
    duties.name_deputy(
        office.reviewer1, "reviewer1", "reviewer2", office.clock.now() + DAY, office.clock.now() + 2 * DAY
    )
    assert gaps(office, wanted) == []
    office.hire("both", Role.EDITOR, Role.REVIEWER)
    both = replace(wanted, stages=(replace(wanted.stages[0], terms=Terms(signers=named(office, "both"))),))
    now = office.clock.now()
    duties.name_deputy(office.both, "both", "reviewer3", now, now + DAY)
    assert gaps(office, both) == []
    assert gaps(office, both, "both") == [(1, 1)]


def test_a_deputy_who_signs_uses_up_both_names(office: Office) -> None:
    """The deputy signs for the named one, who can then sign no other stage; one more reviewer is needed."""
    named_first = route(office, Terms(signers=named(office, "reviewer1")), Terms(), Terms())
    now = office.clock.now()
    duties.name_deputy(office.reviewer1, "reviewer1", "reviewer2", now, now + DAY)
    assert gaps(office, named_first) == []
    two = replace(named_first, stages=named_first.stages[:2])
    assert gaps(office, two, "reviewer3") == []
    away = replace(two, stages=(two.stages[0], replace(two.stages[1], terms=Terms(signers=named(office, "reviewer1")))))
    assert gaps(office, away) == [(2, 1)]
    duties.name_deputy(office.reviewer1, "reviewer1", "reviewer3", now, now + DAY)
    assert gaps(office, away) == [(2, 1)]


def test_an_edition_that_nobody_could_sign_is_not_handed_in(office: Office) -> None:
    office.connect("news")
    route(office, Terms(), Terms(Role.EXPERT))
    with pytest.raises(Refused, match="missing for Stage 2"):
        office.submitted(DRAFT, "news", route="Own")
    office.hire("expert", Role.EXPERT)
    assert office.submitted(DRAFT, "news", route="Own").state.value == "in_review"


def test_an_approval_that_would_be_too_old_when_the_window_begins_is_said_before(office: Office) -> None:
    office.connect("news")
    route(office, Terms(hours=2), use_hours=4)
    now = office.clock.now()
    with pytest.raises(Refused, match="too old when the window begins"):
        office.submitted(DRAFT, "news", route="Own", not_before=now + timedelta(hours=7))
    made = office.submitted(DRAFT, "news", route="Own", not_before=now + timedelta(hours=5))
    assert made.state.value == "in_review"
