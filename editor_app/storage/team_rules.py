"""What each member of a team may write, table by table and column by column; whatever isn't named here is refused.

The guards of `guard_rules` say what may happen at all; these say by whom: PostgreSQL knows who asks.
"""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

from dataclasses import dataclass

from editor_app.domain.delivery import TRANSITIONS, Event
from editor_app.domain.member import Deed
from editor_app.storage.media_setting import MEDIA
from editor_app.storage.move_rules import MOVED


@dataclass(frozen=True, slots=True)
class Right:
    """One right to write: who has any of the deeds may do this to these rows."""

    table: str
    verb: str
    """INSERT, UPDATE or DELETE."""
    deeds: tuple[Deed, ...] = ()
    """Any of them; empty = every member, as far as `rows` and `new` go."""
    columns: tuple[str, ...] = ()
    """Empty = all; for an update always named."""
    rows: str = "true"
    """SQL: which rows may be changed or deleted."""
    new: str = "true"
    """SQL: how a row may be afterwards."""


ME = "(SELECT team.me())"
OPEN_TABLES = frozenset({"workspace", "setting", "member", "member_key", "audit"})
"""Read by members who aren't confirmed yet, to come in; everything else by confirmed ones."""
UNGUARDED = frozenset({"transition", "alembic_version"})
"""Filled by the program's own making of the schema; read by everybody."""


def of_own_edition(table: str) -> str:
    """SQL: the row belongs to an edition that this member submitted."""
    return f"EXISTS (SELECT 1 FROM public.edition e WHERE e.id = {table}.edition AND e.submitted_by = {ME})"


def on_record(table: str) -> str:
    """SQL: the row's audit line is one that this member wrote."""
    return f"EXISTS (SELECT 1 FROM public.audit a WHERE a.sequence = {table}.audit_sequence AND team.is_own(a.actor))"


_D = Deed
_CONTROLS = (_D.CONTROL_DELIVERY, _D.SEND)

_PEOPLE = (
    Right("member", "INSERT", (_D.MANAGE_MEMBERS,)),
    Right("member", "UPDATE", (_D.MANAGE_MEMBERS,), ("roles", "state")),
    Right("member", "UPDATE", (), ("key", "state"), f"id = {ME} AND state = 'invited'", f"id = {ME}"),
    Right("member_key", "INSERT", (), (), "true",
          f"member = {ME} AND EXISTS (SELECT 1 FROM public.member m WHERE m.id = {ME} AND m.state = 'invited')"),
    Right("member_key", "INSERT", (_D.MANAGE_MEMBERS,), (), "true",
          "octet_length(sealed_private) = 0 AND team.is_outside(member)"),
    Right("member_key", "UPDATE", (), ("sealed_private",), f"member = {ME}", f"member = {ME}"),
    Right("member_key", "UPDATE", (_D.MANAGE_MEMBERS,), ("confirmed_by", "confirmed_at", "revoked_at")),
    Right("workspace", "UPDATE", (_D.SEND,), ("lineage",)),
    Right("setting", "INSERT", (_D.QUEUE,), (), "true", "name = 'timetable'"),
    Right("setting", "DELETE", (_D.QUEUE,), (), "name = 'timetable'"),
    Right("setting", "INSERT", (_D.MANAGE_MEMBERS,), (), "true", f"name = '{MOVED}'"),
    Right("setting", "DELETE", (_D.MANAGE_MEMBERS,), (), f"name = '{MOVED}'"),
    Right("setting", "INSERT", (_D.MANAGE_MEMBERS,), (), "true", f"name = '{MEDIA}'"),
    Right("setting", "DELETE", (_D.MANAGE_MEMBERS,), (), f"name = '{MEDIA}'"),
    Right("setting", "INSERT", (_D.SEND,), (), "true", "name = 'here'"),
    Right("setting", "DELETE", (_D.SEND,), (), "name = 'here'"),
    Right("account", "INSERT", (_D.MANAGE_ACCOUNTS,)),
    Right("account", "UPDATE", (_D.MANAGE_ACCOUNTS,), ("options", "remote_uid", "state")),
    Right("account", "UPDATE", (_D.SEND,), ("state",)),
    Right("route", "INSERT", (_D.MANAGE_ROUTES,)),
)  # fmt: skip

