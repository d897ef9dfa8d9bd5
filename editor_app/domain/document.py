"""A document and its immutable revisions: the master text, and what single accounts or platforms say differently."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from editor_app.domain.chart import Chart
    from editor_app.domain.identifiers import AccountId, ChartId, Digest, DocumentId, MemberId, RevisionId
    from editor_app.domain.link import LinkLook
    from editor_app.domain.notice import Notice


class DocumentKind(StrEnum):
    """What a document is for; rules and routes may differ by it."""

    EXPLAINER = "explainer"
    NEWS = "news"
    NOTICE = "notice"
    REBUTTAL = "rebuttal"
    """Refutes a rumour."""


FieldName = Literal[
    "title", "summary", "body", "link", "slug", "cover", "cover_alt", "tags", "categories", "author",
]  # fmt: skip
"""The fields that an account or a platform may say differently."""
FIELD_NAMES: frozenset[str] = frozenset(get_args(FieldName))


@dataclass(frozen=True, slots=True)
class Content:
    """What one revision says for all accounts that don't say it differently."""

    title: str = ""
    summary: str = ""
    body: str = ""
    """Markdown; pictures as `media:<sha256>`, charts as `chart:<id>`."""
    link: str = ""
    """The canonical page, when it exists already."""
    slug: str = ""
    """Empty = made from the title (pinyin)."""
    cover: str = ""
    """Digest of the cover picture; empty = none."""
    cover_alt: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    author: str = ""
    """The public by-line."""
    source: str = ""
    """来源: where the information comes from, shown to readers."""
    source_url: str = ""
    responsible_editor: str = ""
    document_number: str = ""
    """文号 of the policy explained."""
    reprint: bool = False
    language: str = "zh-CN"


@dataclass(frozen=True, slots=True)
class Target:
    """Whom an override is for: one account, or every account of a platform."""

    account: AccountId | None = None
    platform: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """One field said differently; lists (tags, categories) are joined by line feeds."""

    target: Target
    field: FieldName
    value: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One saved state of a document; never changed, never deleted."""

    id: RevisionId
    document: DocumentId
    number: int
    """1, 2, 3 … within the document."""
    parent: RevisionId | None
    content: Content
    overrides: tuple[Override, ...]
    charts: tuple[Chart, ...]
    author: MemberId
    saved_at: datetime

    def chart(self, wanted: ChartId) -> Chart | None:
        """The chart of this revision with that id."""
        return next((chart for chart in self.charts if chart.id == wanted), None)


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its human number and where it stands."""

    id: DocumentId
    number: str
    """`2026-0017`: the year and a count within the workspace."""
    kind: DocumentKind
    head: RevisionId
    """The latest revision."""
    created_by: MemberId
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Placed:
    """One picture of a variant, resolved: what stands where, with which words."""

    digest: Digest | None
    """The medium; None for a chart."""
    chart: Chart | None
    alt: str
    """Resolved: the placement's own, else the medium's or chart's; empty when nobody gave one."""
    caption: str
    credit: str
    mime: str
    width: int
    height: int
    size: int
    ai_made: bool
    line: int
    """1-based line of the Markdown; 0 for the cover."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What one account says: the master with everything inherited resolved. Checks and composers read this."""

    account: AccountId | None
    """None = the master itself, before any account is chosen."""
    account_name: str
    platform: str
    """Empty for the master."""
    revision: RevisionId
    kind: DocumentKind
    content: Content
    """With the overrides laid over."""
    cover: Placed | None
    pictures: tuple[Placed, ...]
    """Pictures and charts of the body in reading order."""
    options: Mapping[str, str] = field(default_factory=dict)
    """The account's own settings for publishing."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """The platform's limits by name (`title_characters`, `body_bytes`…)."""
    today: date | None = None
    """The day in the office on which it is looked at; only checks read it. None = no day is judged."""
    links: tuple[LinkLook, ...] = ()
    """What is known of its links; only checks read it. One that is not named was not looked at."""
    notice: Notice | None = None
    """What it says in fields, where it is an emergency whose locked wording stands; only composers read it."""
