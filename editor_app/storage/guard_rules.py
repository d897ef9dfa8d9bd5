"""The rules of the guards: what the database refuses, whoever asks and by whatever program."""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

from textwrap import dedent

from editor_app.storage.adoption_rules import ADOPTED, ADOPTION, ADOPTION_FIXED
from editor_app.storage.announcement_rules import ANNOUNCED
from editor_app.storage.comment_rules import COMMENT_FIXED, COMMENT_KEPT, COMMENTS
from editor_app.storage.duty_rules import DUTY_FIXED, DUTY_KEPT, duty_rules
from editor_app.storage.embargo_rules import EMBARGO, EMBARGO_FIXED
from editor_app.storage.emergency_rules import EMERGENCY, EMERGENCY_FIXED
from editor_app.storage.history_rules import HISTORY, HISTORY_FIXED
from editor_app.storage.media_change_rules import MEDIA_CHANGE, MEDIA_CHANGE_FIXED
from editor_app.storage.message_rules import MESSAGE_FIXED, MESSAGES
from editor_app.storage.move_rules import MOVE
from editor_app.storage.packet_rules import PACKET_FIXED, PACKETS
from editor_app.storage.people_rules import PEOPLE
from editor_app.storage.recall_rules import RECALL, RECALL_FIXED
from editor_app.storage.register_rules import REGISTER, REGISTER_FIXED
from editor_app.storage.renewal_rules import RENEWAL, RENEWAL_FIXED
from editor_app.storage.route_rules import ROUTES_KEPT
from editor_app.storage.seen_rules import SEEN, SEEN_FIXED
from editor_app.storage.watch_rules import WATCH

KEPT = (
    "audit", "member", "member_key", "document", "revision", "media", "route", "edition", "edition_stage",
    "edition_account", "approval", "delivery", "delivery_step", "attempt", "read_back", "freeze", "workspace",
    "passing", "acknowledgement", *EMERGENCY_FIXED, *EMBARGO_FIXED, *COMMENT_KEPT, *DUTY_KEPT, *HISTORY_FIXED,
    *RECALL_FIXED, *REGISTER_FIXED, *RENEWAL_FIXED, *SEEN_FIXED, *ADOPTION_FIXED, *MESSAGE_FIXED, *MEDIA_CHANGE_FIXED,
    *PACKET_FIXED,
)  # fmt: skip
"""Tables from which nothing is ever deleted."""

FIXED: dict[str, tuple[str, ...]] = {
    "audit": (
        "sequence", "transaction_id", "at", "actor", "actor_name", "action", "subject_kind", "subject_id", "detail",
        "previous", "hash",
    ),
    "workspace": ("one", "id", "sample", "created_at"),
    "member": ("id", "joined_at"),
    "member_key": ("id", "member", "public_key", "box_public_key", "made_at"),
    "document": ("id", "year", "ordinal", "kind", "created_by", "created_at"),
    "revision": (
        "id", "document", "number", "parent", "title", "content", "overrides", "charts", "author", "saved_at",
    ),
    "media": ("digest", "mime", "width", "height", "size"),
    "edition": (
        "id", "document", "revision", "number", "kind", "digest", "manifest", "not_before", "not_after", "route",
        "submitted_by", "submitted_at",
    ),
    "edition_stage": ("edition", "ordinal", "kind", "name", "duty", "needs"),
    "edition_account": ("edition", "account", "ordinal", "content_digest"),
    "approval": (
        "id", "edition", "stage", "decision", "by", "key", "digest", "audit_head", "at", "made_in", "opened",
        "overrides", "reason", "signature",
    ),
    "delivery": ("id", "edition", "account", "digest", "key", "position"),
    "delivery_step": ("delivery", "ordinal", "name", "step_class"),
    "attempt": (
        "id", "delivery", "account", "step", "fence", "request_digest", "key", "watermark", "begun_at", "boot",
        "boot_microseconds",
    ),
    "read_back": ("delivery", "ordinal", "at", "verdict", "normalisations", "differences", "observed_digest"),
    "freeze": ("id", "begun_at", "begun_by", "reason"),
    "passing": ("delivery", "past", "by", "at", "reason", "audit_sequence"),
    "acknowledgement": ("delivery", "ordinal", "by", "at", "note", "audit_sequence"),
    "transition": ("from_state", "to_state"),
    **EMERGENCY_FIXED,
    **EMBARGO_FIXED,
    **COMMENT_FIXED,
    **DUTY_FIXED,
    **HISTORY_FIXED,
    **RECALL_FIXED,
    **REGISTER_FIXED,
    **RENEWAL_FIXED,
    **SEEN_FIXED,
    **ADOPTION_FIXED,
    **MEDIA_CHANGE_FIXED,
    **MESSAGE_FIXED,
    **PACKET_FIXED,
}  # fmt: skip
"""Columns that never change once a row is there."""

