"""Errors, roles and states in the window's words; apart because many places say the same things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor_app.domain.errors import DeskError, Refused
from editor_app.domain.member import require
from editor_app.ui.i18n import N_, said, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor_app.domain.member import Deed, Role
    from editor_app.services.desk import Seat

_ROLES: Final = {
    "editor": N_("Editor"),
    "reviewer": N_("Reviewer"),
    "publisher": N_("Publisher"),
    "admin": N_("Admin"),
    "expert": N_("Expert"),
    "worker": N_("Sender"),
}
_MEMBER_STATES: Final = {
    "invited": N_("Invited"),
    "activated": N_("Waits for confirmation"),
    "confirmed": N_("Confirmed"),
    "departed": N_("Left"),
}


def explained(error: Exception) -> tuple[str, str]:
    """What happened, and what to do next."""
    if isinstance(error, DeskError):
        return said(error.message), said(error.next_step)
    return (
        tr("Something unforeseen happened. It is written down in the log."),
        tr("Try again. If it stays, send the diagnosis from the settings to your support."),
    )


def sentence(error: Exception) -> str:
    """The same on one line."""
    what, then = explained(error)
    return what if not then else tr("{what} {then}", what=what, then=then)


def refusal(seat: Seat | None, deed: Deed) -> str:
    """Why the member at this desk may not do it; empty = they may."""
    if seat is None:
        return tr("Sign in first.")
    try:
        require(seat.member, deed)
    except Refused as missing:
        return sentence(missing)
    return ""


def role_word(role: str) -> str:
    """A role's name."""
    return tr(_ROLES[role])


def roles_words(roles: Iterable[Role]) -> str:
    """Roles in the order of the work."""
    held = set(roles)
    return tr(", ").join(tr(word) for role, word in _ROLES.items() if role in held)


def member_state_word(state: str) -> str:
    """How far a member has come in."""
    return tr(_MEMBER_STATES[state])
