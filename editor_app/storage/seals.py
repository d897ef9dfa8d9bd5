"""Which line of the audit log vouches for a row of a table, and the digest by which it knows the row's content."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.domain.identifiers import sha256
from editor_app.storage.all_tables import metadata
from editor_app.storage.types import DomainType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Column

    from editor_app.domain.canonical import Json

SEAL = "seal"
"""Under this name a line's detail keeps the digest of each row that it vouches for, by table."""
IN_TURN = "#"
"""As the name of a key: the rows of a subject are counted, and the lines about it as well."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a table's rows are found in the log, and what the log says of them."""

    table: str
    kind: str
    """Of the line's subject."""
    subject: str
    """The column with the subject's id."""
    actions: tuple[str, ...]
    said: tuple[tuple[str, str], ...] = ()
    """(column, name in the line's detail): equal, or of a list one or all with commas; no such name says nothing."""
    sealed: tuple[str, ...] = ()
    """Columns under the digest that the line keeps."""
    keys: tuple[tuple[str, str], ...] = ()
    """(column, name in the detail) that choose the line, for a table without `audit_sequence`."""
    by: str = "by"
    """The column with the member who did it; empty = none."""
    at: str = "at"
    """The column with the line's own time; empty = none."""
    only: str = ""
    """A column that has a value in the rows meant, or with `!` before it has none; empty = all rows."""
    hashed: str = ""
    """A text whose SHA-256 the column `digest` is; empty = none."""
    is_promised: bool = True
    """Whether each such line has its row; else a line alone proves nothing."""


