"""Commands about editions: hand in, sign or send back, queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.arguments import WrongUsage
from editor_app.cli.reports import FINDING_HEAD, finding_rows, findings_as_json
from editor_app.cli.times import FoldOption, slot_or_none, time_or_none
from editor_app.cli.words import _, state_words
from editor_app.domain.approval import Decision, Where
from editor_app.domain.delivery import DeliveryState
from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import grouped
from editor_app.domain.text import T, T_n
from editor_app.services import approvals, documents, freezing, planning, publishing
from editor_app.services.approvals import Word
from editor_app.services.freezing import NotReady, Submission
from editor_app.services.twins import QueuedBefore

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.edition import Edition
    from editor_app.domain.text import Text

_ZONE = typer.Option("--zone", help=_("IANA time zone of times without an offset, such as Asia/Shanghai."))


def add_to(app: typer.Typer) -> None:
    """Put the commands on the top level."""
    app.command("submit", help=_("Freeze a document for its accounts and hand it to the reviewers."))(submit)
    app.command("decide", help=_("Approve an edition with your signature, or return it."))(decide)
    app.command("renew", help=_("Look at an approval again before it is too old, with your signature."))(renew)
    app.command("read", help=_("Say that you proof-read a variant to its end; proof stages ask for it."))(read)
    app.command("queue", help=_("Put an approved edition into the queue."))(queue)


def submit(
    context: typer.Context,
    document: str,
    account: Annotated[list[str], typer.Option(help=_("Accounts that receive it; several are allowed."))],
    route: Annotated[str, typer.Option(help=_("The approval route; without it the longest."))] = "",
    not_before: Annotated[str, typer.Option(help=_("Earliest time it may go out."))] = "",
    not_after: Annotated[str, typer.Option(help=_("Latest time it may go out."))] = "",
    accept: Annotated[list[str], typer.Option(help=_("FINDING=REASON: a warning accepted, with the reason."))] = [],  # noqa: B006 - typer copies it
    zone: Annotated[str, _ZONE] = "",
) -> None:
    """Hand a document in."""
    call: Call = context.obj
    seat = call.seat()
    accounts = freezing.chosen_accounts(seat.desk, account)
    submission = Submission(
        accounts=tuple(one.id for one in accounts),
        route=route,
        not_before=time_or_none(not_before, zone),
        not_after=time_or_none(not_after, zone),
        accepted=dict(_pair(one) for one in accept),
    )
    try:
        edition = approvals.submit(seat, documents.opened(seat.desk, document).document.id, submission)
    except NotReady as stopped:
        found = findings_as_json(call.voice, stopped.findings, accounts)
        call.voice.refusal(
            stopped.code, call.voice.words(stopped.message), call.voice.words(stopped.next_step), {"findings": found}
        )
        if not call.voice.json:
            call.voice.table({}, FINDING_HEAD, finding_rows(call.voice, stopped.findings, found))
        raise typer.Exit(1) from stopped
    _tell_submitted(call, edition)


def decide(
    context: typer.Context,
    edition: str,
    decision: Annotated[Decision, typer.Argument(help=_("approve or return."))],
    digest: Annotated[str, typer.Option(help=_("The digest you read; it binds your signature."))],
    reason: Annotated[str, typer.Option(help=_("Why; needed for a return."))] = "",
    override: Annotated[list[str], typer.Option(help=_("Digest of a finding that you take upon yourself."))] = [],  # noqa: B006 - typer copies it
) -> None:
    """Sign or send back."""
    call: Call = context.obj
    seat = call.seat()
    found = approvals.edition(seat.desk, edition)
    word = Word(decision, digest, reason, tuple(override), where=Where.COMMAND_LINE)
    outcome = approvals.decide(seat, found.id, word)
    following = outcome.next.name if outcome.next else ""
    call.voice.answer(
        {"edition": outcome.edition.id, "state": outcome.edition.state.value, "next": following},
        [
            call.voice.words(
                T("Signed. Next: {stage}.", stage=following)
                if following
                else T("Recorded: {state}.", state=state_words(outcome.edition.state))
            )
        ],
    )


def renew(
    context: typer.Context,
    edition: str,
    digest: Annotated[str, typer.Option(help=_("The digest you read; it binds your signature."))],
) -> None:
    """Look at an approval again."""
    from editor_app.services import renewing

    call: Call = context.obj
    seat = call.seat()
    found = approvals.edition(seat.desk, edition)
    done = renewing.renew(seat, found.id, digest, Where.COMMAND_LINE)
    until = done.use_until.isoformat() if done.use_until else ""
    said = (
        T("Signed. {count} more have to look at it again.", count=done.waits_for)
        if done.waits_for
        else T("Signed. The approval may be used until {time}.", time=until)
    )
    call.voice.answer({"edition": found.id, "use_until": until, "waits_for": done.waits_for}, [call.voice.words(said)])


def read(
    context: typer.Context,
    edition: str,
    account: Annotated[list[str], typer.Option(help=_("Whose variant; without it every one."))] = [],  # noqa: B006 - typer copies it
    *,
    to_end: Annotated[bool, typer.Option("--to-end", help=_("It was read sentence by sentence, to the end."))] = False,
) -> None:
    """Show a variant to read, or keep that it was read."""
    from editor_app.services import proof_reading

    call: Call = context.obj
    seat = call.seat()
    found = approvals.edition(seat.desk, edition)
    texts = proof_reading.texts(seat.desk, found, account)
    if to_end:
        for each in texts:
            proof_reading.note(seat, found.id, each.account, len(each.sentences), len(each.sentences))
    lines: list[str] = []
    for each in texts:
        lines.append(
            call.voice.words(
                T_n(
                    "{account}: {count} sentence",
                    "{account}: {count} sentences",
                    account=each.name,
                    count=len(each.sentences),
                )
            )
        )
        lines += [] if to_end else each.sentences
    variants: list[Json] = [{"account": each.name, "sentences": [*each.sentences]} for each in texts]
    call.voice.answer({"edition": found.id, "read": to_end, "variants": variants}, lines)


def queue(
    context: typer.Context,
    edition: str,
    at: Annotated[str, typer.Option(help=_("When it goes out; without it, now."))] = "",
    zone: Annotated[str, _ZONE] = "",
    fold: FoldOption = "",
    again: Annotated[str, typer.Option(help=_("Why the same text goes to an account once more within a day."))] = "",
    *,
    next_slot: Annotated[
        bool, typer.Option("--next-slot", help=_("Each account at its next free regular time; see `slot list`."))
    ] = False,
) -> None:
    """Queue an approved edition."""
    call: Call = context.obj
    if at and next_slot:
        raise WrongUsage(T("Choose --at or --next-slot."), T("See `editor-app queue --help`."))
    seat = call.seat()
    slot = slot_or_none(at, zone, fold)
    found = approvals.edition(seat.desk, edition)
    try:
        if next_slot:
            made = planning.queue_next(seat, found.id, again=again)
        else:
            made = publishing.queue(seat, found.id, slot, again=again)
    except QueuedBefore as before:
        _tell_twins(call, before)
        raise typer.Exit(1) from before
    names = {payload.account: payload.account_name for payload in found.sealed().payloads}
    call.voice.answer(
        {
            "deliveries": [
                {"id": one.id, "account": names[one.account], "planned_at": one.planned_at.isoformat()} for one in made
            ]
        },
        [call.voice.words(_queued(made))],
    )


def _queued(made: list[Delivery]) -> Text:
    if made[0].state is DeliveryState.HELD:
        return T_n(
            "All sending is frozen: {count} delivery is held until somebody releases it.",
            "All sending is frozen: {count} deliveries are held until somebody releases them.",
            count=len(made),
        )
    return T_n("{count} delivery is queued.", "{count} deliveries are queued.", count=len(made))


def _tell_submitted(call: Call, edition: Edition) -> None:
    stages = edition.sealed().stages
    call.voice.answer(
        {
            "edition": edition.id,
            "digest": edition.digest,
            "stages": [{"name": stage.name, "needs": stage.needs} for stage in stages],
        },
        [
            call.voice.words(T("Edition {id}, digest {digest}.", id=edition.id, digest=grouped(edition.digest))),
            call.voice.words(T("It waits for: {stages}.", stages=" → ".join(stage.name for stage in stages))),
        ],
    )


def _tell_twins(call: Call, before: QueuedBefore) -> None:
    twins = [
        {
            "id": twin.delivery,
            "account": twin.account_name,
            "state": twin.state.value,
            "at": twin.at.isoformat(),
            "percent": twin.percent,
        }
        for twin in before.twins
    ]
    following = call.voice.words(T("If it is to go out again, say why: `--again REASON`."))
    call.voice.refusal(before.code, call.voice.words(before.message), following, {"twins": twins})


def _pair(text: str) -> tuple[str, str]:
    finding, equals, reason = text.partition("=")
    if not equals or not reason.strip():
        raise Invalid(
            T("“{text}” does not say which finding is accepted and why.", text=text), T("Write it as FINDING=REASON.")
        )
    return finding, reason.strip()
