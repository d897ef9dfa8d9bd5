"""The choice between the window and the command line."""

import subprocess
import sys

import pytest

from editor_app.__main__ import LIMITED_CHILD, has_display, wants_window
from editor_app.rendering.limited import FROZEN_ARGUMENT


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-w", "office"],
        ["--as", "王敏", "--lang", "zh_CN"],
        ["--workspace=office"],
        ["--lang=en", "-w", "x"],
    ],
)
def test_global_options_alone_open_the_window(arguments: list[str]) -> None:
    assert wants_window(arguments)


@pytest.mark.parametrize("arguments", [["list"], ["-w", "office", "list"], ["--help"], ["--json"]])
def test_a_command_or_another_option_goes_to_the_command_line(arguments: list[str]) -> None:
    assert not wants_window(arguments)


def test_linux_without_a_display_variable_has_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not has_display()
    monkeypatch.setenv("DISPLAY", ":1")
    assert has_display()


def test_choosing_imports_neither_side() -> None:
    probe = (
        "import sys, editor_app.__main__;"
        "print([name for name in sys.modules if name.startswith(('editor_app.', 'PySide6'))])"
    )
    seen = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
    assert seen.strip() == "['editor_app.__main__']"


def test_a_frozen_program_is_its_own_limited_child() -> None:
    assert LIMITED_CHILD == FROZEN_ARGUMENT
    child = [sys.executable, "-m", "editor_app", LIMITED_CHILD]
    assert subprocess.run(child, input=b"", capture_output=True, check=True).stdout == b""
