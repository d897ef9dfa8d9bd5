"""The command that asks how an unattended worker is, for monitoring: exit 0 while it serves, else 1."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.words import _
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.cli.call import Call


def add_to(app: typer.Typer) -> None:
    """Put the command on the top level."""
    app.command("health", help=_("How a worker is, by the file of its --health; exit code 1 when it doesn't serve."))(
        health
    )


def health(
    context: typer.Context,
    file: Annotated[Path, typer.Argument()],
    *,
    within: Annotated[float, typer.Option(help=_("Seconds since its last look at the queue."), min=1)] = 90.0,
) -> None:
    """Say how the worker is."""
    from editor_app.services import pulse

    call: Call = context.obj
    found = pulse.read(file)
    now = datetime.now(UTC)
    alive = found.is_alive(now, timedelta(seconds=within))
    value = {name: getattr(found, name) for name in ("state", "worker", "process", "waiting", "needs_person")}
    times = {name: getattr(found, name).isoformat() for name in ("begun_at", "written_at", "passed_at")}
    told = {
        "seconds": max(0, round((now - found.passed_at).total_seconds())),
        "waiting": found.waiting,
        "needs": found.needs_person,
    }
    if alive:
        line = T("The worker serves; it looked {seconds} s ago; {waiting} waiting, {needs} need a person.", **told)
    else:
        line = T(
            "The worker is not serving; it looked {seconds} s ago; {waiting} waiting, {needs} need a person.", **told
        )
    call.voice.answer({"serves": alive, **value, **times}, [call.voice.words(line)])
    if not alive:
        raise typer.Exit(1)
