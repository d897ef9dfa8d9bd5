"""The plan of a delivery to an own client: pictures first, then one call under the delivery's key."""

import json

from editor_app.domain.manifest_json import Fields
from editor_app.platforms.contract import StepClass
from editor_app.platforms.webhook import PLATFORM
from tests.platforms.workshop import KEY, Bench, order_of, variant, with_late


def test_pictures_come_before_the_document_which_the_key_makes_one() -> None:
    payload = PLATFORM.compose(variant(), "webhook:x", Bench()).payload
    assert [(step.name, step.step_class) for step in PLATFORM.steps(payload)] == [
        *[("picture", StepClass.REPEATABLE)] * 4,
        ("publish", StepClass.KEYED),
    ]


def test_the_call_names_version_event_and_key() -> None:
    order = order_of(PLATFORM.compose(variant(), "webhook:x", Bench()))
    order = with_late(order, dict.fromkeys(order.payload.late, "https://app.example.gov/p"))
    call = PLATFORM.outgoing(PLATFORM.steps(order.payload)[-1], order)
    said = Fields(json.loads(call.body))
    assert (call.method, call.target, dict(call.headers)["Idempotency-Key"]) == ("POST", "/documents", KEY)
    assert (said.integer("v"), said.text("event"), said.text("title")) == (1, "published", "网上办事指南 2026")


def test_readers_are_at_the_public_address() -> None:
    assert PLATFORM.public_address("https://app.example.gov/hook", {}) == "https://app.example.gov/hook"
    named = {"public_url": "https://m.example.gov"}
    assert PLATFORM.public_address("https://app.example.gov/hook", named) == "https://m.example.gov"
