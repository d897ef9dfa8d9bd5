"""Every table of a workspace with its declared constraints; the guards that need triggers stand in `guards`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from editor_app.domain.account import AccountState
from editor_app.domain.approval import Decision, StageKind, Where
from editor_app.domain.delivery import AttemptState, DeliveryState, Verdict
from editor_app.domain.document import DocumentKind
from editor_app.domain.edition import EditionKind, EditionState
from editor_app.domain.member import MemberState
from editor_app.storage.types import CanonicalJson, Instant

if TYPE_CHECKING:
    from enum import StrEnum

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

_ID = String(36)
_DIGEST = String(64)
SERVED = text("state NOT IN ('held', 'ask', 'failed', 'expired', 'cancelled', 'void', 'withdrawn')")
"""What the worker serves; queries use these words too. NOT IN: for IN, SQLite takes another index (17 ms, not 0.1)."""
UNRESOLVED = text("state IN ('working', 'unknown', 'ask')")
"""Deliveries behind which others of the account wait."""
ALARMING = text("verdict IN ('different', 'not-visible')")
OPEN = text("state = 'open'")
STANDING = text("lifted_at IS NULL")
EMERGENCY = text("kind = 'emergency'")


def _one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


workspace = Table(
    "workspace",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("id", _ID, nullable=False),
    Column("name", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("sample", Integer, nullable=False),
    Column("lineage", _ID, nullable=False),
    Column("created_at", Instant, nullable=False),
    CheckConstraint("one = 1", name="single"),
)

setting = Table(
    "setting",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("value", CanonicalJson, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("sequence", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("transaction_id", _ID, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(80), nullable=False),
    Column("actor_name", Text, nullable=False),
    Column("action", String(60), nullable=False),
    Column("subject_kind", String(30), nullable=False),
    Column("subject_id", String(80), nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", _DIGEST, nullable=False),
    Column("hash", _DIGEST, nullable=False, unique=True),
    Index("ix_audit_subject", "subject_kind", "subject_id", "sequence"),
)

member = Table(
    "member",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("roles", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("key", _ID),
    Column("joined_at", Instant, nullable=False),
    _one_of("state", MemberState),
)

member_key = Table(
    "member_key",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("member", _ID, ForeignKey("member.id"), nullable=False, index=True),
    Column("public_key", LargeBinary, nullable=False, unique=True),
    Column("box_public_key", LargeBinary, nullable=False),
    Column("sealed_private", LargeBinary, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("confirmed_by", _ID, ForeignKey("member.id")),
    Column("confirmed_at", Instant),
    Column("revoked_at", Instant),
    CheckConstraint("length(public_key) = 32", name="ed25519"),
)

document = Table(
    "document",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("created_by", _ID, ForeignKey("member.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("year", "ordinal"),
    _one_of("kind", DocumentKind),
)

revision = Table(
    "revision",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("document", _ID, ForeignKey("document.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("parent", _ID, ForeignKey("revision.id")),
    Column("title", Text, nullable=False),
    Column("content", CanonicalJson, nullable=False),
    Column("overrides", CanonicalJson, nullable=False),
    Column("charts", CanonicalJson, nullable=False),
    Column("author", _ID, ForeignKey("member.id"), nullable=False),
    Column("saved_at", Instant, nullable=False),
    UniqueConstraint("document", "number"),
    UniqueConstraint("id", "document"),
    Index("ix_revision_saved_at", "saved_at", "id"),
)

media = Table(
    "media",
    metadata,
    Column("digest", _DIGEST, primary_key=True),
    Column("mime", String(40), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("alt", Text, nullable=False),
    Column("credit", Text, nullable=False),
    Column("ai_made", Integer, nullable=False),
    Column("added_by", _ID, ForeignKey("member.id"), nullable=False),
    Column("added_at", Instant, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("platform", String(40), nullable=False),
    Column("url", Text, nullable=False),
    Column("remote_uid", Text, nullable=False),
    Column("options", CanonicalJson, nullable=False),
    Column("filing_number", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("added_at", Instant, nullable=False),
    _one_of("state", AccountState),
)

route = Table(
    "route",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("stages", CanonicalJson, nullable=False),
    Column("kinds", CanonicalJson, nullable=False),
)

edition = Table(
    "edition",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("document", _ID, ForeignKey("document.id"), nullable=False),
    Column("revision", _ID, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(12), nullable=False),
    Column("digest", _DIGEST, nullable=False, unique=True),
    Column("manifest", LargeBinary, nullable=False),
    Column("not_before", Instant),
    Column("not_after", Instant),
    Column("route", _ID, ForeignKey("route.id"), nullable=False),
    Column("submitted_by", _ID, ForeignKey("member.id"), nullable=False),
    Column("submitted_at", Instant, nullable=False),
    ForeignKeyConstraint(["revision", "document"], ["revision.id", "revision.document"], name="fk_edition_revision"),
    UniqueConstraint("document", "number"),
    _one_of("kind", EditionKind),
    _one_of("state", EditionState),
    Index("uq_edition_in_review", "document", unique=True, sqlite_where=text("state = 'in_review'"),
          postgresql_where=text("state = 'in_review'")),
    Index("ix_edition_emergency", "id", sqlite_where=EMERGENCY, postgresql_where=EMERGENCY),
)  # fmt: skip

edition_stage = Table(
    "edition_stage",
    metadata,
    Column("edition", _ID, ForeignKey("edition.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(8), nullable=False),
    Column("name", Text, nullable=False),
    Column("duty", Text, nullable=False),
    Column("needs", Integer, nullable=False),
    _one_of("kind", StageKind),
    CheckConstraint("ordinal >= 1 AND needs >= 1", name="positive"),
)

edition_account = Table(
    "edition_account",
    metadata,
    Column("edition", _ID, ForeignKey("edition.id"), primary_key=True),
    Column("account", _ID, ForeignKey("account.id"), primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("content_digest", _DIGEST, nullable=False, index=True),
)
"""Which accounts an edition is for; `content_digest` finds the same content queued twice."""

approval = Table(
    "approval",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("edition", _ID, nullable=False),
    Column("stage", Integer, nullable=False),
    Column("decision", String(8), nullable=False),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("key", _ID, ForeignKey("member_key.id"), nullable=False),
    Column("digest", _DIGEST, nullable=False),
    Column("audit_head", _DIGEST, nullable=False),
    Column("at", Instant, nullable=False),
    Column("made_in", String(12), nullable=False),
    Column("opened", CanonicalJson, nullable=False),
    Column("overrides", CanonicalJson, nullable=False),
    Column("reason", Text, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    ForeignKeyConstraint(["edition", "stage"], ["edition_stage.edition", "edition_stage.ordinal"],
                         name="fk_approval_stage"),
    UniqueConstraint("edition", "by", name="uq_approval_one_person_one_stage"),
    CheckConstraint("length(signature) = 64", name="ed25519"),
    CheckConstraint("decision <> 'return' OR reason <> ''", name="return_says_why"),
    _one_of("decision", Decision),
    CheckConstraint(f"made_in IN ({', '.join(repr(w.value) for w in Where)})", name="made_in_known"),
)  # fmt: skip

transition = Table(
    "transition",
    metadata,
    Column("from_state", String(12), primary_key=True),
    Column("to_state", String(12), primary_key=True),
)
"""The allowed moves of a delivery, filled from `domain.delivery`; a trigger reads it."""

delivery = Table(
    "delivery",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("edition", _ID, nullable=False),
    Column("account", _ID, nullable=False),
    Column("digest", _DIGEST, nullable=False),
    Column("key", String(16), nullable=False, unique=True),
    Column("state", String(12), nullable=False),
    Column("fence", Integer, nullable=False, server_default="0"),
    Column("planned_at", Instant, nullable=False),
    Column("planned_zone", String(64), nullable=False),
    Column("planned_wall", String(32), nullable=False),
    Column("grace_seconds", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("next_try_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("reason", CanonicalJson),
    Column("remote_id", Text),
    Column("url", Text),
    Column("received_at", Instant),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False, unique=True),
    ForeignKeyConstraint(["edition", "account"], ["edition_account.edition", "edition_account.account"],
                         name="fk_delivery_edition_account"),
    UniqueConstraint("edition", "account"),
    UniqueConstraint("account", "remote_id", name="uq_delivery_account_remote_id"),
    _one_of("state", DeliveryState),
    CheckConstraint(
        "(state IN ('sent', 'verified', 'withdrawn')) = (remote_id IS NOT NULL AND remote_id <> '')",
        name="sent_has_remote_id",
    ),
    CheckConstraint("state <> 'held' OR reason IS NOT NULL", name="held_says_why"),
    Index("ix_delivery_due", "next_try_at", sqlite_where=SERVED, postgresql_where=SERVED),
    Index("ix_delivery_unresolved", "account", "position", sqlite_where=UNRESOLVED, postgresql_where=UNRESOLVED),
    Index("ix_delivery_account", "account", "position"),
    Index("ix_delivery_position", "position"),
    Index("ix_delivery_state", "state", "position"),
    Index("ix_delivery_planned", "planned_at", "position"),
)  # fmt: skip
"""`position` is the order of queueing, first in, first out; `audit_sequence` names the row of its last move."""

delivery_step = Table(
    "delivery_step",
    metadata,
    Column("delivery", _ID, ForeignKey("delivery.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("name", String(20), nullable=False),
    Column("step_class", String(12), nullable=False),
    Column("remote_id", Text),
    Column("url", Text),
    Column("done_at", Instant),
    CheckConstraint("step_class IN ('read', 'repeatable', 'flip', 'keyed', 'public')", name="class_known"),
)

delivery_late = Table(
    "delivery_late",
    metadata,
    Column("delivery", _ID, ForeignKey("delivery.id"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

attempt = Table(
    "attempt",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("delivery", _ID, nullable=False),
    Column("account", _ID, nullable=False),
    Column("step", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("state", String(8), nullable=False),
    Column("request_digest", _DIGEST, nullable=False),
    Column("key", String(16), nullable=False),
    Column("watermark", Text, nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("boot", String(64), nullable=False),
    Column("boot_microseconds", BigInteger, nullable=False),
    Column("ended_at", Instant),
    Column("reason", CanonicalJson),
    ForeignKeyConstraint(["delivery", "step"], ["delivery_step.delivery", "delivery_step.ordinal"],
                         name="fk_attempt_step"),
    _one_of("state", AttemptState),
    CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="closed_has_end"),
    Index("ix_attempt_delivery", "delivery"),
    Index("uq_attempt_open_per_delivery", "delivery", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    Index("uq_attempt_open_per_account", "account", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    Index("uq_attempt_done_per_step", "delivery", "step", unique=True, sqlite_where=text("state = 'done'"),
          postgresql_where=text("state = 'done'")),
)  # fmt: skip

read_back = Table(
    "read_back",
    metadata,
    Column("delivery", _ID, ForeignKey("delivery.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("normalisations", CanonicalJson, nullable=False),
    Column("differences", CanonicalJson, nullable=False),
    Column("observed_digest", _DIGEST, nullable=False),
    _one_of("verdict", Verdict),
    Index("ix_read_back_alarm", "delivery", "ordinal", sqlite_where=ALARMING, postgresql_where=ALARMING),
)

freeze = Table(
    "freeze",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("begun_at", Instant, nullable=False),
    Column("begun_by", _ID, ForeignKey("member.id"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("lifted_at", Instant),
    Index("uq_freeze_one", text("(1)"), unique=True, sqlite_where=STANDING, postgresql_where=STANDING),
)
