import pytest

from editor_app.domain.errors import NotFound
from editor_app.platforms import simulators
from editor_app.platforms.sandbox.server import run as practice
from editor_app.platforms.wechat.simulator.server import run as wechat


def test_simulators_are_found_by_their_place() -> None:
    assert {"sandbox", "wechat", "weibo"} <= set(simulators.names())
    assert "wordpress" not in simulators.names()
    assert simulators.serve_of("sandbox") is practice
    assert simulators.serve_of("wechat") is wechat
    assert simulators.settings_of("wechat") == {}


def test_a_platform_without_one_is_refused_with_those_that_have_one() -> None:
    with pytest.raises(NotFound) as said:
        simulators.serve_of("wordpress")
    assert "wechat" in str(said.value.next_step)
