"""What a platform is to the rest of Press Desk: pure plans and requests, five errors, and reading back.

A platform knows no database. It says beforehand which remote calls a delivery takes (`steps`), each with its class; an
intent is committed before each that the public could see. `outgoing` is pure: it is hashed into the attempt.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Protocol

from editor_app.domain.canonical import canonical
from editor_app.domain.identifiers import sha256
from editor_app.domain.secrets import Secret
from editor_app.platforms.sightings import Absent, Denied, Found, Pending, Sighting, StepResult, Unclear
from editor_app.platforms.workbench import Composed, Fit, Picture, Workbench

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime, timedelta

    from editor_app.domain.announcement import Announcement
    from editor_app.domain.budget import Allowance
    from editor_app.domain.document import Variant
    from editor_app.domain.edition import Payload
    from editor_app.domain.identifiers import DeliveryKey, Digest
    from editor_app.domain.recall import Measure
    from editor_app.domain.text import Text

__all__ = (
    "Absent", "Capabilities", "Composed", "Connection", "Denied", "Fit", "Found", "Identity", "Limit", "Link",
    "Normalisation", "Observed", "OptionField", "Order", "Outgoing", "Pending", "Picture", "Platform", "Sighting",
    "Step", "StepClass", "StepResult", "Unclear", "Withdrawal", "Workbench",
)  # fmt: skip


class StepClass(StrEnum):
    """What a remote call can do to the public; FLIP, KEYED and PUBLIC need a committed intent."""

    READ = "read"
    REPEATABLE = "repeatable"
    """Invisible to readers: an upload, a draft. May be done twice; orphans are swept later."""
    FLIP = "flip"
    """An idempotent visible change of a known object (a draft becomes public)."""
    KEYED = "keyed"
    """The server removes duplicates by our key."""
    PUBLIC = "public"
    """Neither: a second call would be a second post."""

    @property
    def needs_intent(self) -> bool:
        """Whether an intent must be committed before the first byte."""
        return self in {StepClass.FLIP, StepClass.KEYED, StepClass.PUBLIC}


@dataclass(frozen=True, slots=True)
class Step:
    """One remote call of a delivery."""

    ordinal: int
    """1, 2, 3 …: the order; a done step is never done again."""
    name: str
    """`upload`, `draft`, `publish` …; with the ordinals below it says everything about the call."""
    step_class: StepClass
    part: int = 0
    """Ordinal of the part it makes public or drafts; 0 = none."""
    media: int = 0
    """Ordinal of the sealed picture it uploads; 0 = none."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of a platform, with where it is written and when that was read or measured."""

    name: str
    """`title_characters`, `body_bytes`, `image_bytes`, `images`, `post_graphemes` …"""
    value: int
    source: str
    checked_on: str
    """ISO date."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a platform can do; drives the window, recalls and checks."""

    edit: bool
    delete: bool
    alt_text: bool
    idempotent: bool
    """A repeated publishing call makes no second post."""
    find: bool
    """A lost reply can be settled by reading."""
    drafts: bool
    comments: bool
    threads: bool = False
    edits_several: bool = False
    """One correction may replace several posts of an account, each by the same visible steps."""
    read_back: bool = True
    edits_parts: bool = False
    """A post that went out in several parts, and isn't a thread, is replaced part by part."""


@dataclass(frozen=True, slots=True)
class OptionField:
    """One setting that a person gives when connecting an account."""

    name: str
    label: Text
    required: bool = False
    secret: bool = False
    default: str = ""
    hint: Text | None = None
    choices: tuple[tuple[str, Text], ...] = ()
    """What it may be, each with its words; empty = anything that is typed."""
    told: bool = False
    """Whether the server says it itself (`Identity.settings`), so that nobody is asked for it."""


