from dataclasses import replace

import pytest

from editor_app.checks.registry import findings
from editor_app.domain.errors import Accepted
from editor_app.platforms.contract import StepClass
from editor_app.platforms.replies import Reply
from editor_app.platforms.wechat import PLATFORM
from editor_app.platforms.wechat.platform import FIRST_LOOK
from tests.platforms.workshop import Bench, order_of, variant


def test_submitting_is_the_only_public_call_and_never_taken_for_idempotent() -> None:
    steps = PLATFORM.steps(PLATFORM.compose(variant(), "wx", Bench()).payload)
    assert [step.name for step in steps] == ["upload"] * 4 + ["draft", "publish"]
    assert [step.step_class for step in steps[:-1]] == [StepClass.REPEATABLE] * 5
    assert steps[-1].step_class is StepClass.PUBLIC
    assert not PLATFORM.capabilities.idempotent


@pytest.mark.parametrize("number", ["2247483655", 2247483655])
def test_an_accepted_article_is_known_by_its_number_in_either_form(number: object) -> None:
    order = order_of(PLATFORM.compose(variant(), "wx", Bench()))
    said = f'{{"errcode":0,"publish_id":{number!r},"msg_data_id":1}}'.replace("'", '"')
    with pytest.raises(Accepted) as accepted:
        PLATFORM.received(PLATFORM.steps(order.payload)[-1], order, Reply(200, {}, said.encode()))
    assert accepted.value.late == {"publish_id": "2247483655", "msg_data_id": "1"}
    assert accepted.value.look_after == FIRST_LOOK


def test_an_accepted_article_without_a_number_is_not_understood() -> None:
    order = order_of(PLATFORM.compose(variant(), "wx", Bench()))
    with pytest.raises(ValueError, match="number"):
        PLATFORM.received(PLATFORM.steps(order.payload)[-1], order, Reply(200, {}, b'{"errcode":0}'))


def test_readers_are_on_the_platforms_own_site_whatever_relay_is_used() -> None:
    assert PLATFORM.public_address("https://relay.example.gov.cn/wx", {}) == "https://mp.weixin.qq.com"
    assert PLATFORM.public_address("http://127.0.0.1:8801", {}) == "http://127.0.0.1:8801"


def test_an_article_that_a_person_finds_is_known_by_its_link() -> None:
    order = order_of(PLATFORM.compose(variant(), "wx", Bench()))
    known = PLATFORM.known_as(PLATFORM.steps(order.payload)[-1], order, "https://mp.weixin.qq.com/s/abc")
    assert known is not None
    assert known.remote_id == known.url == "https://mp.weixin.qq.com/s/abc"


def test_what_readers_must_see_names_the_cover_unless_the_account_does_not_compare_it() -> None:
    from tests.platforms.workshop import with_late

    for compare, named in (("yes", True), ("no", False)):
        order = order_of(PLATFORM.compose(variant(options={"compare_cover": compare}), "wx", Bench()))
        order = with_late(order, dict.fromkeys(order.payload.late, "x"))
        assert ("cover" in dict(PLATFORM.expected(order).fields)) is named


def test_an_article_that_is_long_with_its_markup_only_is_doubtful_and_not_refused() -> None:
    short = PLATFORM.compose(variant("字" * 15_000), "wx", Bench()).payload
    long = PLATFORM.compose(variant("\n\n".join(["字" * 50] * 300)), "wx", Bench()).payload
    assert PLATFORM.doubts(short) == ()
    ((what, then),) = PLATFORM.doubts(long)
    assert str(len(long.parts[0].body)) in str(what)
    assert str(then)


@pytest.mark.parametrize(("long_titles", "refused"), [("no", True), ("yes", False)])
def test_a_title_of_forty_characters_passes_the_rule_where_the_account_takes_long_ones(
    long_titles: str, *, refused: bool
) -> None:
    limits = {limit.name: limit.value for limit in PLATFORM.limits_of({"long_titles": long_titles})}
    long = replace(variant(title="一" * 40), limits=limits)
    assert ("title_length" in {finding.rule for finding in findings(long)}) is refused
