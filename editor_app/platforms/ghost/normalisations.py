"""What Ghost is known to rewrite, each with a recorded reply; never a number, name, link or alternative text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor_app.platforms.ghost.structure import structure

if TYPE_CHECKING:
    from editor_app.platforms.contract import Normalisation, Observed

ORIGINAL = "original:"
"""Before the digest of a picture that readers get in another encoding while Ghost keeps the bytes we sent beside it."""


@dataclass(frozen=True, slots=True)
class LexicalMarkup:
    """The body goes through Ghost's editor format and comes back in other markup; what it says must be the same."""

    name: str = "lexical-markup"
    recorded: str = "lexical.json"

    def __call__(self, observed: Observed) -> Observed:
        """The same with the structure of every part instead of its markup."""
        return replace(observed, parts=tuple(structure(part) for part in observed.parts))


@dataclass(frozen=True, slots=True)
class OptimisedPictures:
    """Readers get pictures that Ghost compressed once more; the original lies beside them, byte for byte."""

    name: str = "optimised-pictures"
    recorded: str = "optimised.json"

    def __call__(self, observed: Observed) -> Observed:
        """The same with a kept original counted as the picture."""
        return replace(observed, media=tuple(digest.removeprefix(ORIGINAL) for digest in observed.media))


NORMALISATIONS: tuple[Normalisation, ...] = (LexicalMarkup(), OptimisedPictures())
