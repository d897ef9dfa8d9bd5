"""Commands about deliveries: the worker, and where each delivery stands."""

from __future__ import annotations

import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.answers import emit, say
from editor_app.cli.reports import (
    DELIVERY_HEAD,
    debt_as_json,
    delivery_as_json,
    delivery_rows,
    outcome_line,
    owed_line,
)
from editor_app.cli.words import _
from editor_app.domain.delivery import k_of_n
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import EditionId
    from editor_app.services.desk import Desk
    from editor_app.services.pulse import Beating
    from editor_app.worker import Outcome, Worker

_ALL = 100_000


def add_to(app: typer.Typer) -> None:
    """Put the commands on the top level."""
    app.command("worker", help=_("Publish what is due, without a window; one line for each finished delivery."))(worker)
    app.command("status", help=_("Where each delivery stands."))(status)


def worker(
    context: typer.Context,
    *,
    once: Annotated[bool, typer.Option("--once", help=_("Serve what is due now, then end."))] = False,
    until_idle: Annotated[
        bool, typer.Option("--until-idle", help=_("Wait for due work, settling and first read-backs, then end."))
    ] = False,
    poll: Annotated[float, typer.Option(help=_("Seconds between looks when nothing changes."), min=0.2)] = 5.0,
    health: Annotated[
        Path | None, typer.Option(help=_("A file that tells every five seconds how the worker is."))
    ] = None,
) -> None:
    """Run the publishing loop."""
    from editor_app.services import practice, vaults
    from editor_app.services.pulse import Beating
    from editor_app.worker import Worker

    call: Call = context.obj
    desk = call.desk()
    passphrase = call.passphrase_if_any("EDITOR_APP_PASSPHRASE")
    if passphrase is None and call.chosen.member and sys.stdin.isatty():
        passphrase = call.passphrase("EDITOR_APP_PASSPHRASE")
    secrets = vaults.for_worker(desk, call.chosen.member, passphrase)
    call.closing.enter_context(practice.served(desk))
    loop = Worker(desk, secrets, lambda outcome: _tell(call, outcome), call.chosen.member)
    beating = Beating(desk, call.chosen.member, lambda: loop.passes, health)
    call.closing.callback(beating.close)
    call.closing.callback(loop.close)
    _stop_on_signals(loop, beating)
    beating.begin()
    if once:
        loop.run_once()
    elif until_idle:
        loop.run_until_idle()
    else:
        loop.run(timedelta(seconds=poll))


def status(context: typer.Context, edition: Annotated[str, typer.Argument()] = "") -> None:
    """List deliveries."""
    from editor_app.services import publishing
    from editor_app.storage.queries.queue_rows import QueueFilter

    call: Call = context.obj
    desk = call.desk()
    chosen = QueueFilter(_edition(desk, edition), limit=_ALL)
    rows = publishing.status(desk, chosen)[::-1]
    out, of = k_of_n([row.state for row in rows])
    told: dict[str, Json] = {"out": out, "of": of}
    lines = [call.voice.words(T("{out} of {all} accounts have it.", out=out, all=of))] if rows else []
    if not edition:
        told, lines = _of_the_office(call, desk)
    value: dict[str, Json] = {"deliveries": [delivery_as_json(call.voice, row) for row in rows], **told}
    call.voice.table(value, DELIVERY_HEAD, delivery_rows(call.voice, rows))
    if lines and not call.voice.json:
        call.voice.answer({}, lines)


def _of_the_office(call: Call, desk: Desk) -> tuple[dict[str, Json], list[str]]:
    """What `status` says besides the deliveries: second looks that are owed, and what nothing sends."""
    from editor_app.services import debts, unserved

    value: dict[str, Json] = {}
    owed, idle = debts.debts(desk), unserved.unserved(desk)
    if owed:
        value["debts"] = [debt_as_json(each) for each in owed]
    lines = [owed_line(call.voice, each) for each in owed]
    if idle is not None:
        since = idle.since.isoformat(timespec="seconds").replace("+00:00", "Z")
        value["unserved"] = {"count": idle.number, "since": since}
        then = T("The first one since {time}; start a sender: `editor-app worker`.", time=since)
        lines.append(f"{call.voice.words(idle.words)} {call.voice.words(then)}")
    return value, lines


def _edition(desk: Desk, edition: str) -> EditionId | None:
    """The edition that is named; None = every one."""
    if not edition:
        return None
    from editor_app.services import approvals

    return approvals.edition(desk, edition).id


def _tell(call: Call, outcome: Outcome) -> None:
    if call.voice.json:
        emit(delivery_as_json(call.voice, outcome.row))
    else:
        say(outcome_line(call.voice, outcome.row))


def _stop_on_signals(loop: Worker, beating: Beating) -> None:
    """End gracefully, after the calls under way, when the service manager or a person asks."""

    def stop(_number: int, _frame: object) -> None:
        loop.stop()
        beating.stopping()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
