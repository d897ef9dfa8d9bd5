"""Attacks in raw SQL by members of a team upon people, documents, approvals and the queue; as in `team_attacks`."""

from __future__ import annotations

from tests.storage.team_attacks import RIGHT, Attack, record


def sign(edition: str, by: str, stage: int = 1, digest: str = "", key: str = "", at: str = "{now}") -> str:
    """A row of approval; no database can look into a signature, the worker does before it sends."""
    named = {"edition": edition, "by": by, "digest": digest or f"digest_{edition}", "key": key or f"key_{by}"}
    return (
        (
            "INSERT INTO approval VALUES ('a-new', '{edition}', STAGE, 'approve', '{by}', '{key}', '{digest}',"
            " repeat('0', 64), AT, 'window', '[]', '[]', '', decode(repeat('ab', 64), 'hex'))"
        )
        .format(**{name: "{" + fact + "}" for name, fact in named.items()})
        .replace("STAGE", str(stage))
        .replace("AT", at)
    )


_LAST = "audit_sequence = (SELECT max(sequence) FROM audit)"


def _moved(values: str, which: str = "queued") -> tuple[str, ...]:
    delivery = "{" + which + "}"
    return (
        record("delivery.test", "delivery", delivery),
        f"UPDATE delivery SET {values}, {_LAST} WHERE id = '{delivery}'",
    )