_SIGNED = """(SELECT count(DISTINCT a."by") FROM approval a
    WHERE a.edition = s.edition AND a.stage = s.ordinal AND a.decision = 'approve' AND a.digest = {edition}.digest)"""
_PUBLIC = "('flip', 'keyed', 'public')"
_IN_THE_WAY = """(EXISTS (SELECT 1 FROM delivery o
            WHERE o.account = {delivery}.account AND o.position < {delivery}.position
            AND o.state IN ('working', 'unknown', 'ask') AND (o.state = 'working' OR NOT EXISTS
                (SELECT 1 FROM passing p WHERE p.delivery = {delivery}.id AND p.past = o.id)))
        OR (EXISTS (SELECT 1 FROM edition u CROSS JOIN delivery o
            WHERE u.kind = 'emergency' AND o.edition = u.id AND o.account = {delivery}.account
            AND o.state IN ('working', 'unknown', 'ask') AND o.id <> {delivery}.id)
        AND NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = {delivery}.edition AND e.kind = 'emergency')))"""
"""Unresolved and earlier, and not one that a publisher let it pass; before an ordinary one, any open emergency."""
_LAST_PUBLISHED = """(SELECT coalesce(max(p.number), 0) FROM edition pe JOIN revision p ON p.id = pe.revision
    WHERE pe.document = e.document AND EXISTS
        (SELECT 1 FROM delivery d WHERE d.edition = pe.id AND d.state IN ('sent', 'verified', 'withdrawn')))"""

_AUDIT = (
    (
        "audit_follows", "audit", "INSERT",
        """NEW.sequence <> coalesce((SELECT max(a.sequence) FROM audit a), 0) + 1
        OR NEW.previous <> coalesce(
            (SELECT a.hash FROM audit a WHERE a.sequence = NEW.sequence - 1), """ + f"'{'0' * 64}')",
    ),
    ("transition_is_ours", "transition", "INSERT", "1 = 1"),
    ("transition_stays", "transition", "DELETE", "1 = 1"),
)  # fmt: skip

_DOCUMENTS = (
    (
        "revision_follows", "revision", "INSERT",
        """NEW.number <> coalesce((SELECT max(r.number) FROM revision r WHERE r.document = NEW.document), 0) + 1
        OR NEW.parent IS DISTINCT FROM
            (SELECT r.id FROM revision r WHERE r.document = NEW.document AND r.number = NEW.number - 1)""",
    ),
    (
        "revision_voids_review_first", "revision", "INSERT",
        "EXISTS (SELECT 1 FROM edition e WHERE e.document = NEW.document AND e.state = 'in_review')",
    ),
    ("edition_comes_in_review", "edition", "INSERT", "NEW.state <> 'in_review'"),
    (
        "edition_is_of_the_newest_revision", "edition", "INSERT",
        """EXISTS (SELECT 1 FROM revision r JOIN revision n ON n.document = r.document AND n.number > r.number
            WHERE r.id = NEW.revision)""",
    ),
    (
        "edition_moves_as_allowed", "edition", "UPDATE",
        """NEW.state <> OLD.state AND NOT (
            (OLD.state = 'in_review' AND NEW.state IN ('approved', 'returned', 'void'))
            OR (OLD.state = 'approved' AND NEW.state = 'void'))""",
    ),
    (
        "edition_is_signed_by_every_stage", "edition", "UPDATE",
        """NEW.state = 'approved' AND OLD.state <> 'approved' AND (
            NOT EXISTS (SELECT 1 FROM edition_stage s WHERE s.edition = NEW.id)
            OR EXISTS (SELECT 1 FROM approval r WHERE r.edition = NEW.id AND r.decision = 'return')
            OR EXISTS (SELECT 1 FROM edition_stage s WHERE s.edition = NEW.id
                AND """ + _SIGNED.format(edition="NEW") + """ < s.needs))""",
    ),
    (
        "edition_is_returned_by_a_reviewer", "edition", "UPDATE",
        """NEW.state = 'returned' AND OLD.state <> 'returned'
        AND NOT EXISTS (SELECT 1 FROM approval r WHERE r.edition = NEW.id AND r.decision = 'return')""",
    ),
    (
        "stages_stand_before_deciding", "edition_stage", "INSERT",
        """NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.state = 'in_review')
        OR EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition)""",
    ),
    (
        "accounts_stand_before_deciding", "edition_account", "INSERT",
        """NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.state = 'in_review')
        OR EXISTS (SELECT 1 FROM approval a WHERE a.edition = NEW.edition)""",
    ),
)  # fmt: skip

