"""Commands about comments and suggestions on a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.arguments import WrongUsage
from editor_app.cli.words import _
from editor_app.domain.comment import ENDING_NAMES
from editor_app.domain.text import T, Text
from editor_app.services import accounts, anchoring, commenting, documents, suggesting
from editor_app.services.commenting import New
from editor_app.services.suggesting import TextChanged

if TYPE_CHECKING:
    from editor_app.cli.answers import Voice
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.domain.comment import Closing, Thread
    from editor_app.services.anchoring import Placed
    from editor_app.services.desk import Desk

group = typer.Typer(no_args_is_help=True)

_Comment = Annotated[str, typer.Argument(help=_("The comment, by id or six characters of its beginning."))]
_On = Annotated[str, typer.Option("--on", help=_("The words meant, as they stand there; without it the whole field."))]
_Field = Annotated[str, typer.Option("--field", help=_("The field meant: title, summary, body …"))]
_Account = Annotated[str, typer.Option("--account", help=_("Whose variant is meant; without it the document."))]


@dataclass(frozen=True, slots=True)
class _Where:
    """What a command line says about the place."""

    on: str
    field: str
    account: str
    subject: str = ""


def add_to(app: typer.Typer) -> None:
    """Put what stands on the top level there."""
    app.command("suggest", help=_("Suggest other words for a place of a document."))(suggest)


@group.command("add", help=_("Comment on words, a field, a picture or a chart of a document."))
def add(
    context: typer.Context,
    document: str,
    words: str,
    on: _On = "",
    field: _Field = "body",
    account: _Account = "",
    picture: Annotated[
        str, typer.Option(help=_("Digest of the picture meant, as `media:` names it in the text."))
    ] = "",
    chart: Annotated[str, typer.Option(help=_("Id of the chart meant, as `chart:` names it in the text."))] = "",
    *,
    must: Annotated[bool, typer.Option("--must", help=_("It should be settled before anybody signs."))] = False,
) -> None:
    """Begin a thread."""
    call: Call = context.obj
    if picture and chart:
        raise WrongUsage(T("Choose --picture or --chart."), T("See `editor-app comment add --help`."))
    kind = anchoring.PICTURE if picture else anchoring.CHART if chart else field
    seat = call.seat()
    opened = documents.opened(seat.desk, document)
    where = _Where(on, kind, account, picture or chart)
    new = _new(seat.desk, opened, where, words, None, must=must)
    _tell(call, commenting.begin(seat, opened.document.id, new))


@group.command("list", help=_("The comments on a document where they stand in its newest revision."))
def list_comments(
    context: typer.Context,
    document: str,
    *,
    every: Annotated[bool, typer.Option("--all", help=_("Closed ones as well."))] = False,
) -> None:
    """Tell the threads in reading order."""
    call: Call = context.obj
    desk = call.desk()
    found = commenting.threads(desk, documents.opened(desk, document).document.id)
    shown = [each for each in found if every or each.thread.is_open]
    lines = [line for each in shown for line in _lines(call.voice, each)]
    call.voice.answer(
        {"comments": [_as_json(each.thread, each) for each in shown]},
        lines or [call.voice.words(T("No comment is open."))],
    )


@group.command("reply", help=_("Answer a comment; @Name tells somebody."))
def reply(context: typer.Context, comment: _Comment, words: str) -> None:
    """Say something more."""
    call: Call = context.obj
    _tell(call, commenting.reply(call.seat(), comment, words))


@group.command("resolve", help=_("Say that a comment is settled."))
def resolve(
    context: typer.Context,
    comment: _Comment,
    reason: Annotated[str, typer.Option(help=_("How; it stays on the record."))] = "",
) -> None:
    """Settle a thread."""
    call: Call = context.obj
    _tell(call, commenting.resolve(call.seat(), comment, reason))


@group.command("reopen", help=_("Open a settled comment again."))
def reopen(context: typer.Context, comment: _Comment) -> None:
    """Open a thread again."""
    call: Call = context.obj
    _tell(call, commenting.reopen(call.seat(), comment))


@group.command("apply", help=_("Take a suggestion over as the next revision."))
def apply(
    context: typer.Context,
    comment: _Comment,
    *,
    revise: Annotated[
        bool, typer.Option("--revise", help=_("Revise an approved document: its approval ends."))
    ] = False,
) -> None:
    """Replace the words."""
    call: Call = context.obj
    try:
        saved = suggesting.apply(call.seat(), comment, revise=revise)
    except TextChanged as changed:
        both: dict[str, Json] = {"quote": changed.quote, "now": changed.now, "replacement": changed.replacement}
        said = call.voice.words(changed.message), call.voice.words(changed.next_step)
        call.voice.refusal(changed.code, *said, both)
        raise typer.Exit(1) from changed
    call.voice.answer(
        {"revision": saved.id, "number": saved.number},
        [call.voice.words(T("Taken over in revision {number}.", number=saved.number))],
    )


@group.command("reject", help=_("Leave the text as it is, and say why."))
def reject(
    context: typer.Context,
    comment: _Comment,
    reason: Annotated[str, typer.Option(help=_("Why; it stays on the record."))],
) -> None:
    """Reject a suggestion."""
    call: Call = context.obj
    _tell(call, suggesting.reject(call.seat(), comment, reason))


def suggest(
    context: typer.Context,
    document: str,
    words: Annotated[str, typer.Argument(help=_("Why."))],
    on: Annotated[str, typer.Option("--on", help=_("The words meant, as they stand there."))],
    instead: Annotated[str, typer.Option("--with", help=_("What should stand there instead."))],
    field: _Field = "body",
    account: _Account = "",
) -> None:
    """Suggest other words."""
    call: Call = context.obj
    seat = call.seat()
    opened = documents.opened(seat.desk, document)
    new = _new(seat.desk, opened, _Where(on, field, account), words, instead, must=False)
    _tell(call, suggesting.suggest(seat, opened.document.id, new))


def _new(desk: Desk, opened: documents.Opened, where: _Where, words: str, instead: str | None, *, must: bool) -> New:
    account = accounts.by_name(desk, where.account) if where.account else None
    revision = opened.revision
    anchor = anchoring.anchor_on(revision, where.on, where.field, account, where.subject)
    return New(revision.id, anchor, words, must, instead)


def _tell(call: Call, thread: Thread) -> None:
    state = T("open") if thread.is_open else ENDING_NAMES[thread.closings[-1].ending]
    sentence = T("Comment {id}: {state}.", id=thread.id[:8], state=state)
    call.voice.answer(_as_json(thread, None), [call.voice.words(sentence)])


def _as_json(thread: Thread, placed: Placed | None) -> dict[str, Json]:
    said: dict[str, Json] = {
        "comment": thread.id,
        "field": thread.anchor.field,
        "quote": thread.anchor.quote,
        "must": thread.is_must,
        "open": thread.is_open,
        "replacement": thread.replacement,
        "remarks": [{"by": one.name, "at": one.at.isoformat(), "words": one.words} for one in thread.remarks],
        "closings": [_closing_as_json(one) for one in thread.closings],
    }
    if placed is None:
        return said
    start = placed.found.start if placed.found else None
    return said | {"account": placed.account_name, "words": placed.words, "start": start, "gone": placed.is_orphaned}


def _closing_as_json(one: Closing) -> dict[str, Json]:
    return {
        "ending": one.ending.value,
        "by": one.name,
        "at": one.at.isoformat(),
        "reason": one.reason,
        "revision": one.revision,
    }


def _lines(voice: Voice, placed: Placed) -> list[str]:
    thread = placed.thread
    marks: list[Text] = []
    if thread.is_must:
        marks.append(T("to be settled before signing"))
    if placed.is_orphaned:
        marks.append(T("its words were taken out"))
    if not thread.is_open:
        marks.append(ENDING_NAMES[thread.closings[-1].ending])
    place = placed.account_name or thread.anchor.field
    head = " · ".join([thread.id[:8], place, placed.words[:60], *map(voice.words, marks)])
    instead = [f"  → {thread.replacement}"] if thread.replacement is not None else []
    return [head, *instead, *(f"  {one.name}: {line}" for one in thread.remarks for line in one.words.splitlines())]