_NEW_KEY = (
    "INSERT INTO member_key (id, member, public_key, box_public_key, sealed_private, made_at)"
    " VALUES ('k-new', '{%s}', decode(repeat('ab', 32), 'hex'), 'b', 's', 1)"
)
_AGREED = "UPDATE role_change SET decision = 'agreed', decided_by = '{%s}', decided_at = 1 WHERE member = '{editor}'"
_PROPOSED = (
    "INSERT INTO role_change VALUES ('{both}', 1, 'editor,reviewer', 'editor', '{%s}', 1, NULL, NULL, NULL,"
    " (SELECT max(sequence) FROM audit))"
)
_DEPUTY = (
    "INSERT INTO deputy VALUES ('p-new', '{%s}', '{%s}', 1, 2, '{%s}', 1, NULL, (SELECT max(sequence) FROM audit))"
)
_PEOPLE = (
    Attack("roles given to oneself", "editor",
           ("UPDATE member SET roles = 'editor,reviewer' WHERE id = '{editor}'",), RIGHT,
           "admin2", (record("member.set_roles", "member", "{editor}"), _AGREED % "admin2",
                      "UPDATE member SET roles = 'editor,publisher' WHERE id = '{editor}'")),
    Attack("roles given by one admin alone", "admin2",
           ("UPDATE member SET roles = 'editor,publisher' WHERE id = '{editor}'",), "roles_change_by_agreement",
           "admin2", (_AGREED % "admin2", "UPDATE member SET roles = 'editor,publisher' WHERE id = '{editor}'")),
    Attack("roles proposed in another admin's name", "admin2",
           (record("member.propose_roles", "member", "{both}"), _PROPOSED % "admin"), RIGHT,
           "admin2", (record("member.propose_roles", "member", "{both}"), _PROPOSED % "admin2")),
    Attack("an agreement with oneself", "admin", (_AGREED % "admin",),
           "role_change_is_agreed_by_another", "admin2", (_AGREED % "admin2",)),
    Attack("a deputy named for another", "reviewer1",
           (record("deputy.name", "deputy", "p-new"), _DEPUTY % ("reviewer2", "reviewer1", "reviewer2")), RIGHT,
           "reviewer2", (record("deputy.name", "deputy", "p-new"), _DEPUTY % ("reviewer2", "reviewer1", "reviewer2"))),
    Attack("another name", "admin", ("UPDATE member SET name = 'x' WHERE id = '{editor}'",), RIGHT,
           "admin", (record("member.depart", "member", "{editor}"),
                      "UPDATE member SET state = 'departed' WHERE id = '{editor}'")),
    Attack("a member added by an editor", "editor",
           ("INSERT INTO member VALUES ('m-new', 'new', 'reviewer', 'invited', NULL, 1)",), RIGHT,
           "admin", ("INSERT INTO member VALUES ('m-new', 'new', 'reviewer', 'invited', NULL, 1)",)),
    Attack("a deleted member", "admin", ("DELETE FROM member WHERE id = '{invited}'",), RIGHT,
           "admin", (record("member.depart", "member", "{invited}"),
                      "UPDATE member SET state = 'departed' WHERE id = '{invited}'")),
    Attack("another's key set by an admin", "admin",
           ("UPDATE member SET \"key\" = '{key_admin}' WHERE id = '{editor}'",), "member_moves_by_right",
           "admin", ("UPDATE member SET state = 'invited' WHERE id = '{editor}'",)),
    Attack("an admin who sends himself away", "admin",
           (record("member.depart", "member", "{admin}"),
            "UPDATE member SET state = 'departed' WHERE id = '{admin}'"), "member_moves_by_right",
           "admin2", (record("member.depart", "member", "{admin}"),
                      "UPDATE member SET state = 'departed' WHERE id = '{admin}'")),
    Attack("an invited member confirmed without a key of their own", "admin",
           ("UPDATE member SET state = 'activated' WHERE id = '{newcomer}'",), "member_moves_by_right",
           "newcomer", (record("member.activate", "member", "{newcomer}"), _NEW_KEY % "newcomer",
                        "UPDATE member SET \"key\" = 'k-new', state = 'activated' WHERE id = '{newcomer}'")),
    Attack("a second key for somebody confirmed", "editor", (_NEW_KEY % "editor",), RIGHT,
           "newcomer", (_NEW_KEY % "newcomer",)),
    Attack("a key for another member", "newcomer", (_NEW_KEY % "invited",), RIGHT,
           "newcomer", (_NEW_KEY % "newcomer",)),
    Attack("another's private key sealed anew", "admin",
           ("UPDATE member_key SET sealed_private = 'x' WHERE id = '{key_editor}'",), "key_moves_by_right",
           "editor", ("UPDATE member_key SET sealed_private = 'x' WHERE id = '{key_editor}'",)),
    Attack("a key revoked by an editor", "editor",
           ("UPDATE member_key SET revoked_at = 1 WHERE id = '{key_reviewer1}'",), RIGHT,
           "admin", (record("key.revoke", "member_key", "{key_reviewer1}"),
                     "UPDATE member_key SET revoked_at = 1 WHERE id = '{key_reviewer1}'")),
    Attack("a key revoked without a word", "admin",
           ("UPDATE member_key SET revoked_at = 1 WHERE id = '{key_reviewer1}'",), "key_is_revoked_on_record",
           "admin", (record("key.revoke", "member_key", "{key_reviewer1}"),
                     "UPDATE member_key SET revoked_at = 1 WHERE id = '{key_reviewer1}'")),
    Attack("a member sent away without a word", "admin",
           ("UPDATE member SET state = 'departed' WHERE id = '{editor}'",), "member_departs_on_record",
           "admin", (record("member.depart", "member", "{editor}"),
                     "UPDATE member SET state = 'departed' WHERE id = '{editor}'")),
    Attack("a key confirmed in another admin's name", "admin",
           ("UPDATE member_key SET confirmed_by = '{admin2}', confirmed_at = 1 WHERE id = '{key_waiting}'",),
           "key_moves_by_right",
           "admin", ("UPDATE member_key SET confirmed_by = '{admin}', confirmed_at = 1 WHERE id = '{key_waiting}'",)),
)  # fmt: skip