RULES = (
    Rule("document", "document", "id", ("document.create",), sealed=("kind",), by="created_by", at="created_at"),
    Rule(
        "revision", "document", "document", ("document.create", "document.save"), said=(("number", "number"),),
        sealed=("number", "parent", "title", "content", "overrides", "charts", "saved_at"),
        keys=(("id", "revision"),), by="author", at="",
    ),
    Rule(
        "revision_origin", "document", "document", ("document.save",), by="", at="", is_promised=False,
    ),
    Rule(
        "milestone", "document", "", ("document.name_revision",), said=(("revision", "revision"),), sealed=("name",),
    ),
    Rule(
        "media", "media", "digest", ("media.add",), said=(("size", "size"),),
        sealed=("mime", "width", "height", "name", "alt", "credit", "ai_made"), by="added_by", at="added_at",
    ),
    Rule("member", "member", "id", ("member.add", "member.found"), sealed=("name", "joined_at"), by="", at=""),
    Rule(
        "account", "account", "id", ("account.add",), said=(("platform", "platform"),),
        sealed=("name", "filing_number", "added_at"), by="", at="",
    ),
    Rule(
        "register_entry", "register", "account",
        ("register.enter", "register.file", "register.close", "register.keep"), said=(("number", "number"),),
        sealed=(
            "state", "owner_unit", "operator_unit", "responsible", "filing_number", "filed_on", "due_on",
            "publish_until", "exemption", "note",
        ),
    ),
    Rule(
        "register_call", "register", "account", ("register.call",), sealed=("due_on", "publish_until"), by="",
    ),
    Rule(
        "route_version", "route", "route", ("route.add", "route.change", "route.retire", "route.reinstate"),
        sealed=("name", "stages", "kinds", "use_hours", "retired"),
    ),
    Rule(
        "edition", "edition", "id", ("edition.submit",),
        said=(("document", "document"), ("digest", "digest"), ("revision", "revision")), by="submitted_by", at="",
    ),
    Rule(
        "signed_for", "edition", "edition", ("edition.approve", "edition.return"),
        said=(("principal", "standing_in"), ("by", "by")), by="", at="", is_promised=False,
    ),
    Rule(
        "packet_reading", "edition", "edition", ("edition.approve",), said=(("by", "by"),), by="", at="",
        is_promised=False,
    ),
    Rule(
        "escalation", "edition", "edition", ("edition.escalate",), said=(("ordinal", "stage"), ("told", "told")),
        by="", is_promised=False,
    ),
    Rule(
        "reading", "edition", "edition", ("edition.read",),
        said=(("account", "account"), ("reached", "reached"), ("total", "total")),
    ),
    Rule(
        "deputy", "deputy", "id", ("deputy.name",), said=(("principal", "principal"), ("deputy", "deputy")),
        sealed=("begins_at", "ends_at"), by="named_by", at="named_at",
    ),
    Rule(
        "role_change", "member", "member", ("member.propose_roles", "member.set_roles"), said=(("becomes", "roles"),),
        by="proposed_by", at="proposed_at", is_promised=False,
    ),
    Rule(
        "media_change", "workspace", "", ("workspace.propose_pictures", "workspace.place_pictures"),
        sealed=("becomes",), by="proposed_by", at="proposed_at", is_promised=False,
    ),
    Rule("emergency_template", "template", "name", ("template.change",), sealed=("kind", "wordings", "reason")),
    Rule(
        "emergency_filling", "document", "document", ("document.fill",),
        said=(("template", "template"), ("version", "version"), ("digest", "digest")), sealed=("wording", "slots"),
    ),
    Rule("lane_opening", "lane", "id", ("lane.open",), said=(("reason", "why"),)),
    Rule(
        "emergency", "edition", "edition", ("edition.submit",), said=(("document", "document"), ("reason", "why")),
        is_promised=False,
    ),
    Rule(
        "settlement", "edition", "edition", ("emergency.settle",),
        said=(("key", "key"), ("digest", "digest"), ("verdict", "verdict")), at="",
    ),
    Rule(
        "renewal", "edition", "edition", ("edition.renew",),
        said=(("key", "key"), ("digest", "digest"), ("round", "round")), at="",
    ),
    Rule(
        "renewed_for", "edition", "edition", ("edition.renew",),
        said=(("principal", "standing_in"), ("by", "by"), ("round", "round")), by="", at="", is_promised=False,
    ),
    Rule(
        "embargo", "document", "document", ("embargo.set", "embargo.loosen"), said=(("ordinal", "step"),),
        sealed=("until", "members", "reason", "wish"),
    ),
    Rule(
        "embargo_consent", "document", "document", ("embargo.allow",),
        said=(("ordinal", "step"), ("digest", "digest")), at="",
    ),
    Rule(
        "comment_thread", "comment", "id", ("comment.begin",),
        said=(("document", "document"), ("revision", "revision")),
        sealed=(
            "document", "revision", "field", "subject", "account", "quote", "prefix", "suffix", "start", "is_must",
            "replacement",
        ),
    ),
    Rule(
        "comment_region", "comment", "thread", ("comment.begin",), sealed=("x", "y", "width", "height"), by="", at="",
        is_promised=False,
    ),
    Rule("comment_remark", "comment", "thread", ("comment.begin", "comment.reply"), sealed=("words",)),
    Rule(
        "comment_closing", "comment", "thread",
        ("comment.resolved", "comment.rejected", "comment.applied", "comment.reopened"),
        said=(("ending", "ending"),), sealed=("ending", "reason", "revision"),
    ),
    Rule("freeze", "freeze", "id", ("freeze.begin",), said=(("reason", "reason"),), by="begun_by", at="begun_at"),
    Rule(
        "recall_case", "recall", "id", ("recall.open",),
        said=(("document", "document"), ("kind", "kind"), ("reason", "reason")), by="opened_by", at="opened_at",
    ),
    Rule(
        "recall_item", "delivery", "delivery", ("delivery.recall",), keys=(("recall", "case"),), by="", at="",
        only="delivery",
    ),
    Rule("recall_item", "recall", "recall", ("recall.link",), keys=(("url", "url"),), by="", at="", only="!delivery"),
    Rule(
        "recall_edition", "recall", "recall", ("recall.edition",), keys=(("edition", "edition"),), by="", at="",
    ),
    Rule(
        "recall_proof", "recall", "recall", ("recall.proof",),
        said=(
            ("ordinal", "item"), ("outcome", "outcome"), ("link", "link"), ("note", "note"),
            ("screenshot", "screenshot"),
        ),
    ),
    Rule(
        "passing", "delivery", "delivery", ("delivery.release_past",), said=(("past", "past"), ("reason", "why")),
    ),
    Rule(
        "adoption", "delivery", "delivery", ("delivery.adopt",),
        said=(("remote_id", "posts"), ("url", "links"), ("observed", "observed")),
    ),
    Rule(
        "message_reply", "delivery", "delivery", ("message.reply",),
        said=(("message", "message"), ("id", "reply"), ("request_digest", "request")),
        sealed=("message", "mark", "words", "at", "boot", "boot_microseconds"), at="",
    ),
    Rule(
        "message_outcome", "delivery", "delivery", ("message.outcome",),
        said=(("reply", "reply"), ("outcome", "outcome")), sealed=("outcome", "remote_id", "url", "reason"),
    ),
    Rule("acknowledgement", "delivery", "delivery", ("delivery.acknowledge",), said=(("note", "note"),)),
    Rule(
        "delivery", "delivery", "id", ("delivery.queue",), said=(("edition", "edition"), ("account", "account")),
        keys=(("id", ""),), by="", at="",
    ),
    Rule(
        "attempt", "delivery", "delivery", ("delivery.intend",),
        said=(("step", "step"), ("request_digest", "request")), keys=(("id", "attempt"),), by="", at="",
        is_promised=False,
    ),
    Rule(
        "observed", "delivery", "delivery", ("delivery.verify", "delivery.read_back", "delivery.drift"),
        said=(("digest", "observed"),), keys=(("ordinal", IN_TURN),), by="", at="", hashed="content", is_promised=False,
    ),
    Rule(
        "read_back", "delivery", "delivery", ("delivery.verify", "delivery.read_back", "delivery.drift"),
        said=(("verdict", "verdict"), ("observed_digest", "observed")), keys=(("ordinal", IN_TURN),), by="", at="",
    ),
)  # fmt: skip
"""One for each table whose rows stand on record; stages, terms and signers of editions are in the signed manifest."""
_RULE = {rule.table: rule for rule in RULES}


def sealed(**rows: Mapping[str, object]) -> dict[str, Json]:
    """What a line's detail says of the content of the rows that come with it, one of each table named.

    Args:
        rows: by table, the values as they are inserted.
    """
    return {SEAL: {table: digest(table, _stored(table, values)) for table, values in rows.items()}}


def digest(table: str, row: Mapping[str, Json]) -> str:
    """Of the sealed columns of a row, whose values are as the database keeps them (see `export_rows`)."""
    return sha256(canonical({name: row[name] for name in _RULE[table].sealed}))


def _stored(table: str, values: Mapping[str, object]) -> dict[str, Json]:
    columns = metadata.tables[table].columns
    return {name: _as_kept(columns[name], values[name]) for name in _RULE[table].sealed}


def _as_kept(column: Column[object], value: object) -> Json:
    kept = column.type.written(value) if value is not None and isinstance(column.type, DomainType) else value
    if isinstance(kept, bytes):
        return base64.b64encode(kept).decode()
    if kept is None or isinstance(kept, int | str):
        return kept
    raise TypeError(f"no column holds a {type(kept).__name__}")
