"""The page of the rules is made from the rules, and says what they say today."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from editor_app.checks import registry

ROOT = Path(__file__).parents[2]


@pytest.fixture
def rules_page() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rules_page", ROOT / "packaging" / "rules_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_rules_is_up_to_date(rules_page: ModuleType) -> None:
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == rules_page.page(), "run packaging/rules_page.py"


def test_every_rule_has_its_place_on_the_page(rules_page: ModuleType) -> None:
    page = rules_page.page()
    assert [
        rule.__name__ for rule in registry.all_rules() if f"\n## {rule.__name__.rpartition('.')[2]}\n" not in page
    ] == []


def test_what_cannot_be_seen_is_written_as_an_escape(rules_page: ModuleType) -> None:
    assert "www.\\u202eexample.gov.cn" in rules_page.page()
    assert "\u202e" not in rules_page.page()
