"""The top of the program: chooses the window or the command line without importing the other."""

import os
import sys
from collections.abc import Sequence

# How a frozen program, which has no `-m`, starts the child that opens files from outside.
LIMITED_CHILD = "--limited-child"
# Global options that may stand before a command, with the number of values each takes.
_GLOBAL_OPTIONS = {"-w": 1, "--workspace": 1, "--as": 1, "--lang": 1}


def main() -> int:
    """The program's exit code, after the window was closed or the command ended."""
    arguments = sys.argv[1:]
    if arguments == [LIMITED_CHILD]:
        from editor_app.rendering.limited_child import main as answer_jobs

        return answer_jobs()
    if wants_window(arguments) and has_display():
        from editor_app.ui.app import main as open_window

        return open_window(arguments)
    if arguments[:1] == ["demo"]:
        from editor_app.demo import main as run_demo

        return run_demo(arguments[1:])
    from editor_app.cli import main as run_command

    return run_command(arguments)


def wants_window(arguments: Sequence[str]) -> bool:
    """Whether the arguments name no command: nothing, or global options alone."""
    rest = list(arguments)
    while rest:
        option, joined, _ = rest.pop(0).partition("=")
        if option not in _GLOBAL_OPTIONS:
            return False
        if not joined:
            del rest[: _GLOBAL_OPTIONS[option]]
    return True


def has_display() -> bool:
    """Whether a window can be shown here (an offscreen platform named by the person counts)."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