_DOCUMENTS = (
    Right("document", "INSERT", (_D.WRITE,), (), "true", f"created_by = {ME}"),
    Right("revision", "INSERT", (_D.WRITE,), (), "true", f"author = {ME}"),
    Right("media", "INSERT", (_D.WRITE, _D.CONTROL_DELIVERY), (), "true", f"added_by = {ME}"),
    Right("edition", "INSERT", (_D.SUBMIT,), (), "true", f"submitted_by = {ME}"),
    Right("edition", "UPDATE", (_D.WRITE, _D.SUBMIT, _D.DECIDE, _D.COMMENT), ("state",)),
    Right("edition_stage", "INSERT", (_D.SUBMIT,), (), "true", of_own_edition("edition_stage")),
    Right("edition_account", "INSERT", (_D.SUBMIT,), (), "true", of_own_edition("edition_account")),
    Right("approval", "INSERT", (_D.DECIDE,), (), "true", f'"by" = {ME}'),
    Right("presence", "INSERT", (_D.READ,), (), "true", f"member = {ME}"),
    Right("presence", "UPDATE", (_D.READ,), ("view", "seen_at"), f"member = {ME}", f"member = {ME}"),
    Right("presence", "DELETE", (_D.READ,), (), f"member = {ME}"),
)

_MOVING = (
    "state", "fence", "planned_at", "planned_zone", "planned_wall", "grace_seconds", "next_try_at", "tries", "reason",
    "remote_id", "url", "received_at", "audit_sequence",
)  # fmt: skip
_MOVERS = (_D.WRITE, _D.SUBMIT, _D.QUEUE, _D.CONTROL_DELIVERY, _D.FREEZE, _D.SEND)
_DELIVERIES = (
    Right(
        "delivery",
        "INSERT",
        (_D.QUEUE,),
        (),
        "true",
        "EXISTS (SELECT 1 FROM public.edition e WHERE e.id = delivery.edition)",
    ),
    Right("delivery", "UPDATE", _MOVERS, _MOVING),
    Right("delivery_step", "INSERT", (_D.QUEUE,)),
    Right("delivery_step", "UPDATE", _CONTROLS, ("remote_id", "url", "done_at")),
    Right("delivery_late", "INSERT", _CONTROLS),
    Right("delivery_late", "DELETE", _CONTROLS),
    Right("attempt", "INSERT", (_D.SEND,)),
    Right("attempt", "UPDATE", _CONTROLS, ("state", "ended_at", "reason")),
    Right("read_back", "INSERT", (_D.SEND,)),
    Right("observed", "INSERT", (_D.SEND,)),
    Right("freeze", "INSERT", (_D.FREEZE,), (), "true", f"begun_by = {ME}"),
    Right("freeze", "UPDATE", (_D.LIFT_FREEZE,), ("lifted_at",)),
    Right("passing", "INSERT", (_D.CONTROL_DELIVERY,), (), "true", f'"by" = {ME} AND {on_record("passing")}'),
    Right(
        "acknowledgement",
        "INSERT",
        (_D.CONTROL_DELIVERY,),
        (),
        "true",
        f'"by" = {ME} AND {on_record("acknowledgement")}',
    ),
    Right("adoption", "INSERT", (_D.CONTROL_DELIVERY,), (), "true", f'"by" = {ME} AND {on_record("adoption")}'),
    *(Right("budget", verb, _CONTROLS) for verb in ("INSERT", "DELETE")),
    *(Right("account_health", verb, (_D.SEND, _D.MANAGE_ACCOUNTS)) for verb in ("INSERT", "DELETE")),
    *(Right("recheck", verb, _CONTROLS) for verb in ("INSERT", "DELETE")),
    *(Right("worker_seen", verb, (_D.SEND,)) for verb in ("INSERT", "DELETE")),
)

