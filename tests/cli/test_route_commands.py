from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Commands

STAGE = "name=法务;duty=对合法性负责;kind=review;needs=1;by={who};hours=24;tell={told}"


def test_a_route_is_added_shown_changed_and_retired(commands: Commands) -> None:
    admin, reviewer, editor = (commands.who(role) for role in ("admin", "reviewer", "editor"))
    stage = STAGE.format(who=reviewer, told=editor)
    added = commands.run("route", "add", "法务流程", "--stage", stage, "--use-within", "72", "--json", by=admin)
    assert (added.code, added.json["persons"], added.json["use_within_hours"]) == (0, 1, 72)
    shown = commands.run("route", "show", "法务流程", "--json").json["stages"][0]
    assert (shown["by"], shown["hours"], shown["tell"]) == ([reviewer], 24, editor)
    changed = commands.run("route", "change", "法务流程", "--rename", "法务", "--kind", "reply", "--json", by=admin)
    assert (changed.json["kinds"], changed.json["under_way"]) == (["reply"], 0)
    assert commands.run("route", "retire", "法务", "--json", by=admin).json["retired"]
    assert not commands.run("route", "retire", "法务", "--undo", "--json", by=admin).json["retired"]


def test_a_route_begins_with_a_template(commands: Commands) -> None:
    listed = commands.run("route", "list", "--json").json
    assert listed["templates"][0]["template"] == "three-and-three"
    added = commands.run("route", "add", "三审", "--template", "three-and-three", "--json", by=commands.who("admin"))
    assert [stage["kind"] for stage in added.json["stages"]] == ["proof", "review"] * 3


def test_only_admins_change_routes(commands: Commands) -> None:
    done = commands.run("route", "add", "我的", "--template", "legal", "--json", by=commands.who("editor"))
    assert (done.code, done.error["code"]) == (1, "refused")


def test_what_a_stage_can_not_say_is_answered_with_what_it_can(commands: Commands) -> None:
    admin = commands.who("admin")
    wrong = {"who=x": "name=VALUE", "name=a;kind=seal": "proof", "name=a;by=谁": "member list", "hours=soon": "digits"}
    for stage, said in wrong.items():
        done = commands.run("route", "add", "我的", "--stage", stage, "--json", "--lang", "en", by=admin)
        assert (done.code, said in done.error["next"]) == (1, True), done.error
