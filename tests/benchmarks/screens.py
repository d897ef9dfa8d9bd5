"""A virtual screen whose pixels are read from memory, with keys pressed by XTEST: any program is measured alike."""

from __future__ import annotations

import ctypes
import mmap
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path
from typing import Final, Self

WIDTH: Final = 1440
HEIGHT: Final = 900
_HEADER: Final = 100
_COLOUR_ENTRY: Final = 12
_BIG_ENOUGH: Final = 300
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


def _xvfb() -> str:
    found = shutil.which("Xvfb")
    if found is None:
        message = "no Xvfb on this machine"
        raise FileNotFoundError(message)
    return found


class Screen:
    """An X display of its own; nothing else draws on it."""

    def __init__(self) -> None:
        """Start the server.

        Raises:
            OSError: there is no Xvfb here.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="press-desk-screen-")
        options = ["-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", self._folder.name, "-nolisten", "tcp"]
        self._server = subprocess.Popen(
            [_xvfb(), "-displayfd", "1", *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._server.stdout is not None
        self.name = f":{self._server.stdout.readline().strip()}"
        self._file = (Path(self._folder.name) / "Xvfb_screen0").open("rb")
        self._memory = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        head = struct.unpack(">25I", self._memory[:_HEADER])
        self._offset, self._line = head[0] + head[19] * _COLOUR_ENTRY, head[12]
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(self.name.encode()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._x.XCloseDisplay(self._display)
        self._memory.close()
        self._file.close()
        self._server.terminate()
        self._server.communicate()
        self._folder.cleanup()

    def pixels(self, box: Box = (0, 0, WIDTH, HEIGHT)) -> bytes:
        """What is shown in the box, four bytes a pixel."""
        left, top, right, bottom = box
        rows = (self._offset + row * self._line for row in range(top, bottom))
        return b"".join(self._memory[row + left * 4 : row + right * 4] for row in rows)

    def is_blank(self) -> bool:
        """Whether no program has painted yet."""
        return not any(self.pixels((WIDTH // 4, HEIGHT // 4, WIDTH // 2, HEIGHT // 2)))

    def fill(self) -> None:
        """Give the largest window the whole screen and the keyboard (no window manager runs here)."""
        window = max(self._windows(), key=lambda found: found[1])[0]
        self._x.XMoveResizeWindow(self._display, ctypes.c_ulong(window), 0, 0, WIDTH, HEIGHT)
        self._x.XSetInputFocus(self._display, ctypes.c_ulong(window), 2, ctypes.c_ulong(0))
        self._x.XSync(self._display, 0)

    def press(self, *keys: str) -> None:
        """Press keys together, by X's names: `a`, `Control_L`, `Home`."""
        codes = [self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(key.encode())) for key in keys]
        for code in codes:
            self._test.XTestFakeKeyEvent(self._display, code, 1, ctypes.c_ulong(0))
        for code in reversed(codes):
            self._test.XTestFakeKeyEvent(self._display, code, 0, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def _windows(self) -> list[tuple[int, int]]:
        """(window, area) of every top-level window that a person could work in."""
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        top = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        said = (ctypes.byref(each) for each in (root, parent, children, count))
        self._x.XQueryTree(self._display, top, *said)
        return [
            (children[at], area) for at in range(count.value) if (area := self._area(children[at])) > _BIG_ENOUGH**2
        ]

    def _area(self, window: int) -> int:
        root, x, y = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_int()
        wide, high, border, depth = (ctypes.c_uint() for _ in range(4))
        said = (ctypes.byref(each) for each in (root, x, y, wide, high, border, depth))
        self._x.XGetGeometry(self._display, ctypes.c_ulong(window), *said)
        return wide.value * high.value
