"""Routes are data: an admin adds, changes and retires them, and what was submitted goes on as it was signed."""

from dataclasses import replace

import pytest

from editor_app.domain.approval import Decision, Route, Stage, StageKind
from editor_app.domain.document import Content
from editor_app.domain.duty import Terms
from editor_app.domain.edition import EditionKind, EditionState
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.identifiers import RouteId
from editor_app.domain.member import Named
from editor_app.services import approvals, routes
from editor_app.services.approvals import Word
from editor_app.services.documents import Draft
from editor_app.services.route_templates import template
from tests.services.office import Office

ENGINES = ("sqlite", "team")
DRAFT = Draft(Content(title="Winter heating", summary="When it begins.", body="Heating begins on 15 November.\n"))
KINDS = frozenset({EditionKind.PUBLICATION})


def named(office: Office, *names: str) -> tuple[Named, ...]:
    return tuple(Named(office.seats[name].member.id, name) for name in names)


def made(office: Office, **terms: object) -> Route:
    """A route of one stage by those terms."""
    stage = Stage(1, StageKind.REVIEW, "Sign", "Answers for all.", 1, replace(Terms(), **terms))  # type: ignore[arg-type]
    return routes.add(office.admin, Route(RouteId(""), "Own", (stage,), KINDS))


def test_a_route_comes_back_as_it_was_added(office: Office) -> None:
    added = made(office, signers=named(office, "reviewer1", "reviewer2"), hours=4, escalate=named(office, "editor")[0])
    assert routes.route(office.desk, "Own") == added
    assert added.stages[0].terms.hours == 4


def test_only_an_admin_has_to_do_with_routes(office: Office) -> None:
    for name in ("editor", "reviewer1", "publisher"):
        with pytest.raises(Refused, match="no right"):
            routes.add(office.seats[name], template("legal").route("en"))
        with pytest.raises(Refused, match="no right"):
            routes.retire(office.seats[name], "Two persons")


def test_an_edition_goes_on_by_the_route_that_it_was_submitted_with(office: Office) -> None:
    office.connect("news")
    route = made(office)
    edition = office.submitted(DRAFT, "news", route="Own")
    assert routes.editions_under_way(office.desk, route.id) == 1
    stricter = (*route.stages, Stage(2, StageKind.REVIEW, "Again", "Looks again."))
    routes.change(office.admin, replace(route, name="Stricter", stages=stricter))
    routes.retire(office.admin, "Stricter")
    done = approvals.decide(office.reviewer1, edition.id, Word(Decision.APPROVE, edition.digest))
    assert done.edition.state is EditionState.APPROVED
    assert [each.stage.name for each in approvals.record(office.desk, edition.id).stages] == ["Sign"]


def test_a_retired_route_is_not_chosen_any_more_and_comes_back_when_it_is_wanted(office: Office) -> None:
    office.connect("news")
    routes.retire(office.admin, "Three reviews")
    with pytest.raises(Refused, match="not in use"):
        office.submitted(DRAFT, "news", route="Three reviews")
    assert len(office.submitted(DRAFT, "news").sealed().stages) == 1
    routes.reinstate(office.admin, "Three reviews")
    assert len(office.submitted(DRAFT, "news", route="Three reviews").sealed().stages) == 3


def test_publications_keep_a_route(office: Office) -> None:
    routes.retire(office.admin, "Two persons")
    with pytest.raises(Refused, match="no route left"):
        routes.retire(office.admin, "Three reviews")


def test_a_route_that_nobody_could_follow_is_refused(office: Office) -> None:
    stage = Stage(1, StageKind.REVIEW, "Sign", "Answers for all.")
    one = replace(stage, terms=Terms(signers=named(office, "reviewer1")))
    wrong = {
        "stages": (), "no kind": (stage,), "1 signatures": (replace(one, needs=2),), "could not sign":
        (replace(stage, terms=Terms(signers=named(office, "editor"))),), "two stages": (one, one), "no deadline":
        (replace(stage, terms=Terms(escalate=named(office, "editor")[0])),),
        "name or duty": (replace(stage, duty=" "),),
        "twice": (replace(stage, terms=Terms(signers=named(office, "reviewer1", "reviewer1"))),),
    }  # fmt: skip
    for said, stages in wrong.items():
        kinds = frozenset[EditionKind]() if said == "no kind" else KINDS
        with pytest.raises((Invalid, Refused), match=said):
            routes.add(office.admin, Route(RouteId(""), "Own", stages, kinds))


def test_two_routes_have_two_names(office: Office) -> None:
    with pytest.raises(Refused, match="already"):
        routes.add(office.admin, Route(RouteId(""), "two PERSONS", template("legal").route("en").stages, KINDS))
