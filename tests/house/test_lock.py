"""The lock file: every package pinned by its hashes, from nowhere in particular."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def locked() -> dict[str, list[str]]:
    """Each locked name with the entries that pin it (one for each marker)."""
    found: dict[str, list[str]] = {}
    for entry in re.split(r"\n(?=\S)", LOCK.replace("\\\n", "")):
        name = re.match(r"([A-Za-z0-9._-]+)==", entry)
        if name:
            found.setdefault(normal(name.group(1)), []).append(entry)
    return found


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_entry_is_pinned_and_has_hashes() -> None:
    entries = [line for line in LOCK.splitlines() if line and not line.startswith((" ", "#"))]
    assert [line for line in entries if "==" not in line] == []
    assert [name for name, pins in locked().items() if any("--hash=sha256:" not in pin for pin in pins)] == []


def test_no_entry_says_where_to_download_from() -> None:
    assert re.findall(r"://|--index|--find-links|--extra-index| @ ", LOCK) == []


def test_everything_that_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["dev"]
    asked += project["build-system"]["requires"]
    names = {normal(re.split(r"[\[<>=!~; ]", requirement)[0]) for requirement in asked}
    assert names - locked().keys() == set()


def test_the_lock_serves_windows_too() -> None:
    assert "sys_platform == 'win32'" in " ".join(locked()["colorama"])


def test_pyside_stays_below_the_release_that_loses_references() -> None:
    version = re.match(r"pyside6==(\d+)\.(\d+)", locked()["pyside6"][0])
    assert version is not None
    assert (6, 8) <= (int(version.group(1)), int(version.group(2))) < (6, 12)
