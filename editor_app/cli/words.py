"""Marks help texts for translation; they are translated when the command tree is built for a language."""

from __future__ import annotations


def _(sentence: str) -> str:
    """The sentence itself, read by the extractor of catalogues."""
    return sentence
