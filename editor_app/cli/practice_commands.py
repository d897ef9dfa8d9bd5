"""Commands for practice: the loopback platform, and playing other ones on this computer."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.arguments import WrongUsage
from editor_app.cli.words import _
from editor_app.domain.errors import Unavailable
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.cli.call import Call


def add_to(app: typer.Typer) -> None:
    """Put the commands on the top level."""
    app.command(
        "sandbox", help=_("A loopback platform for practice and tests; prints its address and token, then serves.")
    )(sandbox)
    app.command("play", help=_("Play one more platform in a practice workspace, with an account on it."))(play)


def sandbox(
    port: Annotated[int, typer.Option(help=_("Port on the loopback; 0 = any free one."), min=0, max=65535)],
    state: Annotated[Path | None, typer.Option(help=_("File that keeps the posts; without it, memory."))] = None,
    platform: Annotated[
        str, typer.Option(help=_("What it plays: sandbox (five kinds of account) or another platform such as wechat."))
    ] = "sandbox",
    also: Annotated[list[str], typer.Option(help=_("One more that is played beside it: name=port=state file."))] = [],  # noqa: B006 - typer copies it
) -> None:
    """Serve the practice platform, or other ones that are played on this computer."""
    from editor_app.platforms.simulators import serve_of

    beside = [_wish(one) for one in also]
    try:
        for name, own_port, own_state in beside:
            Thread(target=serve_of(name), args=(own_port, own_state, io.StringIO()), daemon=True).start()
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


def play(
    context: typer.Context,
    platform: str,
    name: Annotated[str, typer.Option(help=_("Name of the account; empty = the platform's own."))] = "",
) -> None:
    """Play a platform."""
    from editor_app.services import playing

    call: Call = context.obj
    account = playing.play(call.seat(), platform, name)
    call.voice.answer(
        {"account": account.name, "platform": account.platform, "url": account.url},
        [call.voice.words(T("{name} is played at {url}.", name=account.name, url=account.url))],
    )


def _wish(text: str) -> tuple[str, int, Path]:
    name, _first, rest = text.partition("=")
    port, _second, state = rest.partition("=")
    if not (name and port.isdigit() and state):
        raise WrongUsage(T("“{text}” names no platform.", text=text), T("Write it like wechat=8801=posts.state."))
    return name, int(port), Path(state)