_APPROVALS = (
    (
        "approval_needs_an_edition_in_review", "approval", "INSERT",
        "NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.state = 'in_review')",
    ),
    (
        "approval_is_of_these_bytes", "approval", "INSERT",
        "EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.digest <> NEW.digest)",
    ),
    (
        "approval_is_of_the_next_stage", "approval", "INSERT",
        """NEW.stage IS DISTINCT FROM (SELECT min(s.ordinal) FROM edition_stage s JOIN edition e ON e.id = s.edition
            WHERE s.edition = NEW.edition AND """ + _SIGNED.format(edition="e") + """ < s.needs)""",
    ),
    (
        "approval_ends_with_a_return", "approval", "INSERT",
        "EXISTS (SELECT 1 FROM approval r WHERE r.edition = NEW.edition AND r.decision = 'return')",
    ),
    (
        "approval_is_not_the_submitters", "approval", "INSERT",
        'EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition AND e.submitted_by = NEW."by")',
    ),
    (
        "approval_is_not_an_authors", "approval", "INSERT",
        """EXISTS (SELECT 1 FROM edition e JOIN revision r ON r.document = e.document
            WHERE e.id = NEW.edition AND r.author = NEW."by" AND r.number > """ + _LAST_PUBLISHED + ")",
    ),
    (
        "approval_is_a_reviewers", "approval", "INSERT",
        """NOT EXISTS (SELECT 1 FROM member m WHERE m.id = NEW."by" AND m.state = 'confirmed'
            AND (',' || m.roles || ',') LIKE '%,' || coalesce((SELECT t.role FROM stage_terms t
                WHERE t.edition = NEW.edition AND t.ordinal = NEW.stage), 'reviewer') || ',%')""",
    ),
    (
        "approval_is_under_the_signers_key", "approval", "INSERT",
        """NOT EXISTS (SELECT 1 FROM member_key k JOIN member m ON m."key" = k.id
            WHERE k.id = NEW."key" AND m.id = NEW."by" AND k.member = NEW."by"
            AND k.confirmed_at IS NOT NULL AND k.revoked_at IS NULL)""",
    ),
)  # fmt: skip

