"""How every account stands: credentials, register, last post, last look, what is left, and what a post costs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.account import AccountState
from editor_app.domain.account_care import WARNED_AHEAD, Silence, silence
from editor_app.domain.errors import DeskError
from editor_app.domain.instants import wall_text
from editor_app.domain.text import T, Text
from editor_app.platforms.rationed import rationed_of
from editor_app.platforms.signing_in import tokens_of
from editor_app.platforms.units import Unit, unit_of
from editor_app.services import accounts, budgets, registered, vaults
from editor_app.services.freshness import unverified, unverified_words
from editor_app.services.register_words import standing_words
from editor_app.services.sendings import Sendings, sendings_of, sendings_words
from editor_app.storage.queries import account_figures, register

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.budget import Allowance
    from editor_app.domain.identifiers import AccountId, DeliveryId
    from editor_app.domain.register import Entry
    from editor_app.services.accounts import Health
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.links import Secrets
    from editor_app.services.registered import Registered

_COUNTED_FOR = timedelta(days=30)
_NEAR = 10
"""A tenth of what a platform takes is little."""


@dataclass(frozen=True, slots=True)
class Care:
    """Everything that somebody who looks after an account wants to see of it."""

    health: Health
    registered: Registered
    credentials_end: datetime | None
    """When they end on this machine; None = never, or nobody says."""
    renews: bool
    """Whether Press Desk renews them by itself."""
    last_post: datetime | None
    silent_days: int
    silence: Silence
    left: Allowance | None
    """What the platform still takes, as it said last."""
    posts: int
    """Posts of the last 30 days whose requests were counted."""
    requests: int
    """All of their requests, read-backs included; operations where it isn't HTTP."""
    unverified_since: str
    """The oldest day on which a limit was read that is not to be trusted any more; empty = none."""
    warnings: tuple[Text, ...]
    lines: tuple[Entry, ...] = ()
    """Its page in the register, the first line first."""
    left_counts: Text | None = None
    """Of what `left` is; None = of all requests."""
    sendings: Sendings | None = None
    """How often it may still notify everybody who follows it; None = it notifies nobody."""
    unit: Unit = Unit.REQUESTS
    """What `requests` counts."""

    @property
    def requests_a_post(self) -> float | None:
        """How many requests a post took; None = none was counted."""
        return self.requests / self.posts if self.posts else None


def looked_after(seat: Seat) -> tuple[Care, ...]:
    """Every account, in the order in which they were added."""
    desk, now = seat.desk, seat.desk.clock.now()
    pages = {each.account.id: each for each in registered.registered(desk)}
    known = accounts.health(seat)
    vault = _vault(seat)
    with desk.database.read() as snapshot:
        posts = account_figures.last_posts(snapshot)
        requests = account_figures.requests(snapshot, now - _COUNTED_FOR)
        left = {each.account.id: budgets.left_of(snapshot, each.account) for each in known}
        lines = register.histories(snapshot)
        sendings = {each.account.id: sendings_of(snapshot, desk, each.account, now) for each in known}
    figures = _Figures(vault, pages, posts, requests, left, lines, sendings)
    return tuple(_warned(desk, _care(desk, health, figures, now), now) for health in known)


def silence_words(care: Care) -> Text | None:
    """How long it was silent, when that is too long; None = it isn't."""
    if care.silence is Silence.NONE:
        return None
    if care.silence is Silence.LONG:
        return T("Nothing published for {count} days", count=care.silent_days)
    return T("Nothing published for {count} days; after 14 it fails the inspection", count=care.silent_days)


@dataclass(frozen=True, slots=True)
class _Figures:
    """What was read of all accounts at once."""

    vault: Secrets | None
    pages: dict[AccountId, Registered]
    posts: dict[AccountId, datetime]
    requests: dict[AccountId, dict[DeliveryId, int]]
    left: dict[AccountId, Allowance | None]
    lines: dict[AccountId, tuple[Entry, ...]]
    sendings: dict[AccountId, Sendings | None]


def _care(desk: Desk, health: Health, figures: _Figures, now: datetime) -> Care:
    account = health.account
    days, word = silence(figures.posts.get(account.id, account.added_at), now)
    ends, renews = _credentials(figures.vault, health)
    counted, left = figures.requests.get(account.id, {}), figures.left[account.id]
    return Care(
        health=health,
        registered=figures.pages[account.id],
        credentials_end=ends,
        renews=renews,
        last_post=figures.posts.get(account.id),
        silent_days=days,
        silence=Silence.NONE if account.state is AccountState.CLOSED else word,
        left=left if left is not None and left.resets_at > now else None,
        posts=len(counted),
        requests=sum(counted.values()),
        unverified_since=unverified(desk, account),
        warnings=(),
        lines=figures.lines.get(account.id, ()),
        left_counts=rationed_of(desk.platforms.of(account.platform)),
        sendings=figures.sendings[account.id],
        unit=unit_of(desk.platforms.of(account.platform)),
    )


def _warned(desk: Desk, care: Care, now: datetime) -> Care:
    if care.health.account.state is AccountState.CLOSED:
        return replace(care, warnings=(standing_words(care.registered),) if care.registered.is_overdue else ())
    zone, found = ZoneInfo(desk.workspace.zone), [care.health.words] if care.health.is_absent else []
    ends = care.credentials_end
    if ends is not None and not care.renews and ends - WARNED_AHEAD <= now:
        end = wall_text(ends, zone)
        found.append(
            T("Its credentials ended at {time}; connect it again", time=end)
            if ends <= now
            else T("Its credentials end at {time}; connect it again before", time=end)
        )
    due = care.registered.standing.due_on
    if due is not None and due - WARNED_AHEAD <= registered.today(desk):
        found.append(standing_words(care.registered))
    silent = silence_words(care)
    if silent is not None and not care.registered.is_exempt:
        found.append(silent)
    if care.left is not None and care.left.remaining * _NEAR <= care.left.ceiling:
        left, most, until = care.left.remaining, care.left.ceiling, wall_text(care.left.resets_at, zone)
        what = care.left_counts or T("Requests")
        found.append(T("{what}: {left} of {most} are left until {time}", what=what, left=left, most=most, time=until))
    if care.sendings is not None and not care.sendings.left:
        found.append(T("Sendings to followers: {words}", words=sendings_words(care.sendings)))
    if care.unverified_since:
        found.append(unverified_words(care.unverified_since))
    return replace(care, warnings=tuple(found))


def _vault(seat: Seat) -> Secrets | None:
    try:
        return vaults.opened(seat)
    except DeskError:
        return None


def _credentials(vault: Secrets | None, health: Health) -> tuple[datetime | None, bool]:
    secret = vault.secret(health.account.id) if vault is not None and health.has_secret else None
    if secret is None:
        return None, False
    tokens = tokens_of(secret)
    return tokens.ends_at, bool(tokens.refresh)