_NEW_DOCUMENT = "INSERT INTO document VALUES ('d-new', 2026, 9999, 'news', '{%s}', 1)"
_NEW_REVISION = (
    "INSERT INTO revision VALUES ('r-new', '{free}', 2, '{free_revision}', 't', '{{}}', '[]', '[]', '{%s}', 1)"
)
_NEW_MEDIA = "INSERT INTO media VALUES (repeat('a', 64), 'image/png', 1, 1, 1, 'a', '', '', 0, '{%s}', 1)"
_NEW_EDITION = (
    "INSERT INTO edition VALUES ('e-new', '{free}', '{free_revision}', 1, 'publication', 'in_review',"
    " repeat('b', 64), 'm', NULL, NULL, '{route}', '{%s}', 1)"
)
_ROUTE_STAGES = (
    "INSERT INTO edition_stage SELECT 'e-new', s.ordinal, s.kind, s.name, s.duty, s.needs FROM edition_stage s"
    " WHERE s.edition = '{half_signed}'"
)
_THREAD = (
    "INSERT INTO comment_thread (id, document, revision, field, subject, quote, prefix, suffix, start, is_must, "
    "\"by\", at, audit_sequence) VALUES ('h-new', '{free}', '{free_revision}', 'body', '', '', '', '', 0, 0,"
    " '{%s}', 1, (SELECT max(sequence) FROM audit))"
)
_ON_PICTURE = _THREAD.replace("'body'", "'picture'")
_PART = "INSERT INTO comment_region VALUES ('h-new', %s, 1, 5, 5, (SELECT max(sequence) FROM audit))"
_READ = "INSERT INTO read_back VALUES ('{queued}', 1, 1, 'identical', '[]', '[]', repeat('a', 64))"
_SEEN = "INSERT INTO observed VALUES ('{queued}', 1, repeat('a', 64), '[]')"
_VOID = "UPDATE edition SET state = 'void' WHERE id = '{in_review}'"
_VOIDED = (record("edition.void", "edition", "{in_review}"), _VOID)
_DOCUMENTS = (
    Attack("a document by a reviewer", "reviewer1", (_NEW_DOCUMENT % "reviewer1",), RIGHT,
           "editor", (_NEW_DOCUMENT % "editor",)),
    Attack("a document in another's name", "editor", (_NEW_DOCUMENT % "both",), RIGHT,
           "both", (_NEW_DOCUMENT % "both",)),
    Attack("a revision in another's name", "editor", (_NEW_REVISION % "both",), RIGHT,
           "editor", (_NEW_REVISION % "editor",)),
    Attack("a revision by a publisher", "publisher", (_NEW_REVISION % "publisher",), RIGHT,
           "both", (_NEW_REVISION % "both",)),
    Attack("an altered revision", "editor", ("UPDATE revision SET title = 'x' WHERE id = '{free_revision}'",), RIGHT,
           "editor", (_NEW_REVISION % "editor",)),
    Attack("a deleted revision", "editor", ("DELETE FROM revision WHERE id = '{free_revision}'",), RIGHT,
           "editor", (_NEW_REVISION % "editor",)),
    Attack("a picture in another's name", "editor", (_NEW_MEDIA % "both",), RIGHT, "editor", (_NEW_MEDIA % "editor",)),
    Attack("an edition in another's name", "editor", (_NEW_EDITION % "both",), RIGHT,
           "editor", (_NEW_EDITION % "editor",)),
    Attack("an edition by a reviewer", "reviewer1", (_NEW_EDITION % "reviewer1",), RIGHT,
           "both", (_NEW_EDITION % "both",)),
    Attack("a comment in another's name", "editor",
           (record("comment.begin", "comment", "h-new"), _THREAD % "both"), "comment_comes_on_record",
           "editor", (record("comment.begin", "comment", "h-new"), _THREAD % "editor")),
    Attack("a part beside its picture", "editor",
           (record("comment.begin", "comment", "h-new"), _ON_PICTURE % "editor", _PART % 999),
           "ck_comment_region_within_the_picture",
           "editor", (record("comment.begin", "comment", "h-new"), _ON_PICTURE % "editor", _PART % 1)),
    Attack("a part of a text", "editor",
           (record("comment.begin", "comment", "h-new"), _THREAD % "editor", _PART % 1), "region_is_of_a_picture",
           "editor", (record("comment.begin", "comment", "h-new"), _ON_PICTURE % "editor", _PART % 1)),
    Attack("a comment on another's record", "both", (_THREAD % "both",), "comment_comes_on_record",
           "both", (record("comment.begin", "comment", "h-new"), _THREAD % "both")),
    Attack("a signer named in another's edition", "both",
           ("INSERT INTO stage_signer VALUES ('{in_review}', 1, 1, '{both}', 'both')",),
           f"{RIGHT}|signer_is_of_its_route",
           "editor", _VOIDED),
    Attack("a signer whom the route doesn't name", "editor",
           ("INSERT INTO stage_signer VALUES ('{in_review}', 1, 1, '{reviewer1}', 'reviewer1')",),
           "signer_is_of_its_route", "editor", _VOIDED),
    Attack("a stage put into another's edition", "both",
           ("INSERT INTO edition_stage VALUES ('{in_review}', 9, 'review', 's', 'd', 1)",),
           f"{RIGHT}|stage_is_of_its_route",
           "both", (_NEW_EDITION % "both", _ROUTE_STAGES)),
    Attack("a stage of one's own making", "editor",
           (_NEW_EDITION % "editor", "INSERT INTO edition_stage VALUES ('e-new', 1, 'review', 's', 'd', 1)"),
           "stage_is_of_its_route", "editor", (_NEW_EDITION % "editor", _ROUTE_STAGES)),
    Attack("a shorter way than the route's", "editor",
           (_NEW_EDITION % "editor", _ROUTE_STAGES + " AND s.ordinal = 1",
            "INSERT INTO edition_account VALUES ('e-new', '{account2}', 1, repeat('c', 64))"),
           "accounts_come_after_every_stage", "editor",
           (_NEW_EDITION % "editor", _ROUTE_STAGES,
            "INSERT INTO edition_account VALUES ('e-new', '{account2}', 1, repeat('c', 64))")),
    Attack("a kind that the route is not for", "editor",
           ((_NEW_EDITION % "editor").replace("'publication'", "'emergency'"),), "edition_goes_a_route_of_its_kind",
           "editor", (_NEW_EDITION % "editor",)),
    Attack("an account put into another's edition", "both",
           ("INSERT INTO edition_account VALUES ('{in_review}', '{account2}', 9, repeat('c', 64))",), RIGHT,
           "both", (_NEW_EDITION % "both", _ROUTE_STAGES,
                    "INSERT INTO edition_account VALUES ('e-new', '{account2}', 1, repeat('c', 64))")),
    Attack("an edition approved by its editor", "editor",
           ("UPDATE edition SET state = 'approved' WHERE id = '{in_review}'",), "edition_moves_by_right",
           "editor", _VOIDED),
    Attack("an edition approved without signatures", "reviewer1",
           ("UPDATE edition SET state = 'approved' WHERE id = '{in_review}'",), "edition_is_signed_by_every_stage",
           "reviewer2", (sign("single", "reviewer2"), "UPDATE edition SET state = 'approved' WHERE id = '{single}'")),
    Attack("an edition approved by a publisher", "publisher",
           ("UPDATE edition SET state = 'approved' WHERE id = '{in_review}'",), "edition_moves_by_right",
           "reviewer2", (sign("single", "reviewer2"), "UPDATE edition SET state = 'approved' WHERE id = '{single}'")),
    Attack("an edition voided by a reviewer", "reviewer1", _VOIDED, "edition_moves_by_right", "both", _VOIDED),
    Attack("an edition voided without a word", "editor", (_VOID,), "edition_is_voided_on_record",
           "editor", _VOIDED),
    Attack("other bytes under the same edition", "editor",
           ("UPDATE edition SET manifest = 'x' WHERE id = '{in_review}'",), RIGHT, "editor", _VOIDED),
    Attack("another window under the same edition", "editor",
           ("UPDATE edition SET not_after = 1 WHERE id = '{in_review}'",), RIGHT, "editor", _VOIDED),
)  # fmt: skip


