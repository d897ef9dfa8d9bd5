"""What members of a team may write around documents and approval: comments, duties, routes, the lane, recalls.

A continuation of `team_rules`; most rows here say by whom they are and which audit row goes with them.
"""

# ruff: noqa: S608 - every text is our own; no value that a person gave is ever put in

from __future__ import annotations

from editor_app.domain.member import Deed
from editor_app.storage.all_tables import metadata
from editor_app.storage.team_rules import ME, RIGHTS, Right, may, of_own_edition, on_record

_D = Deed


def _own(table: str, deed: Deed, person: str = '"by"') -> Right:
    """A row that is added under one's own name and record."""
    return Right(table, "INSERT", (deed,), (), "true", f"{person} = {ME} AND {on_record(table)}")


_MANAGES = may(_D.MANAGE_MEMBERS)
_OWN_REVISION = f"EXISTS (SELECT 1 FROM public.revision r WHERE r.id = {{table}}.revision AND r.author = {ME})"
_WRITTEN = (
    _own("milestone", _D.WRITE),
    Right("revision_origin", "INSERT", (_D.WRITE,), (), "true",
          f"{_OWN_REVISION.format(table='revision_origin')} AND {on_record('revision_origin')}"),
    *(_own(table, _D.COMMENT) for table in ("comment_thread", "comment_remark", "comment_closing")),
    Right("comment_region", "INSERT", (_D.COMMENT,), (), "true", f"""EXISTS (SELECT 1 FROM public.comment_thread t
        WHERE t.id = comment_region.thread AND t."by" = {ME}) AND {on_record("comment_region")}"""),
    _own("reading", _D.READ),
    _own("emergency_filling", _D.WRITE),
    _own("emergency", _D.SUBMIT),
    _own("embargo", _D.READ),
)  # fmt: skip
_SIGNED = (  # whoever reviews from outside has no login: a member carries the decision in, the signature is the proof
    *(
        Right(table, "INSERT", (_D.SUBMIT,), (), "true", of_own_edition(table))
        for table in ("stage_terms", "stage_signer", "edition_use")
    ),
    _own("signed_for", _D.DECIDE),
    Right("approval", "INSERT", (_D.COMMENT,), (), "true", 'team.is_outside("by")'),
    Right(
        "packet_reading",
        "INSERT",
        (_D.COMMENT,),
        (),
        "true",
        f'team.is_outside("by") AND {on_record("packet_reading")}',
    ),
    _own("settlement", _D.DECIDE),
    _own("embargo_consent", _D.DECIDE),
    _own("renewal", _D.DECIDE),
    _own("renewed_for", _D.DECIDE),
    Right("escalation", "INSERT", (_D.SEND,), (), "true", on_record("escalation")),
)
_MANAGED = (
    Right("deputy", "INSERT", (_D.NAME_DEPUTY, _D.MANAGE_MEMBERS), (), "true",
          f"named_by = {ME} AND (principal = {ME} OR {_MANAGES}) AND {on_record('deputy')}"),
    Right("deputy", "UPDATE", (_D.NAME_DEPUTY, _D.MANAGE_MEMBERS), ("ended_at",), f"principal = {ME} OR {_MANAGES}"),
    *(_own(table, _D.MANAGE_MEMBERS, "proposed_by") for table in ("role_change", "media_change")),
    Right("media_change", "UPDATE", (_D.MANAGE_MEMBERS,), ("decision", "decided_by", "decided_at"), "decision IS NULL",
          f"decided_by = {ME}"),
    Right("role_change", "UPDATE", (_D.MANAGE_MEMBERS,), ("decision", "decided_by", "decided_at"), "decision IS NULL",
          f"decided_by = {ME}"),
    Right("route", "UPDATE", (_D.MANAGE_ROUTES,), ("name", "stages", "kinds")),
    _own("register_entry", _D.MANAGE_ACCOUNTS),
    Right("register_call", "INSERT", (_D.SEND,), (), "true", on_record("register_call")),
    *(_own(table, _D.MANAGE_ROUTES) for table in ("route_version", "emergency_template", "lane_opening")),
)  # fmt: skip
_RECALLED = (
    *(_own("recall_case", deed, "opened_by") for deed in (_D.CONTROL_DELIVERY, _D.SUBMIT)),
    Right("recall_case", "UPDATE", (_D.CONTROL_DELIVERY,), ("closed_by", "closed_at", "note"), "closed_at IS NULL",
          f"closed_by = {ME}"),
    Right("recall_item", "INSERT", (_D.CONTROL_DELIVERY, _D.SUBMIT)),
    Right("recall_item", "UPDATE", (_D.CONTROL_DELIVERY, _D.SUBMIT), ("measure",)),
    Right("recall_edition", "INSERT", (_D.SUBMIT,), (), "true", of_own_edition("recall_edition")),
    _own("recall_proof", _D.CONTROL_DELIVERY),
    *(_own(table, _D.CONTROL_DELIVERY) for table in ("message_reply", "message_outcome")),
)  # fmt: skip

ALL_RIGHTS: tuple[Right, ...] = tuple(
    right for right in (*RIGHTS, *_WRITTEN, *_SIGNED, *_MANAGED, *_RECALLED) if right.table in metadata.tables
)
"""Every right to write that members have."""
