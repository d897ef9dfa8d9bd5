"""Tables of recall cases: a wrong document, every copy of it, the editions that set it right, proofs by hand."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    text,
)
from sqlalchemy import Text as Words

from editor_app.storage.tables import metadata
from editor_app.storage.types import Instant

_ID = String(36)
_OPEN = text("closed_at IS NULL")

recall_case = Table(
    "recall_case",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("document", _ID, ForeignKey("document.id"), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("reason", Words, nullable=False),
    Column("opened_by", _ID, ForeignKey("member.id"), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    Column("closed_by", _ID, ForeignKey("member.id")),
    Column("closed_at", Instant),
    Column("note", Words, nullable=False, server_default=""),
    CheckConstraint("kind IN ('correction', 'withdrawal')", name="kind_known"),
    CheckConstraint("reason <> ''", name="says_why"),
    CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed_by_somebody"),
    Index("uq_recall_case_open", "document", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
)  # fmt: skip
"""One document that has to be set right; open until every copy is proven or signed off."""

recall_item = Table(
    "recall_item",
    metadata,
    Column("recall", _ID, ForeignKey("recall_case.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("delivery", _ID, ForeignKey("delivery.id"), index=True),
    Column("account", _ID, ForeignKey("account.id")),
    Column("url", Words, nullable=False),
    Column("measure", String(12), nullable=False),
    CheckConstraint("measure IN ('edit', 'delete', 'unpublish', 'follow_up', 'by_hand')", name="measure_known"),
    CheckConstraint("(delivery IS NULL) = (account IS NULL)", name="ours_or_a_link"),
    CheckConstraint("delivery IS NOT NULL OR (url <> '' AND measure = 'by_hand')", name="link_by_hand"),
)
"""One copy: what we sent, or a repost that is known by its link."""

recall_edition = Table(
    "recall_edition",
    metadata,
    Column("edition", _ID, ForeignKey("edition.id"), primary_key=True),
    Column("recall", _ID, ForeignKey("recall_case.id"), nullable=False, index=True),
)
"""An edition that carries out a case; one that was returned is followed by another."""

recall_proof = Table(
    "recall_proof",
    metadata,
    Column("recall", _ID, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("outcome", String(12), nullable=False),
    Column("link", Words, nullable=False),
    Column("screenshot", String(64), nullable=False),
    Column("note", Words, nullable=False),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    ForeignKeyConstraint(["recall", "ordinal"], ["recall_item.recall", "recall_item.ordinal"],
                         name="fk_recall_proof_item"),
    CheckConstraint("outcome IN ('gone', 'corrected', 'kept')", name="outcome_known"),
    CheckConstraint("note <> ''", name="says_what"),
    CheckConstraint("link <> '' OR screenshot <> ''", name="shows_something"),
)  # fmt: skip
"""What a person saw on the platform: a link, who, when, the digest of a screenshot; `kept` = it stays, and why."""
