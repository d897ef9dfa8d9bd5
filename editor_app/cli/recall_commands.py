"""Commands that set right what is out: correct, withdraw, and the case that both belong to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.recalls import CASE_HEAD, PLACE_HEAD, case_as_json, case_lines, case_row, place_rows
from editor_app.cli.reports import FINDING_HEAD, finding_rows, findings_as_json
from editor_app.cli.words import _
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Invalid, Unavailable
from editor_app.domain.identifiers import grouped, sha256
from editor_app.domain.recall import Measure
from editor_app.domain.text import T, T_n
from editor_app.services import corrections, documents, freezing, recalling, withdrawing
from editor_app.services.freezing import NotReady

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.cli.call import Call
    from editor_app.domain.edition import Edition
    from editor_app.domain.identifiers import AccountId
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.recalling import Case

group = typer.Typer(no_args_is_help=True)
_Case = Annotated[str, typer.Argument(help=_("The case, by id or six characters of its beginning."))]
_Item = Annotated[int, typer.Argument(help=_("Number of the copy, as `recall show` gives it."))]
_Reason = Annotated[str, typer.Option(help=_("Why; it stays on the record."))]
_Measures = Annotated[
    list[str],
    typer.Option(help=_("ACCOUNT=MEASURE: edit, delete, unpublish, follow_up or by_hand; several are allowed.")),
]


def add_to(app: typer.Typer) -> None:
    """Put the two verbs on the top level."""
    app.command("correct", help=_("Correct what is out: in place, or by a post that links the wrong one."))(correct)
    app.command("withdraw", help=_("Take away what is out, on every account."))(withdraw)


def correct(
    context: typer.Context,
    document: str,
    reason: _Reason,
    note: Annotated[str, typer.Option(help=_("What was wrong, for the public; it stands in every corrected post."))],
    measure: _Measures = [],  # noqa: B006 - typer copies it
    accept: Annotated[list[str], typer.Option(help=_("FINDING=REASON: a warning accepted, with the reason."))] = [],  # noqa: B006
) -> None:
    """Open a case and hand in its correction."""
    call: Call = context.obj
    seat = call.seat()
    case = _case(seat, document, EditionKind.CORRECTION, reason, measure)
    reasons = dict(_pair(one) for one in accept)
    _hand_in(call, case, lambda: corrections.submit(seat, case.row.id, note, reasons))


def withdraw(
    context: typer.Context,
    document: str,
    reason: _Reason,
    note: Annotated[str, typer.Option(help=_("What the public is told where only a notice is possible."))] = "",
    measure: _Measures = [],  # noqa: B006 - typer copies it
) -> None:
    """Open a case and hand in its withdrawal."""
    call: Call = context.obj
    seat = call.seat()
    case = _case(seat, document, EditionKind.WITHDRAWAL, reason, measure)
    _hand_in(call, case, lambda: withdrawing.submit(seat, case.row.id, note))


@group.command("list", help=_("Open cases; with --all the closed ones too."))
def listed(context: typer.Context, *, every: Annotated[bool, typer.Option("--all")] = False) -> None:
    """Tell the cases."""
    call: Call = context.obj
    found = recalling.cases(call.desk(), open_only=not every)
    told = {"cases": [case_as_json(call.voice, each) for each in found]}
    if not found and not call.voice.json:
        call.voice.answer(told, [call.voice.words(T("No case is open."))])
        return
    call.voice.table(told, CASE_HEAD, [case_row(call.voice, each) for each in found])


@group.command("show", help=_("Every copy of a case: what is done about it, where it stands, its proofs."))
def show(context: typer.Context, case: _Case) -> None:
    """Tell one case."""
    call: Call = context.obj
    _tell(call, recalling.opened(call.desk(), case))


@group.command("add", help=_("Add a copy that somebody else posted, by its link."))
def add(context: typer.Context, case: _Case, url: str) -> None:
    """Add a repost."""
    call: Call = context.obj
    seat = call.seat()
    recalling.add_link(seat, case, url)
    _tell(call, recalling.opened(seat.desk, case))


@group.command("set", help=_("Choose what is done about a copy, before it is submitted."))
def choose(context: typer.Context, case: _Case, item: _Item, measure: Measure) -> None:
    """Choose a measure."""
    call: Call = context.obj
    seat = call.seat()
    recalling.choose(seat, case, item, measure)
    _tell(call, recalling.opened(seat.desk, case))


@group.command("run", help=_("Queue the approved edition of a case: every account at once."))
def run(context: typer.Context, case: _Case) -> None:
    """Run a case."""
    call: Call = context.obj
    made = recalling.run(call.seat(), case)
    call.voice.answer(
        {"deliveries": [{"id": one.id} for one in made]},
        [call.voice.words(T_n("{count} delivery is queued.", "{count} deliveries are queued.", count=len(made)))],
    )


@group.command("proof", help=_("Sign a copy off with what was seen: a link, a screenshot, or both."))
def proof(
    context: typer.Context,
    case: _Case,
    item: _Item,
    outcome: Annotated[str, typer.Option(help=_("gone, corrected, or kept with the reason in the note."))],
    note: Annotated[str, typer.Option(help=_("What was seen; it stays on the record."))],
    link: Annotated[str, typer.Option(help=_("The address that was looked at."))] = "",
    screenshot: Annotated[str, typer.Option(help=_("A picture of it; its digest is kept, not the picture."))] = "",
) -> None:
    """Keep a proof."""
    call: Call = context.obj
    seat = call.seat()
    seen = recalling.Seen(outcome, note, link, _digest_of(screenshot) if screenshot else "")
    recalling.prove(seat, case, item, seen)
    _tell(call, recalling.opened(seat.desk, case))


@group.command("close", help=_("End a case in which every copy is proven or signed off."))
def close(
    context: typer.Context,
    case: _Case,
    note: Annotated[str, typer.Option(help=_("What was learnt; it stays on the record."))],
) -> None:
    """Close a case."""
    call: Call = context.obj
    seat = call.seat()
    row = recalling.close(seat, case, note)
    _tell(call, recalling.opened(seat.desk, row.id))


def _tell(call: Call, case: Case) -> None:
    told = case_as_json(call.voice, case)
    if call.voice.json:
        call.voice.answer(told)
        return
    call.voice.answer(told, case_lines(call.voice, case))
    call.voice.table(told, PLACE_HEAD, place_rows(call.voice, case))


def _case(seat: Seat, reference: str, kind: EditionKind, reason: str, measure: list[str]) -> Case:
    """The open case of the document, or a new one."""
    document = documents.opened(seat.desk, reference).document.id
    known = [each for each in recalling.cases(seat.desk) if each.row.document == document and each.row.kind is kind]
    if known:
        return known[0]
    row = recalling.open_case(seat, document, kind, reason, _measures(seat.desk, measure))
    return recalling.opened(seat.desk, row.id)


def _measures(desk: Desk, said: list[str]) -> dict[AccountId, Measure]:
    pairs = dict(_pair(one) for one in said)
    wrong = next((word for word in pairs.values() if word not in list(Measure)), "")
    if wrong:
        raise Invalid(T("There is no measure “{name}”.", name=wrong), T("One of {names}.", names=", ".join(Measure)))
    return {
        account.id: Measure(pairs[account.name]) for account in freezing.chosen_accounts(desk, list(pairs)) if pairs
    }


def _hand_in(call: Call, case: Case, submit: Callable[[], Edition]) -> None:
    """Hand the edition in and say what it waits for; where everything is done by hand, only the case is told."""
    if all(place.row.measure is Measure.BY_HAND for place in case.places):
        _tell(call, case)
        return
    try:
        edition = submit()
    except NotReady as stopped:
        found = findings_as_json(call.voice, stopped.findings, ())
        following = call.voice.words(stopped.next_step)
        call.voice.refusal(stopped.code, call.voice.words(stopped.message), following, {"findings": found})
        if not call.voice.json:
            call.voice.table({}, FINDING_HEAD, finding_rows(call.voice, stopped.findings, found))
        raise typer.Exit(1) from stopped
    call.voice.answer(
        {"case": case.row.id, "edition": edition.id, "digest": edition.digest},
        [
            call.voice.words(T("Case {id}.", id=case.row.id[:8])),
            call.voice.words(T("Edition {id}, digest {digest}.", id=edition.id, digest=grouped(edition.digest))),
            call.voice.words(
                T("It waits for: {stages}.", stages=" → ".join(stage.name for stage in edition.sealed().stages))
            ),
        ],
    )


def _digest_of(file: str) -> str:
    try:
        return sha256(Path(file).read_bytes())
    except OSError as error:
        raise Unavailable(T("{file} can't be read.", file=file), T("Check its name and rights.")) from error


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not value.strip():
        raise Invalid(T("“{text}” is no pair.", text=text), T("Write it as NAME=VALUE."))
    return name, value.strip()
