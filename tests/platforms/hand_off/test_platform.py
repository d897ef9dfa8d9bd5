"""The plan of a hand-over and what readers must see."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor_app.checks.registry import findings
from editor_app.domain.errors import Invalid, Refused
from editor_app.platforms.contract import StepClass
from editor_app.platforms.hand_off import PLATFORM
from editor_app.platforms.hand_off.profiles import PROFILES
from editor_app.platforms.withdrawing import measures
from tests.platforms.workshop import Bench, order_of, variant

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order

UID = "zhihu:www.zhihu.com/org/x"


def made() -> Order:
    return order_of(PLATFORM.compose(variant(options={"service": "zhihu"}), UID, Bench()))


def test_handing_over_is_a_public_step_with_an_intent_because_the_person_may_post_from_then_on() -> None:
    order = made()
    steps = PLATFORM.steps(order.payload)
    assert [step.name for step in steps] == ["picture"] * 4 + ["hand_over"]
    assert steps[-1].step_class is StepClass.PUBLIC


def test_the_address_of_the_post_becomes_receipt_and_late_field() -> None:
    order = made()
    known = PLATFORM.known_as(PLATFORM.steps(order.payload)[-1], order, " https://zhuanlan.zhihu.com/p/671234567 ")
    assert known is not None
    assert (known.remote_id, known.url) == ("zhihu:671234567", "https://zhuanlan.zhihu.com/p/671234567")
    assert known.late == {"posted_url": known.url}


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("https://www.zhihu.com/org/x", Refused),
        ("https://elsewhere.example/p/671234567", Refused),
        ("zhuanlan.zhihu.com/p/671234567", Invalid),
        ("https://a@zhuanlan.zhihu.com/p/671234567", Invalid),
    ],
)
def test_another_address_is_refused_with_what_to_copy_instead(url: str, error: type[Exception]) -> None:
    order = made()
    with pytest.raises(error, match=r"address"):
        PLATFORM.known_as(PLATFORM.steps(order.payload)[-1], order, url)


def test_what_people_posted_is_set_right_by_people() -> None:
    assert [measure.value for measure in measures(PLATFORM, made().payload)][-1] == "by_hand"
    assert "delete" not in [measure.value for measure in measures(PLATFORM, made().payload)]


def test_readers_must_see_title_and_every_paragraph() -> None:
    expected = PLATFORM.expected(made())
    assert expected.title == "网上办事指南 2026"
    assert "登录后选择“一件事”" in expected.parts


def test_readers_find_the_account_at_its_public_address() -> None:
    assert (
        PLATFORM.public_address("/srv/kits", {"home": "https://www.zhihu.com/org/x"}) == "https://www.zhihu.com/org/x"
    )


def test_an_account_keeps_the_limits_of_its_own_platform_and_no_other() -> None:
    own = {limit.name: limit.value for limit in PLATFORM.limits_of({"service": "xiaohongshu"})}
    assert (own["title_characters_by_hand"], own["text_characters"], own["images_per_post"]) == (20, 1_000, 18)
    assert PLATFORM.limit("xiaohongshu_title_characters_by_hand") == 20
    assert len(own) < len(PLATFORM.limits) / 5


@pytest.mark.parametrize("service", PROFILES)
def test_no_rule_refuses_a_title_by_a_limit_that_nobody_could_prove(service: str) -> None:
    limits = {limit.name: limit.value for limit in PLATFORM.limits_of({"service": service})}
    long = replace(variant(title="一" * 99), limits=limits)
    assert "title_length" not in {finding.rule for finding in findings(long)}
