"""Commands about what readers write below published documents: read it, answer it, hide or feature it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.arguments import WrongUsage
from editor_app.cli.words import _
from editor_app.domain.message import OUTCOME_WORDS
from editor_app.domain.text import T, T_n
from editor_app.platforms.messages import Act
from editor_app.services import messages, practice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.cli.answers import Voice
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.domain.message import Answered
    from editor_app.platforms.messages import Message
    from editor_app.services.messages import Thread

group = typer.Typer(no_args_is_help=True)

_Delivery = Annotated[str, typer.Argument(help=_("The delivery, by id or six characters of its beginning."))]
_Message = Annotated[str, typer.Argument(help=_("The message, as `message list` names it."))]


@group.command("list", help=_("What readers wrote below a published delivery, and what the account answered."))
def list_messages(
    context: typer.Context,
    delivery: _Delivery,
    *,
    waiting: Annotated[bool, typer.Option("--waiting", help=_("Only what nobody has answered yet."))] = False,
) -> None:
    """Read the messages now."""
    call: Call = context.obj
    seat = call.seat()
    with practice.served(seat.desk):
        found = messages.thread(seat, delivery)
    _tell(call, found, waiting=waiting)


@group.command("answer", help=_("Answer a message under the account's own name: public at once, and never twice."))
def answer(context: typer.Context, delivery: _Delivery, message: _Message, words: str) -> None:
    """Answer in public."""
    call: Call = context.obj
    seat = call.seat()
    with practice.served(seat.desk):
        given = messages.answer(seat, delivery, message, words)
    _tell_answer(call, given)


@group.command("mark", help=_("Hide a message, show it again, feature it or no more, where the platform can do that."))
def mark(
    context: typer.Context,
    delivery: _Delivery,
    message: _Message,
    act: Annotated[Act, typer.Argument(help=_("hide, show, feature or unfeature."))],
) -> None:
    """Do something about a message besides answering it."""
    call: Call = context.obj
    seat = call.seat()
    with practice.served(seat.desk):
        found = messages.act(seat, delivery, message, act)
    _tell(call, found, waiting=False)


@group.command("settle", help=_("Say what you see of an answer whose outcome nobody knows."))
def settle(
    context: typer.Context,
    delivery: _Delivery,
    answer_id: Annotated[str, typer.Argument(metavar="ANSWER", help=_("The answer, by six characters of its id."))],
    *,
    there: Annotated[bool, typer.Option("--there", help=_("Readers see it."))] = False,
    not_there: Annotated[bool, typer.Option("--not-there", help=_("Readers don't see it."))] = False,
    url: Annotated[str, typer.Option(help=_("Where it is seen."))] = "",
) -> None:
    """Record what a person saw."""
    call: Call = context.obj
    if there == not_there:
        raise WrongUsage(T("Choose --there or --not-there."), T("See `editor-app message settle --help`."))
    _tell_answer(call, messages.decide(call.seat(), delivery, answer_id, is_there=there, url=url))


def _tell(call: Call, found: Thread, *, waiting: bool) -> None:
    shown = found.waiting if waiting else found.messages
    open_answers = [one for one in found.answered if one.is_open]
    value: dict[str, Json] = {
        "delivery": found.delivery.id,
        "account": found.account.name,
        "messages": [_message_as_json(found, one) for one in shown],
        "complete": found.is_whole,
        "waiting": len(found.waiting),
        "can": [*(["answer"] if found.silenced is None else []), *found.acts],
        "open": [_answer_as_json(call.voice, one) for one in open_answers],
    }
    call.voice.answer(value, [*_lines(call.voice, found, shown), *_open_lines(call.voice, open_answers)])


def _lines(voice: Voice, found: Thread, shown: tuple[Message, ...]) -> Iterator[str]:
    for one in shown:
        signs = [
            *([voice.words(T("our answer"))] if one.is_own else []),
            *([] if one.is_shown else [voice.words(T("hidden"))]),
            *([voice.words(T("featured"))] if one.is_featured else []),
        ]
        author = one.author or voice.words(T("a reader"))
        yield "  ".join(filter(None, (one.id, f"{one.at:%Y-%m-%d %H:%M} UTC", author, ", ".join(signs))))
        yield from (f"    {line}" for line in one.text.splitlines())
    if not shown:
        yield voice.words(T("No message."))
    if not found.is_whole:
        yield voice.words(T("There are more messages than are read here; see the platform's own page."))
    yield voice.words(
        T_n("{count} message waits for an answer.", "{count} messages wait for an answer.", count=len(found.waiting))
    )


def _open_lines(voice: Voice, waiting: list[Answered]) -> Iterator[str]:
    for one in waiting:
        yield voice.words(
            T("Nobody knows yet whether the answer {id} to {message} is there.", id=one.id[:8], message=one.message)
        )


def _message_as_json(found: Thread, one: Message) -> dict[str, Json]:
    return {
        "id": one.id,
        "author": one.author,
        "text": one.text,
        "at": one.at.isoformat(),
        "url": one.url,
        "parent": one.parent,
        "own": one.is_own,
        "shown": one.is_shown,
        "featured": one.is_featured,
        "answered": bool(found.answers_to(one.id)),
    }


def _tell_answer(call: Call, given: Answered) -> None:
    state = call.voice.words(OUTCOME_WORDS[given.outcome])
    why = call.voice.words(given.reason) if given.reason else ""
    lines = [" · ".join(filter(None, (given.id[:8], state, given.url, why)))]
    if given.is_open:
        lines.append(call.voice.words(T("It is looked up by the next `message list`; send nothing before.")))
    call.voice.answer(_answer_as_json(call.voice, given), lines)


def _answer_as_json(voice: Voice, given: Answered) -> dict[str, Json]:
    return {
        "id": given.id,
        "message": given.message,
        "text": given.words,
        "by": given.by,
        "at": given.at.isoformat(),
        "outcome": given.outcome.value if given.outcome else "",
        "remote_id": given.remote_id,
        "url": given.url,
        "reason": voice.words(given.reason) if given.reason else "",
    }
