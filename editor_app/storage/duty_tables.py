"""Tables of duties: who signs a stage, who stands in for whom, versions of routes, roles that two admins agree on."""

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
    Text,
    UniqueConstraint,
    text,
)

from editor_app.storage.tables import metadata
from editor_app.storage.types import CanonicalJson, Instant

_ID = String(36)
_ASKED = text("decision IS NULL")

stage_terms = Table(
    "stage_terms",
    metadata,
    Column("edition", _ID, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("role", String(12), nullable=False),
    Column("hours", Integer, nullable=False),
    Column("escalate_to", _ID, ForeignKey("member.id")),
    Column("escalate_name", Text),
    ForeignKeyConstraint(["edition", "ordinal"], ["edition_stage.edition", "edition_stage.ordinal"],
                         name="fk_stage_terms_stage"),
    CheckConstraint("role IN ('reviewer', 'expert')", name="role_known"),
    CheckConstraint("hours >= 0", name="hours"),
)  # fmt: skip
"""Of an edition's stage, as signed; a stage without a row may be signed by any reviewer, at any time."""

stage_signer = Table(
    "stage_signer",
    metadata,
    Column("edition", _ID, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("member", _ID, ForeignKey("member.id"), nullable=False),
    Column("name", Text, nullable=False),
    ForeignKeyConstraint(["edition", "ordinal"], ["edition_stage.edition", "edition_stage.ordinal"],
                         name="fk_stage_signer_stage"),
)  # fmt: skip
"""Who is named for a stage; where somebody is, nobody else signs it."""

edition_use = Table(
    "edition_use",
    metadata,
    Column("edition", _ID, ForeignKey("edition.id"), primary_key=True),
    Column("hours", Integer, nullable=False),
    CheckConstraint("hours >= 1", name="hours"),
)
"""How long after the last signature an edition may still go out."""

deputy = Table(
    "deputy",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("principal", _ID, ForeignKey("member.id"), nullable=False, index=True),
    Column("deputy", _ID, ForeignKey("member.id"), nullable=False, index=True),
    Column("begins_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("named_by", _ID, ForeignKey("member.id"), nullable=False),
    Column("named_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("principal <> deputy", name="another"),
    CheckConstraint("begins_at < ends_at", name="span"),
)

signed_for = Table(
    "signed_for",
    metadata,
    Column("edition", _ID, ForeignKey("edition.id"), primary_key=True),
    Column("by", _ID, ForeignKey("member.id"), primary_key=True),
    Column("principal", _ID, ForeignKey("member.id"), nullable=False),
    Column("deputy", _ID, ForeignKey("deputy.id"), nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    UniqueConstraint("edition", "principal", name="uq_signed_for_once"),
)
"""For whom a deputy signs an edition; written in the transaction of the signature, before it."""

route_version = Table(
    "route_version",
    metadata,
    Column("route", _ID, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("stages", CanonicalJson, nullable=False),
    Column("kinds", CanonicalJson, nullable=False),
    Column("use_hours", Integer, nullable=False),
    Column("retired", Integer, nullable=False),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("use_hours >= 0", name="use_hours"),
)
"""Every state that a route ever had; the row of the route itself is its newest version."""

role_change = Table(
    "role_change",
    metadata,
    Column("member", _ID, ForeignKey("member.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("was", Text, nullable=False),
    Column("becomes", Text, nullable=False),
    Column("proposed_by", _ID, ForeignKey("member.id"), nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("decision", String(8)),
    Column("decided_by", _ID, ForeignKey("member.id")),
    Column("decided_at", Instant),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("decision IN ('agreed', 'declined')", name="decision_known"),
    CheckConstraint("(decision IS NULL) = (decided_by IS NULL)", name="decided_by_somebody"),
    Index("uq_role_change_asked", "member", unique=True, sqlite_where=_ASKED, postgresql_where=_ASKED),
)
"""What an admin proposed for a member, and what another one made of it."""

escalation = Table(
    "escalation",
    metadata,
    Column("edition", _ID, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("told", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    ForeignKeyConstraint(["edition", "ordinal"], ["edition_stage.edition", "edition_stage.ordinal"],
                         name="fk_escalation_stage"),
)  # fmt: skip
"""Stages that waited too long, and who was told."""
