"""Pictures of routes, members and the editor of routes, to be judged by eye.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.settings.pictures FOLDER [SCENE...]
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from editor_app.domain.approval import Decision, Route, Stage, StageKind
from editor_app.domain.duty import Terms
from editor_app.domain.edition import EditionKind
from editor_app.domain.identifiers import RouteId
from editor_app.domain.member import Named, Role
from editor_app.services import approvals, duties, members, proof_reading, role_changes, route_templates, routes
from editor_app.services.approvals import Word
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.settings.route_dialog import RouteDialog
from editor_app.ui.views.settings.view import SettingsView
from tests.ui.pictures import Play, run, wait
from tests.ui.views.staged import Stage as Scene
from tests.ui.views.staged import new_stage

OUTSIDE = "李教授"


def make(folder: Path) -> Play:
    """An office with a route, a deputy and roles that wait."""
    scene = new_stage(folder)
    edition = _prepare(scene)
    scenes = {name: partial(show, edition=edition) for name, show in SCENES.items()}
    return Play(scene.publisher, scenes, {"review": scene.reviewers[1]})


def _prepare(scene: Scene) -> str:
    """A route with names, times and a deputy, an edition on it, and roles that wait for another admin."""
    admin, (first, second, third) = scene.publisher, scene.reviewers
    people = {each.name: Named(each.id, each.name) for each in members.all_members(scene.desk)}
    one, two, three = (people[each.member.name] for each in (first, second, third))
    stages = (
        Stage(1, StageKind.PROOF, "一校", "逐字核对文字、姓名和数字。", 1, Terms(signers=(one,))),
        Stage(
            2, StageKind.REVIEW, "复审", "对政策、法律和隐私负责。", 1, Terms(signers=(three,), hours=4, escalate=one)
        ),
        Stage(3, StageKind.REVIEW, "终审", "对发布的决定负责。", 1, Terms()),
    )
    routes.add(admin, route_templates.template("three-and-three").route("zh_CN"))
    routes.add(admin, Route(RouteId(""), "会议通稿", stages, frozenset({EditionKind.PUBLICATION}), 72))
    now = scene.desk.clock.now()
    duties.name_deputy(third, third.member.name, two.name, now, now + timedelta(days=6))
    edition = scene.submitted("供暖费今冬不变", route="会议通稿")
    for payload in edition.sealed().payloads:
        proof_reading.note(first, edition.id, payload.account, 1, 1)
    approvals.decide(first, edition.id, Word(Decision.APPROVE, edition.digest))
    members.add(admin, OUTSIDE, [Role.EXPERT])
    role_changes.propose(admin, first.member.name, {Role.REVIEWER, Role.ADMIN})
    role_changes.propose(first, scene.editor.member.name, {Role.EDITOR, Role.PUBLISHER})
    return edition.id


def _outside(window: MainWindow, edition: str) -> None:
    """Taking in the key of somebody who reviews from outside."""
    del edition
    window.go("settings", section="members")
    wait(900)
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    view.members.take_key(OUTSIDE)


def _routes(window: MainWindow, edition: str) -> None:
    del edition
    window.go("settings")
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    wait(800)
    view.show_section("routes")


def _members(window: MainWindow, edition: str) -> None:
    del edition
    window.go("settings")
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    wait(800)
    view.show_section("members")


def _editor(window: MainWindow, edition: str) -> None:
    _routes(window, edition)
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    view.routes.add()
    dialog = view.routes.dialog
    assert isinstance(dialog, RouteDialog)
    dialog.template.choose("three-and-three")
    dialog.choose(3)


def _section(key: str, window: MainWindow, edition: str) -> None:
    del edition
    window.go("settings")
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    wait(1600)
    view.show_section(key)


def _deputy(window: MainWindow, edition: str) -> None:
    _members(window, edition)
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    view.members.name_deputy()


def _review(window: MainWindow, edition: str) -> None:
    window.go("review", edition=edition)
    wait(600)


def _today(window: MainWindow, edition: str) -> None:
    del edition
    window.go("today")


SCENES: dict[str, Callable[..., None]] = {
    "routes": _routes, "members": _members, "editor": _editor, "deputy": _deputy, "review": _review, "today": _today,
    "outside": _outside, "house": partial(_section, "workspace"), "backup": partial(_section, "backup"),
    "looks": partial(_section, "looks"), "program": partial(_section, "program"),
}  # fmt: skip


if __name__ == "__main__":
    run(make)
