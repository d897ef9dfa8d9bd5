"""The routes that an office may begin with."""

import pytest

from editor_app.domain.approval import StageKind
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import NotFound
from editor_app.domain.member import Role
from editor_app.services import routes
from editor_app.services.route_templates import TEMPLATES, template
from tests.services.office import Office


def test_three_reviews_and_three_proof_passes_take_six_people_in_turn() -> None:
    route = template("three-and-three").route("en")
    assert [stage.kind for stage in route.stages] == [StageKind.PROOF, StageKind.REVIEW] * 3
    assert route.persons == 6
    assert len({stage.duty for stage in route.stages}) == 6


def test_an_expert_signs_one_stage_of_three() -> None:
    assert [stage.terms.role for stage in template("expert").route("en").stages].count(Role.EXPERT) == 1


def test_an_emergency_takes_one_person_and_serves_nothing_else() -> None:
    route = template("emergency").route("en")
    assert (route.persons, route.kinds) == (1, {EditionKind.EMERGENCY})


def test_every_template_can_be_added_in_both_languages(empty_office: Office) -> None:
    for each in TEMPLATES:
        for language in ("en", "zh_CN"):
            made = each.route(language)
            if made.name not in {route.name for route in routes.all_routes(empty_office.desk)}:
                assert routes.add(empty_office.admin, made).stages == made.stages


def test_an_unknown_template_is_answered_with_those_there_are() -> None:
    with pytest.raises(NotFound, match="three") as caught:
        template("threefold")
    assert "two-persons" in str(caught.value.next_step)
