"""The stand-in of a platform that isn't installed: whole enough for every page, and refusing in words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.text import T
from editor_app.platforms.absent import NotInstalled, StandIn, is_absent, present
from editor_app.platforms.admission import smallest_payload
from editor_app.platforms.contract import Capabilities, Connection, Order, Step, StepClass
from editor_app.platforms.messages import conversation_of
from editor_app.platforms.registry import Registry
from editor_app.platforms.withdrawing import Withdrawing, measures
from tests.services.removed import BARE

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.platforms.contract import Platform

STRICT = {
    "cli/account_commands.py", "cli/sign_in_commands.py", "services/accounts.py", "services/connecting.py",
    "services/playing.py", "ui/playing.py", "ui/views/accounts/connect.py",
}  # fmt: skip
"""Where an account is added; everything else asks for what is on record."""

PAYLOAD = smallest_payload(StandIn("gone"))
ORDER = Order(PAYLOAD, "0123456789abcdef", lambda _digest: b"")  # type: ignore[arg-type]
STEP = Step(1, "publish", StepClass.PUBLIC, part=1)


@pytest.fixture
def gone() -> Platform:
    return Registry(BARE, tuple).of("gone")


def test_it_says_its_name_that_it_is_missing_and_that_it_can_do_nothing(gone: Platform) -> None:
    assert (gone.name, str(gone.title), gone.tile) == ("gone", "gone (not installed)", "?")
    assert not any(getattr(gone.capabilities, name) for name in Capabilities.__slots__)
    assert (gone.options, gone.limits, gone.late_fields, conversation_of(gone)) == ((), (), (), None)
    assert (gone.edits(PAYLOAD), gone.doubts(PAYLOAD), gone.announcement(PAYLOAD)) == (False, (), None)
    assert gone.public_address("https://example.gov/a", {}) == "https://example.gov/a"
    assert not [measure for measure in measures(gone, PAYLOAD) if measure.value not in {"follow_up", "by_hand"}]


@pytest.mark.parametrize(
    "asked",
    [
        lambda p: p.link(Connection("http://127.0.0.1:9")),
        lambda p: p.steps(PAYLOAD),
        lambda p: p.outgoing(STEP, ORDER),
        lambda p: p.prepared(ORDER, datetime(2026, 11, 29, tzinfo=UTC)),
        lambda p: p.expected(ORDER),
        lambda p: p.compose(None, "", None),
        lambda p: p.withdrawal.outgoing(ORDER, "1"),
        lambda p: p.withdrawal.take_away(None, ORDER, "1"),
        lambda p: p.withdrawal.is_public(None, ORDER, "1"),
        present,
    ],
)
def test_whatever_would_send_or_ask_is_refused_with_the_next_step(
    gone: Platform, asked: Callable[[Platform], object]
) -> None:
    with pytest.raises(NotInstalled, match="“gone” is not installed on this computer") as told:
        asked(gone)
    assert str(told.value.next_step).startswith("Install the package")
    assert "then release" in str(told.value.held)


def test_a_package_that_is_there_and_unusable_says_why_and_asks_for_another_one() -> None:
    unfit = StandIn("gazette", T("it has no class"))
    assert str(unfit.title) == "gazette (unusable)"
    assert (str(unfit.reason), str(unfit.next_step)[:6]) == ("it has no class", "Update")
    assert str(unfit.held).startswith("it has no class Update")


def test_the_steps_that_take_a_post_away_need_no_package_to_be_planned() -> None:
    gone = StandIn("gone")
    assert gone.withdrawal is not None
    assert all(step.step_class is StepClass.FLIP for step in Withdrawing(gone, gone.withdrawal).steps(PAYLOAD))


def test_a_platform_that_is_installed_is_itself() -> None:
    sandbox = Registry().of("sandbox")
    assert present(sandbox) is sandbox
    assert not is_absent(sandbox)


def test_only_where_an_account_is_added_a_platform_must_be_there() -> None:
    root = Path(__file__).parents[2] / "editor_app"
    asking = [path for path in root.rglob("*.py") if "platforms.platform(" in path.read_text("utf-8")]
    assert {path.relative_to(root).as_posix() for path in asking} == STRICT
