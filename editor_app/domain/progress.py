"""How far a long deed is: told as a share and a sentence, so that a window and a terminal can show it and stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from editor_app.domain.text import Text

Progress: TypeAlias = Callable[[float, Text], None]
"""Called with 0 to 1 and what is being done; what it raises ends the deed, which leaves nothing half done."""


def silent(_share: float, _what: Text) -> None:
    """Nobody watches."""


def within(progress: Progress, begin: float, end: float) -> Progress:
    """The same for a part of the way: its 0 is `begin`, its 1 is `end`."""
    return lambda share, what: progress(begin + (end - begin) * min(1.0, max(0.0, share)), what)
