"""Work on files from outside, handed to a child process with little memory and time, so that a bomb harms only it.

One child is kept warm; after any failure it is replaced. Nothing of our environment goes with it.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from editor_app.domain.errors import Invalid, Unavailable
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from editor_app.domain.canonical import Json

ANSWER_SECONDS = 30
"""Wall time for one job; its CPU time is limited to 10 s by the child itself."""
FROZEN_ARGUMENT = "--limited-child"
"""How the packaged program is asked to be the child."""
_IDLE_CHILDREN = 2
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP", "FONTCONFIG_PATH")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a job gave back."""

    facts: Mapping[str, Json]
    blobs: tuple[bytes, ...]

    def number(self, name: str) -> int:
        """A fact that is a number."""
        return cast("int", self.facts[name])

    def text(self, name: str) -> str:
        """A fact that is text."""
        return cast("str", self.facts[name])


class JobFailed(Exception):
    """The job said that its content is not acceptable."""

    def __init__(self, code: str, values: Mapping[str, Json]) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def run(job: str, order: Mapping[str, Json], content: bytes) -> Reply:
    """The answer of the job to `content`.

    Raises:
        JobFailed: the job refused the content, with its code.
        Invalid: the content used up the memory or the time of the child, or made it fall over.
        Unavailable: no child can be started here.
    """
    child = _taken()
    try:
        reply = child.answer({"job": job, **order}, content)
    except (OSError, EOFError, ValueError) as fallen:
        child.end()
        raise Invalid(
            T("The file is damaged or made to do harm: reading it was stopped."),
            T("Open it in another program, save it again there, and use that file."),
        ) from fallen
    if (code := reply.facts.get("error")) is not None:
        child.end()
        raise JobFailed(str(code), reply.facts)
    _put_back(child)
    return reply


def warm() -> None:
    """Start a child now, so that the first picture needn't wait for it."""
    _put_back(_taken())


def close_all() -> None:
    """End every idle child."""
    with _lock:
        while _idle:
            _idle.pop().end()


class _Child:
    def __init__(self) -> None:
        package = Path(__file__).parents[2]
        kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        command = (
            [sys.executable, FROZEN_ARGUMENT]
            if getattr(sys, "frozen", False)
            else [sys.executable, "-s", "-m", "editor_app.rendering.limited_child"]
        )
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**kept, "PYTHONPATH": str(package), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
                cwd=package,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as refused:
            raise Unavailable(
                T("The helper that reads pictures and files can't be started."),
                T("Close other programs, then try again."),
            ) from refused

    def answer(self, order: Mapping[str, Json], content: bytes) -> Reply:
        clock = threading.Timer(ANSWER_SECONDS, self._process.kill)
        clock.daemon = True
        clock.start()
        try:
            write_message(cast("BinaryIO", self._process.stdin), order, (content,))
            facts, blobs = read_message(cast("BinaryIO", self._process.stdout))
        finally:
            clock.cancel()
        return Reply(facts, blobs)

    def end(self) -> None:
        self._process.kill()
        with contextlib.suppress(OSError), self._process:
            pass

    def is_alive(self) -> bool:
        return self._process.poll() is None


_idle: list[_Child] = []
_lock = threading.Lock()
atexit.register(close_all)


def _taken() -> _Child:
    with _lock:
        while _idle:
            child = _idle.pop()
            if child.is_alive():
                return child
            child.end()
    return _Child()


def _put_back(child: _Child) -> None:
    with _lock:
        if len(_idle) < _IDLE_CHILDREN:
            _idle.append(child)
            return
    child.end()


def write_message(to: BinaryIO, facts: Mapping[str, Json], blobs: tuple[bytes, ...]) -> None:
    """A line of JSON, then the blobs whose sizes it names."""
    head = json.dumps({**facts, "sizes": [len(blob) for blob in blobs]}).encode()
    to.write(head + b"\n")
    to.writelines(blobs)
    to.flush()


def read_message(source: BinaryIO) -> tuple[dict[str, Json], tuple[bytes, ...]]:
    """What `write_message` wrote.

    Raises:
        EOFError: the other side is gone.
    """
    line = source.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    facts: dict[str, Json] = json.loads(line)
    blobs = tuple(source.read(size) for size in cast("list[int]", facts.pop("sizes")))
    return facts, blobs
