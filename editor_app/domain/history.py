"""A document's revisions as people look back on them: milestones, and the many saves between them folded up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from editor_app.domain.edition import EditionState
    from editor_app.domain.identifiers import RevisionId

_REST = timedelta(hours=2)
"""A pause after which another stretch of work begins."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One revision without its text."""

    id: RevisionId
    number: int
    title: str
    author: str
    """The member's name."""
    saved_at: datetime
    origins: tuple[int, ...] = ()
    """Numbers of further revisions that went into it: a merge's other side, or what was restored."""
    name: str = ""
    """What somebody called it."""
    editions: tuple[tuple[int, EditionState], ...] = ()
    """Number and state of each edition that was made of it."""

    @property
    def is_milestone(self) -> bool:
        """Whether people look for it later: the first, a named one, or one that was submitted."""
        return self.number == 1 or bool(self.name) or bool(self.editions)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A milestone alone, or the saves between two of them, the newest first."""

    moments: tuple[Moment, ...]

    @property
    def is_milestone(self) -> bool:
        """Whether it is shown unfolded."""
        return len(self.moments) == 1 and self.moments[0].is_milestone

    @property
    def authors(self) -> tuple[str, ...]:
        """Who saved, each once, the latest first."""
        return tuple(dict.fromkeys(moment.author for moment in self.moments))


def stretches(moments: Sequence[Moment]) -> tuple[Stretch, ...]:
    """The history folded up; `moments` and the answer are newest first."""
    found: list[list[Moment]] = []
    for moment in moments:
        last = found[-1][-1] if found else None
        if last and not (last.is_milestone or moment.is_milestone) and last.saved_at - moment.saved_at < _REST:
            found[-1].append(moment)
        else:
            found.append([moment])
    return tuple(Stretch(tuple(each)) for each in found)
