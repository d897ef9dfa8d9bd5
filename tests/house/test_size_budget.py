"""The size budget: long files and functions are where every code base starts to hurt."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = sorted((ROOT / "editor_app").rglob("*.py"))
TOOLS = [ROOT / "dev", *sorted((ROOT / "packaging").glob("*.py"))]


def functions(path: Path) -> list[tuple[int, str]]:
    """The length in lines of each function, with its place."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, kinds)]
    place = path.relative_to(ROOT)
    return [((node.end_lineno or 0) - node.lineno + 1, f"{place}:{node.lineno} {node.name}") for node in nodes]


def lines(path: Path) -> int:
    return path.read_text("utf-8").count("\n")


def percentile_95(values: list[int]) -> int:
    return sorted(values)[int(len(values) * 0.95)]


def test_no_function_is_longer_than_40_lines() -> None:
    assert [place for path in PROGRAM + TOOLS for length, place in functions(path) if length > 40] == []


def test_19_of_20_functions_are_at_most_25_lines_long() -> None:
    assert percentile_95([length for path in PROGRAM for length, _ in functions(path)]) <= 25


def test_no_file_is_longer_than_400_lines() -> None:
    assert [f"{path.relative_to(ROOT)} {lines(path)}" for path in PROGRAM + TOOLS if lines(path) > 400] == []


def test_19_of_20_files_are_at_most_300_lines_long() -> None:
    assert percentile_95([lines(path) for path in PROGRAM]) <= 300
