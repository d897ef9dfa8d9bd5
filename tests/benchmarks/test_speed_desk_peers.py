"""Our writing desk beside ghostwriter and ReText on the same long document, on a real X screen in the same run.

Measured from outside, alike for all: processor and memory of the whole family of processes from /proc, pixels out of
the screen's memory, keys by XTEST. A peer that isn't on the machine is "not measured".
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.document import Content
from editor_app.services import documents
from editor_app.services.documents import Draft
from tests.benchmarks.document import long_document
from tests.benchmarks.measured import record
from tests.benchmarks.running import Running
from tests.benchmarks.screens import HEIGHT, WIDTH, Box, Screen
from tests.services.office import full_office

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
SINGLE_KEYS = 15
RUN_OF_KEYS = 60
AT_MOST = 3.0
_PAUSE = threading.Event()
"""Never set: waiting for it is a pause."""
QUIET = 100
"""Milliseconds of CPU in a second; ghostwriter takes 40 for its blinking caret alone."""
RETEXT = "[General]\ndefaultPreviewState=live-preview\nliveUpdatePreview=true\nuseWebEngine=false\n"


@dataclass(frozen=True, slots=True)
class Desk:
    """A program that shows the document, and where its preview is."""

    name: str
    command: Sequence[str]
    preview: Box


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds and megabytes."""

    idle_after: float
    memory: float
    idle_cpu: float
    """Per second."""
    to_preview: float
    character: float


def desks(folder: Path) -> list[Desk]:
    """Those that are on this machine, ours first; the document is made for each."""
    office = full_office(folder / "office")
    documents.create(office.editor, "", draft=Draft(Content(title="长稿", body=long_document())))
    office.desk.close()
    text = folder / "long.md"
    text.write_text(long_document(), "utf-8")
    settings = folder / "config" / "ReText project"
    settings.mkdir(parents=True)
    (settings / "ReText.conf").write_text(RETEXT, "utf-8")
    ours = [sys.executable, "-m", "tests.benchmarks.desk_ours", str(folder / "office")]
    known = [
        Desk("Press Desk", ours, (1080, 200, WIDTH - 20, HEIGHT - 100)),
        Desk("ghostwriter", ["ghostwriter", str(text)], (810, 60, WIDTH - 20, HEIGHT - 60)),
        Desk("ReText", ["retext", str(text)], (735, 100, WIDTH - 20, HEIGHT - 20)),
    ]
    return [desk for desk in known if shutil.which(desk.command[0])]


def test_typing_beside_other_desks(tmp_path: Path) -> None:
    if shutil.which("Xvfb") is None:
        print("\nwriting desks beside each other: no Xvfb: not measured")  # noqa: T201
        return
    found = {desk.name: measured(desk, tmp_path) for desk in desks(tmp_path)}
    ours = found.pop("Press Desk")
    print(f"\nPress Desk: {ours}")  # noqa: T201
    for name in ("ghostwriter", "ReText"):
        peer = found.get(name)
        if peer is None:
            print(f"{name}: absent: not measured")  # noqa: T201
            continue
        print(f"{name}: {peer}")  # noqa: T201
        record(f"desk: key to preview / {name}", ours.to_preview / peer.to_preview, 0.25)
        record(f"desk: CPU of a character / {name}", ours.character / peer.character, 0.12)
        record(f"desk: opened and idle / {name}", ours.idle_after / peer.idle_after, 0.6)
        record(f"desk: memory / {name}", ours.memory / peer.memory, 0.75)
        assert ours.character < peer.character
        assert ours.to_preview < peer.to_preview
    record("desk: idle CPU", ours.idle_cpu, 2.0, "ms/s ")


def measured(desk: Desk, folder: Path) -> Taken:
    """Start it, wait until it is quiet, type alone and in a run.

    Raises:
        AssertionError: the program ended.
    """
    environment = {
        **os.environ,
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "QT_QPA_PLATFORM": "xcb",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "PYTHONPATH": str(ROOT) if desk.name == "Press Desk" else "",
    }
    with Screen() as screen:
        environment["DISPLAY"] = screen.name
        with Running(desk.command, environment) as running:
            idle_after = _quiet(running, screen)
            screen.fill()
            _quiet(running, screen)
            idle, start = running.cpu(), time.perf_counter()
            _PAUSE.wait(5)
            idle_cpu = (running.cpu() - idle) / (time.perf_counter() - start)
            memory = running.memory()
            for keys in (("Control_L", "Home"), ("Down",), ("Down",), ("End",)):
                screen.press(*keys)
            _quiet(running, screen)
            shown = _keys_to_preview(screen, desk)
            character = _character(running, screen, idle_cpu)
            assert not running.has_ended(), f"{desk.name} ended"
    return Taken(idle_after, memory, idle_cpu, statistics.median(shown), character)


def _quiet(running: Running, screen: Screen) -> float:
    """Milliseconds from its start until the first whole second in which it painted nothing and took little CPU."""
    until = time.perf_counter() + 60
    while time.perf_counter() < until:
        cpu, since = running.cpu(), time.perf_counter()
        _PAUSE.wait(1)
        if running.cpu() - cpu < QUIET and not screen.is_blank():
            return (since - running.begun) * 1000
    pytest.fail("never quiet")


def _keys_to_preview(screen: Screen, desk: Desk) -> list[float]:
    """Milliseconds for each key; a key that a program never shows by itself is told, and not counted."""
    found = [_key_to_preview(screen, desk.preview) for _ in range(SINGLE_KEYS)]
    shown = [taken for taken in found if taken is not None]
    if len(shown) < SINGLE_KEYS:
        print(f"\n{desk.name}: {SINGLE_KEYS - len(shown)} of {SINGLE_KEYS} keys not shown within {AT_MOST:g} s")  # noqa: T201
    return shown


def _key_to_preview(screen: Screen, box: Box) -> float | None:
    """Milliseconds from the key to the first other pixel of the preview; None = it never came."""
    before, start = screen.pixels(box), time.perf_counter()
    screen.press("a")
    while screen.pixels(box) == before:
        if time.perf_counter() - start > AT_MOST:
            return None
        _PAUSE.wait(0.001)
    taken = (time.perf_counter() - start) * 1000
    _PAUSE.wait(1.2)
    return taken


def _character(running: Running, screen: Screen, idle: float) -> float:
    """Milliseconds of CPU of one of many, twelve a second, all that it set going included."""
    start, cpu = time.perf_counter(), running.cpu()
    for number in range(RUN_OF_KEYS):
        screen.press("etaoin"[number % 6])
        _PAUSE.wait(max(0.0, start + (number + 1) / 12 - time.perf_counter()))
    _PAUSE.wait(2)
    return (running.cpu() - cpu - idle * (time.perf_counter() - start)) / RUN_OF_KEYS
