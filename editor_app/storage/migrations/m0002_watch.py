"""Tables of the watch around the queue, and the indexes by which alarms and emergencies are found."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables and indexes."""
    for statement in _STATEMENTS.split(";"):
        op.execute(statement.strip())


_STATEMENTS = """
CREATE TABLE budget (scope VARCHAR(300) NOT NULL, told_at BIGINT NOT NULL, paused_until BIGINT, reason TEXT,
    remaining INTEGER, ceiling INTEGER, resets_at BIGINT, CONSTRAINT pk_budget PRIMARY KEY (scope));
CREATE TABLE account_health (account VARCHAR(36) NOT NULL, checked_at BIGINT NOT NULL, verdict VARCHAR(12) NOT
    NULL, words TEXT, since BIGINT NOT NULL, CONSTRAINT pk_account_health PRIMARY KEY (account), CONSTRAINT
    ck_account_health_verdict_known CHECK (verdict IN ('well', 'unreachable', 'not_allowed', 'sign_in')),
    CONSTRAINT fk_account_health_account FOREIGN KEY(account) REFERENCES account (id));
CREATE INDEX ix_edition_emergency ON edition (id) WHERE kind = 'emergency';
CREATE TABLE passing (delivery VARCHAR(36) NOT NULL, past VARCHAR(36) NOT NULL, "by" VARCHAR(36) NOT NULL, at
    BIGINT NOT NULL, reason TEXT NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_passing PRIMARY KEY
    (delivery, past), CONSTRAINT ck_passing_says_why CHECK (reason <> ''), CONSTRAINT fk_passing_delivery
    FOREIGN KEY(delivery) REFERENCES delivery (id), CONSTRAINT fk_passing_past FOREIGN KEY(past) REFERENCES
    delivery (id), CONSTRAINT fk_passing_by FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT
    fk_passing_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE INDEX ix_read_back_alarm ON read_back (delivery, ordinal) WHERE verdict IN ('different', 'not-visible');
CREATE TABLE recheck (delivery VARCHAR(36) NOT NULL, checked_at BIGINT NOT NULL, CONSTRAINT pk_recheck PRIMARY
    KEY (delivery), CONSTRAINT fk_recheck_delivery FOREIGN KEY(delivery) REFERENCES delivery (id));
CREATE TABLE acknowledgement (delivery VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, "by" VARCHAR(36) NOT
    NULL, at BIGINT NOT NULL, note TEXT NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT
    pk_acknowledgement PRIMARY KEY (delivery, ordinal), CONSTRAINT fk_acknowledgement_read_back FOREIGN
    KEY(delivery, ordinal) REFERENCES read_back (delivery, ordinal), CONSTRAINT
    ck_acknowledgement_says_something CHECK (note <> ''), CONSTRAINT fk_acknowledgement_by FOREIGN KEY("by")
    REFERENCES member (id), CONSTRAINT fk_acknowledgement_audit_sequence FOREIGN KEY(audit_sequence)
    REFERENCES audit (sequence))
"""