RIGHTS: tuple[Right, ...] = (Right("audit", "INSERT"), *_PEOPLE, *_DOCUMENTS, *_DELIVERIES)
"""Rights to what is written, signed and sent; `team_desk_rules` has the others."""

MOVED_BY: dict[Event, tuple[Deed, ...]] = {
    Event.HOLD: (_D.CONTROL_DELIVERY, _D.SEND), Event.FREEZE: (_D.FREEZE, _D.SEND), Event.MISS: (_D.SEND,),
    Event.RELEASE: (_D.CONTROL_DELIVERY,), Event.RESCHEDULE: (_D.CONTROL_DELIVERY, _D.QUEUE, _D.SEND),
    Event.CLAIM: (_D.SEND,), Event.RECLAIM: (_D.SEND,), Event.SETTLE_DONE: (_D.SEND,),
    Event.REFUSE_FOR_NOW: (_D.SEND,), Event.REFUSE: (_D.SEND,), Event.LOSE_SIGHT: (_D.SEND,),
    Event.FIND: (_D.SEND,), Event.FIND_ONE: (_D.SEND,), Event.FIND_ABSENT: (_D.SEND,),
    Event.GIVE_TO_PERSON: (_D.SEND,), Event.ANSWER_THERE: (_D.CONTROL_DELIVERY,),
    Event.ANSWER_THERE_ONE: (_D.CONTROL_DELIVERY,), Event.ANSWER_NOT_THERE: (_D.CONTROL_DELIVERY,),
    Event.ANSWER_GONE: (_D.CONTROL_DELIVERY,), Event.ANSWER_GONE_ONE: (_D.CONTROL_DELIVERY,),
    Event.ANSWER_STILL_PUBLIC: (_D.CONTROL_DELIVERY,),
    Event.ADOPT: (_D.CONTROL_DELIVERY,),
    Event.VERIFY: (_D.SEND,), Event.WITHDRAW: (_D.SEND,), Event.RETRY: (_D.CONTROL_DELIVERY,),
    Event.CANCEL: (_D.CONTROL_DELIVERY,), Event.VOID: (_D.WRITE, _D.SUBMIT), Event.EXPIRE: (_D.SEND,),
}  # fmt: skip
"""Whose deed each move of a delivery is."""


def may(*deeds: Deed) -> str:
    """SQL: whether the member of this session may do one of the deeds."""
    return " OR ".join(f"(SELECT team.may('{deed.value}'))" for deed in deeds)


def _moves() -> str:
    """SQL: whether the member may bring a delivery from its old state to the new one."""
    allowed: dict[tuple[str, str], set[Deed]] = {}
    for (before, event), after in TRANSITIONS.items():
        allowed.setdefault((before.value, after.value), set()).update(MOVED_BY.get(event, ()))
    for state in {before for before, _ in allowed} | {after for _, after in allowed}:
        allowed.setdefault((state, state), set()).update((_D.SEND, _D.QUEUE, _D.CONTROL_DELIVERY))
    return "\n    OR ".join(
        f"(OLD.state = '{before}' AND NEW.state = '{after}' AND ({may(*sorted(deeds))}))"
        for (before, after), deeds in sorted(allowed.items())
        if deeds
    )


_MANAGES = may(_D.MANAGE_MEMBERS)
_SINCE = """ AND NOT EXISTS (SELECT 1 FROM public.audit l WHERE l.subject_id = NEW.id AND l.sequence > a.sequence
        AND l.action IN ('member.invite_again', 'member.confirm'))"""


def _untold(ends: str, action: str, since: str = "") -> str:
    """SQL: whether something ends of which this member has told nothing in the audit log."""
    return f"""{ends} AND NOT EXISTS (SELECT 1 FROM public.audit a
        WHERE a.action = '{action}' AND a.subject_id = NEW.id AND team.is_own(a.actor){since})"""