_SIGNED = (sign("in_review", "reviewer1"),)
_APPROVALS = (
    Attack("a signature in another's name", "reviewer1", (sign("in_review", "reviewer2"),), RIGHT,
           "reviewer2", (sign("in_review", "reviewer2"),)),
    Attack("a signature by an editor", "editor", (sign("in_review", "editor"),), "approval_is_a_reviewers",
           "reviewer1", _SIGNED),
    Attack("a signature by a publisher", "publisher", (sign("in_review", "publisher"),), "approval_is_a_reviewers",
           "reviewer1", _SIGNED),
    Attack("a signature under one's own edition", "both", (sign("own_edition", "both"),),
           "approval_is_not_an_authors", "reviewer1", (sign("own_edition", "reviewer1"),)),
    Attack("a stage skipped", "reviewer1", (sign("in_review", "reviewer1", 2),), "approval_is_of_the_next_stage",
           "reviewer1", _SIGNED),
    Attack("a signature of other bytes", "reviewer1", (sign("in_review", "reviewer1", digest="digest_approved"),),
           "approval_is_of_these_bytes", "reviewer1", _SIGNED),
    Attack("a signature of a voided edition", "reviewer1", (sign("void", "reviewer1"),),
           "approval_needs_an_edition_in_review", "reviewer1", _SIGNED),
    Attack("a signature under another's key", "reviewer1", (sign("in_review", "reviewer1", key="key_reviewer2"),),
           "approval_is_under_the_signers_key", "reviewer1", _SIGNED),
    Attack("a signature of a time to come", "reviewer1",
           (sign("in_review", "reviewer1", at="{now} + 999999999999"),), "approval_is_of_its_time",
           "reviewer1", _SIGNED),
    Attack("a signature of before the submission", "reviewer1",
           (sign("in_review", "reviewer1", at="{now} - 86400000000"),), "approval_is_of_its_time",
           "reviewer1", _SIGNED),
    Attack("two stages by one person", "reviewer1", (sign("half_signed", "reviewer1", 2),),
           "uq_approval_one_person_one_stage", "reviewer2", (sign("half_signed", "reviewer2", 2),)),
    Attack("an altered signature", "reviewer1", ("UPDATE approval SET reason = 'x'",), RIGHT, "reviewer1", _SIGNED),
    Attack("a signature taken back", "reviewer1", ("DELETE FROM approval",), RIGHT, "reviewer1", _SIGNED),
)  # fmt: skip

