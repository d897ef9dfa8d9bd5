"""Words of the command line: marks help texts for translation, and says states and roles in words."""

from __future__ import annotations

from editor_app.domain.words import state_words

__all__ = ["_", "state_words"]


def _(sentence: str) -> str:
    """The sentence itself, read by the extractor of catalogues."""
    return sentence
