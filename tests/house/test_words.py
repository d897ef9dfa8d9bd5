"""Names come from the glossary, and blanket catches stand only where they are decided."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = sorted((ROOT / "editor_app").rglob("*.py"))
EMPTY_WORDS = re.compile(r"(Manager|Helper|Utils?|Handler|Processor)(?![a-z])|(Data|Info)$")
# The worker's loop, the platform gateway, the window's background, the command line's top level.
MAY_CATCH_ALL = {
    "editor_app/worker.py": 1,
    "editor_app/platforms/gateway.py": 1,
    "editor_app/ui/background.py": 1,
    "editor_app/cli/program.py": 1,
}


def test_no_class_hides_its_deed_behind_an_empty_word() -> None:
    classes = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in PROGRAM
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and EMPTY_WORDS.search(node.name)
    ]
    assert classes == []


def test_no_module_is_named_after_nothing_in_particular() -> None:
    assert [path.name for path in PROGRAM if re.search(r"util|helper|manager|common|misc", path.stem)] == []


def test_everything_is_caught_only_in_the_four_places_of_the_decisions() -> None:
    caught: dict[str, int] = {}
    for path in PROGRAM:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler) and _catches_all(node):
                place = path.relative_to(ROOT).as_posix()
                caught[place] = caught.get(place, 0) + 1
    assert {place: count for place, count in caught.items() if count > MAY_CATCH_ALL.get(place, 0)} == {}


def _catches_all(node: ast.ExceptHandler) -> bool:
    return node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