@dataclass(frozen=True, slots=True)
class Connection:
    """How an account is reached: pinned address, secret, proxy and certificates."""

    url: str
    secret: Secret = field(default_factory=lambda: Secret(""))
    """WordPress `user:application password`; Ghost Admin API key; Bluesky `handle:app password`; sandbox token."""
    options: Mapping[str, str] = field(default_factory=dict)
    proxy: str = ""
    certificates: str = ""
    """A PEM file with a private CA; empty = the system's store."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are on the other side."""

    remote_uid: str
    """Stable: site and user id, DID …; the manifest carries it."""
    name: str
    version: str
    """What the server says it runs; empty when it doesn't say."""
    may_publish: bool
    notes: tuple[Text, ...] = ()
    server_time: datetime | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    """What the server says of itself that is kept with the account, by the names of its options (its limits)."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the worker hands to a platform: the sealed payload and everything that arose since."""

    payload: Payload
    key: DeliveryKey
    media: Callable[[Digest], bytes]
    """Reads sealed bytes by their digest, verified."""
    late: Mapping[str, str] = field(default_factory=dict)
    """Late fields so far, by the names of the payload's closed list."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request as a value: the same order and step always give the same one."""

    method: str
    """HTTP verb; `WRITE` for a folder."""
    target: str
    """Path with query, without host and without secret."""
    headers: tuple[tuple[str, str], ...] = ()
    """Content headers only; authorization is added when it is sent."""
    body: bytes = b""

    @property
    def digest(self) -> Digest:
        """SHA-256 over all of it, kept in the attempt."""
        head = canonical([self.method, self.target, [list(h) for h in self.headers]])
        return sha256(head + b"\0" + self.body)


@dataclass(frozen=True, slots=True)
class Observed:
    """What readers see, in a form that can be compared with what was approved."""

    title: str
    parts: tuple[str, ...]
    """Text or HTML of each part as the platform gives it back."""
    alts: tuple[str, ...]
    """Alternative texts in reading order."""
    media: tuple[str, ...] = ()
    """Digests of the pictures as served, where the platform serves them unchanged; else empty."""
    link: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    """Further fields that must be equal (excerpt, tags, slug…), sorted by name."""
    visible: bool = True


class Normalisation(Protocol):
    """One rewriting that a platform is known to do, applied to both sides before they are compared again."""

    @property
    def name(self) -> str:
        """What the verdict calls it."""
        ...

    @property
    def recorded(self) -> str:
        """File name of the recorded reply that shows it, in the platform's `recorded/` folder."""
        ...

    def __call__(self, observed: Observed) -> Observed:
        """The same with this rewriting undone or done."""
        ...


