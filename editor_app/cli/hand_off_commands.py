"""Commands of handing over by hand: take a kit, write it out, say where the post is, sign it off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.words import _, state_words
from editor_app.domain.identifiers import DeliveryId
from editor_app.domain.text import T
from editor_app.services import handing_off, hands
from editor_app.services import media as pictures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from editor_app.cli.answers import Voice
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.domain.text import Text
    from editor_app.services.hands import Hand

group = typer.Typer(no_args_is_help=True)
_HEAD = (_("Delivery"), _("Account"), _("Title"), _("State"), _("Due"), _("Who has it"))
_Delivery = Annotated[str, typer.Argument(help=_("The delivery, by id or six characters of its beginning."))]
_Reason = Annotated[str, typer.Option(help=_("Why; it stays on the record."))]


@group.command("list", help=_("What waits to be posted by hand, and what a second person has to look at."))
def listed(context: typer.Context) -> None:
    """Tell what waits."""
    call: Call = context.obj
    found = hands.hands(call.desk())
    told = {"hands": [hand_as_json(call.voice, one) for one in found]}
    if not found and not call.voice.json:
        call.voice.answer(told, [call.voice.words(T("Nothing waits to be posted by hand."))])
        return
    call.voice.table(told, _HEAD, [_row(call.voice, one) for one in found])


@group.command("show", help=_("One of them: the steps, the texts to paste, the pictures, who has it, by when."))
def show(context: typer.Context, delivery: _Delivery) -> None:
    """Tell one kit."""
    call: Call = context.obj
    _tell(call, hands.hand(call.desk(), DeliveryId(delivery)))


@group.command("take", help=_("Take a kit, so that nobody else posts it too."))
def take(context: typer.Context, delivery: _Delivery) -> None:
    """Take a kit."""
    call: Call = context.obj
    found = handing_off.take(call.seat(), DeliveryId(delivery))
    _tell(call, found)


@group.command("kit", help=_("Write the kit into a new folder: texts, pictures in order, a checklist to print."))
def kit(
    context: typer.Context,
    delivery: _Delivery,
    to: Annotated[Path, typer.Option(help=_("The folder in which the kit's own folder is made."))],
) -> None:
    """Write a kit."""
    call: Call = context.obj
    place = handing_off.save_kit(call.seat(), DeliveryId(delivery), to)
    call.voice.answer({"folder": str(place)}, [call.voice.words(T("The kit lies in {folder}.", folder=str(place)))])


@group.command("posted", help=_("Say where the post is; its page is read at once and three times later."))
def posted(
    context: typer.Context,
    delivery: _Delivery,
    url: Annotated[str, typer.Option(help=_("The address of the post, as readers open it."))],
    note: Annotated[str, typer.Option(help=_("What else is to be known; it stays on the record."))] = "",
    screenshot: Annotated[Path | None, typer.Option(help=_("A picture of the post; it is kept as a proof."))] = None,
) -> None:
    """Keep an address."""
    call: Call = context.obj
    seat = call.seat()
    picture = pictures.read_file(screenshot) if screenshot is not None else b""
    _tell(call, handing_off.post_back(seat, DeliveryId(delivery), url, note, picture))


@group.command("back", help=_("Give a kit back unposted, so that another person can take it."))
def back(context: typer.Context, delivery: _Delivery, reason: _Reason) -> None:
    """Give a kit back."""
    call: Call = context.obj
    _tell(call, handing_off.give_back(call.seat(), DeliveryId(delivery), reason))


@group.command("not-posted", help=_("Say that it was certainly not posted; it is held until somebody decides."))
def not_posted(context: typer.Context, delivery: _Delivery, reason: _Reason) -> None:
    """Hold what was not posted."""
    call: Call = context.obj
    _tell(call, handing_off.not_posted(call.seat(), DeliveryId(delivery), reason))


@group.command("confirm", help=_("Sign off, as a second person, that readers see what was signed."))
def confirm(
    context: typer.Context,
    delivery: _Delivery,
    note: Annotated[str, typer.Option(help=_("What was seen; it stays on the record."))],
) -> None:
    """Sign a post off."""
    call: Call = context.obj
    _tell(call, handing_off.confirm(call.seat(), DeliveryId(delivery), note))


def hand_as_json(voice: Voice, found: Hand) -> dict[str, Json]:
    """Everything of one hand-over; times are RFC 3339 in UTC."""
    kit_ = found.kit
    return {
        "id": found.row.id,
        "account": found.row.account_name,
        "service": kit_.profile.name,
        "state": found.row.state.value,
        "title": kit_.title,
        "text": kit_.text,
        "topics": list(kit_.topics),
        "pictures": [{"file": one.name, "alt": one.medium.alt, "after": one.after} for one in kit_.pictures],
        "steps": [voice.words(step) for step in kit_.steps],
        "editor": kit_.profile.editor,
        "due": found.due.isoformat(),
        "closes": found.closes.isoformat() if found.closes else None,
        "late": found.is_late,
        "stop": voice.words(found.stop) if found.stop else None,
        "taken_by": found.taken.by if found.taken else None,
        "taken_before": [{"by": one.by, "reason": one.reason} for one in found.earlier],
        "url": found.posted.url if found.posted else None,
        "posted_by": found.posted.by if found.posted else None,
        "screenshot": found.posted.screenshot if found.posted else None,
        "confirmed_by": found.confirmed.by if found.confirmed else None,
        "second_look_owed": found.owes_second_look,
    }


def _tell(call: Call, found: Hand) -> None:
    call.voice.answer(hand_as_json(call.voice, found), _lines(call.voice, found))


def _row(voice: Voice, found: Hand) -> tuple[str, ...]:
    due = _time(found.due) if found.waits else ""
    state = T("a second person has to look") if found.owes_second_look else state_words(found.row.state)
    late = f"{due} ({voice.words(T('late'))})" if found.is_late else due
    who = found.taken.by if found.taken else ""
    return found.row.id[:8], found.row.account_name, found.row.title, voice.words(state), late, who


def _lines(voice: Voice, found: Hand) -> Iterator[str]:
    yield f"{found.row.id[:8]}  {found.row.account_name}  {found.kit.title}"
    yield from (voice.words(sentence) for sentence in _standing(found))
    if not found.waits:
        return
    yield from (f"  {number}. {voice.words(step)}" for number, step in enumerate(found.kit.steps, 1))
    yield voice.words(T("Text"))
    yield from (f"    {line}" for line in found.kit.text.splitlines())
    for one in found.kit.pictures:
        yield f"    {one.name}  {one.medium.alt}"


def _standing(found: Hand) -> Iterator[Text]:
    """How far it got, in sentences."""
    if found.waits:
        yield from _waiting(found)
    if found.posted is not None:
        yield T("{name} posted it: {url}", name=found.posted.by, url=found.posted.url)
    if found.confirmed is not None:
        yield T("{name} signed it off: {note}", name=found.confirmed.by, note=found.confirmed.note)
    elif found.owes_second_look:
        yield T("Neither a program nor a second person has seen yet that it is what was signed.")


def _waiting(found: Hand) -> Iterator[Text]:
    if found.stop is not None:
        yield T("Do not post it: {why}", why=found.stop)
    for one in found.earlier:
        yield T("{name} had it before and gave it back: {reason}", name=one.by, reason=one.reason)
    if found.taken is not None:
        yield T("{name} has it since {time}.", name=found.taken.by, time=_time(found.taken.at))
    else:
        yield T("Nobody has it yet.")
    yield T("It should be out by {time}.", time=_time(found.due))


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