_DELIVERIES = (
    (
        "delivery_comes_waiting", "delivery", "INSERT",
        "NEW.state NOT IN ('queued', 'held') OR NEW.fence <> 0 OR NEW.tries <> 0 OR NEW.remote_id IS NOT NULL",
    ),
    (
        "delivery_is_of_an_approved_edition", "delivery", "INSERT",
        """NOT EXISTS (SELECT 1 FROM edition e
            WHERE e.id = NEW.edition AND e.state = 'approved' AND e.digest = NEW.digest)""",
    ),
    (
        "delivery_is_queued_in_the_signed_window", "delivery", "INSERT",
        """EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition
            AND (NEW.planned_at < e.not_before OR NEW.planned_at > e.not_after))""",
    ),
    (
        "delivery_stays_in_the_signed_window", "delivery", "UPDATE",
        """NEW.planned_at <> OLD.planned_at AND EXISTS (SELECT 1 FROM edition e WHERE e.id = NEW.edition
            AND (NEW.planned_at < e.not_before OR NEW.planned_at > e.not_after))""",
    ),
    (
        "delivery_comes_on_record", "delivery", "INSERT",
        """NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
            AND a.subject_kind = 'delivery' AND a.subject_id = NEW.id)""",
    ),
    (
        "delivery_moves_on_record", "delivery", "UPDATE",
        """(NEW.state <> OLD.state OR NEW.fence <> OLD.fence OR NEW.planned_at <> OLD.planned_at
            OR NEW.planned_zone <> OLD.planned_zone OR NEW.planned_wall <> OLD.planned_wall
            OR NEW.grace_seconds <> OLD.grace_seconds OR NEW.tries <> OLD.tries
            OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.remote_id IS DISTINCT FROM OLD.remote_id
            OR NEW.url IS DISTINCT FROM OLD.url OR NEW.received_at IS DISTINCT FROM OLD.received_at)
        AND (NEW.audit_sequence <= OLD.audit_sequence
            OR NOT EXISTS (SELECT 1 FROM audit a WHERE a.sequence = NEW.audit_sequence
                AND a.subject_kind = 'delivery' AND a.subject_id = NEW.id))""",
    ),
    (
        "delivery_moves_as_allowed", "delivery", "UPDATE",
        """(NEW.state <> OLD.state OR NEW.fence <> OLD.fence) AND NOT EXISTS
            (SELECT 1 FROM transition t WHERE t.from_state = OLD.state AND t.to_state = NEW.state)""",
    ),
    (
        "delivery_ends_for_good", "delivery", "UPDATE",
        "OLD.state IN ('expired', 'cancelled', 'void', 'withdrawn')",
    ),
    (
        "delivery_keeps_its_receipt", "delivery", "UPDATE",
        """OLD.remote_id IS NOT NULL AND (NEW.remote_id IS DISTINCT FROM OLD.remote_id
            OR NEW.url IS DISTINCT FROM OLD.url OR NEW.received_at IS DISTINCT FROM OLD.received_at)""",
    ),
    (
        "delivery_fence_grows_by_claims", "delivery", "UPDATE",
        """(NEW.fence <> OLD.fence AND NOT (NEW.fence = OLD.fence + 1 AND NEW.state = 'working'))
        OR (NEW.state = 'working' AND OLD.state <> 'working' AND NEW.fence <> OLD.fence + 1)""",
    ),
    (
        "delivery_waits_its_turn", "delivery", "UPDATE",
        "NEW.state = 'working' AND OLD.state <> 'working' AND " + _IN_THE_WAY.format(delivery="NEW"),
    ),
    (
        "delivery_is_claimed_while_approved", "delivery", "UPDATE",
        """NEW.state = 'working' AND OLD.state <> 'working' AND NOT EXISTS (SELECT 1 FROM edition e
            WHERE e.id = NEW.edition AND e.state = 'approved' AND e.digest = NEW.digest)""",
    ),
    (
        "delivery_settles_its_attempt_first", "delivery", "UPDATE",
        """NEW.state <> OLD.state AND (
            (OLD.state = 'working' AND EXISTS
                (SELECT 1 FROM attempt a WHERE a.delivery = NEW.id AND a.state = 'open'))
            OR (NEW.state IN ('queued', 'sent') AND EXISTS
                (SELECT 1 FROM attempt a WHERE a.delivery = NEW.id AND a.state = 'unknown')))""",
    ),
    (
        "delivery_is_sent_by_done_attempts", "delivery", "UPDATE",
        """NEW.state = 'sent' AND OLD.state <> 'sent' AND (
            NOT EXISTS (SELECT 1 FROM delivery_step s WHERE s.delivery = NEW.id)
            OR EXISTS (SELECT 1 FROM delivery_step s WHERE s.delivery = NEW.id AND s.done_at IS NULL)
            OR EXISTS (SELECT 1 FROM delivery_step s
                WHERE s.delivery = NEW.id AND s.step_class IN """ + _PUBLIC + """ AND NOT EXISTS
                (SELECT 1 FROM attempt a WHERE a.delivery = NEW.id AND a.step = s.ordinal AND a.state = 'done')
                AND NOT """ + ADOPTED.format(delivery="NEW.id", step="s.ordinal", remote_id="s.remote_id") + "))",
    ),
    (
        "delivery_is_verified_by_reading", "delivery", "UPDATE",
        """NEW.state = 'verified' AND OLD.state <> 'verified' AND NOT EXISTS (SELECT 1 FROM read_back r
            WHERE r.delivery = NEW.id AND r.verdict IN ('identical', 'platform-normalised'))""",
    ),
    (
        "steps_are_planned_at_queueing", "delivery_step", "INSERT",
        """NEW.done_at IS NOT NULL OR NOT EXISTS
            (SELECT 1 FROM delivery d WHERE d.id = NEW.delivery AND d.fence = 0)""",
    ),
    (
        "step_stays_done", "delivery_step", "UPDATE",
        """OLD.done_at IS NOT NULL AND (NEW.done_at IS DISTINCT FROM OLD.done_at
            OR NEW.remote_id IS DISTINCT FROM OLD.remote_id OR NEW.url IS DISTINCT FROM OLD.url)""",
    ),
    (
        "step_is_done_by_an_attempt", "delivery_step", "UPDATE",
        """NEW.done_at IS NOT NULL AND OLD.done_at IS NULL AND NEW.step_class IN """ + _PUBLIC + """
        AND NOT EXISTS (SELECT 1 FROM attempt a
            WHERE a.delivery = NEW.delivery AND a.step = NEW.ordinal AND a.state = 'done')
        AND NOT """ + ADOPTED.format(delivery="NEW.delivery", step="NEW.ordinal", remote_id="NEW.remote_id"),
    ),
)  # fmt: skip

