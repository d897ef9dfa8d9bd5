"""Wheels of others, built with the standard library and put where Python looks: one good platform, many bad ones."""

from __future__ import annotations

import base64
import hashlib
import shutil
import zipfile
from typing import TYPE_CHECKING

from editor_app.platforms.registry import GROUP
from tests.house.test_worked_examples import example

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_METADATA = "Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
_WHEEL = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def board() -> str:
    """The platform of our page, as a module of another package."""
    return example("adding-a-platform.md")


def broken() -> dict[str, tuple[str, str, str]]:
    """By package: the name of its entry point, its module's text, and what is said of it."""
    return {
        "city-loud": (
            "loud",
            "class Loud(Exception): pass\nraise Loud('no permission, no fun')",
            "Loud: no permission",
        ),
        "city-leaving": ("leaving", "raise SystemExit(3)", "SystemExit: 3"),
        "city-thief": ("wordpress", board(), "of its own"),
        "city-old": ("notices_of_old", board().replace("contract = 1", "contract = 0"), "version 0"),
        "city-silent": ("silent_board", board().replace("contract = 1", ""), "no version"),
        "city-twin-a": ("twin", board(), "city-twin-a, city-twin-b"),
        "city-twin-b": ("twin", board(), "city-twin-a, city-twin-b"),
        "city-strange": ("Notice Board!", board(), "small letters"),
        "city-empty": ("empty", "PLATFORM = 7", "not a Platform"),
        "city-torn": ("torn", "def (", "invalid syntax"),
    }


def built(folder: Path, package: str, point: str, text: str) -> Path:
    """A wheel with one module and one entry point."""
    module = package.replace("-", "_")
    info = f"{module}-1.0.dist-info"
    files = {
        f"{module}/__init__.py": text,
        f"{info}/METADATA": _METADATA.format(name=package),
        f"{info}/WHEEL": _WHEEL,
        f"{info}/entry_points.txt": f"[{GROUP}]\n{point} = {module}:PLATFORM\n",
    }
    wheel = folder / f"{module}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
        file.writestr(f"{info}/RECORD", _record(files, info))
    return wheel


def installed(wheel: Path, site: Path) -> None:
    """What an installer does with a wheel of Python alone: its files stand where Python looks."""
    with zipfile.ZipFile(wheel) as file:
        file.extractall(site)


def removed(site: Path, module: str) -> None:
    """What uninstalling does: the package's files and its name are gone."""
    for folder in (site / module, site / f"{module}-1.0.dist-info"):
        shutil.rmtree(folder)


def _record(files: Mapping[str, str], info: str) -> str:
    rows = []
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest()).rstrip(b"=").decode()
        rows.append(f"{name},sha256={digest},{len(content.encode())}")
    return "\n".join([*rows, f"{info}/RECORD,,", ""])
