from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from editor_app.checks import registry, rules
from editor_app.checks.example import Example
from editor_app.checks.registry import Rule, all_rules, findings
from editor_app.domain.identifiers import AccountId

FILES = sorted(path.stem for path in Path(rules.__path__[0]).glob("*.py") if path.stem != "__init__")


def test_a_file_in_the_folder_is_a_rule_in_force() -> None:
    assert [rule.__name__.rpartition(".")[2] for rule in all_rules()] == FILES


@pytest.mark.parametrize("rule", all_rules(), ids=FILES)
def test_a_rule_passes_its_good_example_and_finds_its_bad_one(rule: Rule) -> None:
    assert not list(rule.check(rule.GOOD.variant()))
    found = list(rule.check(rule.BAD.variant()))
    assert found
    assert {one.rule for one in found} == {rule.__name__.rpartition(".")[2]}


@pytest.mark.parametrize("rule", all_rules(), ids=FILES)
def test_no_rule_finds_anything_in_the_good_example_of_another_that_would_stop_it(rule: Rule) -> None:
    stopping = {"block", "override"}
    assert not [one for one in findings(rule.GOOD.variant()) if one.severity.value in stopping]


@pytest.mark.parametrize("rule", all_rules(), ids=FILES)
def test_a_rule_says_in_one_line_what_it_is_for(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z“][^\n]{10,110}\.", rule.__doc__ or "")


def test_places_point_at_the_words_they_name() -> None:
    body = "首段。\n\n手机 13800138000 。"
    found = next(one for one in findings(Example(body=body).variant()) if one.rule == "phone_number")
    line = body.split("\n")[found.place.line - 1]
    assert line[found.place.column - 1 :][: found.place.length] == found.place.excerpt == "13800138000"


def test_the_version_of_the_pack_goes_into_manifests() -> None:
    assert re.fullmatch(r"20[0-9]{2}\.[0-9]{2}", registry.version())


def test_an_empty_variant_is_checked_without_trouble() -> None:
    variant = Example(body="", title="").variant()
    assert {one.rule for one in findings(replace(variant, options={}))} == {"title_missing", "body_missing"}


def test_accounts_that_say_the_same_are_looked_at_once_and_other_limits_or_days_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[str] = []
    counted = ModuleType("counted")
    counted.check = lambda variant: looked.append(variant.content.title) or ()  # type: ignore[attr-defined]
    monkeypatch.setattr(registry, "all_rules", lambda: (counted,))
    one = Example(title="只数一次的标题").variant()
    for name in ("a", "b"):
        findings(replace(one, account=AccountId(name), account_name=name, options={"channel": name}))
    assert len(looked) == 1
    findings(replace(one, limits={"title_characters": 5}))
    findings(replace(one, today=date(2026, 12, 1)))
    assert len(looked) == 3


_HARD = ("a", "<p", "\n ", "[")
"""What costs a careless pattern a second for ten thousand characters, and minutes for these."""


@pytest.mark.timeout(60)
def test_a_long_hostile_text_is_read_by_every_rule_in_its_own_length() -> None:
    body = "\n\n终\n\n".join(piece * (120_000 // len(piece)) for piece in _HARD)
    assert "body_missing" not in {one.rule for one in findings(Example(body=body).variant())}
