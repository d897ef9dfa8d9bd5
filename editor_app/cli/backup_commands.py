"""Commands about what outlives a disk: backups, restoring them, and a whole workspace in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.arguments import WrongUsage
from editor_app.cli.progress import bar
from editor_app.cli.words import _
from editor_app.domain.text import T, T_n

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.services.backups import Listed
    from editor_app.services.restoring import Found

_HEAD = (_("Time"), _("Size"), _("Lines of the audit log"), _("File"))


def add_to(app: typer.Typer) -> None:
    """Put the commands on the top level."""
    app.command("backup", help=_("Make a checked backup, list them, or look one over."))(backup)
    app.command("restore", help=_("Make a workspace of a backup or an export, in a new place."))(restore)
    app.command("export", help=_("Write the whole workspace into one file, without secrets."))(export)


def backup(
    context: typer.Context,
    *,
    to: Annotated[str, typer.Option("--to", help=_("A folder on another disk; else the workspace's own."))] = "",
    list_: Annotated[bool, typer.Option("--list", help=_("The workspace's own backups."))] = False,
    verify: Annotated[str, typer.Option(help=_("Look this backup over, from its bytes up."))] = "",
) -> None:
    """Make, list or verify backups."""
    call: Call = context.obj
    if bool(to) + list_ + bool(verify) > 1:
        raise WrongUsage(T("One deed at a time."), T("Use either --to, --list or --verify."))
    if verify:
        _verify(call, verify)
    elif list_:
        _list(call)
    else:
        _make(call, to)


def restore(
    context: typer.Context,
    file: str,
    *,
    to: Annotated[str, typer.Option("--to", help=_("A new folder; for an export also an empty PostgreSQL database."))],
) -> None:
    """Put a backup or an export into a place of its own."""
    from editor_app.services import restoring, workspaces

    call: Call = context.obj
    with bar(call.voice) as progress:
        found = restoring.restore(Path(file).expanduser(), workspaces.place_of(to), progress)
    lines = [
        call.voice.words(T("Restored to {folder}.", folder=to)),
        call.voice.words(
            T(
                "What waits there is held until a person has looked at the platforms; "
                "on another computer secrets must be given again."
            )
        ),
        *_missing_lines(call, found),
    ]
    call.voice.answer({"workspace": to, "verify_first": True, **_as_json(call, found)}, lines)


def export(context: typer.Context, file: str) -> None:
    """Write everything of this moment into a file; that it was done is on record."""
    from editor_app.services import exporting
    from editor_app.services.desk import actor_of
    from editor_app.storage.workspaces import SYSTEM

    call: Call = context.obj
    seat = call.seat() if call.chosen.member else None
    desk = seat.desk if seat else call.desk()
    with bar(call.voice) as progress:
        made = exporting.export(desk, actor_of(seat.member) if seat else SYSTEM, Path(file).expanduser(), progress)
    lines = [call.voice.words(T("Exported: {file}", file=file))]
    if made.missing:
        lines.append(
            call.voice.words(
                T_n(
                    "The workspace has lost {count} picture.",
                    "The workspace has lost {count} pictures.",
                    count=len(made.missing),
                )
            )
        )
    call.voice.answer(
        {
            "file": file,
            "rows": made.rows,
            "media": made.media,
            "missing": [*made.missing],
            "sequence": made.sequence,
            "head": made.head,
            "manifest": made.digest,
        },
        lines,
    )


def _make(call: Call, to: str) -> None:
    from editor_app.services import backups

    desk = call.desk()
    with bar(call.voice) as progress:
        made = backups.back_up(desk, Path(to).expanduser() if to else None, progress)
    manifest = made.manifest
    lines = [call.voice.words(T("Backed up and checked: {file}", file=str(made.path)))]
    if manifest.missing:
        lines.append(
            call.voice.words(
                T_n(
                    "The workspace has lost {count} picture.",
                    "The workspace has lost {count} pictures.",
                    count=len(manifest.missing),
                )
            )
        )
    call.voice.answer({"file": str(made.path), **manifest.as_json()}, lines)


def _list(call: Call) -> None:
    from editor_app.services import backups

    found = backups.listed(call.desk())
    call.voice.table({"backups": [_listed_as_json(one) for one in found]}, _HEAD, [_row(one) for one in found])


def _row(one: Listed) -> tuple[str, ...]:
    lines = str(one.manifest.sequence) if one.manifest else ""
    return one.made_at.isoformat(), f"{one.size:,}", lines, one.path.name


def _verify(call: Call, file: str) -> None:
    from editor_app.services import restoring

    path = Path(file).expanduser()
    if not path.exists() and call.chosen.workspace:
        path = call.desk().store.backups / path.name
    with bar(call.voice) as progress:
        found = restoring.verify(path, progress)
    said = [call.voice.words(fault) for fault in found.faults]
    lines = said or [call.voice.words(T("The backup is whole.")), *_missing_lines(call, found)]
    call.voice.answer({"file": str(path), **_as_json(call, found)}, lines)
    if not found.is_sound:
        raise typer.Exit(1)


def _as_json(call: Call, found: Found) -> dict[str, Json]:
    return {
        "sound": found.is_sound,
        "faults": [call.voice.words(fault) for fault in found.faults],
        "missing": [*found.missing],
        "made_at": found.made_at.isoformat() if found.made_at else None,
        "sequence": found.sequence,
        "head": found.head,
    }


def _listed_as_json(one: Listed) -> dict[str, Json]:
    return {
        "file": str(one.path),
        "made_at": one.made_at.isoformat(),
        "size": one.size,
        "before_migration": not one.is_ordinary,
        "sequence": one.manifest.sequence if one.manifest else None,
        "media": len(one.manifest.media) if one.manifest else None,
        "missing": len(one.manifest.missing) if one.manifest else None,
    }


def _missing_lines(call: Call, found: Found) -> list[str]:
    if not found.missing:
        return []
    return [
        call.voice.words(
            T_n(
                "The workspace had lost {count} picture before.",
                "The workspace had lost {count} pictures before.",
                count=len(found.missing),
            )
        )
    ]
