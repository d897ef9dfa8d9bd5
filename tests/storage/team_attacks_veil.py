"""Attacks by members of a team upon what an embargo keeps from them, and upon its list; as in `team_attacks`."""

from __future__ import annotations

from tests.storage.team_attacks import RIGHT, Attack, record
from tests.storage.team_attacks_desk import sign

_ON_DOCUMENT = record("embargo.set", "document", "{document}")
_STEP = (
    "INSERT INTO embargo VALUES ('{document}', 3,"
    " UNTIL, 'MEMBERS', 'why', '{%s}', {now}, WISH, (SELECT max(sequence) FROM team.head()))"
)


def _step(by: str, members: str, until: str = "{now} + 86400000000", wish: int = 0) -> str:
    return (_STEP % by).replace("UNTIL", until).replace("MEMBERS", members).replace("WISH", str(wish))


_CONSENT = (
    "INSERT INTO embargo_consent VALUES ('{wished}', 2, '{%s}', '{key_%s}', repeat('a', 64), repeat('0', 64), 1,"
    " decode(repeat('ab', 64), 'hex'), (SELECT max(sequence) FROM team.head()))"
)
_ON_WISHED = record("embargo.allow", "document", "{wished}")
_BESIDE_IT = record("document.note", "document", "{wished}")
"""A line of one's own that tells something else."""
_THREAD = (
    "INSERT INTO comment_thread (id, document, revision, field, subject, quote, prefix, suffix, start, is_must, "
    "\"by\", at, audit_sequence) VALUES ('h-new', '{document}', '{revision}', 'body', '', '', '', '', 0, 0,"
    " '{%s}', 1, (SELECT max(sequence) FROM team.head()))"
)
_REVISION = (
    "INSERT INTO revision SELECT 'r-new', document, number + 1, id, 't', '{{}}', '[]', '[]', '{%s}', 1"
    " FROM (SELECT '{document}' AS document, '{revision}' AS id, 3 AS number) x"
)
_DELIVERY = (
    record("delivery.queue", "delivery", "y-new"),
    (
        "INSERT INTO delivery VALUES ('y-new', '{approved}', '{account}', '{digest_approved}', 'kkkk', 'queued', 0,"
        " {now} + 9000000000, '', '', 900, 999999, {now}, 0, NULL, NULL, NULL, NULL,"
        " (SELECT max(sequence) FROM team.head()))"
    ),
)
_PRESENCE = "INSERT INTO presence VALUES ('{document}', '{%s}', 's-new', 'open', 1, 1)"
_WRITTEN = (
    Attack("a comment by somebody outside", "both",
           (record("comment.begin", "comment", "h-new"), _THREAD % "both"), RIGHT,
           "reviewer1", (record("comment.begin", "comment", "h-new"), _THREAD % "reviewer1")),
    Attack("a revision by somebody outside", "both", (_REVISION % "both",),
           "revision_is_by_somebody_on_the_list", "editor", (_REVISION % "editor",)),
    Attack("a signature by somebody outside", "reviewer2", (sign("review", "reviewer2"),),
           "approval_is_by_somebody_on_the_list", "reviewer1", (sign("review", "reviewer1"),)),
    Attack("a delivery queued by a publisher outside", "publisher2", _DELIVERY, RIGHT, "publisher", _DELIVERY),
    Attack("a sign of life on it from outside", "both", (_PRESENCE % "both",), RIGHT,
           "reviewer1", (_PRESENCE % "reviewer1",)),
)  # fmt: skip
_WITH_A_REVIEWER = _step("editor", ",{editor},{reviewer1},")
_LISTS = (
    Attack("oneself put on the list", "both", (_ON_DOCUMENT, _step("both", ",{both},")),
           "embargo_is_set_by_somebody_on_its_list", "editor", (_ON_DOCUMENT, _WITH_A_REVIEWER)),
    Attack("a document locked up for oneself", "editor", (_ON_DOCUMENT, _step("editor", ",{editor},")),
           "embargo_leaves_somebody_to_consent",
           "editor", (_ON_DOCUMENT, _WITH_A_REVIEWER)),
    Attack("an embargo loosened by its editor alone", "editor",
           (_ON_DOCUMENT, _step("editor", "*")), "embargo_loosens_by_consent",
           "editor", (_ON_DOCUMENT, _step("editor", "*", wish=1))),
    Attack("an embargo made shorter by its editor alone", "editor",
           (_ON_DOCUMENT, _step("editor", "{list}", "{now} + 1000000")), "embargo_loosens_by_consent",
           "editor", (_ON_DOCUMENT, _step("editor", "{list}", "{now} + 1000000", 1))),
    Attack("an embargo set by a reviewer", "reviewer1", (_ON_DOCUMENT, _step("reviewer1", "{list}")),
           "embargo_is_an_editors", "editor", (_ON_DOCUMENT, _step("editor", "{list}"))),
    Attack("an embargo set in another's name", "reviewer1", (_ON_DOCUMENT, _step("editor", "{list}")), RIGHT,
           "editor", (_ON_DOCUMENT, _step("editor", "{list}"))),
    Attack("an embargo off the record", "editor", (_step("editor", "{list}"),), "embargo_comes_on_record",
           "editor", (_ON_DOCUMENT, _step("editor", "{list}"))),
    Attack("a list changed in place", "editor", ("UPDATE embargo SET members = '*'",), RIGHT,
           "editor", ("SELECT members FROM embargo",)),
    Attack("an embargo deleted", "editor", ("DELETE FROM embargo",), RIGHT, "editor", ("SELECT 1 FROM embargo",)),
    Attack("a consent to one's own wish", "editor", (_BESIDE_IT, _CONSENT % ("editor", "editor")),
           f"consent_is_a_reviewers|{RIGHT}", "reviewer1", (_ON_WISHED, _CONSENT % ("reviewer1", "reviewer1"))),
    Attack("a consent from outside", "reviewer2", (_ON_WISHED, _CONSENT % ("reviewer2", "reviewer2")),
           "consent_is_a_second_persons", "reviewer1", (_ON_WISHED, _CONSENT % ("reviewer1", "reviewer1"))),
    Attack("a consent in another's name", "reviewer2", (_ON_WISHED, _CONSENT % ("reviewer1", "reviewer1")), RIGHT,
           "reviewer1", (_ON_WISHED, _CONSENT % ("reviewer1", "reviewer1"))),
    Attack("a consent deleted", "editor", ("DELETE FROM embargo_consent",), RIGHT,
           "editor", ("SELECT 1 FROM embargo_consent",)),
)  # fmt: skip
_VEIL = tuple(
    Attack(name, by, (attack,), RIGHT, by, (twin,))
    for name, by, attack, twin in (
        ("the veil taken away", "admin", "DROP POLICY veil_revision ON revision", "SELECT count(*) FROM pg_policy"),
        ("the veil made wider", "admin", "ALTER POLICY veil_revision ON revision USING (true)",
         "SELECT count(*) FROM pg_policy"),
        ("another function behind the veil", "admin",
         "CREATE OR REPLACE FUNCTION team.hidden(kind text) RETURNS SETOF varchar LANGUAGE sql AS 'SELECT NULL'",
         "SELECT count(*) FROM team.hidden('document')"),
        ("the note of who uses a picture emptied", "editor", "DELETE FROM team.media_use", "SELECT team.me()"),
        ("a picture said to stand elsewhere", "both",
         "INSERT INTO team.media_use VALUES ('{digest}', 'd')", "SELECT team.me()"),
        ("what stands where", "both", "SELECT * FROM team.media_use", "SELECT count(*) FROM media"),
        ("the trigger's own function called", "both", "SELECT team.note_pictures()", "SELECT team.me()"),
    )
)  # fmt: skip
_SWITCH = (
    Attack("row rules switched off for a session", "both", ("SET row_security = off", "SELECT title FROM revision"),
           RIGHT, "both", ("SET row_security = on", "SELECT count(*) FROM revision")),
)  # fmt: skip

ATTACKS = (*_WRITTEN, *_LISTS, *_VEIL, *_SWITCH)
