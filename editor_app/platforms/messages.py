"""What readers write below a published post, and answering it: declared by a platform as one of its capabilities.

A reply is a public act: its intent is committed before it is sent, and a lost answer is settled by reading the thread.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from editor_app.domain.text import T, Text
from editor_app.platforms.sightings import Absent, Found, StepResult, Unclear

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from editor_app.platforms.contract import Link, Order, Outgoing, Platform
    from editor_app.platforms.sightings import Sighting

MOST_PAGES = 50
"""So far a thread is read when a lost reply is looked for."""
REPLY_LIMIT = "reply_characters"
"""Name of the limit of a reply's length, as `Conversation.length` counts it."""


class Act(StrEnum):
    """What can be done about a message besides answering it; each may be done twice."""

    HIDE = "hide"
    SHOW = "show"
    FEATURE = "feature"
    """Put before the others (精选, pinned)."""
    UNFEATURE = "unfeature"


ACT_WORDS: dict[Act, Text] = {
    Act.HIDE: T("hide from readers"),
    Act.SHOW: T("show to readers"),
    Act.FEATURE: T("feature"),
    Act.UNFEATURE: T("feature no more"),
}


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote below a post of ours."""

    id: str
    """Stable, and unique below the post."""
    author: str
    """How the platform shows who wrote it; empty when it doesn't say."""
    text: str
    """Plain text."""
    at: datetime
    url: str = ""
    """Where readers see it; empty = it has no address of its own."""
    parent: str = ""
    """The message that it answers; empty = the post itself."""
    is_own: bool = False
    """Whether it was written under the account's own name, by whatever program."""
    is_shown: bool = True
    """Whether readers see it."""
    is_featured: bool = False
    mark: str = ""
    """What the platform must be told to answer just this state of it (a CID); empty = the id is enough."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some messages in the platform's order, and where the following ones begin."""

    messages: tuple[Message, ...]
    next_mark: str = ""
    """Empty = there are no more."""


@dataclass(frozen=True, slots=True)
class Post:
    """A published delivery, as its messages are asked for."""

    order: Order
    remote_ids: tuple[str, ...]
    """Of its public steps, in order."""
    options: Mapping[str, str] = field(default_factory=dict)
    """The account's settings as they are now."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the account, the same in every attempt."""

    to: str
    """Id of the message."""
    mark: str
    """The message's own."""
    text: str
    """Plain text."""
    key: str
    """16 hex digits that no other reply has."""
    at: datetime
    """When its intent was committed."""


class Conversation(ABC):
    """How an account reads messages below its posts and answers them under its own name; errors as in `Link`."""

    acts: ClassVar[tuple[Act, ...]] = ()
    one_answer: ClassVar[bool] = False
    """Whether the platform takes a single answer to each message."""

    @abstractmethod
    def page(self, link: Link, post: Post, mark: str) -> Page:
        """The messages from a mark on; an empty mark is the beginning. READ."""

    @abstractmethod
    def outgoing(self, post: Post, reply: Reply) -> Outgoing:
        """The exact request of a reply, hashed into its record. Pure."""

    @abstractmethod
    def send(self, link: Link, post: Post, reply: Reply) -> StepResult:
        """Send exactly `outgoing`.

        Raises:
            PlatformError: as in `Link.perform`; certainly without effect but for `OutcomeUnknown`.
        """

    def find(self, link: Link, post: Post, reply: Reply) -> Sighting:
        """Whether a lost reply stands there: an own answer to the message with the same words. READ."""
        for mine in answers(self, link, post, reply.to):
            if mine is None:
                return Unclear(T("There are more messages than are looked at."))
            if same_words(mine.text, reply.text):
                return Found(StepResult(remote_id=mine.id, url=mine.url))
        return Absent()

    def act(self, link: Link, post: Post, message: str, act: Act) -> None:
        """Do what `acts` offers.

        Raises:
            ValueError: it isn't offered.
        """
        del link, post, message
        raise ValueError(act)

    def may_reply(self, post: Post) -> Text | None:
        """Why this account can't answer there; None = it can. Pure."""
        del post
        return None

    def length(self, text: str) -> int:
        """The length of a reply as the platform counts it. Pure."""
        return len(text)


def conversation_of(platform: Platform) -> Conversation | None:
    """How messages are read and answered on a platform; None = not there."""
    found = platform.conversation
    return found if isinstance(found, Conversation) else None


def answers(conversation: Conversation, link: Link, post: Post, message: str) -> Iterator[Message | None]:
    """The account's own answers to a message; None at last where the thread is longer than what is looked at."""
    mark = ""
    for _ in range(MOST_PAGES):
        page = conversation.page(link, post, mark)
        yield from (one for one in page.messages if one.is_own and one.parent == message)
        mark = page.next_mark
        if not mark:
            return
    yield None


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same; platforms put spaces and line breaks their own way."""
    return "".join(one.split()) == "".join(other.split())
