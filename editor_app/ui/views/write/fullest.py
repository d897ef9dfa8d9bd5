"""The fullest that a draft has been since it was last saved; apart because undoing everything must not lose a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from editor_app.services.documents import Draft

_MUCH: Final = 200
"""Characters; less than that is typed again sooner than looked for."""


class Fullest:
    """Remembers one draft of the document on the desk."""

    def __init__(self) -> None:
        self._draft: Draft | None = None
        self._length = 0

    def note(self, draft: Draft) -> None:
        """The draft as it is now."""
        length = _length(draft)
        if self._draft is None or length >= self._length:
            self._draft, self._length = draft, length

    def lost(self, now: Draft) -> Draft | None:
        """The fullest draft, when more than half of it and much is gone now; it should be kept as a revision."""
        if self._draft is None:
            return None
        gone = self._length - _length(now)
        return self._draft if gone >= _MUCH and gone > self._length // 2 else None

    def undone(self, now: Draft) -> Draft | None:
        """The fullest draft, when much of it is gone from a sheet that is as it was saved again."""
        return self._draft if self._draft is not None and self._length - _length(now) >= _MUCH else None

    def forget(self) -> None:
        """It was saved, or another document is on the desk."""
        self._draft, self._length = None, 0


def _length(draft: Draft) -> int:
    return len(draft.content.body) + sum(len(each.value) for each in draft.overrides if each.field == "body")
