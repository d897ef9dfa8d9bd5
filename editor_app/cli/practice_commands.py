"""Commands for practice: the loopback platform."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from editor_app.cli.words import _
from editor_app.domain.errors import Unavailable
from editor_app.domain.text import T


def add_to(app: typer.Typer) -> None:
    """Put the commands on the top level."""
    app.command(
        "sandbox", help=_("A loopback platform for practice and tests; prints its address and token, then serves.")
    )(sandbox)


def sandbox(
    port: Annotated[int, typer.Option(help=_("Port on the loopback; 0 = any free one."), min=0, max=65535)],
    state: Annotated[Path | None, typer.Option(help=_("File that keeps the posts; without it, memory."))] = None,
    platform: Annotated[
        str, typer.Option(help=_("What it plays: sandbox (five kinds of account) or wechat."))
    ] = "sandbox",
) -> None:
    """Serve the practice platform, or another one that is played on this computer."""
    from editor_app.platforms.simulators import serve_of

    try:
        serve_of(platform)(port, state, sys.stdout)
    except (ValueError, KeyError, TypeError) as error:
        raise Unavailable(
            T("The state file {file} is not one of the practice server.", file=str(state)), T("Choose another file.")
        ) from error
    except OSError as error:
        raise Unavailable(
            T("The practice server can't start on port {port}: {said}", port=port, said=error.strerror or ""),
            T("Choose another port or state file."),
        ) from error
