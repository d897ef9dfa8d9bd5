"""Signing an account in at its platform's own page, from the command line."""

from __future__ import annotations

import sys
import webbrowser
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli.answers import harmless
from editor_app.cli.words import _
from editor_app.domain.errors import Invalid, NotFound
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T
from editor_app.platforms.contract import Connection
from editor_app.platforms.signing_in import sign_in_of
from editor_app.services import accounts as services
from editor_app.services import connecting

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.account import Account
    from editor_app.platforms.authorization import Authorization
    from editor_app.services.desk import Seat


def sign_in(
    context: typer.Context,
    platform: str,
    name: str,
    url: Annotated[str, typer.Option(help=_("Address of the platform."))] = "",
    option: Annotated[list[str], typer.Option(help=_("A setting of the platform: name=value."))] = [],  # noqa: B006 - typer copies it
    filing_number: Annotated[str, typer.Option(help=_("Number under which the account is registered."))] = "",
    *,
    browser: Annotated[bool, typer.Option("--browser", help=_("Open the page in this computer's browser."))] = False,
    paste: Annotated[
        bool, typer.Option("--paste", help=_("Read the address where the browser ended from standard input."))
    ] = False,
) -> None:
    """Sign an account in at the platform's page: a new one, or one that is there once more."""
    call: Call = context.obj
    seat = call.seat()
    known = _known(seat, name)
    given = Connection(known.url if known else url, _application(call, seat, platform, known), settings(option))
    with closing(connecting.begin(seat, platform, given, known.name if known else "")) as under_way:
        _show(call, under_way.address)
        if browser:
            webbrowser.open(under_way.address)
        _await(call, under_way, paste=paste)
        given = under_way.finish()
    account = services.reconnect(seat, name, given) if known else services.add(
        seat, platform, name, given, filing_number
    )  # fmt: skip
    call.voice.answer(
        {"id": account.id, "name": account.name, "platform": account.platform, "url": account.url,
         "remote_uid": account.remote_uid, "state": account.state.value},
        [call.voice.words(T("{name} is connected as {uid}.", name=name, uid=account.remote_uid))],
    )  # fmt: skip


def settings(texts: list[str]) -> dict[str, str]:
    """The settings in `name=value` each.

    Raises:
        Invalid: one is none.
    """
    pairs = [text.partition("=") for text in texts]
    for (_name, equals, _value), text in zip(pairs, texts, strict=True):
        if not equals:
            raise Invalid(T("“{text}” is no setting.", text=text), T("Write it as name=value."))
    return {name: value for name, _equals, value in pairs}


def _known(seat: Seat, name: str) -> Account | None:
    try:
        return services.by_name(seat.desk, name)
    except NotFound:
        return None


def _application(call: Call, seat: Seat, platform: str, known: Account | None) -> Secret:
    """`ID:SECRET` of an application from standard input, where the platform takes no registration by the program."""
    how = sign_in_of(seat.desk.platforms.platform(platform))
    is_asked = how is not None and not how.register and known is None
    return call.secret_from_input() if is_asked else Secret("")


def _show(call: Call, address: str) -> None:
    """On standard error: standard output is for the answer."""
    words = call.voice.words(T("Open this page, sign in there and allow Press Desk to publish:"))
    print(f"{words}\n{harmless(address)}", file=sys.stderr, flush=True)


def _await(call: Call, under_way: Authorization, *, paste: bool) -> None:
    if under_way.listens and not paste:
        under_way.wait()
        return
    words = call.voice.words(T("Then paste the address where the browser ended:"))
    print(words, file=sys.stderr, flush=True)
    under_way.paste(sys.stdin.readline())
