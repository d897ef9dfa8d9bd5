import pytest

from editor_app.platforms.weibo.simulator.mishaps import WITHOUT_EFFECT, Mishap, Mishaps


def test_a_mishap_strikes_as_often_as_was_asked_and_only_its_kind() -> None:
    mishaps = Mishaps()
    mishaps.put({"drop_after": 1, "busy": {"count": 1, "on": "upload"}})
    assert mishaps.left() == {"busy@upload": 1, "drop_after@publish": 1}
    assert mishaps.strike("read") is None
    assert mishaps.strike("upload") is Mishap.BUSY
    assert [mishaps.strike("publish"), mishaps.strike("publish")] == [Mishap.DROP_AFTER, None]


@pytest.mark.parametrize(
    "wanted", [{"flood": 1}, {"busy": "many"}, {"busy": {"count": 1, "on": "sunday"}}, {"busy": -1}, {"busy": True}]
)
def test_what_does_not_exist_is_refused(wanted: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"mishap|count"):
        Mishaps().put(wanted)  # type: ignore[arg-type]


def test_six_mishaps_come_after_the_effect() -> None:
    assert len(frozenset(Mishap) - WITHOUT_EFFECT) == 6
