"""Progress on the terminal for long work; silent for JSON, pipes and short lists."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor_app.cli.answers import Voice

R = TypeVar("R")


def counted(voice: Voice, what: str, items: Sequence[R]) -> Iterator[R]:
    """The items one by one, with a bar on standard error when a person is looking."""
    if voice.json or len(items) < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, voice.words(what), console=Console(stderr=True), transient=True)
