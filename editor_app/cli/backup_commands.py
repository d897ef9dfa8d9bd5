"""Commands about what outlives a disk: backups, restoring them, and a whole workspace in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.arguments import WrongUsage
from editor_app.cli.progress import bar
from editor_app.cli.words import _
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.services.backups import Listed
    from editor_app.storage.restore import Verified

_HEAD = (_("Time"), _("Size"), _("Lines of the audit log"), _("File"))


def add_to(app: typer.Typer) -> None:
    """Put the commands on the top level."""
    app.command("backup", help=_("Make a checked backup, list them, or look one over."))(backup)
    app.command("restore", help=_("Make a workspace of a backup, in a new folder."))(restore)


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
    to: Annotated[str, typer.Option("--to", help=_("The new folder; nothing is ever written over."))],
) -> None:
    """Put a backup into a folder of its own."""
    from editor_app.services import restoring

    call: Call = context.obj
    with bar(call.voice) as progress:
        verified = restoring.restore(Path(file).expanduser(), Path(to).expanduser(), progress)
    lines = [
        call.voice.words(T("Restored to {folder}.", folder=to)),
        call.voice.words(
            T("What waits there is held until a person has looked at the platforms; secrets must be given again.")
        ),
        *_missing_lines(call, verified),
    ]
    call.voice.answer({"workspace": to, "verify_first": True, **_as_json(call, verified)}, lines)


def _make(call: Call, to: str) -> None:
    from editor_app.services import backups

    desk = call.desk()
    with bar(call.voice) as progress:
        made = backups.back_up(desk, Path(to).expanduser() if to else None, progress)
    manifest = made.manifest
    lines = [call.voice.words(T("Backed up and checked: {file}", file=str(made.path)))]
    if manifest.missing:
        lines.append(call.voice.words(T("The workspace has lost {n} pictures.", n=len(manifest.missing))))
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
        verified = restoring.verify(path, progress)
    said = [call.voice.words(fault) for fault in verified.faults]
    lines = said or [call.voice.words(T("The backup is whole.")), *_missing_lines(call, verified)]
    call.voice.answer({"file": str(path), **_as_json(call, verified)}, lines)
    if not verified.is_sound:
        raise typer.Exit(1)


def _as_json(call: Call, verified: Verified) -> dict[str, Json]:
    found = verified.contents
    return {
        "sound": verified.is_sound,
        "faults": [call.voice.words(fault) for fault in verified.faults],
        "missing": [*verified.missing],
        "made_at": verified.manifest.made_at.isoformat() if verified.manifest else None,
        "sequence": found.sequence if found else None,
        "head": found.head if found else None,
        "schema": found.schema if found else None,
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


def _missing_lines(call: Call, verified: Verified) -> list[str]:
    if not verified.missing:
        return []
    return [call.voice.words(T("The workspace had lost {n} pictures before.", n=len(verified.missing)))]
