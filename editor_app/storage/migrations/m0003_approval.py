"""Tables of approval for a team: duties, the review room, emergencies, embargoes and recalls."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables and indexes."""
    for statement in _STATEMENTS.split(";"):
        op.execute(statement.strip())


_STATEMENTS = """
CREATE TABLE emergency_template (name VARCHAR(40) NOT NULL, version INTEGER NOT NULL, kind VARCHAR(20) NOT
    NULL, wordings TEXT NOT NULL, "by" VARCHAR(36) NOT NULL, at BIGINT NOT NULL, reason TEXT NOT NULL,
    audit_sequence BIGINT NOT NULL, CONSTRAINT pk_emergency_template PRIMARY KEY (name, version), CONSTRAINT
    ck_emergency_template_says_why CHECK (reason <> ''), CONSTRAINT fk_emergency_template_by FOREIGN KEY("by")
    REFERENCES member (id), CONSTRAINT fk_emergency_template_audit_sequence FOREIGN KEY(audit_sequence)
    REFERENCES audit (sequence));
CREATE TABLE lane_opening (id VARCHAR(36) NOT NULL, "by" VARCHAR(36) NOT NULL, at BIGINT NOT NULL, reason TEXT
    NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_lane_opening PRIMARY KEY (id), CONSTRAINT
    ck_lane_opening_says_why CHECK (reason <> ''), CONSTRAINT fk_lane_opening_by FOREIGN KEY("by") REFERENCES
    member (id), CONSTRAINT fk_lane_opening_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit
    (sequence));
CREATE TABLE embargo (document VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, until BIGINT, members TEXT NOT
    NULL, reason TEXT NOT NULL, "by" VARCHAR(36) NOT NULL, at BIGINT NOT NULL, wish INTEGER NOT NULL,
    audit_sequence BIGINT NOT NULL, CONSTRAINT pk_embargo PRIMARY KEY (document, ordinal), CONSTRAINT
    ck_embargo_says_why CHECK (reason <> ''), CONSTRAINT ck_embargo_wish_known CHECK (wish IN (0, 1)),
    CONSTRAINT fk_embargo_document FOREIGN KEY(document) REFERENCES document (id), CONSTRAINT fk_embargo_by
    FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT fk_embargo_audit_sequence FOREIGN KEY(audit_sequence)
    REFERENCES audit (sequence));
CREATE TABLE emergency_filling (document VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, template VARCHAR(40)
    NOT NULL, version INTEGER NOT NULL, wording TEXT NOT NULL, digest VARCHAR(64) NOT NULL, slots TEXT NOT
    NULL, "by" VARCHAR(36) NOT NULL, at BIGINT NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT
    pk_emergency_filling PRIMARY KEY (document, ordinal), CONSTRAINT fk_emergency_filling_document FOREIGN
    KEY(document) REFERENCES document (id), CONSTRAINT fk_emergency_filling_by FOREIGN KEY("by") REFERENCES
    member (id), CONSTRAINT fk_emergency_filling_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit
    (sequence));
CREATE TABLE presence (document VARCHAR(36) NOT NULL, member VARCHAR(36) NOT NULL, seat VARCHAR(36) NOT NULL,
    "view" VARCHAR(12) NOT NULL, came_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, CONSTRAINT pk_presence
    PRIMARY KEY (document, member, seat), CONSTRAINT fk_presence_document FOREIGN KEY(document) REFERENCES
    document (id), CONSTRAINT fk_presence_member FOREIGN KEY(member) REFERENCES member (id));
CREATE TABLE comment_thread (id VARCHAR(36) NOT NULL, document VARCHAR(36) NOT NULL, revision VARCHAR(36) NOT
    NULL, field VARCHAR(24) NOT NULL, subject VARCHAR(64) NOT NULL, account VARCHAR(36), quote TEXT NOT NULL,
    prefix TEXT NOT NULL, suffix TEXT NOT NULL, start INTEGER NOT NULL, is_must INTEGER NOT NULL, replacement
    TEXT, "by" VARCHAR(36) NOT NULL, at BIGINT NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT
    pk_comment_thread PRIMARY KEY (id), CONSTRAINT ck_comment_thread_must_or_may CHECK (is_must IN (0, 1)),
    CONSTRAINT ck_comment_thread_replaces_something CHECK (replacement IS NULL OR quote <> ''), CONSTRAINT
    fk_comment_thread_document FOREIGN KEY(document) REFERENCES document (id), CONSTRAINT
    fk_comment_thread_revision FOREIGN KEY(revision) REFERENCES revision (id), CONSTRAINT
    fk_comment_thread_account FOREIGN KEY(account) REFERENCES account (id), CONSTRAINT fk_comment_thread_by
    FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT fk_comment_thread_audit_sequence FOREIGN
    KEY(audit_sequence) REFERENCES audit (sequence));
CREATE INDEX ix_comment_thread_document ON comment_thread (document);
CREATE TABLE embargo_consent (document VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, "by" VARCHAR(36) NOT
    NULL, "key" VARCHAR(36) NOT NULL, digest VARCHAR(64) NOT NULL, audit_head VARCHAR(64) NOT NULL, at BIGINT
    NOT NULL, signature {bytes} NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_embargo_consent
    PRIMARY KEY (document, ordinal), CONSTRAINT fk_embargo_consent_embargo FOREIGN KEY(document, ordinal)
    REFERENCES embargo (document, ordinal), CONSTRAINT ck_embargo_consent_ed25519 CHECK (length(signature) =
    64), CONSTRAINT fk_embargo_consent_by FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT
    fk_embargo_consent_key FOREIGN KEY("key") REFERENCES member_key (id), CONSTRAINT
    fk_embargo_consent_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE milestone (revision VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, name TEXT NOT NULL, "by"
    VARCHAR(36) NOT NULL, at BIGINT NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_milestone PRIMARY
    KEY (revision, ordinal), CONSTRAINT ck_milestone_says_something CHECK (name <> ''), CONSTRAINT
    fk_milestone_revision FOREIGN KEY(revision) REFERENCES revision (id), CONSTRAINT fk_milestone_by FOREIGN
    KEY("by") REFERENCES member (id), CONSTRAINT fk_milestone_audit_sequence FOREIGN KEY(audit_sequence)
    REFERENCES audit (sequence));
CREATE TABLE revision_origin (revision VARCHAR(36) NOT NULL, parent VARCHAR(36) NOT NULL, document VARCHAR(36)
    NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_revision_origin PRIMARY KEY (revision, parent),
    CONSTRAINT fk_revision_origin_revision FOREIGN KEY(revision, document) REFERENCES revision (id, document),
    CONSTRAINT fk_revision_origin_parent FOREIGN KEY(parent, document) REFERENCES revision (id, document),
    CONSTRAINT fk_revision_origin_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE comment_closing (thread VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, ending VARCHAR(10) NOT
    NULL, reason TEXT NOT NULL, revision VARCHAR(36), "by" VARCHAR(36) NOT NULL, at BIGINT NOT NULL,
    audit_sequence BIGINT NOT NULL, CONSTRAINT pk_comment_closing PRIMARY KEY (thread, ordinal), CONSTRAINT
    ck_comment_closing_ending_known CHECK (ending IN ('resolved', 'reopened', 'applied', 'rejected')),
    CONSTRAINT ck_comment_closing_rejects_with_a_reason CHECK (ending <> 'rejected' OR reason <> ''),
    CONSTRAINT ck_comment_closing_applies_in_a_revision CHECK ((ending = 'applied') = (revision IS NOT NULL)),
    CONSTRAINT fk_comment_closing_thread FOREIGN KEY(thread) REFERENCES comment_thread (id), CONSTRAINT
    fk_comment_closing_revision FOREIGN KEY(revision) REFERENCES revision (id), CONSTRAINT
    fk_comment_closing_by FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT
    fk_comment_closing_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE comment_remark (thread VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, words TEXT NOT NULL,
    mentions TEXT NOT NULL, "by" VARCHAR(36) NOT NULL, at BIGINT NOT NULL, audit_sequence BIGINT NOT NULL,
    CONSTRAINT pk_comment_remark PRIMARY KEY (thread, ordinal), CONSTRAINT ck_comment_remark_says_something
    CHECK (words <> ''), CONSTRAINT fk_comment_remark_thread FOREIGN KEY(thread) REFERENCES comment_thread
    (id), CONSTRAINT fk_comment_remark_by FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT
    fk_comment_remark_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE emergency (edition VARCHAR(36) NOT NULL, document VARCHAR(36) NOT NULL, filling INTEGER NOT NULL,
    reason TEXT NOT NULL, opening VARCHAR(36), "by" VARCHAR(36) NOT NULL, at BIGINT NOT NULL, audit_sequence
    BIGINT NOT NULL, CONSTRAINT pk_emergency PRIMARY KEY (edition), CONSTRAINT fk_emergency_filling FOREIGN
    KEY(document, filling) REFERENCES emergency_filling (document, ordinal), CONSTRAINT ck_emergency_says_why
    CHECK (reason <> ''), CONSTRAINT fk_emergency_edition FOREIGN KEY(edition) REFERENCES edition (id),
    CONSTRAINT uq_emergency_opening UNIQUE (opening), CONSTRAINT fk_emergency_opening FOREIGN KEY(opening)
    REFERENCES lane_opening (id), CONSTRAINT fk_emergency_by FOREIGN KEY("by") REFERENCES member (id),
    CONSTRAINT fk_emergency_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE reading (edition VARCHAR(36) NOT NULL, account VARCHAR(36) NOT NULL, "by" VARCHAR(36) NOT NULL,
    ordinal INTEGER NOT NULL, reached INTEGER NOT NULL, total INTEGER NOT NULL, at BIGINT NOT NULL,
    audit_sequence BIGINT NOT NULL, CONSTRAINT pk_reading PRIMARY KEY (edition, account, "by", ordinal),
    CONSTRAINT ck_reading_within_the_text CHECK (reached >= 0 AND reached <= total AND total > 0), CONSTRAINT
    fk_reading_edition FOREIGN KEY(edition) REFERENCES edition (id), CONSTRAINT fk_reading_account FOREIGN
    KEY(account) REFERENCES account (id), CONSTRAINT fk_reading_by FOREIGN KEY("by") REFERENCES member (id),
    CONSTRAINT fk_reading_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE settlement (edition VARCHAR(36) NOT NULL, verdict VARCHAR(8) NOT NULL, "by" VARCHAR(36) NOT NULL,
    "key" VARCHAR(36) NOT NULL, digest VARCHAR(64) NOT NULL, audit_head VARCHAR(64) NOT NULL, at BIGINT NOT
    NULL, note TEXT NOT NULL, signature {bytes} NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT
    pk_settlement PRIMARY KEY (edition), CONSTRAINT ck_settlement_verdict_known CHECK (verdict IN ('upheld',
    'disputed')), CONSTRAINT ck_settlement_dispute_says_why CHECK (verdict <> 'disputed' OR note <> ''),
    CONSTRAINT ck_settlement_ed25519 CHECK (length(signature) = 64), CONSTRAINT fk_settlement_edition FOREIGN
    KEY(edition) REFERENCES emergency (edition), CONSTRAINT fk_settlement_by FOREIGN KEY("by") REFERENCES
    member (id), CONSTRAINT fk_settlement_key FOREIGN KEY("key") REFERENCES member_key (id), CONSTRAINT
    fk_settlement_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence))
"""
