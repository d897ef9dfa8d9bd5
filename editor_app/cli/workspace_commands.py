"""Commands about the workspace: begin one, read its audit log, look it over."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli import team_commands
from editor_app.cli.arguments import WrongUsage, language_for, spoken_language
from editor_app.cli.progress import bar
from editor_app.cli.times import named_zone
from editor_app.cli.words import _
from editor_app.domain.errors import Invalid
from editor_app.domain.media_place import media_place
from editor_app.domain.text import T, T_n
from editor_app.services import workspaces
from editor_app.services.workspaces import Founder
from editor_app.storage.workspaces import NewWorkspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from editor_app.cli.call import Call
    from editor_app.domain.audit import AuditRow
    from editor_app.domain.canonical import Json
    from editor_app.domain.member import Member
    from editor_app.domain.text import Text
    from editor_app.services.auditing import Verification
    from editor_app.services.desk import Desk

_MOST = 2**53
_Played = Annotated[
    list[str], typer.Option(help=_("For practice: one more platform that is played here, such as wechat."))
]


def add_to(app: typer.Typer) -> None:
    """Put the commands on the top level."""
    app.command("init", help=_("Make a workspace: with its first admin, or a practice office with everything in it."))(
        init
    )
    app.command("audit", help=_("The audit log; --verify finds whatever was altered."))(audit)
    app.command("doctor", help=_("Versions, fonts, keyring, clock, database check; without secrets."))(doctor)


def init(
    context: typer.Context,
    path: str,
    *,
    admin: Annotated[str, typer.Option(help=_("Name of the first member, who is admin."))] = "",
    sample: Annotated[bool, typer.Option("--sample", help=_("A practice office on practice accounts."))] = False,
    lang: Annotated[str, typer.Option(help=_("Language of the workspace: zh_CN or en."))] = "",
    zone: Annotated[str, typer.Option(help=_("Time zone of the office."))] = workspaces.ZONE,
    media: Annotated[
        str, typer.Option(help=_("Of a team: where its pictures are kept, a shared folder or s3://BUCKET/PREFIX."))
    ] = "",
    media_endpoint: Annotated[str, typer.Option(help=_("Of a server that speaks S3; else Amazon's."))] = "",
    play: _Played = [],  # noqa: B006 - typer copies it
) -> None:
    """Make a workspace."""
    call: Call = context.obj
    pictures = media_place(media, endpoint=media_endpoint) if media else None
    language = spoken_language(lang) or language_for(call.chosen.language)
    named_zone(zone)
    if sample == bool(admin):
        raise WrongUsage(
            T("Say who is the first admin, or that this is for practice."), T("Use either --admin NAME or --sample.")
        )
    if sample:
        _init_sample(call, path, language, play)
        return
    place = workspaces.place_of(path)
    if pictures is not None and isinstance(place, Path):
        raise WrongUsage(T("A workspace in a folder keeps its pictures there."), T("Leave --media out."))
    founder = Founder(admin, call.new_passphrase("EDITOR_APP_NEW_PASSPHRASE", "EDITOR_APP_PASSPHRASE"))
    name = place.name if isinstance(place, Path) else place.rpartition("/")[2].partition("?")[0]
    facts = NewWorkspace(name or "workspace", language, zone)
    if isinstance(place, str):
        team_commands.found(call, place, facts, founder, pictures)
        return
    seat = workspaces.create(place, facts, founder)
    call.closing.callback(seat.desk.close)
    _tell_made(call, path, seat.member)


def _tell_made(call: Call, path: str, admin: Member) -> None:
    roles: list[Json] = [*sorted(role.value for role in admin.roles)]
    call.voice.answer(
        {
            "workspace": str(path),
            "members": [{"name": admin.name, "roles": roles}],
            "accounts": [],
            "documents": [],
        },
        [call.voice.words(T("The workspace is ready; {name} is its admin.", name=admin.name))],
    )


def audit(
    context: typer.Context,
    *,
    verify: Annotated[bool, typer.Option("--verify", help=_("Check every line, signature and row on record."))] = False,
    after: Annotated[int, typer.Option(help=_("Only lines after this number."), min=0, max=_MOST)] = 0,
    limit: Annotated[int, typer.Option(help=_("At most so many lines."), min=1, max=_MOST)] = 200,
) -> None:
    """Read or verify the audit log."""
    from editor_app.storage import audit as log

    call: Call = context.obj
    desk = call.desk()
    if verify:
        _verify(call, desk)
        return
    with desk.database.read() as snapshot:
        rows = log.rows(snapshot, after, limit)
    call.voice.table(
        {"rows": [_row_as_json(row) for row in rows]},
        (_("Line"), _("Time"), _("Who"), _("Deed"), _("Subject")),
        [(str(r.sequence), r.at.isoformat(), r.actor.name, r.action, f"{r.subject.kind} {r.subject.id}") for r in rows],
    )


def _verify(call: Call, desk: Desk) -> None:
    from editor_app.services import auditing

    with bar(call.voice) as told:
        found = auditing.verify(desk, told)
    unproven: list[Json] = [
        {"table": each.table, "key": each.key, "line": each.line, "why": call.voice.words(each.why)}
        for each in found.unproven
    ]
    value: dict[str, Json] = {
        "valid": found.is_valid,
        "lines": found.lines,
        "head": found.head,
        "first_altered": found.first_altered,
        "rewritten": [*found.rewritten] if found.rewritten else None,
        "altered_guards": [*found.altered_guards],
        "unproven": unproven,
    }
    call.voice.answer(value, [call.voice.words(said) for said in _found(found)])
    if not found.is_valid:
        raise typer.Exit(1)


def _found(found: Verification) -> Iterator[Text]:
    """What a verification found, in sentences."""
    if found.first_altered is not None:
        yield T("Line {n} was altered, taken out or put in.", n=found.first_altered)
    elif found.rewritten is not None:
        yield T("Lines {n} to {m} were written anew: a signature names a line that isn't there.",
                n=found.rewritten[0], m=found.rewritten[1])  # fmt: skip
    elif found.altered_guards:
        yield T_n(
            "The log holds, but {count} guard of the database was altered or removed.",
            "The log holds, but {count} guards of the database were altered or removed.",
            count=len(found.altered_guards),
        )
    for each in found.unproven:
        at = T("line {n}", n=each.line) if each.line is not None else T("no line")
        yield T("{table} {key} ({line}): {why}", table=each.table, key=each.key, line=at, why=each.why)
    if found.is_valid:
        yield T("All {n} lines follow from one another; every signature and every row on record is as they say.",
                n=found.lines)  # fmt: skip


def doctor(context: typer.Context) -> None:
    """Look the installation and, with -w, the workspace over."""
    from editor_app.services import diagnostics

    call: Call = context.obj
    desk = call.desk() if call.chosen.workspace else None
    report = diagnostics.report(desk, call.voice.language)
    call.voice.answer(
        {"facts": {fact.name: fact.value for fact in report.facts}, "ok": report.is_well},
        [f"{call.voice.words(fact.label)}: {fact.value}" for fact in report.facts],
    )
    if not report.is_well:
        raise typer.Exit(1)


def _init_sample(call: Call, path: str, language: str, play: Sequence[str]) -> None:
    from editor_app.services import playing, sample

    place = workspaces.place_of(path)
    if not isinstance(place, Path):
        raise Invalid(T("A practice office lives in a folder."), T("Name a new folder."))
    told = _teller(call)
    made = sample.create_sample(place, language, told=told)
    call.closing.callback(made.seat.desk.close)
    played = [playing.play(made.seat, platform) for platform in play]
    members: list[Json] = [
        {"name": p.name, "roles": sorted(role.value for role in p.roles), "passphrase": p.passphrase}
        for p in made.people
    ]
    accounts: list[Json] = [{"name": a.name, "platform": a.platform, "url": a.url} for a in (*made.accounts, *played)]
    documents: list[Json] = [
        {"id": o.document.id, "number": o.document.number, "title": o.revision.content.title} for o in made.documents
    ]
    lines = [f"{p.name}  {', '.join(sorted(r.value for r in p.roles))}  {p.passphrase}" for p in made.people]
    call.voice.answer({"workspace": path, "members": members, "accounts": accounts, "documents": documents}, lines)


def _teller(call: Call) -> Callable[[str], None]:
    def told(step: str) -> None:
        if not call.voice.json and sys.stderr.isatty():
            print(f"✓ {step}", file=sys.stderr, flush=True)

    return told


def _row_as_json(row: AuditRow) -> dict[str, Json]:
    return {
        "sequence": row.sequence,
        "at": row.at.isoformat(),
        "actor": row.actor.key,
        "name": row.actor.name,
        "action": row.action,
        "subject": [row.subject.kind, row.subject.id],
        "detail": row.detail,
        "hash": row.hash,
    }
