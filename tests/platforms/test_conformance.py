"""Every platform of ours keeps what is asked of others, and whoever breaks a promise is told which."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from editor_app.platforms.conformance import objections
from editor_app.platforms.contract import Composed, Limit, StepClass
from editor_app.platforms.registry import Registry
from editor_app.platforms.sandbox.platform import Sandbox

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.document import Variant
    from editor_app.domain.edition import Payload
    from editor_app.platforms.contract import Order, Outgoing, Platform, Step, Workbench

_NUMBERS = count()
SETTINGS = {
    "email_bulletin": {"sender": "news@press.test", "to": "a@press.test, b@press.test"},
    "matrix": {"room": "#news:press.test"},
    "telegram": {"channel": "@press_practice"},
}
"""Of platforms whose defaults make no account."""
KNOWN_AS = {"telegram": "77|-1001234567890"}


@pytest.mark.parametrize("name", Registry().names())
def test_our_own_platforms_keep_every_promise(name: str) -> None:
    assert objections(Registry().platform(name), SETTINGS.get(name), KNOWN_AS.get(name, "uid")) == ()


class Forgetful(Sandbox):
    """Sends the same words whatever was signed."""

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        return replace(super().outgoing(step, order), body=b"{}")


class Moody(Sandbox):
    """Sends something else each time."""

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        made = super().outgoing(step, order)
        return replace(made, body=made.body + str(next(_NUMBERS)).encode())


class Chatty(Sandbox):
    """Puts its secret where it would be kept."""

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        return replace(super().outgoing(step, order), headers=(("Authorization", "Bearer x"),))


class Wandering(Sandbox):
    """Leads away from its host."""

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        return replace(super().outgoing(step, order), target="https://example.org/")


class Careless(Sandbox):
    """Composes a text without its picture."""

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        bare = replace(variant, content=replace(variant.content, body="字", cover=""), cover=None, pictures=())
        return super().compose(bare, remote_uid, bench)


class Swapping(Sandbox):
    """Brings other bytes than it seals."""

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        made = super().compose(variant, remote_uid, bench)
        return Composed(made.payload, dict.fromkeys(made.media, b"something else"))


class Backwards(Sandbox):
    """Makes it public first."""

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        steps = super().steps(payload)
        return tuple(replace(step, ordinal=at) for at, step in enumerate(reversed(steps), 1))


class Uncounted(Sandbox):
    """Calls an upload public."""

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        steps = super().steps(payload)
        return tuple(replace(step, step_class=StepClass.FLIP) if step.media else step for step in steps)


class Inventive(Sandbox):
    """Chooses what nobody signed for."""

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        return {"surprise": "x"}


class Unlimited(Sandbox):
    """Says a limit twice."""

    limits = (Limit("a", 1, "a page", "2026-11-28"), Limit("a", 1, "a page", "2999-01-01"))


class Mute(Sandbox):
    """Leaves the words of pictures out."""

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        silent = tuple(replace(one, alt="") for one in variant.pictures)
        words = re.sub(r"!\[[^\]]*\]", "![]", variant.content.body)
        said = replace(variant, content=replace(variant.content, body=words), pictures=silent)
        return super().compose(said, remote_uid, bench)


class Raising(Sandbox):
    """Breaks down."""

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        raise IndexError("no plan")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Forgetful, "can be altered"),
        (Moody, "another request the second time"),
        (Chatty, "carries the authorization"),
        (Wandering, "no path"),
        (Careless, "picture is missing"),
        (Swapping, "another digest or size"),
        (Backwards, "something invisible comes after"),
        (Uncounted, "not REPEATABLE"),
        (Inventive, "not pure, or not on the list"),
        (Unlimited, "one of them twice"),
        (Unlimited, "a day that is to come"),
        (Mute, "goes out in no request"),
        (Raising, "IndexError: no plan"),
    ],
)
def test_a_broken_promise_is_named(kind: type[Platform], said: str) -> None:
    assert said in " | ".join(objections(kind()))
