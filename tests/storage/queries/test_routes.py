import pytest

from editor_app.domain.approval import Route, Stage, StageKind
from editor_app.domain.audit import Subject
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import RouteId, new_id
from editor_app.storage.queries import routes
from tests.storage.scene import Scene

THREE = Route(
    RouteId(new_id()),
    "三审三校",
    (
        Stage(1, StageKind.REVIEW, "初审", "核对事实"),
        Stage(2, StageKind.PROOF, "一校", "核对文字", needs=2),
        Stage(3, StageKind.REVIEW, "终审", "负总责"),
    ),
    frozenset({EditionKind.PUBLICATION, EditionKind.CORRECTION}),
)


def add_three(scene: Scene) -> None:
    scene.work.record("route.add", Subject("route", THREE.id))
    routes.insert_route(scene.work, THREE)


def test_a_route_comes_back_with_its_stages_in_order(scene: Scene) -> None:
    add_three(scene)
    assert routes.route_by_name(scene.work, "三审三校") == THREE
    assert routes.route_by_id(scene.work, THREE.id) == THREE


def test_the_longest_route_is_offered_first(scene: Scene) -> None:
    add_three(scene)
    assert [route.name for route in routes.all_routes(scene.work)] == ["三审三校", "two stages"]


def test_an_unknown_route_is_answered_with_those_there_are(scene: Scene) -> None:
    with pytest.raises(NotFound, match="no route called “none”") as caught:
        routes.route_by_name(scene.work, "none")
    assert "two stages" in str(caught.value.next_step)
    with pytest.raises(NotFound):
        routes.route_by_id(scene.work, RouteId("x"))
