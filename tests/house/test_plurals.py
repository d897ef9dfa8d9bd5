"""A sentence that begins with a count has a form for one thing: nobody reads “1 copies”."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
COUNTED = re.compile(r"(\{\w+\}: )?\{(count|n)\} ([a-z]+ )?[a-z]*[a-z]s\b(?<! is)(?<! was)(?<! has)")
NEVER_ONE = {
    "{count} characters",
    "{count} chars",
    "{count} documents imported.",
    "{count} rows, each follows from the one before. Head {head}",
    "{count} steps",
}
"""Said of two and more only."""


def test_a_sentence_that_begins_with_a_count_has_a_form_for_one() -> None:
    places = [place for path in sorted((ROOT / "editor_app").rglob("*.py")) for place in _without_a_form_for_one(path)]
    assert places == []


def test_what_the_rule_looks_for_is_found(tmp_path: Path) -> None:
    said = ['tr("{count} copies left")', 'T("{name}: {n} open cases")', 'tr("{count} is left")', 'tr_n("{count} rows")']
    (tmp_path / "words.py").write_text("\n".join(said), "utf-8")
    found = list(_without_a_form_for_one(tmp_path / "words.py"))
    assert [place.partition(" ")[2] for place in found] == ["{count} copies left", "{name}: {n} open cases"]


def _without_a_form_for_one(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="tr" | "T"), args=[ast.Constant(value=str(said)), *_]):
                if COUNTED.match(said) and said not in NEVER_ONE:
                    yield f"{path.name}:{node.lineno} {said}"
