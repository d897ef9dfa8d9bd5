"""What a Mastodon server is known to rewrite without changing what is said; each with a recorded reply."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.platforms.mastodon.counting import HANDLE

if TYPE_CHECKING:
    from editor_app.platforms.contract import Normalisation, Observed


@dataclass(frozen=True, slots=True)
class Handles:
    """A handle that the server knows is shown by its name and leads to the whole of it."""

    name: str = "handles"
    recorded: str = "handles.json"

    def __call__(self, observed: Observed) -> Observed:
        """The same with every handle by its name alone."""
        return replace(observed, parts=tuple(HANDLE.sub(r"@\1", part) for part in observed.parts))


NORMALISATIONS: tuple[Normalisation, ...] = (Handles(),)
