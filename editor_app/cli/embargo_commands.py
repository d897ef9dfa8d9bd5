"""Commands about embargoes: show one, set or tighten it, ask for loosening, and allow that as a second person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.arguments import WrongUsage
from editor_app.cli.times import time_or_none
from editor_app.cli.words import _
from editor_app.domain.text import T
from editor_app.services import documents, embargoes
from editor_app.services.embargoes import Terms

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import DocumentId
    from editor_app.services.desk import Seat
    from editor_app.services.embargoes import Standing

group = typer.Typer(no_args_is_help=True)

_Until = Annotated[str, typer.Option(help=_("Nothing of it goes out before."))]
_Reason = Annotated[str, typer.Option(help=_("Why; it stays on the record."))]
_Zone = Annotated[str, typer.Option(help=_("IANA time zone of times without an offset, such as Asia/Shanghai."))]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who asks, about which document, and what is in force."""

    seat: Seat
    document: DocumentId
    standing: Standing

    @property
    def until(self) -> datetime | None:
        return self.standing.step.until if self.standing.step else None

    @property
    def terms(self) -> Terms:
        step = self.standing.step
        return Terms(step.until, step.members) if step else Terms(None, None)


@group.command("show", help=_("A document's embargo: until when, for whom, and what waits."))
def show(context: typer.Context, document: str) -> None:
    """Tell it."""
    call: Call = context.obj
    desk = call.desk()
    found = documents.opened(desk, document).document
    _tell(call, found.number, embargoes.standing(desk, found.id))


@group.command("set", help=_("Put a document under embargo, or make it stricter; it holds at once."))
def set_(
    context: typer.Context,
    document: str,
    reason: _Reason,
    until: _Until = "",
    member: Annotated[list[str], typer.Option(help=_("Who may see it; without it, as before."))] = [],  # noqa: B006 - typer copies it
    zone: _Zone = "",
) -> None:
    """Tighten."""
    asked = _asked(context, document)
    members = embargoes.listed(asked.seat.desk, member) if member else asked.terms.members
    terms = Terms(time_or_none(until, zone) or asked.until, members)
    embargoes.tighten(asked.seat, asked.document, terms, reason)
    _tell(context.obj, document, embargoes.standing(asked.seat.desk, asked.document))


@group.command("loosen", help=_("Ask for an embargo to end sooner or to let more see it; a second person allows it."))
def loosen(
    context: typer.Context,
    document: str,
    reason: _Reason,
    until: _Until = "",
    member: Annotated[list[str], typer.Option(help=_("Who may see it too."))] = [],  # noqa: B006 - typer copies it
    *,
    lift: Annotated[bool, typer.Option("--lift", help=_("No time, and for every member."))] = False,
) -> None:
    """Ask for loosening."""
    if lift and (until or member):
        raise WrongUsage(T("--lift takes neither a time nor members."), T("See `editor-app embargo loosen --help`."))
    asked = _asked(context, document)
    terms = asked.terms
    more = embargoes.listed(asked.seat.desk, member)
    members = terms.members | more if terms.members is not None else None
    wished = Terms(None, None) if lift else Terms(time_or_none(until, "") or terms.until, members)
    embargoes.loosen(asked.seat, asked.document, wished, reason)
    _tell(context.obj, document, embargoes.standing(asked.seat.desk, asked.document))


@group.command("allow", help=_("Allow, with your signature, the loosening that waits."))
def allow(context: typer.Context, document: str) -> None:
    """Consent."""
    asked = _asked(context, document)
    embargoes.allow(asked.seat, asked.document)
    _tell(context.obj, document, embargoes.standing(asked.seat.desk, asked.document))


def _asked(context: typer.Context, document: str) -> _Asked:
    call: Call = context.obj
    seat = call.seat()
    found = documents.opened(seat.desk, document).document
    return _Asked(seat, found.id, embargoes.standing(seat.desk, found.id))


def _tell(call: Call, number: str, found: Standing) -> None:
    step, wish = found.step, found.wish
    until = step.until.isoformat() if step and step.until else ""
    value: dict[str, Json] = {
        "document": number,
        "until": until,
        "members": list(found.names) if step and step.members is not None else "all",
        "waits": wish.reason if wish else "",
        "steps": len(found.history),
        "public": found.is_public,
    }
    lines = [
        T("Until {time}.", time=until) if until else T("No time is set."),
        T("For {names}.", names=", ".join(found.names)) if found.names else T("For every member."),
    ]
    if wish:
        lines.append(T("A loosening waits for a second person: {why}", why=wish.reason))
    if found.is_public:
        lines.append(T("Something of it is out: nothing is hidden any more."))
    call.voice.answer(value, [call.voice.words(line) for line in lines])
