from dataclasses import replace

from editor_app.domain.recall import Aim, Measure, aimed
from editor_app.platforms.contract import Order, StepClass
from editor_app.platforms.mastodon import PLATFORM
from editor_app.platforms.signing_in import sign_in_of
from tests.platforms.mastodon.desk import posting
from tests.platforms.workshop import Bench, order_of, variant, with_late


def corrected(parts: int, targets: int) -> Order:
    order = order_of(PLATFORM.compose(variant("字" * 450 * parts, cover=False, link=""), "social.example/1", Bench()))
    payload = replace(order.payload, parts=order.payload.parts[:parts], media=())
    aim = Aim(Measure.EDIT, tuple(str(n) for n in range(1, targets + 1)), (), "https://social.example/@o/1")
    return replace(order, payload=aimed(payload, aim))


def plan(parts: int, targets: int) -> list[tuple[str, StepClass]]:
    order = corrected(parts, targets)
    return [(step.name, step.step_class) for step in PLATFORM.steps(order.payload)]


def test_a_correction_edits_what_is_there_adds_what_is_new_and_removes_what_is_left() -> None:
    edit, post, remove = ("edit", StepClass.FLIP), ("post", StepClass.KEYED), ("remove", StepClass.FLIP)
    assert plan(2, 2) == [edit, edit]
    assert plan(2, 1) == [edit, post]
    assert plan(1, 3) == [edit, remove, remove]


def test_what_is_left_is_removed_by_its_own_id() -> None:
    order = corrected(1, 3)
    steps = PLATFORM.steps(order.payload)
    targets = [PLATFORM.outgoing(step, order).target.removeprefix("/api/v1/statuses/") for step in steps]
    assert targets == ["1", "2?delete_media=true", "3?delete_media=true"]
    ids = [PLATFORM.known_as(step, order, "https://social.example/@o/9") for step in steps]
    assert [one.remote_id for one in ids if one] == [f"{n}~{order.key}" for n in (1, 2, 3)]


def test_a_link_from_the_browser_tells_the_id() -> None:
    order = with_late(order_of(PLATFORM.compose(variant(cover=False), "social.example/1", Bench())), {"status/1": "5"})
    known = PLATFORM.known_as(posting(order), order, "https://social.example/@office/113?x=1")
    assert known is not None
    assert (known.remote_id, known.late) == ("113", {"status/1": "113"})
    assert PLATFORM.known_as(posting(order), order, "https://social.example/@office") is None


def test_its_accounts_are_signed_in_at_the_servers_own_page_with_what_is_needed_and_no_more() -> None:
    how = sign_in_of(PLATFORM)
    assert how is not None
    assert how.proves
    assert set(how.scope.split()) == {"read:accounts", "read:statuses", "write:media", "write:statuses"}
