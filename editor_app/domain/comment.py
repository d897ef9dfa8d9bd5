"""Comments and suggestions of reviewers: threads on a document, who said what, and how they ended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.member import Role
from editor_app.domain.text import T, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from editor_app.domain.anchor import Anchor
    from editor_app.domain.identifiers import DocumentId, MemberId, RevisionId
    from editor_app.domain.member import Member

ThreadId = NewType("ThreadId", str)
LONGEST = 4_000
"""Characters of a comment."""


class Ending(StrEnum):
    """What became of a thread; the last one counts."""

    RESOLVED = "resolved"
    REOPENED = "reopened"
    APPLIED = "applied"
    """The author took the suggestion over."""
    REJECTED = "rejected"
    """The author didn't, and said why."""


ENDING_NAMES: dict[Ending, Text] = {
    Ending.RESOLVED: T("resolved"),
    Ending.REOPENED: T("open again"),
    Ending.APPLIED: T("taken over"),
    Ending.REJECTED: T("not taken over"),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment of a thread."""

    ordinal: int
    by: MemberId
    name: str
    at: datetime
    words: str
    mentions: tuple[MemberId, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """How a thread was closed or opened again."""

    ending: Ending
    by: MemberId
    name: str
    at: datetime
    reason: str = ""
    revision: RevisionId | None = None
    """What taking the suggestion over made."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment or suggestion with everything said about it."""

    id: ThreadId
    document: DocumentId
    revision: RevisionId
    """The one that was commented on."""
    anchor: Anchor
    by: MemberId
    at: datetime
    is_must: bool = False
    """It should be settled before anybody signs."""
    replacement: str | None = None
    """A suggestion: what should stand in place of the quote; None = a comment."""
    remarks: tuple[Remark, ...] = ()
    closings: tuple[Closing, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody."""
        return not self.closings or self.closings[-1].ending is Ending.REOPENED

    @property
    def name(self) -> str:
        """Who began it."""
        return self.remarks[0].name if self.remarks else ""


def words_of(said: str) -> str:
    """What is kept of a comment.

    Raises:
        Invalid: nothing was said, or too much.
    """
    words = said.strip().replace("\r\n", "\n")
    if not words or "\0" in words or any("\ud800" <= character <= "\udfff" for character in words):
        raise Invalid(T("A comment says something."), T("Write what you mean in a sentence."))
    if len(words) > LONGEST:
        raise Invalid(
            T("The comment has more than {count} characters.", count=LONGEST), T("Say it in several comments.")
        )
    return words


def mentioned(words: str, members: Iterable[Member]) -> tuple[MemberId, ...]:
    """The members named by `@Name` in the words, the longest fitting name winning, in order of appearance."""
    by_name = {member.name: member.id for member in members}
    names = sorted(by_name, key=len, reverse=True)
    if not names:
        return ()
    found = re.findall("[@＠](" + "|".join(map(re.escape, names)) + ")", words)
    return tuple(dict.fromkeys(by_name[name] for name in found))


def require_may_resolve(thread: Thread, member: Member) -> None:
    """Pass when `member` may say that the thread is settled.

    Raises:
        Refused: it must be settled before signing, and the member neither began it nor reviews.
    """
    if not thread.is_must or thread.by == member.id or Role.REVIEWER in member.roles:
        return
    raise Refused(
        T("{name} marked this as to be settled before signing; an author doesn't settle it.", name=thread.name),
        T("Answer it; whoever asked, or another reviewer, resolves it."),
    )


def open_musts(threads: Sequence[Thread]) -> tuple[Thread, ...]:
    """Those that should be settled before anybody signs."""
    return tuple(thread for thread in threads if thread.is_must and thread.is_open)
