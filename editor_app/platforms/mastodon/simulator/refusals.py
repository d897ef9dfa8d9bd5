"""A refusal of the simulated Mastodon: a status and `{"error": …}`, as its documents word it."""

from __future__ import annotations

GONE = "Record not found"


class Fail(Exception):
    """An answer that isn't 2xx."""

    def __init__(self, status: int, words: str, name: str = "") -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.name = name
        """The OAuth name of the error, whose description the words are then."""


def gone() -> Fail:
    """There is no such thing, or it is somebody else's."""
    return Fail(404, GONE)


def invalid(words: str) -> Fail:
    """The server doesn't take it."""
    return Fail(422, f"Validation failed: {words}")
