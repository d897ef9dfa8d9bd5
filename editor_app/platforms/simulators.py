"""Platforms that are played on this computer, found by their place: a `simulator` folder inside of a platform's own."""

from __future__ import annotations

import importlib
import pkgutil
from typing import IO, TYPE_CHECKING, Protocol, cast

from editor_app.domain.errors import NotFound
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import ModuleType

PACKAGE = "editor_app.platforms"
PRACTICE = "sandbox"
"""The practice platform, which is nothing but a simulator."""


class Serve(Protocol):
    """What `run` of a simulator's `server` module does."""

    def __call__(self, port: int, state: Path | None, out: IO[str]) -> None:
        """Print `{"url", "token"}` as one line, then serve until the process is told to end.

        Raises:
            OSError: the port is taken, or the state file can't be opened.
            ValueError, KeyError, TypeError: the state file is another one's.
        """
        ...


def names() -> tuple[str, ...]:
    """Every platform that can be played, sorted; imports no adapter's simulator."""
    found = [module.name for module in pkgutil.iter_modules(importlib.import_module(PACKAGE).__path__) if module.ispkg]
    return tuple(sorted(name for name in found if name == PRACTICE or _plays(name)))


def serve_of(name: str) -> Serve:
    """How the platform of that name is served.

    Raises:
        NotFound: it can't be played.
    """
    return cast("Serve", _server_of(name).run)


def settings_of(name: str) -> Mapping[str, str]:
    """The settings of an account on a played platform: `SETTINGS` of its `server` module; empty = the usual ones.

    Raises:
        NotFound: it can't be played.
    """
    return cast("Mapping[str, str]", getattr(_server_of(name), "SETTINGS", {}))


def _server_of(name: str) -> ModuleType:
    if name not in names():
        raise NotFound(
            T("“{name}” is not played on this computer.", name=name),
            T("Choose one of {kinds}.", kinds=", ".join(names())),
        )
    place = PRACTICE if name == PRACTICE else f"{name}.simulator"
    return importlib.import_module(f"{PACKAGE}.{place}.server")


def _plays(name: str) -> bool:
    inside = importlib.import_module(f"{PACKAGE}.{name}").__path__
    return any(module.name == "simulator" for module in pkgutil.iter_modules(inside))
