"""Commands of the emergency lane: fill a locked template, hand it in, and the second look that is owed after."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.reports import FINDING_HEAD, debt_as_json, finding_rows, findings_as_json, owed_line
from editor_app.cli.words import _
from editor_app.domain.emergency import SlotKind, Verdict
from editor_app.domain.errors import Invalid, Unavailable
from editor_app.domain.identifiers import grouped
from editor_app.domain.text import T
from editor_app.services import approvals, debts, documents, freezing, lane, templates
from editor_app.services.debts import Look
from editor_app.services.freezing import NotReady
from editor_app.services.lane import Alarm

if TYPE_CHECKING:
    from editor_app.cli.answers import Voice
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.domain.emergency import Template, Wording

group = typer.Typer(no_args_is_help=True)

_Set = Annotated[list[str], typer.Option("--set", help=_("SLOT=VALUE; several are allowed."))]
_KINDS = {
    SlotKind.PLACE: _("place"),
    SlotKind.TIME: _("time, as 2026-11-28 14:30"),
    SlotKind.LEVEL: _("one of the words given"),
    SlotKind.HOTLINE: _("telephone number"),
    SlotKind.NUMBER: _("number"),
    SlotKind.WORDS: _("a few words"),
}


@group.command("templates", help=_("The locked templates; with a name, its wording and slots."))
def templates_(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=_("A template's name."))] = "",
    language: Annotated[str, typer.Option(help=_("Language of the notice: zh-CN or en."))] = "zh-CN",
) -> None:
    """Tell the templates."""
    call: Call = context.obj
    desk = call.desk()
    if name:
        found = templates.template(desk, name)
        wording = found.wording(language)
        call.voice.answer(_template(found, wording), _lines(call.voice, found, wording))
        return
    every = templates.templates(desk)
    call.voice.table(
        {"templates": [_template(each, each.wording(language)) for each in every]},
        (_("Name"), _("Version"), _("What it is"), _("Slots")),
        [
            (
                each.key,
                str(each.version),
                each.wording(language).name,
                " ".join(s.name for s in each.wording(language).slots),
            )
            for each in every
        ],
    )


@group.command("word", help=_("Word a template anew from a TOML file, or add one (admins)."))
def word(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=_("A template's name."))],
    file: Annotated[Path, typer.Option(help=_("The TOML file; the supplied ones are the model."))],
    reason: Annotated[str, typer.Option(help=_("Why; it stays on the record."))],
) -> None:
    """Change a template."""
    call: Call = context.obj
    seat = call.seat()
    try:
        text = file.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise Unavailable(T("{file} can't be read.", file=str(file)), T("Check its name and rights.")) from error
    made = templates.change(seat, name, text, reason)
    call.voice.answer({"template": made.key, "version": made.version}, [f"{made.key}  {made.version}"])


@group.command("new", help=_("Make a document of a locked template."))
def new(
    context: typer.Context,
    template: Annotated[str, typer.Argument(help=_("A template's name."))],
    values: _Set = [],  # noqa: B006 - typer copies it
    language: Annotated[str, typer.Option(help=_("Language of the notice: zh-CN or en."))] = "zh-CN",
) -> None:
    """Fill a template."""
    call: Call = context.obj
    made = lane.begin(call.seat(), template, language, dict(map(_pair, values)))
    title = made.revision.content.title
    call.voice.answer(
        {"id": made.document.id, "number": made.document.number, "title": title, "body": made.revision.content.body},
        [f"{made.document.number}  {title}", "", made.revision.content.body],
    )


@group.command("fill", help=_("Fill a document's slots anew; the locked wording stays."))
def fill(context: typer.Context, document: str, values: _Set = []) -> None:  # noqa: B006 - typer copies it
    """Fill again."""
    call: Call = context.obj
    seat = call.seat()
    found = documents.opened(seat.desk, document)
    saved = lane.fill(seat, found.document.id, dict(map(_pair, values)))
    call.voice.answer(
        {"id": saved.document, "number": found.document.number, "title": saved.content.title, "revision": saved.number},
        [f"{found.document.number}  {saved.content.title}  ({saved.number})", "", saved.content.body],
    )


@group.command("submit", help=_("Hand an emergency in: one reviewer lets it go, ahead of what is queued."))
def submit(
    context: typer.Context,
    document: str,
    account: Annotated[list[str], typer.Option(help=_("Accounts that receive it; several are allowed."))],
    reason: Annotated[str, typer.Option(help=_("Why; it stays on the record."))],
    accept: Annotated[list[str], typer.Option(help=_("FINDING=REASON: a warning accepted, with the reason."))] = [],  # noqa: B006 - typer copies it
) -> None:
    """Hand in."""
    call: Call = context.obj
    seat = call.seat()
    accounts = freezing.chosen_accounts(seat.desk, account)
    alarm = Alarm(tuple(one.id for one in accounts), reason, dict(map(_pair, accept)))
    try:
        edition = lane.submit(seat, documents.opened(seat.desk, document).document.id, alarm)
    except NotReady as stopped:
        found = findings_as_json(call.voice, stopped.findings, accounts)
        call.voice.refusal(
            stopped.code, call.voice.words(stopped.message), call.voice.words(stopped.next_step), {"findings": found}
        )
        if not call.voice.json:
            call.voice.table({}, FINDING_HEAD, finding_rows(call.voice, stopped.findings, found))
        raise typer.Exit(1) from stopped
    stage = edition.sealed().stages[0]
    call.voice.answer(
        {"edition": edition.id, "digest": edition.digest, "kind": edition.kind.value, "stage": stage.name},
        [
            edition.id,
            grouped(edition.digest),
            call.voice.words(T("Waits for one signature: {stage}.", stage=stage.name)),
        ],
    )


@group.command("debts", help=_("Emergencies that still owe a second person's look, with the time left."))
def debts_(context: typer.Context) -> None:
    """Tell the debts."""
    call: Call = context.obj
    desk = call.desk()
    owed = debts.debts(desk)
    is_open = debts.is_open(desk)
    value: dict[str, Json] = {"open": is_open, "debts": [debt_as_json(each) for each in owed]}
    lines = [owed_line(call.voice, each) for each in owed]
    if not is_open:
        lines.append(call.voice.words(T("The emergency lane is closed until the overdue look is taken.")))
    call.voice.answer(value, lines or [call.voice.words(T("Nothing is owed."))])


@group.command("settle", help=_("Take the second look: sign the same digest as a second person."))
def settle(
    context: typer.Context,
    edition: str,
    digest: Annotated[str, typer.Option(help=_("The digest you read; it binds your signature."))],
    note: Annotated[str, typer.Option(help=_("What you found; needed for a dispute."))] = "",
    *,
    dispute: Annotated[
        bool, typer.Option("--dispute", help=_("It should not have gone out like this; a correction is due."))
    ] = False,
) -> None:
    """Sign after the fact."""
    call: Call = context.obj
    seat = call.seat()
    found = approvals.edition(seat.desk, edition)
    said = debts.settle(seat, found.id, Look(digest, Verdict.DISPUTED if dispute else Verdict.UPHELD, note))
    sentence = T("Settled, and disputed: correct or withdraw it.") if dispute else T("Settled.")
    call.voice.answer({"edition": said.edition, "verdict": said.verdict.value}, [call.voice.words(sentence)])


@group.command("open-lane", help=_("Let one more emergency in although a second look is overdue (admins)."))
def open_lane(
    context: typer.Context, reason: Annotated[str, typer.Option(help=_("Why; it stays on the record."))]
) -> None:
    """Open the lane once."""
    call: Call = context.obj
    opening = debts.open_lane(call.seat(), reason)
    call.voice.answer({"opening": opening}, [call.voice.words(T("The lane takes one emergency."))])


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Invalid(T("“{text}” is no name=value.", text=text), T("Write it as name=value."))
    return name.strip(), value


def _template(found: Template, wording: Wording) -> dict[str, Json]:
    return {
        "name": found.key,
        "version": found.version,
        "label": wording.name,
        "title": wording.title,
        "body": wording.body,
        "slots": [
            {"name": s.name, "kind": s.kind.value, "label": s.label, "example": s.example, "choices": list(s.choices)}
            for s in wording.slots
        ],
    }


def _lines(voice: Voice, found: Template, wording: Wording) -> list[str]:
    slots = [f"  {s.name}: {s.label} ({voice.words(_KINDS[s.kind])}; {s.example})" for s in wording.slots]
    return [f"{found.key}  {wording.name}", "", wording.title, "", wording.body, *slots]
