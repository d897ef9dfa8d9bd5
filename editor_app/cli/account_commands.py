"""Commands about accounts and platforms: connect, test, list, and what each platform can do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from editor_app.cli import setting_commands
from editor_app.cli.account_health import fresh_words, health, is_unverified
from editor_app.cli.sign_in_commands import sign_in
from editor_app.cli.words import _, state_words
from editor_app.domain.account_care import NEVER_CHECKED
from editor_app.domain.errors import Invalid
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T
from editor_app.platforms.contract import Connection
from editor_app.platforms.registry import Registry
from editor_app.services import accounts as services
from editor_app.services import practice, uninstalled, vaults

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.account import Account
    from editor_app.domain.canonical import Json
    from editor_app.platforms.contract import Platform

accounts = typer.Typer(no_args_is_help=True)
platforms = typer.Typer(no_args_is_help=True)

_CLOCK_SECONDS = 60
_FOLDERS = frozenset({"site_folder", "hand_off"})
"""Their address is a folder of this computer, and they have no secret."""
_CLOCK = T("The clocks of this computer and of the server are more than a minute apart; set this computer's clock.")


@accounts.command("add", help=_("Connect an official account; its secret is read from standard input."))
def add(
    context: typer.Context,
    platform: str,
    name: str,
    url: Annotated[str, typer.Option(help=_("Address of the platform; for a site folder, the folder."))],
    option: Annotated[list[str], typer.Option(help=_("A setting of the platform: name=value."))] = [],  # noqa: B006 - typer copies it
    filing_number: Annotated[str, typer.Option(help=_("Number under which the account is registered."))] = "",
) -> None:
    """Connect an account."""
    call: Call = context.obj
    seat = call.seat()
    kind = seat.desk.platforms.platform(platform)
    settings = dict(_setting(text) for text in option)
    secret = call.secret_from_input() if _wants_secret(kind) else Secret("")
    if _wants_secret(kind) and not secret:
        raise Invalid(
            T("No secret came in."), T("Give the account's token or password on standard input, from a file or pipe.")
        )
    connection = Connection(
        _address(kind, url),
        secret,
        {name: value for name, value in settings.items() if name not in {"proxy", "certificates"}},
        settings.get("proxy", ""),
        settings.get("certificates", ""),
    )
    account = services.add(seat, platform, name, connection, filing_number)
    call.voice.answer(
        _as_json(account), [call.voice.words(T("{name} is connected as {uid}.", name=name, uid=account.remote_uid))]
    )


accounts.command("sign-in", help=_("Sign an account in at its platform's own page; no password comes to Press Desk."))(
    sign_in
)


@accounts.command("list", help=_("Accounts and how they stand."))
def list_accounts(context: typer.Context) -> None:
    """List accounts."""
    call: Call = context.obj
    desk = call.desk()
    found, lost = services.all_accounts(desk), {each.account.id: each.platform for each in uninstalled.orphans(desk)}
    call.voice.table(
        {"accounts": [{**_as_json(account), "installed": account.id not in lost} for account in found]},
        (_("Name"), _("Platform"), _("Address"), _("State")),
        [
            (a.name, a.platform, a.url, call.voice.words(lost[a.id].reason if a.id in lost else state_words(a.state)))
            for a in found
        ],
    )


accounts.command("health", help=_("How every account stands: credentials, register, last post, what is left."))(health)


@accounts.command("test", help=_("Prove a connection by a private draft that is removed again."))
def test(context: typer.Context, name: str) -> None:
    """Test an account."""
    call: Call = context.obj
    seat = call.seat()
    with practice.served(seat.desk):
        tested = services.test(seat, name)
    off = tested.clock_difference.total_seconds() if tested.clock_difference is not None else None
    notes = [*tested.identity.notes, *([_CLOCK] if off is not None and abs(off) > _CLOCK_SECONDS else [])]
    value: dict[str, Json] = {
        **_as_json(tested.account),
        "version": tested.identity.version,
        "may_publish": tested.identity.may_publish,
        "rehearsed": tested.place,
        "clock_difference_seconds": None if off is None else round(off),
        "notes": [call.voice.words(note) for note in notes],
    }
    lines = [call.voice.words(T("{name} works: {version}.", name=name, version=tested.identity.version or "–"))]
    if tested.place:
        lines.append(call.voice.words(T("A private draft was made and removed again: {place}", place=tested.place)))
    lines += [call.voice.words(note) for note in notes]
    call.voice.answer(value, lines)


@accounts.command(
    "passphrase", help=_("Let a worker of this computer open the accounts' secrets by a passphrase of its own.")
)
def passphrase(context: typer.Context) -> None:
    """Give the worker a passphrase."""
    call: Call = context.obj
    seat = call.seat()
    vaults.give_worker_passphrase(seat, call.new_passphrase("EDITOR_APP_NEW_PASSPHRASE"))
    call.voice.answer(
        {"worker": True},
        [call.voice.words(T("A worker without --as opens the secrets by this passphrase; an earlier one ended."))],
    )


@platforms.command("list", help=_("What each platform can do, and its limits with their sources."))
def list_platforms(context: typer.Context) -> None:
    """List platforms."""
    call: Call = context.obj
    registry = Registry()
    found, refused = registry.all(), registry.refused()
    call.voice.table(
        {
            "platforms": [_platform_as_json(call, platform) for platform in found],
            "refused": [{"name": name, "reason": call.voice.words(why)} for name, why in refused.items()],
        },
        (_("Name"), _("Platform"), _("Limits"), _("Sources")),
        [
            (
                platform.name,
                call.voice.words(platform.title),
                "\n".join(f"{limit.name} {limit.value}" for limit in platform.limits),
                "\n".join(f"{limit.source} ({fresh_words(call, limit.checked_on)})" for limit in platform.limits),
            )
            for platform in found
        ]
        + [(name, call.voice.words(T("can't be used")), call.voice.words(why), "") for name, why in refused.items()],
    )


platforms.command("settings", help=_("What an account on a platform can be set to, each value with its words."))(
    setting_commands.settings
)


def _platform_as_json(call: Call, platform: Platform) -> dict[str, Json]:
    can = platform.capabilities
    return {
        "name": platform.name,
        "title": call.voice.words(platform.title),
        "format": platform.format,
        "capabilities": {
            "edit": can.edit,
            "delete": can.delete,
            "alt_text": can.alt_text,
            "idempotent": can.idempotent,
            "find": can.find,
            "read_back": can.read_back,
            "drafts": can.drafts,
            "comments": can.comments,
            "threads": can.threads,
        },
        "limits": [
            {
                "name": limit.name,
                "value": limit.value,
                "source": limit.source,
                "checked_on": limit.checked_on if limit.checked_on != NEVER_CHECKED else None,
                "unverified": is_unverified(limit.checked_on),
            }
            for limit in platform.limits
        ],
        "options": [setting_commands.as_json(call, field) for field in platform.options],
        "settle_seconds": round(platform.settle.total_seconds()),
    }


def _as_json(account: Account) -> dict[str, Json]:
    return {
        "id": account.id,
        "name": account.name,
        "platform": account.platform,
        "url": account.url,
        "remote_uid": account.remote_uid,
        "state": account.state.value,
        "filing_number": account.filing_number,
    }


def _address(kind: Platform, url: str) -> str:
    """A folder is made absolute here, where it is known from which folder it was named."""
    return url if "://" in url or kind.name not in _FOLDERS else str(Path(url).expanduser().absolute())


def _wants_secret(kind: Platform) -> bool:
    return kind.name not in _FOLDERS


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Invalid(T("“{text}” is no setting.", text=text), T("Write it as name=value."))
    return name, value
