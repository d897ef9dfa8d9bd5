"""What stands in for a platform that isn't installed: its accounts stay readable, and nothing is sent there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NoReturn

from typing_extensions import override

from editor_app.domain.errors import Unreachable
from editor_app.domain.text import T
from editor_app.platforms.contract import Capabilities, Platform, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.document import Variant
    from editor_app.domain.edition import Payload
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import (
        Composed,
        Connection,
        Link,
        Observed,
        Order,
        Outgoing,
        Step,
        StepResult,
        Workbench,
    )

_NOTHING = Capabilities(
    edit=False, delete=False, alt_text=False, idempotent=False, find=False, drafts=False, comments=False,
    read_back=False,
)  # fmt: skip


class NotInstalled(Unreachable):
    """The platform is not installed on this computer; no byte has left, and a person must act.

    Args:
        platform: what stands in for it.
    """

    def __init__(self, platform: StandIn) -> None:
        super().__init__(platform.reason, platform.next_step)
        self.held = platform.held
        """Why a delivery waits, and for what."""


class _NoWay(Withdrawal):
    """Posts that are to be taken away keep their plan; nothing of it can be carried out."""

    measures = ()

    def __init__(self, platform: StandIn) -> None:
        self._platform = platform

    @override
    def outgoing(self, order: Order, target: str) -> Outgoing:
        raise NotInstalled(self._platform)

    @override
    def take_away(self, link: Link, order: Order, target: str) -> None:
        raise NotInstalled(self._platform)

    @override
    def is_public(self, link: Link, order: Order, target: str) -> bool:
        raise NotInstalled(self._platform)


class StandIn(Platform):
    """In the place of a platform whose package was removed or doesn't keep the contract."""

    tile = "?"
    format = "text"
    capabilities = _NOTHING
    limits = ()
    late_fields = ()
    options = ()
    settle = timedelta(minutes=10)
    deadline = timedelta(seconds=30)
    normalisations = ()

    def __init__(self, name: str, reason: Text | None = None) -> None:
        """Stand in for `name`.

        Args:
            name: as its accounts call it.
            reason: why what is installed can't be used; None = nothing of that name is installed.
        """
        self.name = name  # type: ignore[misc]
        self.title = T("{name} (not installed)", name=name) if reason is None else T("{name} (unusable)", name=name)  # type: ignore[misc]
        self.reason = reason or T("The platform “{name}” is not installed on this computer.", name=name)
        """Why nothing is sent there, for people."""
        self.next_step = (
            T("Install the package that brings it and start Press Desk again, or close the account.")
            if reason is None
            else T("Update the package that brings it and start Press Desk again, or close the account.")
        )
        self.held = (
            T("The platform “{name}” is not installed on this computer; install it, then release.", name=name)
            if reason is None
            else T("{reason} Update the package that brings it, then release.", reason=reason)
        )
        self.withdrawal = _NoWay(self)  # type: ignore[misc]

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        self._refuse()

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        self._refuse()

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        self._refuse()

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        self._refuse()

    @override
    def expected(self, order: Order) -> Observed:
        self._refuse()

    @override
    def link(self, connection: Connection) -> Link:
        self._refuse()

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        return None

    def _refuse(self) -> NoReturn:
        raise NotInstalled(self)


def is_absent(platform: Platform) -> bool:
    """Whether nothing can be asked of it or sent there, because it isn't installed."""
    return isinstance(platform, StandIn)


def missing_of(platform: Platform) -> Text | None:
    """Why nothing is sent there, for people; None = it is installed."""
    return platform.reason if isinstance(platform, StandIn) else None


def present(platform: Platform) -> Platform:
    """The platform itself.

    Raises:
        NotInstalled: it isn't installed, or what is installed can't be used.
    """
    if isinstance(platform, StandIn):
        raise NotInstalled(platform)
    return platform
