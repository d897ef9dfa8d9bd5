import json

import pytest

from editor_app.domain.errors import Invalid
from editor_app.platforms.mastodon.limits import Limits
from editor_app.platforms.mastodon.polls import poll_of, taken_out

SETTINGS = {"poll_days": "7", "poll_multiple": "no"}


def test_the_list_of_boxes_at_the_end_is_the_poll() -> None:
    assert taken_out("请选择。\n\n- [ ] 上午\n- [x] 下午 时段\n") == ("请选择。", ("上午", "下午 时段"))
    assert taken_out("- [ ] 上午\n* [] 下午") == ("", ("上午", "下午"))


@pytest.mark.parametrize("body", ["请选择。", "- [ ] 上午\n\n后面还有话。", "- 上午\n- 下午", "见 - [ ] 上午"])
def test_anything_else_is_text(body: str) -> None:
    assert taken_out(body) == (body, ())


def test_a_poll_says_how_long_it_is_open() -> None:
    said = json.loads(poll_of(("上午", "下午"), SETTINGS, Limits()))
    assert said == {"options": ["上午", "下午"], "expires_in": 604800, "multiple": False}
    assert json.loads(poll_of(("上午", "下午"), {**SETTINGS, "poll_multiple": "yes"}, Limits()))["multiple"] is True


@pytest.mark.parametrize(
    "choices", [("一",), ("一", "一"), ("一", "二", "三", "四", "五"), ("一", ""), ("一", "长" * 51)]
)
def test_a_poll_that_the_server_would_refuse_is_refused_before(choices: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        poll_of(choices, SETTINGS, Limits())
    poll_of(("一", "长" * 50), SETTINGS, Limits())
