"""Commands for reviewers without an account: their key, the packet that goes out, the decision that comes in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.arguments import WrongUsage
from editor_app.cli.words import _, state_words
from editor_app.domain.approval import Decision
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import grouped
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.services.approvals import DecisionOutcome

group = typer.Typer(no_args_is_help=True)
_LARGEST_SCAN = 64 << 20


@group.command("register", help=_("Keep the public key of an invited reviewer who has no seat here."))
def register(context: typer.Context, member: str, file: str) -> None:
    """Keep a key that was made elsewhere."""
    from editor_app.services import packets

    call: Call = context.obj
    seat = call.seat()
    kept = packets.register(seat, member, _content(file))
    line = T("Hear the six words from {name} by telephone, then `editor-app member confirm`.", name=kept.name)
    call.voice.answer({"member": kept.name, "state": kept.state.value}, [call.voice.words(line)])


@group.command("out", help=_("Write a signed packet for a reviewer without an account."))
def out(
    context: typer.Context,
    edition: str,
    *,
    reviewer: Annotated[str, typer.Option("--for", help=_("The reviewer, whose key is confirmed."))],
    to: Annotated[str, typer.Option("--to", help=_("A new file."))],
) -> None:
    """Send a packet out."""
    from editor_app.services import approvals, packets

    call: Call = context.obj
    seat = call.seat()
    found = approvals.edition(seat.desk, edition)
    packets.send_out(seat, found.id, reviewer, Path(to).expanduser())
    lines = [
        call.voice.words(T("The packet is ready: {file}", file=to)),
        call.voice.words(T("Read the digest to the reviewer: {digest}", digest=grouped(found.digest))),
    ]
    call.voice.answer({"file": to, "edition": found.id, "digest": found.digest, "for": reviewer}, lines)


@group.command("in", help=_("Take in a signed decision; or, as an admin, countersign one on paper with its scan."))
def take_in(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help=_("The decision, or with --paper the scanned form."))],
    *,
    paper: Annotated[str, typer.Option("--paper", help=_("Who signed on paper."))] = "",
    edition: Annotated[str, typer.Option("--edition", help=_("The edition that was signed on paper."))] = "",
    digest: Annotated[str, typer.Option("--digest", help=_("The digest as it was copied on the form."))] = "",
    decision: Annotated[Decision, typer.Option("--decision", help=_("approve or return."))] = Decision.APPROVE,
    reason: Annotated[str, typer.Option("--reason", help=_("Why; needed for a return."))] = "",
) -> None:
    """Take a decision in."""
    from editor_app.services import approvals, packets
    from editor_app.services.packets import Paper

    call: Call = context.obj
    if bool(paper) != bool(edition) or bool(paper) != bool(digest):
        raise WrongUsage(
            T("A decision on paper needs --paper, --edition and --digest."), T("See `editor-app packet in --help`.")
        )
    seat = call.seat()
    if not paper:
        _tell(call, packets.take_in(seat, _content(file)))
        return
    found = approvals.edition(seat.desk, edition)
    _tell(call, packets.countersign(seat, found.id, Paper(paper, decision, digest, _content(file), reason)))


def _tell(call: Call, outcome: DecisionOutcome) -> None:
    following = outcome.next.name if outcome.next else ""
    state = outcome.edition.state
    line = (
        T("Signed. Next: {stage}.", stage=following) if following else T("Recorded: {state}.", state=state_words(state))
    )
    call.voice.answer(
        {"edition": outcome.edition.id, "state": state.value, "next": following}, [call.voice.words(line)]
    )


def _content(file: str) -> bytes:
    path = Path(file).expanduser()
    if not path.is_file() or path.stat().st_size > _LARGEST_SCAN:
        raise NotFound(T("There is no file {file}.", file=file), T("Check the name."))
    return path.read_bytes()
