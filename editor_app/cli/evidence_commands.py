"""Commands about proof that leaves the house: the evidence package, and checking one without any workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.words import _
from editor_app.domain.evidence import HOLDS, Check
from editor_app.domain.identifiers import grouped
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.domain.evidence import Signer
    from editor_app.domain.text import Text
    from editor_app.services.evidence_check import Verified


def add_to(app: typer.Typer) -> None:
    """Put the commands on the top level."""
    app.command("evidence", help=_("Write everything that proves an edition into one file."))(evidence)
    app.command("verify", help=_("Check an evidence package offline, without any workspace."))(verify)


def evidence(
    context: typer.Context,
    edition: Annotated[str, typer.Argument(help=_("An edition, or the number of a document for all of its editions."))],
    *,
    to: Annotated[str, typer.Option("--to", help=_("A new file."))],
    with_script: Annotated[
        bool, typer.Option("--with-script", help=_("Write the script that checks it, without this program, beside it."))
    ] = False,
) -> None:
    """Make the package."""
    from editor_app.services import evidence as making
    from editor_app.services import evidence_check

    call: Call = context.obj
    seat = call.seat()
    made = making.save(seat, making.chosen(seat.desk, edition), Path(to).expanduser())
    verified = evidence_check.verified(made.content)
    script = str(making.save_script(Path(to).expanduser().parent)) if with_script else ""
    lines = [
        call.voice.words(T("The evidence package is ready: {file}", file=to)),
        call.voice.words(T("Digest of the file: {digest}", digest=grouped(made.digest, 16))),
        *(call.voice.words(fault.words) for fault in verified.faults),
    ]
    editions: list[Json] = [one.id for one in made.editions]
    call.voice.answer(
        {
            "file": to,
            "sha256": made.digest,
            "document": made.number,
            "editions": editions,
            "sequence": made.sequence,
            "head": verified.head,
            "holds": verified.holds,
            "script": script,
        },
        lines,
    )


def verify(context: typer.Context, file: str) -> None:
    """Say what holds and what doesn't; exit code 1 when anything doesn't."""
    from editor_app.services import evidence_check

    call: Call = context.obj
    verified = evidence_check.verified_file(Path(file).expanduser())
    lines = [line for check in Check for line in _lines(call, verified, check)]
    lines += [call.voice.words(_signed(signer)) for signer in verified.signers]
    if verified.signers:
        lines.append(
            call.voice.words(T("Compare the six words with the people themselves: nothing else proves whose."))
        )
    last = T("Everything holds.") if verified.holds else T("It does NOT hold.")
    call.voice.answer(_as_json(call, file, verified), [*lines, call.voice.words(last)])
    if not verified.holds:
        raise typer.Exit(1)


def _signed(signer: Signer) -> Text:
    words = " ".join(signer.words)
    match signer.decision:
        case "approve":
            return T("Approved by {name}: {words}", name=signer.name, words=words)
        case "return":
            return T("Returned by {name}: {words}", name=signer.name, words=words)
    return T("The package was made by {name}: {words}", name=signer.name, words=words)


def _lines(call: Call, verified: Verified, check: Check) -> list[str]:
    if check not in verified.looked_at:
        return [f"– {call.voice.words(T('Not looked at: the file can not be read to its end.'))}"]
    faults = verified.of(check)
    return [f"✗ {call.voice.words(fault.words)}" for fault in faults] or [f"✓ {call.voice.words(HOLDS[check])}"]


def _as_json(call: Call, file: str, verified: Verified) -> dict[str, Json]:
    return {
        "file": file,
        "sha256": verified.digest,
        "holds": verified.holds,
        "document": verified.about,
        "head": verified.head,
        "checks": {check.value: not verified.of(check) for check in verified.looked_at},
        "faults": [
            {"check": fault.check.value, "place": fault.place, "message": call.voice.words(fault.words)}
            for fault in verified.faults
        ],
        "signers": [
            {"name": one.name, "decision": one.decision, "words": " ".join(one.words)} for one in verified.signers
        ],
    }