class Link(ABC):
    """An open connection to one account; made by `Platform.link`, closed by `close`.

    Every method ends within its total deadline and raises only the five platform errors of `domain.errors`.
    """

    @abstractmethod
    def identity(self) -> Identity:
        """Who we are there. READ."""

    @abstractmethod
    def perform(self, step: Step, order: Order) -> StepResult:
        """Do one step: send exactly `Platform.outgoing(step, order)`.

        Raises:
            Rejected, AuthExpired, RateLimited, Unreachable: certainly without effect.
            OutcomeUnknown: everything else; `Accepted` when the platform decides later.
        """

    @abstractmethod
    def watermark(self, order: Order) -> str:
        """Where the account's list stands now; empty when `find` needs none. READ."""

    @abstractmethod
    def find(self, step: Step, order: Order, watermark: str) -> Sighting:
        """Whether a step with a lost reply took effect. READ."""

    @abstractmethod
    def observe(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        """What is live now; `remote_ids` of the public steps in order. `visible=False` when it is gone. READ."""

    @abstractmethod
    def rehearse(self) -> str:
        """Make and remove a private draft to prove the connection; says where it was, empty if there is no place."""

    def allowance(self) -> Allowance | None:
        """What the platform said last of how much it still takes; None = it says nothing."""
        return None

    def spent(self) -> int:
        """How many requests went out since this was asked last; 0 = none, or they aren't counted."""
        return 0

    def refresh(self, until: datetime) -> None:
        """Renew a session that would end before `until`; when that fails, what was good stays as it was. READ."""
        del until

    @abstractmethod
    def close(self) -> None:
        """Release the connection."""


class Withdrawal(ABC):
    """How a platform takes a public post away again: a FLIP each. Gone is only what the platform calls so."""

    measures: ClassVar[tuple[Measure, ...]]
    """`DELETE`, `UNPUBLISH` or both; the first one is proposed."""

    @abstractmethod
    def outgoing(self, order: Order, target: str) -> Outgoing:
        """The exact request that takes away the post `target` of a withdrawal's payload. Pure."""

    @abstractmethod
    def take_away(self, link: Link, order: Order, target: str) -> None:
        """Send exactly `outgoing`.

        Raises:
            PlatformError: as in `Link.perform`.
        """

    @abstractmethod
    def is_public(self, link: Link, order: Order, target: str) -> bool:
        """Whether readers still get the post. READ.

        Raises:
            PlatformError: the platform doesn't say; nothing is called gone by guessing.
        """

    def offered(self, payload: Payload) -> tuple[Measure, ...]:
        """What can be done about a post with that payload. Pure."""
        del payload
        return self.measures


class Platform(ABC):
    """One kind of account."""

    name: ClassVar[str]
    """The folder name; stored with accounts, never changed."""
    title: ClassVar[Text]
    tile: ClassVar[str]
    """One Han character for its tile."""
    format: ClassVar[str]
    """`html` or `text`."""
    capabilities: ClassVar[Capabilities]
    limits: ClassVar[tuple[Limit, ...]]
    late_fields: ClassVar[tuple[str, ...]]
    """The closed list; numbered ones as `media_url/*`."""
    options: ClassVar[tuple[OptionField, ...]]
    settle: ClassVar[timedelta]
    """How long after an unknown outcome a read may be trusted: 5 s + deadline + the platform's slowest processing."""
    deadline: ClassVar[timedelta]
    """Total time of one call; the socket is closed then."""
    normalisations: ClassVar[tuple[Normalisation, ...]]
    accepted_field: ClassVar[str] = ""
    """The late field by which an accepted post is looked up; with it no settle time is waited. Empty = none."""
    one_budget_a_host: ClassVar[bool] = False
    """Whether all our accounts at a host share what it takes, so that a “slow down” to one is meant for all."""
    by_hand: ClassVar[bool] = False
    """Whether a person does the public step: it is `Accepted`, and only that person's word and a read-back end it."""
    loopback_only: ClassVar[bool] = False
    """Practice platforms refuse every other address."""
    on_register: ClassVar[bool] = True
    """Whether its accounts stand in the register of official accounts; of practice platforms nothing is filed."""
    withdrawal: ClassVar[Withdrawal | None] = None
    """How posts are taken away; None = only by hand, and `capabilities.delete` is False."""
    conversation: ClassVar[object] = None
    """A `messages.Conversation`, which knows this contract; None = none, and `capabilities.comments` is False."""

    @abstractmethod
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        """The payload of a variant: pure but for `bench`.

        Raises:
            Invalid: it can't be made into anything that the platform takes.
        """

    @abstractmethod
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        """Every remote call of a delivery in order. Pure."""

    @abstractmethod
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        """The exact request of a step. Pure.

        Raises:
            KeyError: a late field that the step needs hasn't arisen yet.
        """

    @abstractmethod
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        """Late fields that we choose ourselves before the first step (rkey, createdAt). Pure."""

    @abstractmethod
    def expected(self, order: Order) -> Observed:
        """What readers must see for this order. Pure."""

    @abstractmethod
    def link(self, connection: Connection) -> Link:
        """A connection to an account; opens no socket yet."""

    def public_address(self, url: str, options: Mapping[str, str]) -> str:
        """Where readers find an account that is reached at `url`; links to its posts have the same host. Pure."""
        del options
        return url

    def doubts(self, payload: Payload) -> tuple[tuple[Text, Text], ...]:
        """What this platform may refuse although nothing says so for sure, each with what to do about it. Pure."""
        del payload
        return ()

    def announcement(self, payload: Payload) -> Announcement | None:
        """How often a post with that payload may notify everybody who follows; None = it notifies nobody. Pure."""
        del payload
        return None

    def edits(self, payload: Payload) -> bool:
        """Whether a post with that payload can be replaced in place. Pure."""
        del payload
        return self.capabilities.edit

    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        """What a public step gave, once a person found its post at `url`; None = that doesn't tell its id. Pure.

        Raises:
            Refused: the link is certainly that of another post.
        """
        del step, order, url
        return None

    def limit(self, name: str) -> int | None:
        """The limit's value; None = none is known."""
        return next((limit.value for limit in self.limits if limit.name == name), None)
