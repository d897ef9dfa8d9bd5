"""Real children that end themselves by SIGKILL at their nth step: forked from one warmed process, for all n.

A step is a call that changes files, a statement of SQLAlchemy's, or a word of progress. The process serves one line
at a time: a number in, the child's fate out.

    python -m tests.storage.killing DEED ARGUMENT...
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, event

from editor_app.services import exporting
from editor_app.storage import backup, backup_check, restore, schema, schema_shape
from editor_app.storage.engines import sqlite_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NEVER = 10**9
_CALLS = {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "sqlite3.connect", "shutil.rmtree"}


@contextlib.contextmanager
def victims(deed: str, *arguments: str | Path) -> Iterator[Callable[[int], bool]]:
    """Call it with n: a child does the deed and is killed at its nth step; whether it was, or came through."""
    command = [sys.executable, "-m", "tests.storage.killing", deed, *map(str, arguments)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as forge:

        def killed_at(step: int) -> bool:
            assert forge.stdin is not None
            assert forge.stdout is not None
            forge.stdin.write(f"{step}\n")
            forge.stdin.flush()
            fate = forge.stdout.readline().strip()
            if fate.startswith("done"):
                fate = forge.stdout.readline().strip()
            assert fate in {f"-{signal.SIGKILL.value}", "0"}, f"step {step} of {deed}: {fate}"
            return fate != "0"

        yield killed_at
        assert forge.stdin is not None
        forge.stdin.close()
        forge.wait(20)


def steps_of(deed: str, *arguments: str | Path) -> int:
    """How many steps the deed has, counted while it is done to its end."""
    command = [sys.executable, "-m", "tests.storage.killing", deed, *map(str, arguments)]
    done = subprocess.run(command, input=f"{_NEVER}\n", capture_output=True, text=True, check=True)
    return int(done.stdout.split()[1])


def spread(steps: int, by: int = 20, last: int = 12) -> list[int]:
    """Steps at which to kill: about `by` over all of them, and each of the last, where names are given."""
    return sorted({*range(1, steps, max(1, steps // by)), *range(max(1, steps - last), steps + 1)})


def back_up(folder: str) -> None:
    backup.back_up(Path(folder), Path(folder, "backups"), datetime(2026, 11, 29, tzinfo=UTC), progress=_told)


def put_back(file: str, folder: str) -> None:
    restore.restore(Path(file), Path(folder), _told)


def migrate(path: str) -> None:
    engine = sqlite_engine(Path(path))
    schema.migrate(engine)
    engine.dispose()


def put_in(file: str, folder: str) -> None:
    exporting.import_into(Path(file), Path(folder), _told)


DEEDS: dict[str, Callable[..., None]] = {
    "backup": back_up, "restore": put_back, "migrate": migrate, "import": put_in,
}  # fmt: skip


class _Steps:
    """Counts, and kills at the last."""

    def __init__(self) -> None:
        self.left = -1

    def take(self) -> None:
        self.left -= self.left > 0
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


_steps = _Steps()


def _told(_share: float, _what: object) -> None:
    _steps.take()


def _call(name: str, _arguments: tuple[object, ...]) -> None:
    if name in _CALLS:
        _steps.take()


def _statement(*_: object) -> None:
    _steps.take()


def _serve(deed: str, arguments: list[str]) -> None:
    event.listen(Engine, "before_cursor_execute", _statement)
    sys.addaudithook(_call)
    _warm()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _steps.left = int(line)
            DEEDS[deed](*arguments)
            sys.stdout.write(f"done {int(line) - _steps.left}\n")
            sys.stdout.flush()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _warm() -> None:
    """Imports that would come with the first deed, so that no child pays for them or is killed within them."""
    schema_shape.known_objects(schema.VERSION)
    with contextlib.suppress(Exception):
        backup_check.contents(Path("nowhere"), _told)


if __name__ == "__main__":
    _serve(sys.argv[1], sys.argv[2:])
