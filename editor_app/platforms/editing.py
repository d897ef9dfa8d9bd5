"""A correction of several posts of one account: what is invisible once, then each post replaced by the same text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.recall import keys_of, targets_of
from editor_app.platforms.contract import Link, Observed, Platform
from editor_app.platforms.readback import compared

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
        Step,
        StepResult,
        Workbench,
    )

SLUGS = "slugs"
"""The option with the last part of each post's address, line by line: none of them moves."""


class Editing(Platform):
    """A platform that replaces several posts, one after the other."""

    def __init__(self, inner: Platform) -> None:
        """Take over what the platform declares of itself."""
        self.inner = inner
        for name in (
            "name", "title", "tile", "format", "capabilities", "limits", "options", "settle", "deadline", "late_fields",
            "normalisations", "one_budget_a_host",
        ):  # fmt: skip
            setattr(self, name, getattr(inner, name))

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        return self.inner.compose(variant, remote_uid, bench)

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        once = self.inner.steps(_one(payload, 0))
        hidden = [step for step in once if not step.step_class.needs_intent]
        seen = [step for step in once if step.step_class.needs_intent]
        every = [*hidden, *(step for _ in targets_of(payload) for step in seen)]
        return tuple(replace(step, ordinal=number) for number, step in enumerate(every, 1))

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        return self.inner.outgoing(*self.inside(step, order))

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        return self.inner.prepared(_of(order, 0), now)

    @override
    def expected(self, order: Order) -> Observed:
        return self.inner.expected(_of(order, 0))

    @override
    def link(self, connection: Connection) -> Link:
        return EditingLink(self.inner.link(connection), self)

    @override
    def public_address(self, url: str, options: Mapping[str, str]) -> str:
        return self.inner.public_address(url, options)

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        return self.inner.known_as(*self.inside(step, order), url)

    def inside(self, step: Step, order: Order) -> tuple[Step, Order]:
        """The platform's own step, and the order about the one post that the step replaces."""
        once = self.inner.steps(_one(order.payload, 0))
        hidden = [own for own in once if not own.step_class.needs_intent]
        seen = [own for own in once if own.step_class.needs_intent]
        if step.ordinal <= len(hidden):
            return hidden[step.ordinal - 1], _of(order, 0)
        post, place = divmod(step.ordinal - len(hidden) - 1, len(seen))
        return seen[place], _of(order, post)


class EditingLink(Link):
    """A connection over which several posts are replaced."""

    def __init__(self, inner: Link, way: Editing) -> None:
        self._inner, self._way = inner, way

    @override
    def perform(self, step: Step, order: Order) -> StepResult:
        return self._inner.perform(*self._way.inside(step, order))

    @override
    def find(self, step: Step, order: Order, watermark: str) -> Sighting:
        return self._inner.find(*self._way.inside(step, order), watermark)

    @override
    def observe(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        """The first post that is not as it shall be, else the first of all: they say the same."""
        every = [self._inner.observe(_of(order, at), [one]) for at, one in enumerate(remote_ids)]
        for at, live in enumerate(every):
            wanted = self._way.inner.expected(_of(order, at))
            if not live.visible or compared(wanted, live, self._way.normalisations).differences:
                return live
        return every[0]

    @override
    def identity(self) -> Identity:
        return self._inner.identity()

    @override
    def watermark(self, order: Order) -> str:
        return self._inner.watermark(_of(order, 0))

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


def _of(order: Order, post: int) -> Order:
    return replace(order, payload=_one(order.payload, post))


def _one(payload: Payload, post: int) -> Payload:
    """The payload as if only that post were replaced."""
    keys, slugs = keys_of(payload), payload.option(SLUGS).split("\n")
    said = dict(payload.options)
    said |= {"targets": targets_of(payload)[post], "keys": keys[post] if post < len(keys) else ""}
    said.pop(SLUGS, None)
    slug = slugs[post] if post < len(slugs) and slugs[post] else payload.slug
    return replace(payload, slug=slug, options=tuple(sorted(said.items())))
