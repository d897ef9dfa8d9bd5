"""Tables of approval for a team: duties, the review room, emergencies, embargoes and recalls."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables and indexes."""
    words = {"bytes": "BYTEA" if op.get_bind().dialect.name == "postgresql" else "BLOB"}
    for statement in _STATEMENTS.split(";"):
        op.execute(statement.strip().format_map(words))


_STATEMENTS = """
CREATE TABLE deputy (id VARCHAR(36) NOT NULL, principal VARCHAR(36) NOT NULL, deputy VARCHAR(36) NOT NULL,
    begins_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, named_by VARCHAR(36) NOT NULL, named_at BIGINT NOT
    NULL, ended_at BIGINT, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_deputy PRIMARY KEY (id), CONSTRAINT
    ck_deputy_another CHECK (principal <> deputy), CONSTRAINT ck_deputy_span CHECK (begins_at < ends_at),
    CONSTRAINT fk_deputy_principal FOREIGN KEY(principal) REFERENCES member (id), CONSTRAINT fk_deputy_deputy
    FOREIGN KEY(deputy) REFERENCES member (id), CONSTRAINT fk_deputy_named_by FOREIGN KEY(named_by) REFERENCES
    member (id), CONSTRAINT fk_deputy_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE INDEX ix_deputy_deputy ON deputy (deputy);
CREATE INDEX ix_deputy_principal ON deputy (principal);
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
CREATE TABLE media_change (number INTEGER NOT NULL, becomes TEXT NOT NULL, proposed_by VARCHAR(36) NOT NULL,
    proposed_at BIGINT NOT NULL, decision VARCHAR(8), decided_by VARCHAR(36), decided_at BIGINT,
    audit_sequence BIGINT NOT NULL, CONSTRAINT pk_media_change PRIMARY KEY (number), CONSTRAINT
    ck_media_change_decision_known CHECK (decision IN ('agreed', 'declined')), CONSTRAINT
    ck_media_change_decided_by_somebody CHECK ((decision IS NULL) = (decided_by IS NULL)), CONSTRAINT
    fk_media_change_proposed_by FOREIGN KEY(proposed_by) REFERENCES member (id), CONSTRAINT
    fk_media_change_decided_by FOREIGN KEY(decided_by) REFERENCES member (id), CONSTRAINT
    fk_media_change_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE register_call (account VARCHAR(36) NOT NULL, at BIGINT NOT NULL, due_on VARCHAR(10) NOT NULL,
    publish_until BIGINT NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_register_call PRIMARY KEY
    (account), CONSTRAINT fk_register_call_account FOREIGN KEY(account) REFERENCES account (id), CONSTRAINT
    fk_register_call_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE register_entry (account VARCHAR(36) NOT NULL, number INTEGER NOT NULL, state VARCHAR(8) NOT NULL,
    owner_unit TEXT NOT NULL, operator_unit TEXT NOT NULL, responsible TEXT NOT NULL, filing_number TEXT NOT
    NULL, filed_on VARCHAR(10), due_on VARCHAR(10), publish_until BIGINT, exemption TEXT NOT NULL, note TEXT
    NOT NULL, "by" VARCHAR(36) NOT NULL, at BIGINT NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT
    pk_register_entry PRIMARY KEY (account, number), CONSTRAINT ck_register_entry_state_known CHECK (state IN
    ('opening', 'open', 'changing', 'closing', 'closed')), CONSTRAINT ck_register_entry_open_is_complete CHECK
    (state <> 'open' OR (filing_number <> '' AND filed_on IS NOT NULL AND owner_unit <> '' AND responsible <>
    '')), CONSTRAINT ck_register_entry_owed_has_a_day CHECK ((state IN ('opening', 'changing', 'closing')) =
    (due_on IS NOT NULL)), CONSTRAINT ck_register_entry_opening_has_an_end CHECK ((state = 'opening') =
    (publish_until IS NOT NULL)), CONSTRAINT fk_register_entry_account FOREIGN KEY(account) REFERENCES account
    (id), CONSTRAINT fk_register_entry_by FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT
    fk_register_entry_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE role_change (member VARCHAR(36) NOT NULL, number INTEGER NOT NULL, was TEXT NOT NULL, becomes
    TEXT NOT NULL, proposed_by VARCHAR(36) NOT NULL, proposed_at BIGINT NOT NULL, decision VARCHAR(8),
    decided_by VARCHAR(36), decided_at BIGINT, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_role_change
    PRIMARY KEY (member, number), CONSTRAINT ck_role_change_decision_known CHECK (decision IN ('agreed',
    'declined')), CONSTRAINT ck_role_change_decided_by_somebody CHECK ((decision IS NULL) = (decided_by IS
    NULL)), CONSTRAINT fk_role_change_member FOREIGN KEY(member) REFERENCES member (id), CONSTRAINT
    fk_role_change_proposed_by FOREIGN KEY(proposed_by) REFERENCES member (id), CONSTRAINT
    fk_role_change_decided_by FOREIGN KEY(decided_by) REFERENCES member (id), CONSTRAINT
    fk_role_change_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE UNIQUE INDEX uq_role_change_asked ON role_change (member) WHERE decision IS NULL;
CREATE TABLE route_version (route VARCHAR(36) NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, stages
    TEXT NOT NULL, kinds TEXT NOT NULL, use_hours INTEGER NOT NULL, retired INTEGER NOT NULL, "by" VARCHAR(36)
    NOT NULL, at BIGINT NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_route_version PRIMARY KEY
    (route, number), CONSTRAINT ck_route_version_use_hours CHECK (use_hours >= 0), CONSTRAINT
    fk_route_version_by FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT fk_route_version_audit_sequence
    FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
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
CREATE TABLE recall_case (id VARCHAR(36) NOT NULL, document VARCHAR(36) NOT NULL, kind VARCHAR(12) NOT NULL,
    reason TEXT NOT NULL, opened_by VARCHAR(36) NOT NULL, opened_at BIGINT NOT NULL, audit_sequence BIGINT NOT
    NULL, closed_by VARCHAR(36), closed_at BIGINT, note TEXT DEFAULT '' NOT NULL, CONSTRAINT pk_recall_case
    PRIMARY KEY (id), CONSTRAINT ck_recall_case_kind_known CHECK (kind IN ('correction', 'withdrawal')),
    CONSTRAINT ck_recall_case_says_why CHECK (reason <> ''), CONSTRAINT ck_recall_case_closed_by_somebody
    CHECK ((closed_at IS NULL) = (closed_by IS NULL)), CONSTRAINT fk_recall_case_document FOREIGN
    KEY(document) REFERENCES document (id), CONSTRAINT fk_recall_case_opened_by FOREIGN KEY(opened_by)
    REFERENCES member (id), CONSTRAINT fk_recall_case_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES
    audit (sequence), CONSTRAINT fk_recall_case_closed_by FOREIGN KEY(closed_by) REFERENCES member (id));
CREATE UNIQUE INDEX uq_recall_case_open ON recall_case (document) WHERE closed_at IS NULL;
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
CREATE TABLE comment_region (thread VARCHAR(36) NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL, width
    INTEGER NOT NULL, height INTEGER NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_comment_region
    PRIMARY KEY (thread), CONSTRAINT ck_comment_region_within_the_picture CHECK (x >= 0 AND y >= 0 AND width >
    0 AND height > 0 AND x + width <= 1000 AND y + height <= 1000), CONSTRAINT fk_comment_region_thread
    FOREIGN KEY(thread) REFERENCES comment_thread (id), CONSTRAINT fk_comment_region_audit_sequence FOREIGN
    KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE comment_remark (thread VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, words TEXT NOT NULL,
    mentions TEXT NOT NULL, "by" VARCHAR(36) NOT NULL, at BIGINT NOT NULL, audit_sequence BIGINT NOT NULL,
    CONSTRAINT pk_comment_remark PRIMARY KEY (thread, ordinal), CONSTRAINT ck_comment_remark_says_something
    CHECK (words <> ''), CONSTRAINT fk_comment_remark_thread FOREIGN KEY(thread) REFERENCES comment_thread
    (id), CONSTRAINT fk_comment_remark_by FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT
    fk_comment_remark_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE edition_use (edition VARCHAR(36) NOT NULL, hours INTEGER NOT NULL, CONSTRAINT pk_edition_use
    PRIMARY KEY (edition), CONSTRAINT ck_edition_use_hours CHECK (hours >= 1), CONSTRAINT
    fk_edition_use_edition FOREIGN KEY(edition) REFERENCES edition (id));
CREATE TABLE emergency (edition VARCHAR(36) NOT NULL, document VARCHAR(36) NOT NULL, filling INTEGER NOT NULL,
    reason TEXT NOT NULL, opening VARCHAR(36), "by" VARCHAR(36) NOT NULL, at BIGINT NOT NULL, audit_sequence
    BIGINT NOT NULL, CONSTRAINT pk_emergency PRIMARY KEY (edition), CONSTRAINT fk_emergency_filling FOREIGN
    KEY(document, filling) REFERENCES emergency_filling (document, ordinal), CONSTRAINT ck_emergency_says_why
    CHECK (reason <> ''), CONSTRAINT fk_emergency_edition FOREIGN KEY(edition) REFERENCES edition (id),
    CONSTRAINT uq_emergency_opening UNIQUE (opening), CONSTRAINT fk_emergency_opening FOREIGN KEY(opening)
    REFERENCES lane_opening (id), CONSTRAINT fk_emergency_by FOREIGN KEY("by") REFERENCES member (id),
    CONSTRAINT fk_emergency_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE packet_reading (edition VARCHAR(36) NOT NULL, "by" VARCHAR(36) NOT NULL, account VARCHAR(36) NOT
    NULL, ordinal INTEGER NOT NULL, content VARCHAR(64) NOT NULL, sentences VARCHAR(64) NOT NULL, total
    INTEGER NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_packet_reading PRIMARY KEY (edition, "by",
    account), CONSTRAINT ck_packet_reading_something CHECK (total > 0 AND ordinal > 0), CONSTRAINT
    fk_packet_reading_edition FOREIGN KEY(edition) REFERENCES edition (id), CONSTRAINT fk_packet_reading_by
    FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT fk_packet_reading_account FOREIGN KEY(account)
    REFERENCES account (id), CONSTRAINT fk_packet_reading_audit_sequence FOREIGN KEY(audit_sequence)
    REFERENCES audit (sequence));
CREATE TABLE reading (edition VARCHAR(36) NOT NULL, account VARCHAR(36) NOT NULL, "by" VARCHAR(36) NOT NULL,
    ordinal INTEGER NOT NULL, reached INTEGER NOT NULL, total INTEGER NOT NULL, at BIGINT NOT NULL,
    audit_sequence BIGINT NOT NULL, CONSTRAINT pk_reading PRIMARY KEY (edition, account, "by", ordinal),
    CONSTRAINT ck_reading_within_the_text CHECK (reached >= 0 AND reached <= total AND total > 0), CONSTRAINT
    fk_reading_edition FOREIGN KEY(edition) REFERENCES edition (id), CONSTRAINT fk_reading_account FOREIGN
    KEY(account) REFERENCES account (id), CONSTRAINT fk_reading_by FOREIGN KEY("by") REFERENCES member (id),
    CONSTRAINT fk_reading_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE recall_edition (edition VARCHAR(36) NOT NULL, recall VARCHAR(36) NOT NULL, CONSTRAINT
    pk_recall_edition PRIMARY KEY (edition), CONSTRAINT fk_recall_edition_edition FOREIGN KEY(edition)
    REFERENCES edition (id), CONSTRAINT fk_recall_edition_recall FOREIGN KEY(recall) REFERENCES recall_case
    (id));
CREATE INDEX ix_recall_edition_recall ON recall_edition (recall);
CREATE TABLE renewed_for (edition VARCHAR(36) NOT NULL, round INTEGER NOT NULL, "by" VARCHAR(36) NOT NULL,
    principal VARCHAR(36) NOT NULL, deputy VARCHAR(36) NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT
    pk_renewed_for PRIMARY KEY (edition, round, "by"), CONSTRAINT uq_renewed_for_principal UNIQUE (edition,
    round, principal), CONSTRAINT fk_renewed_for_edition FOREIGN KEY(edition) REFERENCES edition (id),
    CONSTRAINT fk_renewed_for_by FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT fk_renewed_for_principal
    FOREIGN KEY(principal) REFERENCES member (id), CONSTRAINT fk_renewed_for_deputy FOREIGN KEY(deputy)
    REFERENCES deputy (id), CONSTRAINT fk_renewed_for_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES
    audit (sequence));
CREATE TABLE signed_for (edition VARCHAR(36) NOT NULL, "by" VARCHAR(36) NOT NULL, principal VARCHAR(36) NOT
    NULL, deputy VARCHAR(36) NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_signed_for PRIMARY KEY
    (edition, "by"), CONSTRAINT uq_signed_for_once UNIQUE (edition, principal), CONSTRAINT
    fk_signed_for_edition FOREIGN KEY(edition) REFERENCES edition (id), CONSTRAINT fk_signed_for_by FOREIGN
    KEY("by") REFERENCES member (id), CONSTRAINT fk_signed_for_principal FOREIGN KEY(principal) REFERENCES
    member (id), CONSTRAINT fk_signed_for_deputy FOREIGN KEY(deputy) REFERENCES deputy (id), CONSTRAINT
    fk_signed_for_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE INDEX ix_delivery_planned ON delivery (planned_at, position);
CREATE TABLE escalation (edition VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, told VARCHAR(36) NOT NULL, at
    BIGINT NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_escalation PRIMARY KEY (edition, ordinal),
    CONSTRAINT fk_escalation_stage FOREIGN KEY(edition, ordinal) REFERENCES edition_stage (edition, ordinal),
    CONSTRAINT fk_escalation_told FOREIGN KEY(told) REFERENCES member (id), CONSTRAINT
    fk_escalation_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE renewal (edition VARCHAR(36) NOT NULL, round INTEGER NOT NULL, "by" VARCHAR(36) NOT NULL, stage
    INTEGER NOT NULL, "key" VARCHAR(36) NOT NULL, digest VARCHAR(64) NOT NULL, audit_head VARCHAR(64) NOT
    NULL, at BIGINT NOT NULL, made_in VARCHAR(12) NOT NULL, signature {bytes} NOT NULL, audit_sequence BIGINT
    NOT NULL, CONSTRAINT pk_renewal PRIMARY KEY (edition, round, "by"), CONSTRAINT fk_renewal_stage FOREIGN
    KEY(edition, stage) REFERENCES edition_stage (edition, ordinal), CONSTRAINT ck_renewal_ed25519 CHECK
    (length(signature) = 64), CONSTRAINT ck_renewal_made_in_known CHECK (made_in IN ('window',
    'command_line')), CONSTRAINT fk_renewal_by FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT
    fk_renewal_key FOREIGN KEY("key") REFERENCES member_key (id), CONSTRAINT fk_renewal_audit_sequence FOREIGN
    KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE settlement (edition VARCHAR(36) NOT NULL, verdict VARCHAR(8) NOT NULL, "by" VARCHAR(36) NOT NULL,
    "key" VARCHAR(36) NOT NULL, digest VARCHAR(64) NOT NULL, audit_head VARCHAR(64) NOT NULL, at BIGINT NOT
    NULL, note TEXT NOT NULL, signature {bytes} NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT
    pk_settlement PRIMARY KEY (edition), CONSTRAINT ck_settlement_verdict_known CHECK (verdict IN ('upheld',
    'disputed')), CONSTRAINT ck_settlement_dispute_says_why CHECK (verdict <> 'disputed' OR note <> ''),
    CONSTRAINT ck_settlement_ed25519 CHECK (length(signature) = 64), CONSTRAINT fk_settlement_edition FOREIGN
    KEY(edition) REFERENCES emergency (edition), CONSTRAINT fk_settlement_by FOREIGN KEY("by") REFERENCES
    member (id), CONSTRAINT fk_settlement_key FOREIGN KEY("key") REFERENCES member_key (id), CONSTRAINT
    fk_settlement_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE stage_signer (edition VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, place INTEGER NOT NULL,
    member VARCHAR(36) NOT NULL, name TEXT NOT NULL, CONSTRAINT pk_stage_signer PRIMARY KEY (edition, ordinal,
    place), CONSTRAINT fk_stage_signer_stage FOREIGN KEY(edition, ordinal) REFERENCES edition_stage (edition,
    ordinal), CONSTRAINT fk_stage_signer_member FOREIGN KEY(member) REFERENCES member (id));
CREATE TABLE stage_terms (edition VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, role VARCHAR(12) NOT NULL,
    hours INTEGER NOT NULL, escalate_to VARCHAR(36), escalate_name TEXT, CONSTRAINT pk_stage_terms PRIMARY KEY
    (edition, ordinal), CONSTRAINT fk_stage_terms_stage FOREIGN KEY(edition, ordinal) REFERENCES edition_stage
    (edition, ordinal), CONSTRAINT ck_stage_terms_role_known CHECK (role IN ('reviewer', 'expert')),
    CONSTRAINT ck_stage_terms_hours CHECK (hours >= 0), CONSTRAINT fk_stage_terms_escalate_to FOREIGN
    KEY(escalate_to) REFERENCES member (id));
CREATE TABLE message_reply (id VARCHAR(36) NOT NULL, delivery VARCHAR(36) NOT NULL, message TEXT NOT NULL,
    mark TEXT NOT NULL, words TEXT NOT NULL, request_digest VARCHAR(64) NOT NULL, "by" VARCHAR(36) NOT NULL,
    at BIGINT NOT NULL, boot VARCHAR(64) NOT NULL, boot_microseconds BIGINT NOT NULL, audit_sequence BIGINT
    NOT NULL, CONSTRAINT pk_message_reply PRIMARY KEY (id), CONSTRAINT ck_message_reply_says_something CHECK
    (words <> ''), CONSTRAINT fk_message_reply_delivery FOREIGN KEY(delivery) REFERENCES delivery (id),
    CONSTRAINT fk_message_reply_by FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT
    fk_message_reply_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE INDEX ix_message_reply_delivery ON message_reply (delivery);
CREATE TABLE recall_item (recall VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, delivery VARCHAR(36), account
    VARCHAR(36), url TEXT NOT NULL, measure VARCHAR(12) NOT NULL, CONSTRAINT pk_recall_item PRIMARY KEY
    (recall, ordinal), CONSTRAINT ck_recall_item_measure_known CHECK (measure IN ('edit', 'delete',
    'unpublish', 'follow_up', 'by_hand')), CONSTRAINT ck_recall_item_ours_or_a_link CHECK ((delivery IS NULL)
    = (account IS NULL)), CONSTRAINT ck_recall_item_link_by_hand CHECK (delivery IS NOT NULL OR (url <> '' AND
    measure = 'by_hand')), CONSTRAINT fk_recall_item_recall FOREIGN KEY(recall) REFERENCES recall_case (id),
    CONSTRAINT fk_recall_item_delivery FOREIGN KEY(delivery) REFERENCES delivery (id), CONSTRAINT
    fk_recall_item_account FOREIGN KEY(account) REFERENCES account (id));
CREATE INDEX ix_recall_item_delivery ON recall_item (delivery);
CREATE TABLE adoption (delivery VARCHAR(36) NOT NULL, step INTEGER NOT NULL, remote_id TEXT NOT NULL, url TEXT
    NOT NULL, observed VARCHAR(64) NOT NULL, "by" VARCHAR(36) NOT NULL, at BIGINT NOT NULL, audit_sequence
    BIGINT NOT NULL, CONSTRAINT pk_adoption PRIMARY KEY (delivery, step), CONSTRAINT fk_adoption_step FOREIGN
    KEY(delivery, step) REFERENCES delivery_step (delivery, ordinal), CONSTRAINT ck_adoption_names_a_post
    CHECK (remote_id <> ''), CONSTRAINT ck_adoption_digest_of_a_reading CHECK (observed = '' OR
    length(observed) = 64), CONSTRAINT fk_adoption_by FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT
    fk_adoption_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE message_outcome (reply VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, delivery VARCHAR(36) NOT
    NULL, outcome VARCHAR(8) NOT NULL, remote_id TEXT NOT NULL, url TEXT NOT NULL, reason TEXT, "by"
    VARCHAR(36) NOT NULL, at BIGINT NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_message_outcome
    PRIMARY KEY (reply, ordinal), CONSTRAINT ck_message_outcome_outcome_known CHECK (outcome IN ('done',
    'refused', 'unknown', 'absent')), CONSTRAINT ck_message_outcome_names_what_is_there CHECK (outcome =
    'done' OR remote_id = ''), CONSTRAINT fk_message_outcome_reply FOREIGN KEY(reply) REFERENCES message_reply
    (id), CONSTRAINT fk_message_outcome_delivery FOREIGN KEY(delivery) REFERENCES delivery (id), CONSTRAINT
    fk_message_outcome_by FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT
    fk_message_outcome_audit_sequence FOREIGN KEY(audit_sequence) REFERENCES audit (sequence));
CREATE TABLE observed (delivery VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, digest VARCHAR(64) NOT NULL,
    content TEXT NOT NULL, CONSTRAINT pk_observed PRIMARY KEY (delivery, ordinal), CONSTRAINT
    fk_observed_read_back FOREIGN KEY(delivery, ordinal) REFERENCES read_back (delivery, ordinal));
CREATE TABLE recall_proof (recall VARCHAR(36) NOT NULL, ordinal INTEGER NOT NULL, number INTEGER NOT NULL,
    outcome VARCHAR(12) NOT NULL, link TEXT NOT NULL, screenshot VARCHAR(64) NOT NULL, note TEXT NOT NULL,
    "by" VARCHAR(36) NOT NULL, at BIGINT NOT NULL, audit_sequence BIGINT NOT NULL, CONSTRAINT pk_recall_proof
    PRIMARY KEY (recall, ordinal, number), CONSTRAINT fk_recall_proof_item FOREIGN KEY(recall, ordinal)
    REFERENCES recall_item (recall, ordinal), CONSTRAINT ck_recall_proof_outcome_known CHECK (outcome IN
    ('gone', 'corrected', 'kept')), CONSTRAINT ck_recall_proof_says_what CHECK (note <> ''), CONSTRAINT
    ck_recall_proof_shows_something CHECK (link <> '' OR screenshot <> ''), CONSTRAINT fk_recall_proof_by
    FOREIGN KEY("by") REFERENCES member (id), CONSTRAINT fk_recall_proof_audit_sequence FOREIGN
    KEY(audit_sequence) REFERENCES audit (sequence))
"""