_NEW_DELIVERY = (
    record("delivery.queue", "delivery", "y-new"),
    (
        "INSERT INTO delivery VALUES ('y-new', '{approved}', '{account}', '{digest_approved}', 'kkkk', 'queued', 0,"
        " {now}, '', '', 900, 999999, {now}, 0, NULL, NULL, NULL, NULL, (SELECT max(sequence) FROM audit))"
    ),
)
_BESIDE_IT = (record("delivery.note", "delivery", "y-new"), _NEW_DELIVERY[1])
"""With a line of one's own that tells something else."""
_NEW_ATTEMPT = (
    "INSERT INTO attempt VALUES ('t-new', '{queued}', '{account}', 1, 0, 'open', repeat('a', 64), '{key}', '', 1,"
    " 'boot', 1, NULL, NULL)"
)
_CLAIM = "state = 'working', fence = 1"
_HELD = "state = 'held', reason = '[\"why\"]'"
_LIFT = "UPDATE \"freeze\" SET lifted_at = 1 WHERE id = 'f-new'"
_FREEZE = "INSERT INTO \"freeze\" VALUES ('f-new', 1, '{%s}', 'why', NULL)"
_DELIVERIES = (
    Attack("a delivery queued by an editor", "editor", _BESIDE_IT, RIGHT, "publisher", _NEW_DELIVERY),
    Attack("a delivery queued by the worker", "sender", _BESIDE_IT, RIGHT, "publisher", _NEW_DELIVERY),
    Attack("a line about queueing by an editor", "editor", _NEW_DELIVERY[:1], "audit_is_of_ones_own_deed",
           "publisher", _NEW_DELIVERY),
    Attack("a delivery moved on another's record", "publisher",
           ("UPDATE delivery SET state = 'cancelled', audit_sequence = {others_row} WHERE id = '{queued}'",),
           "delivery_moves_on_own_record", "publisher", _moved("state = 'cancelled'")),
    Attack("a delivery released by a reviewer", "reviewer1", _moved("state = 'queued'", "held"),
           "delivery_moves_by_right", "publisher", _moved("state = 'queued'", "held")),
    Attack("a delivery released by the worker", "sender", _moved("state = 'queued'", "held"),
           "delivery_moves_by_right", "publisher", _moved("state = 'queued'", "held")),
    Attack("a delivery cancelled by an editor", "editor", _moved("state = 'cancelled'"), "delivery_moves_by_right",
           "publisher", _moved("state = 'cancelled'")),
    Attack("a delivery held by an editor", "editor", _moved(_HELD), "delivery_moves_by_right",
           "reviewer1", _moved(_HELD)),
    Attack("a delivery claimed by an editor", "editor", _moved(_CLAIM), "delivery_moves_by_right",
           "sender", _moved(_CLAIM)),
    Attack("another time set by an editor", "editor", _moved("planned_at = planned_at + 1"),
           "delivery_moves_by_right", "publisher", _moved("planned_at = planned_at + 1")),
    Attack("a delivery said to be out", "publisher", _moved("state = 'sent', remote_id = 'x'"),
           "delivery_moves_by_right|delivery_moves_as_allowed", "publisher", _moved("state = 'cancelled'")),
    Attack("other bytes on the same delivery", "publisher",
           ("UPDATE delivery SET digest = repeat('d', 64) WHERE id = '{queued}'",), RIGHT,
           "publisher", _moved("state = 'cancelled'")),
    Attack("a deleted delivery", "publisher", ("DELETE FROM delivery WHERE id = '{queued}'",), RIGHT,
           "publisher", _moved("state = 'cancelled'")),
    Attack("an attempt by an editor", "editor",
           (_NEW_ATTEMPT,), RIGHT, "sender", _moved(_CLAIM)),
    Attack("an attempt without a claim", "sender",
           (_NEW_ATTEMPT,), "attempt_needs_a_claim", "sender", _moved(_CLAIM)),
    Attack("a step said to be done by an editor", "editor", ("UPDATE delivery_step SET done_at = 1",), RIGHT,
           "sender", ("UPDATE delivery_step SET url = url WHERE delivery = '{queued}'",)),
    Attack("a read-back by an editor", "editor",
           ("INSERT INTO read_back VALUES ('{queued}', 1, 1, 'identical', '[]', '[]', repeat('a', 64))",), RIGHT,
           "sender", ("INSERT INTO read_back VALUES ('{queued}', 1, 1, 'identical', '[]', '[]', repeat('a', 64))",)),
    Attack("a page seen by an editor", "editor", (_SEEN,), RIGHT, "sender", (_READ, _SEEN)),
    Attack("a page that was never read", "sender", (_SEEN,), "observed_is_of_its_read_back", "sender", (_READ, _SEEN)),
    Attack("a freeze by an editor", "editor", (_FREEZE % "editor",), RIGHT, "reviewer1", (_FREEZE % "reviewer1",)),
    Attack("a freeze in another's name", "reviewer1", (_FREEZE % "admin",), RIGHT, "admin", (_FREEZE % "admin",)),
    Attack("a freeze lifted by a reviewer", "reviewer1", ('UPDATE "freeze" SET lifted_at = 1',), RIGHT,
           "publisher", (_FREEZE % "publisher", record("freeze.lift", "freeze", "f-new"), _LIFT)),
    Attack("a freeze lifted without a word", "publisher", (_FREEZE % "publisher", _LIFT), "freeze_is_lifted_on_record",
           "publisher", (_FREEZE % "publisher", record("freeze.lift", "freeze", "f-new"), _LIFT)),
    Attack("a transition of one's own", "admin", ("INSERT INTO transition VALUES ('void', 'queued')",), RIGHT,
           "admin", ("SELECT count(*) FROM transition",)),
)  # fmt: skip

