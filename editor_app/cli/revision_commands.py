"""Commands about a document's revisions: save beside others, look back, compare, name, bring back, see who is here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.words import _, state_words
from editor_app.domain.field_words import FIELD_WORDS, place_words
from editor_app.domain.presence import Doing
from editor_app.domain.text import T, T_n
from editor_app.domain.text_merge import Keep
from editor_app.services import documents, histories, merging
from editor_app.services.merging import Undecided

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.domain.document import Revision
    from editor_app.domain.history import Moment, Stretch
    from editor_app.domain.text import Text
    from editor_app.services.comparing import FieldChange
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.documents import Draft, Opened
    from editor_app.services.merging import Stale

group = typer.Typer(no_args_is_help=True)

_Number = Annotated[int, typer.Argument(help=_("Number of the revision."), min=1)]
_Revise = Annotated[bool, typer.Option("--revise", help=_("Void what was approved and still waits to go out."))]
_HEAD = (_("Revision"), _("Saved at"), _("By"), _("What it is"))
_CONFLICT_HEAD = (_("Place"), _("Yours"), _("Theirs"))
_WHO_HEAD = (_("Who"), _("Doing"), _("Since"))
_DOING = {
    Doing.WRITING: T("writing"),
    Doing.OPEN: T("open in the window"),
    Doing.REVIEWING: T("reviewing"),
    Doing.QUEUE: T("looking at the deliveries"),
}
_SHORT = 60


@group.command("save", help=_("Replace the text by a Markdown file, together with what others saved meanwhile."))
def save(
    context: typer.Context,
    document: str,
    file: Annotated[Path, typer.Option(help=_("The Markdown file."))],
    based_on: Annotated[
        int, typer.Option(help=_("Number of the revision that the file grew from; without it, the newest."), min=0)
    ] = 0,
    *,
    merge: Annotated[
        bool | None,
        typer.Option(
            "--merge/--keep-both",
            help=_("Merge with what others saved; --keep-both keeps both texts where the same place was changed."),
        ),
    ] = None,
    revise: _Revise = False,
) -> None:
    """Save a file as the next revision."""
    call: Call = context.obj
    seat = call.seat()
    found = documents.opened(seat.desk, document)
    base = histories.revision_of(seat.desk, found.document.id, based_on) if based_on else found.revision
    draft = _draft(seat, base, file)
    if merge is None:
        saved, count = documents.save_revision(seat, base.document, base.id, draft, revise=revise), 0
    else:
        saved, count = _merged(call, seat, (base, draft), keeps_both=not merge, revise=revise)
    _tell(call, found, saved, {"conflicts": count})


@group.command("history", help=_("Milestones of a document and the saves between them; --all lists each revision."))
def history(
    context: typer.Context,
    document: str,
    *,
    everything: Annotated[bool, typer.Option("--all", help=_("Every revision, none folded up."))] = False,
) -> None:
    """Look back."""
    call: Call = context.obj
    desk = call.desk()
    found = documents.opened(desk, document).document.id
    moments, folded = histories.moments(desk, found), histories.folded(desk, found)
    shown = [(each,) for each in moments] if everything else [stretch.moments for stretch in folded]
    rows = [_row(call, desk, each) for each in shown]
    call.voice.table({"revisions": [_as_json(each) for each in moments], "folded": _folded(folded)}, _HEAD, rows)


@group.command("compare", help=_("What changed from one revision to another, numbers first."))
def compare(context: typer.Context, document: str, before: _Number, after: _Number) -> None:
    """Compare two revisions."""
    from editor_app.services import comparing

    call: Call = context.obj
    desk = call.desk()
    found = documents.opened(desk, document).document.id
    old, new = (histories.revision_of(desk, found, number).id for number in (before, after))
    difference = comparing.revisions(desk, old, new)
    numbers: list[Json] = [{"before": n.before, "after": n.after, "around": n.around} for n in difference.numbers]
    fields: list[Json] = [
        {"field": each.field, "changes": [[c.op.value, c.text] for c in each.changes]} for each in difference.fields
    ]
    lines = [f"{n.before or '—'} → {n.after or '—'}   {n.around}" for n in difference.numbers]
    for each in difference.fields:
        lines += _changed(call, each)
    call.voice.answer({"numbers": numbers, "fields": fields}, lines)


@group.command("restore", help=_("Bring an earlier revision back as the newest; nothing is lost by it."))
def restore(context: typer.Context, document: str, revision: _Number, *, revise: _Revise = False) -> None:
    """Bring a revision back."""
    call: Call = context.obj
    seat = call.seat()
    found = documents.opened(seat.desk, document)
    old = histories.revision_of(seat.desk, found.document.id, revision)
    _tell(call, found, histories.restore(seat, old.id, revise=revise), {"restored": old.number})


@group.command("name", help=_("Give a revision a name, so that it stands out in the history."))
def name(context: typer.Context, document: str, revision: _Number, words: str) -> None:
    """Name a revision."""
    call: Call = context.obj
    seat = call.seat()
    found = documents.opened(seat.desk, document)
    named = histories.revision_of(seat.desk, found.document.id, revision)
    histories.name(seat, named.id, words)
    _tell(call, found, named, {"name": " ".join(words.split())})


@group.command("who", help=_("Who has a document open just now; nobody is locked out."))
def who(context: typer.Context, document: str) -> None:
    """Say who is here."""
    from editor_app.services import presence

    call: Call = context.obj
    desk = call.desk()
    found = presence.others(desk, documents.opened(desk, document).document.id)
    zone = _zone(desk)
    value: list[Json] = [
        {"name": each.name, "doing": each.doing.value, "since": each.since.isoformat()} for each in found
    ]
    rows = [
        (each.name, call.voice.words(_DOING[each.doing]), f"{each.since.astimezone(zone):%Y-%m-%d %H:%M}")
        for each in found
    ]
    call.voice.table({"present": value}, _WHO_HEAD, rows)


def _draft(seat: Seat, base: Revision, file: Path) -> Draft:
    from editor_app.services import importing

    text = importing.text_of(seat, file)
    draft = documents.draft_of(base)
    return replace(draft, content=replace(draft.content, body=text.body, title=text.title or draft.content.title))


def _merged(
    call: Call, seat: Seat, wrote: tuple[Revision, Draft], *, keeps_both: bool, revise: bool
) -> tuple[Revision, int]:
    """The revision saved, and at how many places both wrote."""
    base, draft = wrote
    try:
        return merging.save(seat, base.document, base.id, draft, revise=revise), 0
    except Undecided as undecided:
        stale = undecided.stale
        if not keeps_both:
            _tell_conflicts(call, seat.desk, undecided)
            raise typer.Exit(1) from undecided
    count = len(stale.found.conflicts)
    return merging.save_merged(seat, stale, [Keep.BOTH] * count, revise=revise), count


def _tell_conflicts(call: Call, desk: Desk, undecided: Undecided) -> None:
    voice = call.voice
    rows = list(_conflicts(call, desk, undecided.stale))
    found: list[Json] = [{"place": row[0], "mine": row[1], "theirs": row[2]} for row in rows]
    words = (voice.words(undecided.message), voice.words(undecided.next_step))
    voice.refusal(undecided.code, *words, {"conflicts": found})
    if not voice.json:
        voice.table({}, _CONFLICT_HEAD, [(row[0], row[1][:_SHORT], row[2][:_SHORT]) for row in rows])


def _conflicts(call: Call, desk: Desk, stale: Stale) -> Iterator[tuple[str, str, str]]:
    from editor_app.services.accounts import all_accounts

    names = {account.id: account.name for account in all_accounts(desk)}
    for each in stale.found.conflicts:
        target = each.place.target
        account = "" if target is None else names.get(target.account, "") if target.account else target.platform
        yield call.voice.words(place_words(each.place, account)), each.mine, each.theirs


def _changed(call: Call, change: FieldChange) -> Iterator[str]:
    target, colon, name = change.field.rpartition(":")
    words = call.voice.words(FIELD_WORDS[name]) if name in FIELD_WORDS else name
    yield f"{target}{colon} {words}".strip()
    marks = {"removed": "-", "inserted": "+"}
    yield from (f"  {marks[c.op.value]} {c.text.strip()}" for c in change.changes if c.op.value in marks)


def _as_json(moment: Moment) -> dict[str, Json]:
    return {
        "revision": moment.number,
        "id": moment.id,
        "title": moment.title,
        "by": moment.author,
        "saved_at": moment.saved_at.isoformat(),
        "name": moment.name,
        "grew_from": list(moment.origins),
        "editions": [[number, state.value] for number, state in moment.editions],
    }


def _folded(found: tuple[Stretch, ...]) -> list[Json]:
    return [[moment.number for moment in stretch.moments] for stretch in found]


def _row(call: Call, desk: Desk, moments: tuple[Moment, ...]) -> tuple[str, ...]:
    newest, oldest, zone = moments[0], moments[-1], _zone(desk)
    authors = ", ".join(dict.fromkeys(moment.author for moment in moments))
    when = f"{newest.saved_at.astimezone(zone):%Y-%m-%d %H:%M}"
    if len(moments) > 1:
        words = call.voice.words(T_n("{count} save", "{count} saves", count=len(moments)))
        return f"{oldest.number}–{newest.number}", when, authors, words
    return str(newest.number), when, authors, _what(call, newest)


def _what(call: Call, moment: Moment) -> str:
    """Its name, the editions made of it, what went into it; else its title."""
    words: list[str | Text] = [moment.name] if moment.name else []
    words += [
        T("edition {number}: {state}", number=number, state=state_words(state)) for number, state in moment.editions
    ]
    if moment.origins:
        words.append(T("together with revision {numbers}", numbers=", ".join(map(str, moment.origins))))
    return " · ".join(call.voice.words(each) for each in words) or moment.title


def _zone(desk: Desk) -> ZoneInfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(desk.workspace.zone)


def _tell(call: Call, found: Opened, saved: Revision, more: dict[str, Json]) -> None:
    value: dict[str, Json] = {
        "id": found.document.id,
        "number": found.document.number,
        "title": saved.content.title,
        "revision": saved.number,
        **more,
    }
    call.voice.answer(value, [f"{found.document.number}  {saved.content.title}  ({saved.number})"])
