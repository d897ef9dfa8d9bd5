from __future__ import annotations

import pytest

from editor_app.cli.arguments import WrongUsage, language_for, split, spread
from editor_app.domain.errors import Invalid


@pytest.mark.parametrize(
    "line",
    [
        ["-w", "office", "--as", "周岚", "--json", "list"],
        ["list", "--json", "-w", "office", "--as", "周岚"],
        ["--json", "list", "--workspace=office", "--as=周岚"],
    ],
)
def test_global_options_stand_before_or_after_the_command(line: list[str]) -> None:
    chosen, rest = split(line)
    assert (chosen.workspace, chosen.member, chosen.json, rest) == ("office", "周岚", True, ["list"])


def test_words_after_a_double_dash_are_left_alone() -> None:
    assert split(["confirm", "--", "--json"])[1] == ["confirm", "--", "--json"]


def test_an_option_without_its_value_is_said_in_words() -> None:
    with pytest.raises(Invalid, match="--as needs a value"):
        split(["list", "--as"])


def test_the_language_of_a_new_workspace_is_the_commands_own_option() -> None:
    assert split(["init", "office", "--lang", "en"])[1] == ["init", "office", "--lang", "en"]
    assert split(["list", "--lang", "en"])[1] == ["list"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("submit D --account A B --route R", "submit D --account A --account B --route R"),
        ("submit D --account A --account B", "submit D --account A --account B"),
        ("member add N --role editor reviewer", "member add N --role editor --role reviewer"),
        ("submit --account A D", "submit --account A D"),
        ("set D --account A title=x", "set D --account A title=x"),
        ("check D --account A B", "check D --account A --account B"),
    ],
)
def test_lists_may_follow_one_option(line: str, wanted: str) -> None:
    assert spread(line.split()) == wanted.split()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("member add --role editor N", "member add --role editor N"),
        ("submit --route R --account A D", "submit --route R --account A D"),
        ("submit --account A D B", "submit --account A D --account B"),
        ("decide --override F E approve", "decide --override F E approve"),
        ("decide E approve --override F G --digest D", "decide E approve --override F --override G --digest D"),
        ("check D --account A -- B", "check D --account A -- B"),
    ],
)
def test_the_commands_own_arguments_are_never_taken_for_a_list(line: str, wanted: str) -> None:
    assert spread(line.split()) == wanted.split()


@pytest.mark.parametrize("line", [["list", "-w", "--json"], ["--as", "--json", "list"], ["--lang", "fr", "list"]])
def test_an_option_as_a_value_and_a_strange_language_are_wrong_usage(line: list[str]) -> None:
    with pytest.raises(WrongUsage):
        split(line)


def test_the_chosen_language_wins_over_the_workspaces() -> None:
    assert language_for("en", "zh_CN") == "en"
    assert language_for("", "zh_CN") == "zh_CN"
