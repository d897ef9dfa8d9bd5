"""Every error that a person may see, as one tree, so that each caller can catch exactly what it can decide.

DeskError                         the base: a code, a sentence, the next step
├── Invalid                       the input is not acceptable (empty title, ragged table, broken picture)
├── NotFound                      no such member, document, account, edition
├── Refused                       a rule or a missing right forbids the deed
│   └── SealBroken                what would be sent is not what was signed
├── Conflict                      somebody else changed it first; nothing was lost
├── SignInFailed                  wrong passphrase, unconfirmed or departed member
├── Unavailable                   the workspace or the machine can't serve now
│   ├── WorkspaceLocked           another program holds the database
│   ├── WorkspaceNewer            written by a newer Press Desk
│   ├── WorkspaceReadOnly         the disk or the file refuses writing
│   ├── DiskFull                  no room left; the transaction was undone
│   └── PicturesAway              the place of a team's pictures can't be reached now
└── PlatformError                 what a platform may raise, and nothing else
    ├── Rejected                  final: the platform refused, nothing is public
    ├── AuthExpired               a person must sign the account in again, nothing is public
    ├── RateLimited               later; nothing is public
    ├── Unreachable               certainly not sent
    └── OutcomeUnknown            a request byte left and no certain answer came: look first
        └── Accepted              the platform has it and makes it public later, or refuses it then: look
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from editor_app.domain.text import T, Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

_NO_STEP = Text("")


class DeskError(Exception):
    """The base of all errors with words for a person.

    Args:
        message: what happened and what it means for the public, one sentence.
        next_step: what to do now, one sentence; empty when the message says it.
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: Text, next_step: Text = _NO_STEP) -> None:
        super().__init__(str(message))
        self.message = message
        self.next_step = next_step


class Invalid(DeskError):
    """The input is not acceptable."""

    code = "invalid"


class NotFound(DeskError):
    """No such thing in this workspace."""

    code = "not_found"


class Refused(DeskError):
    """A rule or a missing right forbids the deed."""

    code = "refused"


class SealBroken(Refused):
    """What would be sent is not what was signed."""

    code = "seal_broken"


class Conflict(DeskError):
    """Somebody else changed it first."""

    code = "conflict"


class SignInFailed(DeskError):
    """The member is not let in."""

    code = "sign_in_failed"


class Unavailable(DeskError):
    """The workspace or the machine can't serve now."""

    code = "unavailable"


class WorkspaceLocked(Unavailable):
    """Another program holds the database."""

    code = "workspace_locked"


class WorkspaceNewer(Unavailable):
    """The workspace was written by a newer Press Desk."""

    code = "workspace_newer"


class WorkspaceReadOnly(Unavailable):
    """The disk or the file refuses writing."""

    code = "workspace_read_only"


class DiskFull(Unavailable):
    """No room is left on the disk."""

    code = "disk_full"


class PicturesAway(Unavailable):
    """The place of a team's pictures can't be reached now; what lies there is not known to be wrong."""

    code = "pictures_away"


class PlatformError(DeskError):
    """What a platform may raise, and nothing else."""

    code = "platform_error"


class Rejected(PlatformError):
    """Final: the platform refused; nothing is public."""

    code = "rejected"


class AuthExpired(PlatformError):
    """The account must be signed in again by a person; nothing is public."""

    code = "auth_expired"


class RateLimited(PlatformError):
    """The platform asks to come later; nothing is public.

    Args:
        message: as in `DeskError`.
        retry_after: how long to wait, as the platform said or the adapter's default.
    """

    code = "rate_limited"

    def __init__(self, message: Text, retry_after: timedelta) -> None:
        super().__init__(message, T("It will be tried again by itself."))
        self.retry_after = retry_after


class Unreachable(PlatformError):
    """No request byte left this machine."""

    code = "unreachable"


class OutcomeUnknown(PlatformError):
    """A request byte left and no certain answer came."""

    code = "outcome_unknown"
    late: Mapping[str, str] = MappingProxyType({})
    """Late fields that arose all the same."""
    look_after: timedelta | None = None
    """When the first look makes sense; None = after the platform's settle time."""


class Accepted(OutcomeUnknown):
    """The platform took it and has not decided yet: it makes it public by itself, or refuses it.

    Args:
        message: as in `DeskError`.
        late: late fields by which the decision is looked up; kept before anything else is asked.
        look_after: when the first look makes sense.
    """

    code = "accepted"

    def __init__(self, message: Text, late: Mapping[str, str], look_after: timedelta) -> None:
        super().__init__(message, T("Press Desk looks until the platform has decided."))
        self.late = late
        self.look_after = look_after
