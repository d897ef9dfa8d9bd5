"""The first schema: every table as it was when the first version was released; never changed."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, from nothing."""
    words = _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE
    for statement in _STATEMENTS.split(";"):
        op.execute(statement.strip().format_map(words))


_SQLITE = {"bytes": "BLOB", "sequence": "INTEGER"}
_POSTGRESQL = {"bytes": "BYTEA", "sequence": "BIGINT"}
_STATEMENTS = """
CREATE TABLE account (id VARCHAR(36) NOT NULL, name TEXT NOT NULL, platform VARCHAR(40) NOT NULL, url TEXT NOT
    NULL, remote_uid TEXT NOT NULL, options TEXT NOT NULL, filing_number TEXT NOT NULL, state VARCHAR(16) NOT
    NULL, added_at BIGINT NOT NULL, CONSTRAINT pk_account PRIMARY KEY (id), CONSTRAINT ck_account_state_known
    CHECK (state IN ('active', 'needs_sign_in', 'closed')), CONSTRAINT uq_account_name UNIQUE (name));
CREATE TABLE audit (sequence {sequence} NOT NULL, transaction_id VARCHAR(36) NOT NULL, at BIGINT NOT NULL,
    actor VARCHAR(80) NOT NULL, actor_name TEXT NOT NULL, action VARCHAR(60) NOT NULL, subject_kind
    VARCHAR(30) NOT NULL, subject_id VARCHAR(80) NOT NULL, detail TEXT NOT NULL, previous VARCHAR(64) NOT
    NULL, hash VARCHAR(64) NOT NULL, CONSTRAINT pk_audit PRIMARY KEY (sequence), CONSTRAINT uq_audit_hash
    UNIQUE (hash));
CREATE INDEX ix_audit_subject ON audit (subject_kind, subject_id, sequence);
CREATE TABLE member (id VARCHAR(36) NOT NULL, name TEXT NOT NULL, roles TEXT NOT NULL, state VARCHAR(12) NOT
    NULL, "key" VARCHAR(36), joined_at BIGINT NOT NULL, CONSTRAINT pk_member PRIMARY KEY (id), CONSTRAINT
    ck_member_state_known CHECK (state IN ('invited', 'activated', 'confirmed', 'departed')), CONSTRAINT
    uq_member_name UNIQUE (name));
CREATE TABLE route (id VARCHAR(36) NOT NULL, name TEXT NOT NULL, stages TEXT NOT NULL, kinds TEXT NOT NULL,
    CONSTRAINT pk_route PRIMARY KEY (id), CONSTRAINT uq_route_name UNIQUE (name));
CREATE TABLE setting (name VARCHAR(80) NOT NULL, value TEXT NOT NULL, CONSTRAINT pk_setting PRIMARY KEY
    (name));
CREATE TABLE transition (from_state VARCHAR(12) NOT NULL, to_state VARCHAR(12) NOT NULL, CONSTRAINT
    pk_transition PRIMARY KEY (from_state, to_state));
CREATE TABLE worker_seen (name VARCHAR(80) NOT NULL, host TEXT NOT NULL, process INTEGER NOT NULL, seen_at
    BIGINT NOT NULL, CONSTRAINT pk_worker_seen PRIMARY KEY (name));
CREATE TABLE workspace (one INTEGER NOT NULL, id VARCHAR(36) NOT NULL, name TEXT NOT NULL, language VARCHAR(8)
    NOT NULL, zone VARCHAR(64) NOT NULL, sample INTEGER NOT NULL, lineage VARCHAR(36) NOT NULL, created_at
    BIGINT NOT NULL, CONSTRAINT pk_workspace PRIMARY KEY (one), CONSTRAINT ck_workspace_single CHECK (one =
    1));
CREATE TABLE document (id VARCHAR(36) NOT NULL, year INTEGER NOT NULL, ordinal INTEGER NOT NULL, kind
    VARCHAR(20) NOT NULL, created_by VARCHAR(36) NOT NULL, created_at BIGINT NOT NULL, CONSTRAINT pk_document
    PRIMARY KEY (id), CONSTRAINT uq_document_year_ordinal UNIQUE (year, ordinal), CONSTRAINT
    ck_document_kind_known CHECK (kind IN ('explainer', 'news', 'notice', 'rebuttal')), CONSTRAINT
    fk_document_created_by FOREIGN KEY(created_by) REFERENCES member (id));
CREATE TABLE "freeze" (id VARCHAR(36) NOT NULL, begun_at BIGINT NOT NULL, begun_by VARCHAR(36) NOT NULL,
    reason TEXT NOT NULL, lifted_at BIGINT, CONSTRAINT pk_freeze PRIMARY KEY (id), CONSTRAINT
    fk_freeze_begun_by FOREIGN KEY(begun_by) REFERENCES member (id));
CREATE UNIQUE INDEX uq_freeze_one ON "freeze" ((1)) WHERE lifted_at IS NULL;
CREATE TABLE media (digest VARCHAR(64) NOT NULL, mime VARCHAR(40) NOT NULL, width INTEGER NOT NULL, height
    INTEGER NOT NULL, size INTEGER NOT NULL, name TEXT NOT NULL, alt TEXT NOT NULL, credit TEXT NOT NULL,
    ai_made INTEGER NOT NULL, added_by VARCHAR(36) NOT NULL, added_at BIGINT NOT NULL, CONSTRAINT pk_media
    PRIMARY KEY (digest), CONSTRAINT fk_media_added_by FOREIGN KEY(added_by) REFERENCES member (id));
CREATE TABLE member_key (id VARCHAR(36) NOT NULL, member VARCHAR(36) NOT NULL, public_key {bytes} NOT NULL,
    box_public_key {bytes} NOT NULL, sealed_private {bytes} NOT NULL, made_at BIGINT NOT NULL, confirmed_by
    VARCHAR(36), confirmed_at BIGINT, revoked_at BIGINT, CONSTRAINT pk_member_key PRIMARY KEY (id), CONSTRAINT
    ck_member_key_ed25519 CHECK (length(public_key) = 32), CONSTRAINT fk_member_key_member FOREIGN KEY(member)
    REFERENCES member (id), CONSTRAINT uq_member_key_public_key UNIQUE (public_key), CONSTRAINT
    fk_member_key_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES member (id));
CREATE INDEX ix_member_key_member ON member_key (member);
CREATE TABLE revision (id VARCHAR(36) NOT NULL, document VARCHAR(36) NOT NULL, number INTEGER NOT NULL, parent
    VARCHAR(36), title TEXT NOT NULL, content TEXT NOT NULL, overrides TEXT NOT NULL, charts TEXT NOT NULL,
    author VARCHAR(36) NOT NULL, saved_at BIGINT NOT NULL, CONSTRAINT pk_revision PRIMARY KEY (id), CONSTRAINT
    uq_revision_document_number UNIQUE (document, number), CONSTRAINT uq_revision_id_document UNIQUE (id,
    document), CONSTRAINT fk_revision_document FOREIGN KEY(document) REFERENCES document (id), CONSTRAINT
    fk_revision_parent FOREIGN KEY(parent) REFERENCES revision (id), CONSTRAINT fk_revision_author FOREIGN
    KEY(author) REFERENCES member (id));
CREATE INDEX ix_revision_saved_at ON revision (saved_at, id);
CREATE TABLE edition (id VARCHAR(36) NOT NULL, document VARCHAR(36) NOT NULL, revision VARCHAR(36) NOT NULL,
    number INTEGER NOT NULL, kind VARCHAR(16) NOT NULL, state VARCHAR(12) NOT NULL, digest VARCHAR(64) NOT
    NULL, manifest {bytes} NOT NULL, not_before BIGINT, not_after BIGINT, route VARCHAR(36) NOT NULL,
    submitted_by VARCHAR(36) NOT NULL, submitted_at BIGINT NOT NULL, CONSTRAINT pk_edition PRIMARY KEY (id),
    CONSTRAINT fk_edition_revision FOREIGN KEY(revision, document) REFERENCES revision (id, document),
    CONSTRAINT uq_edition_document_number UNIQUE (document, number), CONSTRAINT ck_edition_kind_known CHECK
    (kind IN ('publication', 'correction', 'withdrawal', 'reply', 'emergency')), CONSTRAINT
    ck_edition_state_known CHECK (state IN ('in_review', 'approved', 'returned', 'void')), CONSTRAINT
    fk_edition_document FOREIGN KEY(document) REFERENCES document (id), CONSTRAINT uq_edition_digest UNIQUE
    (digest), CONSTRAINT fk_edition_route FOREIGN KEY(route) REFERENCES route (id), CONSTRAINT
    fk_edition_submitted_by FOREIGN KEY(submitted_by) REFERENCES member (id));
CREATE UNIQUE INDEX uq_edition_in_review ON edition (document) WHERE state = 'in_review';
CREATE TABLE edition_account (edition VARCHAR(36) NOT NULL, account VARCHAR(36) NOT NULL, ordinal INTEGER NOT
    NULL, content_digest VARCHAR(64) NOT NULL, CONSTRAINT pk_edition_account PRIMARY KEY (edition, account),
    CONSTRAINT fk_edition_account_edition FOREIGN KEY(edition) REFERENCES edition (id), CONSTRAINT
    fk_edition_account_account FOREIGN KEY(account) REFERENCES account (id));
CREATE INDEX ix_edition_account_content_digest ON edition_account (content_digest);
CREATE TABLE edition_stage (edition VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, kind VARCHAR(8) NOT NULL,
    name TEXT NOT NULL, duty TEXT NOT NULL, needs INTEGER NOT NULL, CONSTRAINT pk_edition_stage PRIMARY KEY
    (edition, ordinal), CONSTRAINT ck_edition_stage_kind_known CHECK (kind IN ('review', 'proof')), CONSTRAINT
    ck_edition_stage_positive CHECK (ordinal >= 1 AND needs >= 1), CONSTRAINT fk_edition_stage_edition FOREIGN
    KEY(edition) REFERENCES edition (id));
CREATE TABLE approval (id VARCHAR(36) NOT NULL, edition VARCHAR(36) NOT NULL, stage INTEGER NOT NULL, decision
    VARCHAR(8) NOT NULL, "by" VARCHAR(36) NOT NULL, "key" VARCHAR(36) NOT NULL, digest VARCHAR(64) NOT NULL,
    audit_head VARCHAR(64) NOT NULL, at BIGINT NOT NULL, made_in VARCHAR(12) NOT NULL, opened TEXT NOT NULL,
    overrides TEXT NOT NULL, reason TEXT NOT NULL, signature {bytes} NOT NULL, CONSTRAINT pk_approval PRIMARY
    KEY (id), CONSTRAINT fk_approval_stage FOREIGN KEY(edition, stage) REFERENCES edition_stage (edition,
    ordinal), CONSTRAINT uq_approval_one_person_one_stage UNIQUE (edition, "by"), CONSTRAINT
    ck_approval_ed25519 CHECK (length(signature) = 64), CONSTRAINT ck_approval_return_says_why CHECK (decision
    <> 'return' OR reason <> ''), CONSTRAINT ck_approval_decision_known CHECK (decision IN ('approve',
    'return')), CONSTRAINT ck_approval_made_in_known CHECK (made_in IN ('window', 'command_line')), CONSTRAINT
    fk_approval_by FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT fk_approval_key FOREIGN KEY("key")
    REFERENCES member_key (id));
CREATE TABLE delivery (id VARCHAR(36) NOT NULL, edition VARCHAR(36) NOT NULL, account VARCHAR(36) NOT NULL,
    digest VARCHAR(64) NOT NULL, "key" VARCHAR(16) NOT NULL, state VARCHAR(12) NOT NULL, fence INTEGER DEFAULT
    '0' NOT NULL, planned_at BIGINT NOT NULL, planned_zone VARCHAR(64) NOT NULL, planned_wall VARCHAR(32) NOT
    NULL, grace_seconds INTEGER NOT NULL, position BIGINT NOT NULL, next_try_at BIGINT NOT NULL, tries INTEGER
    DEFAULT '0' NOT NULL, reason TEXT, remote_id TEXT, url TEXT, received_at BIGINT, audit_sequence BIGINT NOT
    NULL, CONSTRAINT pk_delivery PRIMARY KEY (id), CONSTRAINT fk_delivery_edition_account FOREIGN KEY(edition,
    account) REFERENCES edition_account (edition, account), CONSTRAINT uq_delivery_edition_account UNIQUE
    (edition, account), CONSTRAINT uq_delivery_account_remote_id UNIQUE (account, remote_id), CONSTRAINT
    ck_delivery_state_known CHECK (state IN ('held', 'queued', 'working', 'unknown', 'ask', 'sent',
    'verified', 'failed', 'expired', 'cancelled', 'void', 'withdrawn')), CONSTRAINT
    ck_delivery_sent_has_remote_id CHECK ((state IN ('sent', 'verified', 'withdrawn')) = (remote_id IS NOT
    NULL AND remote_id <> '')), CONSTRAINT ck_delivery_held_says_why CHECK (state <> 'held' OR reason IS NOT
    NULL), CONSTRAINT uq_delivery_key UNIQUE ("key"), CONSTRAINT uq_delivery_audit_sequence UNIQUE
    (audit_sequence), CONSTRAINT fk_delivery_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit
    (sequence));
CREATE INDEX ix_delivery_account ON delivery (account, position);
CREATE INDEX ix_delivery_due ON delivery (next_try_at) WHERE state NOT IN ('held', 'ask', 'failed', 'expired',
    'cancelled', 'void', 'withdrawn');
CREATE INDEX ix_delivery_position ON delivery (position);
CREATE INDEX ix_delivery_state ON delivery (state, position);
CREATE INDEX ix_delivery_unresolved ON delivery (account, position) WHERE state IN ('working', 'unknown',
    'ask');
CREATE TABLE delivery_late (delivery VARCHAR(36) NOT NULL, name VARCHAR(40) NOT NULL, value TEXT NOT NULL,
    CONSTRAINT pk_delivery_late PRIMARY KEY (delivery, name), CONSTRAINT fk_delivery_late_delivery FOREIGN
    KEY(delivery) REFERENCES delivery (id));
CREATE TABLE delivery_step (delivery VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, name VARCHAR(20) NOT
    NULL, step_class VARCHAR(12) NOT NULL, remote_id TEXT, url TEXT, done_at BIGINT, CONSTRAINT
    pk_delivery_step PRIMARY KEY (delivery, ordinal), CONSTRAINT ck_delivery_step_class_known CHECK
    (step_class IN ('read', 'repeatable', 'flip', 'keyed', 'public')), CONSTRAINT fk_delivery_step_delivery
    FOREIGN KEY(delivery) REFERENCES delivery (id));
CREATE TABLE read_back (delivery VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, at BIGINT NOT NULL, verdict
    VARCHAR(20) NOT NULL, normalisations TEXT NOT NULL, differences TEXT NOT NULL, observed_digest VARCHAR(64)
    NOT NULL, CONSTRAINT pk_read_back PRIMARY KEY (delivery, ordinal), CONSTRAINT ck_read_back_verdict_known
    CHECK (verdict IN ('identical', 'platform-normalised', 'different', 'not-visible')), CONSTRAINT
    fk_read_back_delivery FOREIGN KEY(delivery) REFERENCES delivery (id));
CREATE TABLE attempt (id VARCHAR(36) NOT NULL, delivery VARCHAR(36) NOT NULL, account VARCHAR(36) NOT NULL,
    step INTEGER NOT NULL, fence INTEGER NOT NULL, state VARCHAR(8) NOT NULL, request_digest VARCHAR(64) NOT
    NULL, "key" VARCHAR(16) NOT NULL, watermark TEXT NOT NULL, begun_at BIGINT NOT NULL, boot VARCHAR(64) NOT
    NULL, boot_microseconds BIGINT NOT NULL, ended_at BIGINT, reason TEXT, CONSTRAINT pk_attempt PRIMARY KEY
    (id), CONSTRAINT fk_attempt_step FOREIGN KEY(delivery, step) REFERENCES delivery_step (delivery, ordinal),
    CONSTRAINT ck_attempt_state_known CHECK (state IN ('open', 'done', 'refused', 'unknown', 'absent')),
    CONSTRAINT ck_attempt_closed_has_end CHECK ((state = 'open') = (ended_at IS NULL)));
CREATE UNIQUE INDEX uq_attempt_done_per_step ON attempt (delivery, step) WHERE state = 'done';
CREATE UNIQUE INDEX uq_attempt_open_per_account ON attempt (account) WHERE state = 'open';
CREATE UNIQUE INDEX uq_attempt_open_per_delivery ON attempt (delivery) WHERE state = 'open'
"""