_ATTEMPTS = (
    ("attempt_comes_open", "attempt", "INSERT", "NEW.state <> 'open'"),
    (
        "attempt_needs_a_claim", "attempt", "INSERT",
        "NOT EXISTS (SELECT 1 FROM delivery d WHERE d.id = NEW.delivery AND d.state = 'working')",
    ),
    (
        "attempt_has_the_fence", "attempt", "INSERT",
        "EXISTS (SELECT 1 FROM delivery d WHERE d.id = NEW.delivery AND d.fence <> NEW.fence)",
    ),
    (
        "attempt_is_to_this_account", "attempt", "INSERT",
        """EXISTS (SELECT 1 FROM delivery d
            WHERE d.id = NEW.delivery AND (d.account <> NEW.account OR d."key" <> NEW."key"))""",
    ),
    (
        "attempt_is_of_an_approved_edition", "attempt", "INSERT",
        """NOT EXISTS (SELECT 1 FROM delivery d JOIN edition e ON e.id = d.edition
            WHERE d.id = NEW.delivery AND e.state = 'approved' AND e.digest = d.digest)""",
    ),
    (
        "attempt_waits_its_turn", "attempt", "INSERT",
        "EXISTS (SELECT 1 FROM delivery d WHERE d.id = NEW.delivery AND " + _IN_THE_WAY.format(delivery="d") + ")",
    ),
    (
        "attempt_follows_a_settled_one", "attempt", "INSERT",
        "EXISTS (SELECT 1 FROM attempt a WHERE a.delivery = NEW.delivery AND a.state = 'unknown')",
    ),
    (
        "attempt_is_of_an_undone_step", "attempt", "INSERT",
        """EXISTS (SELECT 1 FROM delivery_step s
            WHERE s.delivery = NEW.delivery AND s.ordinal = NEW.step AND s.done_at IS NOT NULL)""",
    ),
    (
        "attempt_goes_step_by_step", "attempt", "INSERT",
        """EXISTS (SELECT 1 FROM delivery_step s WHERE s.delivery = NEW.delivery AND s.ordinal < NEW.step
            AND s.done_at IS NULL)""",
    ),
    (
        "attempt_stops_at_a_freeze", "attempt", "INSERT",
        'EXISTS (SELECT 1 FROM "freeze" f WHERE f.lifted_at IS NULL)',
    ),
    (
        "attempt_begins_in_the_signed_window", "attempt", "INSERT",
        """EXISTS (SELECT 1 FROM delivery d JOIN edition e ON e.id = d.edition WHERE d.id = NEW.delivery
            AND (NEW.begun_at < e.not_before OR NEW.begun_at > e.not_after))""",
    ),
    (
        "attempt_closes_once", "attempt", "UPDATE",
        """OLD.state IN ('done', 'refused', 'absent')
        OR (OLD.state = 'open' AND NEW.state NOT IN ('open', 'done', 'refused', 'unknown'))
        OR (OLD.state = 'unknown' AND NEW.state NOT IN ('done', 'refused', 'absent'))""",
    ),
)  # fmt: skip

RULES: tuple[tuple[str, str, str, str], ...] = tuple(
    (name, table, verb, dedent(refuses))
    for name, table, verb, refuses in (
        *_AUDIT, *PEOPLE, *_DOCUMENTS, *_APPROVALS, *_DELIVERIES, *_ATTEMPTS, *WATCH, *EMERGENCY, *EMBARGO, *COMMENTS,
        *duty_rules(_LAST_PUBLISHED), *HISTORY, *REGISTER, *RECALL, *RENEWAL, *MOVE, *SEEN, *ADOPTION,
        *MESSAGES, *MEDIA_CHANGE, *ANNOUNCED, *PACKETS, *ROUTES_KEPT,
    )
)  # fmt: skip
"""(name, table, verb, SQL under which it refuses)."""
