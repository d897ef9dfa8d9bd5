"""The developer command: it starts on any Python of the last years and says what to do."""

import ast
import importlib.machinery
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def dev() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("dev", str(ROOT / "dev"))
    spec = importlib.util.spec_from_loader("dev", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


def test_dev_parses_on_python_3_9_and_imports_only_the_standard_library() -> None:
    tree = ast.parse((ROOT / "dev").read_text("utf-8"), feature_version=(3, 9))
    modules = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    modules += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.split(".")[0] for name in modules} - sys.stdlib_module_names == set()


def test_dev_without_a_command_shows_its_commands_and_is_wrong_usage() -> None:
    done = subprocess.run([sys.executable, ROOT / "dev"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "./dev test" in done.stdout


def test_a_part_that_no_machine_has_is_reported_by_its_package(dev: ModuleType) -> None:
    missing = dev.missing_packages({"libpress-desk-nowhere.so.1": "libnowhere1", "press-desk-nowhere": "nowhere"})
    assert missing[:2] == ["libnowhere1", "nowhere"]


def test_a_changed_lock_makes_the_stamp_void(dev: ModuleType, tmp_path: Path) -> None:
    dev.ROOT = tmp_path
    before = dev.key()
    (tmp_path / "requirements.lock").write_text("typer==1\n")
    assert dev.key() != before


def test_a_download_that_fails_for_ever_ends_in_a_plain_sentence(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    dev.PAUSES = (0, 0)
    with pytest.raises(SystemExit):
        dev.patient("fetching", [sys.executable, "-c", "import sys; sys.exit(7)"])
    assert "fetching failed 3 times (exit code 7)" in capsys.readouterr().err


def test_every_command_that_our_pages_name_exists(dev: ModuleType) -> None:
    pages = [ROOT / "README.md", ROOT / ".ci" / "run", ROOT / "Makefile", *ROOT.glob("docs/**/*.md")]
    named = {word for page in pages for word in re.findall(r"\./dev (\w+)", page.read_text("utf-8"))}
    assert {word for word in named if not callable(getattr(dev, word, None))} == set()
