"""The wheel: everything the program reads is in it, and it is found there."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this tree, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "installed")
    return folder / "installed"


def names(folder: Path, pattern: str) -> set[str]:
    """The files as they were written; a test that runs a script among them lets Python put bytecode beside it."""
    files = (path for path in folder.rglob(pattern) if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(folder).as_posix() for path in files}


def test_the_wheel_carries_every_resource(unpacked: Path) -> None:
    assert names(unpacked / "editor_app" / "_data" / "resources", "*") >= names(ROOT / "resources", "*")


def test_the_wheel_carries_every_catalogue_compiled(unpacked: Path) -> None:
    compiled = {name.replace(".po", ".mo") for name in names(ROOT / "i18n", "*.po")}
    assert compiled
    assert names(unpacked / "editor_app" / "_data" / "i18n", "*.mo") >= compiled


def test_the_wheel_carries_every_module_and_no_test(unpacked: Path) -> None:
    modules = {name for name in names(unpacked / "editor_app", "*.py") if not name.startswith("_data/")}
    assert modules == names(ROOT / "editor_app", "*.py")
    assert not (unpacked / "tests").exists()


def test_an_installed_program_finds_its_own_catalogues_and_resources(unpacked: Path, tmp_path: Path) -> None:
    probe = "from editor_app.resources import packaged_folder as f; print(f('i18n'), f('resources'), sep='\\n')"
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", probe], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert all(line.startswith(str(unpacked)) for line in done.stdout.splitlines())