_ENTRY = (
    "INSERT INTO register_entry VALUES ('{account}', 1, 'opening', 'u', '', 'p', '', NULL, '2026-12-04',"
    " 86400000000, '', '', '{%s}', 1, (SELECT max(sequence) FROM audit))"
)
_CALL = (
    "INSERT INTO register_call VALUES ('{account}', 1, '2026-12-04', 86400000000, (SELECT max(sequence) FROM audit))"
)
_HOUSE = (
    Attack("an account by a publisher", "publisher",
           ("INSERT INTO account VALUES ('c-new', 'n', 'sandbox', 'http://127.0.0.1', 'u', '{{}}', '', 'active', 1)",),
           RIGHT, "admin",
           ("INSERT INTO account VALUES ('c-new', 'n', 'sandbox', 'http://127.0.0.1', 'u', '{{}}', '', 'active', 1)",)),
    Attack("an account sent elsewhere", "admin", ("UPDATE account SET url = 'http://127.0.0.2'",), RIGHT,
           "admin", ("UPDATE account SET state = 'closed' WHERE id = '{account}'",)),
    Attack("an account closed by the worker", "sender", ("UPDATE account SET state = 'closed'",),
           "account_moves_by_right", "sender", ("UPDATE account SET state = 'needs_sign_in'",)),
    Attack("an entry in the register in another admin's name", "admin2",
           (record("register.enter", "register", "{account}"), _ENTRY % "admin"), f"{RIGHT}|entry_comes_on_record",
           "admin", (record("register.enter", "register", "{account}"), _ENTRY % "admin")),
    Attack("an entry in the register by a publisher", "publisher",
           (record("register.enter", "register", "{account}"), _ENTRY % "publisher"), RIGHT,
           "admin2", (record("register.enter", "register", "{account}"), _ENTRY % "admin2")),
    Attack("a longer term than the first one", "admin",
           (record("register.enter", "register", "{account}"), _ENTRY % "admin",
            record("register.enter", "register", "{account}"),
            (_ENTRY % "admin").replace(", 1, 'opening'", ", 2, 'opening'").replace("8640", "8641")),
           "opening_is_not_prolonged",
           "admin", (record("register.enter", "register", "{account}"), _ENTRY % "admin")),
    Attack("a call by an editor", "editor", (record("register.call", "register", "{account}"), _CALL), RIGHT,
           "sender", (record("register.call", "register", "{account}"), _CALL)),
    Attack("a route by a publisher", "publisher", ("INSERT INTO route VALUES ('o-new', 'n', '[]', '[]')",), RIGHT,
           "admin", (record("route.add", "route", "o-new"), "INSERT INTO route VALUES ('o-new', 'n', '[]', '[]')")),
    Attack("a timetable by a reviewer", "reviewer1", ("INSERT INTO setting VALUES ('timetable', '{{}}')",), RIGHT,
           "publisher", ("INSERT INTO setting VALUES ('timetable', '{{}}')",)),
    Attack("a setting that is nobody's", "publisher", ("INSERT INTO setting VALUES ('anything', '{{}}')",), RIGHT,
           "publisher", ("INSERT INTO setting VALUES ('timetable', '{{}}')",)),
    Attack("another name of the workspace", "admin", ("UPDATE workspace SET name = 'x'",), RIGHT,
           "sender", ("UPDATE workspace SET lineage = 'x'",)),
    Attack("another version of the schema", "admin", ("UPDATE alembic_version SET version_num = '9999'",), RIGHT,
           "admin", ("SELECT count(*) FROM alembic_version",)),
)  # fmt: skip

ATTACKS = (*_PEOPLE, *_DOCUMENTS, *_APPROVALS, *_DELIVERIES, *_HOUSE)