_ENDS: tuple[tuple[str, str, str, str], ...] = (
    ("freeze_is_lifted_on_record", "freeze", "UPDATE",
     _untold("NEW.lifted_at IS NOT NULL AND OLD.lifted_at IS NULL", "freeze.lift")),
    ("key_is_revoked_on_record", "member_key", "UPDATE",
     _untold("NEW.revoked_at IS NOT NULL AND OLD.revoked_at IS NULL", "key.revoke")),
    ("member_departs_on_record", "member", "UPDATE",
     _untold("NEW.state = 'departed' AND OLD.state <> 'departed'", "member.depart", _SINCE)),
    ("edition_is_voided_on_record", "edition", "UPDATE",
     _untold("NEW.state = 'void' AND OLD.state <> 'void'", "edition.void")),
    ("deputy_ends_on_record", "deputy", "UPDATE",
     _untold("NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL", "deputy.end")),
    ("recall_is_closed_on_record", "recall_case", "UPDATE",
     _untold("NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL", "recall.close")),
)  # fmt: skip
BOUND: tuple[tuple[str, str, str, str], ...] = (
    (
        "member_moves_by_right", "member", "UPDATE",
        f"""NOT coalesce(
        (OLD.id = {ME} AND OLD.state = 'invited' AND NEW.state IN ('invited', 'activated') AND NEW.roles = OLD.roles)
        OR ({_MANAGES} AND team.is_outside(OLD.id) AND NEW.roles = OLD.roles AND OLD.state = 'invited'
            AND NEW.state IN ('invited', 'activated'))
        OR ({_MANAGES} AND NEW."key" IS NOT DISTINCT FROM OLD."key" AND (NEW.state = OLD.state
            OR (NEW.id <> {ME} AND NEW.state IN ('invited', 'departed'))
            OR (NEW.id <> {ME} AND OLD.state = 'activated' AND NEW.state = 'confirmed'))), false)""",
    ),
    (
        "key_moves_by_right", "member_key", "UPDATE",
        f"""(NEW.sealed_private IS DISTINCT FROM OLD.sealed_private AND OLD.member IS DISTINCT FROM {ME})
        OR (NEW.confirmed_by IS DISTINCT FROM OLD.confirmed_by AND NEW.confirmed_by IS DISTINCT FROM {ME})""",
    ),
    (
        "account_moves_by_right", "account", "UPDATE",
        f"NOT ({may(_D.MANAGE_ACCOUNTS)}) AND NEW.state <> 'needs_sign_in'",
    ),
    (
        "edition_moves_by_right", "edition", "UPDATE",
        f"""NEW.state <> OLD.state AND NOT ((NEW.state = 'void' AND ({may(_D.WRITE, _D.SUBMIT)}))
        OR (NEW.state IN ('approved', 'returned') AND ({may(_D.DECIDE)}
            OR EXISTS (SELECT 1 FROM public.approval a WHERE a.edition = NEW.id AND team.is_outside(a."by")))))""",
    ),
    ("delivery_moves_by_right", "delivery", "UPDATE", f"NOT (\n    {_moves()})"),
    (
        "delivery_moves_on_own_record", "delivery", "UPDATE",
        """NEW.audit_sequence <> OLD.audit_sequence AND NOT EXISTS
        (SELECT 1 FROM public.audit a WHERE a.sequence = NEW.audit_sequence AND team.is_own(a.actor))""",
    ),
    (
        "delivery_comes_on_own_record", "delivery", "INSERT",
        """NOT EXISTS
        (SELECT 1 FROM public.audit a WHERE a.sequence = NEW.audit_sequence AND team.is_own(a.actor))""",
    ),
    *_ENDS,
)  # fmt: skip
"""(name, table, verb, SQL under which it refuses): where a right depends on the row before and after."""
