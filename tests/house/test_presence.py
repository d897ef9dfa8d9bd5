"""What is written without a record has one door and one caller (ADR 0031)."""

from pathlib import Path

ROOT = Path(__file__).parents[2] / "editor_app"


def test_signs_of_life_are_written_by_their_own_queries_only() -> None:
    callers = {
        str(path.relative_to(ROOT)) for path in ROOT.rglob("*.py") if ".sign_of_life(" in path.read_text("utf-8")
    }
    assert callers == {"storage/queries/presence.py"}
