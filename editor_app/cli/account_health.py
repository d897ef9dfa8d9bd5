"""The command that says how every account stands, and how fresh a platform's limits are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import typer

from editor_app.cli.words import _
from editor_app.domain.account_care import NEVER_CHECKED, is_stale
from editor_app.domain.instants import wall_text
from editor_app.domain.text import T
from editor_app.services.clock import SystemClock
from editor_app.services.sendings import sendings_words

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.services.account_care import Care

CLOCK = SystemClock()
"""For what belongs to no workspace; tests put another here."""


def health(context: typer.Context) -> None:
    """Tell it; exit code 1 when something of an account has to be looked after."""
    from editor_app.services import account_care

    call: Call = context.obj
    seat = call.seat()
    found, zone = account_care.looked_after(seat), ZoneInfo(seat.desk.workspace.zone)
    call.voice.table(
        {"accounts": [_as_json(call, each) for each in found]},
        (_("Account"), _("State"), _("Last post"), _("Still takes"), _("Requests a post"), _("To look after")),
        [
            (
                each.health.account.name,
                call.voice.words(each.health.words),
                wall_text(each.last_post, zone) if each.last_post else "–",
                _left(call, each),
                _mean(call, each),
                "\n".join(call.voice.words(warning) for warning in each.warnings),
            )
            for each in found
        ],
    )
    if any(each.warnings for each in found):
        raise typer.Exit(1)


def _left(call: Call, care: Care) -> str:
    """What the platform still takes, and how often the account may still notify its followers."""
    left = f"{care.left.remaining} / {care.left.ceiling}" if care.left else "–"
    if care.sendings is None:
        return left
    return "\n".join((left, call.voice.words(T("to followers: {words}", words=sendings_words(care.sendings)))))


def fresh_words(call: Call, checked_on: str) -> str:
    """The day on which a limit was read, and whether that is too long ago."""
    if checked_on == NEVER_CHECKED:
        return call.voice.words(T("never verified"))
    if not is_unverified(checked_on):
        return checked_on
    return call.voice.words(T("{day}, unverified", day=checked_on))


def is_unverified(checked_on: str) -> bool:
    """Whether a limit was read more than 180 days ago."""
    return is_stale(checked_on, CLOCK.now().astimezone(UTC).date())


def _as_json(call: Call, care: Care) -> dict[str, Json]:
    account, standing, left = care.health.account, care.registered.standing, care.left
    return {
        "name": account.name,
        "platform": account.platform,
        "state": account.state.value,
        "register": standing.state.value if standing.state else None,
        "register_due_on": standing.due_on.isoformat() if standing.due_on else None,
        "credentials_here": care.health.has_secret,
        "installed": not care.health.is_absent,
        "credentials_end": _said(care.credentials_end),
        "credentials_renew": care.renews,
        "last_post": _said(care.last_post),
        "silent_days": care.silent_days,
        "last_look": _said(care.health.last_look.checked_at if care.health.last_look else None),
        "left": {"remaining": left.remaining, "ceiling": left.ceiling, "resets_at": left.resets_at.isoformat()}
        if left
        else None,
        "sendings": {"left": care.sendings.left, "most": care.sendings.quota.most, "per": care.sendings.quota.per}
        if care.sendings
        else None,
        "posts_counted": care.posts,
        "counted": care.unit.value,
        "requests": care.requests,
        "requests_a_post": f"{care.requests_a_post:.1f}" if care.requests_a_post is not None else None,
        "unverified_since": care.unverified_since,
        "warnings": [call.voice.words(each) for each in care.warnings],
    }


def _mean(call: Call, care: Care) -> str:
    """What a post costs; where no requests are counted it says so."""
    if care.requests_a_post is None:
        return "–"
    mean = f"{care.requests_a_post:.1f}"
    return call.voice.words(T("{mean} operations", mean=mean)) if care.unit == "operations" else mean


def _said(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
