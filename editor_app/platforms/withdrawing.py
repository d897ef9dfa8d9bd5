"""A withdrawal as a delivery: steps, requests, sightings and read-backs out of what a platform can take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.errors import Refused
from editor_app.domain.recall import TAKES_AWAY, Measure, measure_of, receipt_id, targets_of
from editor_app.domain.text import T
from editor_app.platforms.contract import Absent, Found, Link, Observed, Platform, Step, StepClass, StepResult
from editor_app.platforms.editing import Editing, EditingLink

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from editor_app.domain.budget import Allowance
    from editor_app.domain.document import Variant
    from editor_app.domain.edition import Payload
    from editor_app.platforms.contract import (
        Composed,
        Connection,
        Identity,
        Order,
        Outgoing,
        Sighting,
        Withdrawal,
        Workbench,
    )

STEP = "withdraw"


def acting(platform: Platform, payload: Payload) -> Platform:
    """The platform as it acts for that payload: itself, or the way it takes posts away.

    Raises:
        Refused: the payload takes a post away, and this platform can't.
    """
    measure = measure_of(payload)
    if measure is Measure.EDIT and platform.capabilities.edits_several and len(targets_of(payload)) > 1:
        return Editing(platform)
    if measure not in TAKES_AWAY:
        return platform
    if platform.withdrawal is None:
        raise Refused(
            T("{platform} can't take a post away.", platform=platform.title), T("Do it by hand, and keep a proof.")
        )
    return Withdrawing(platform, platform.withdrawal)


def acting_link(platform: Platform, link: Link) -> Link:
    """The open connection as that platform uses it."""
    if isinstance(platform, Editing):
        return EditingLink(link, platform)
    return WithdrawingLink(link, platform.way) if isinstance(platform, Withdrawing) else link


def measures(platform: Platform, payload: Payload) -> tuple[Measure, ...]:
    """What can be done about a post with that payload, the best first; a follow-up and a hand always can."""
    edits = (Measure.EDIT,) if platform.edits(payload) else ()
    away = platform.withdrawal.offered(payload) if platform.withdrawal is not None else ()
    return (*edits, *away, Measure.FOLLOW_UP, Measure.BY_HAND)


class Withdrawing(Platform):
    """A platform that takes posts away."""

    def __init__(self, inner: Platform, way: Withdrawal) -> None:
        """Take over what the platform declares of itself."""
        self.inner, self.way = inner, way
        for name in ("name", "title", "tile", "format", "capabilities", "limits", "options", "settle", "deadline"):
            setattr(self, name, getattr(inner, name))
        self.late_fields = ()  # type: ignore[misc]
        self.normalisations = ()  # type: ignore[misc]
        self.one_budget_a_host = inner.one_budget_a_host  # type: ignore[misc]

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        return self.inner.compose(variant, remote_uid, bench)

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        return tuple(Step(n, STEP, StepClass.FLIP, part=n) for n, _ in enumerate(targets_of(payload), 1))

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        return self.way.outgoing(order, target(step, order))

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        return {}

    @override
    def expected(self, order: Order) -> Observed:
        return Observed("", (), (), visible=False)

    @override
    def link(self, connection: Connection) -> Link:
        return WithdrawingLink(self.inner.link(connection), self.way)

    @override
    def public_address(self, url: str, options: Mapping[str, str]) -> str:
        return self.inner.public_address(url, options)

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        return StepResult(remote_id=receipt_id(target(step, order), order.key), url=url)


class WithdrawingLink(Link):
    """A connection over which posts are taken away."""

    def __init__(self, inner: Link, way: Withdrawal) -> None:
        self._inner, self._way = inner, way

    @override
    def perform(self, step: Step, order: Order) -> StepResult:
        self._way.take_away(self._inner, order, target(step, order))
        return _result(step, order)

    @override
    def find(self, step: Step, order: Order, watermark: str) -> Sighting:
        if self._way.is_public(self._inner, order, target(step, order)):
            return Absent()
        return Found(_result(step, order))

    @override
    def observe(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        live = [one for one in targets_of(order.payload) if self._way.is_public(self._inner, order, one)]
        return Observed("", tuple(live), (), visible=bool(live))

    @override
    def identity(self) -> Identity:
        return self._inner.identity()

    @override
    def watermark(self, order: Order) -> str:
        return ""

    @override
    def rehearse(self) -> str:
        return self._inner.rehearse()

    @override
    def allowance(self) -> Allowance | None:
        return self._inner.allowance()

    @override
    def spent(self) -> int:
        return self._inner.spent()

    @override
    def refresh(self, until: datetime) -> None:
        self._inner.refresh(until)

    @override
    def close(self) -> None:
        self._inner.close()


def target(step: Step, order: Order) -> str:
    """The post that a step takes away."""
    return targets_of(order.payload)[step.part - 1]


def _result(step: Step, order: Order) -> StepResult:
    url = order.payload.option("address")
    return StepResult(remote_id=receipt_id(target(step, order), order.key), url=url)
