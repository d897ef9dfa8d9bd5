"""Progress on the terminal for long work; silent for JSON, pipes and short lists."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from editor_app.domain.progress import silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor_app.cli.answers import Voice
    from editor_app.domain.progress import Progress as Told
    from editor_app.domain.text import Text

R = TypeVar("R")


def counted(voice: Voice, what: str, items: Sequence[R]) -> Iterator[R]:
    """The items one by one, with a bar on standard error when a person is looking."""
    if voice.json or len(items) < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, voice.words(what), console=Console(stderr=True), transient=True)


@contextmanager
def bar(voice: Voice) -> Iterator[Told]:
    """How a long deed tells its progress: a bar on standard error when a person is looking, else nothing."""
    if voice.json or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=1.0)

        def tell(share: float, what: Text) -> None:
            shown.update(task, completed=share, description=voice.words(what))

        yield tell
