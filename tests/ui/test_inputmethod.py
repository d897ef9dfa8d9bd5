from editor_app.ui import inputmethod


def test_fcitx_without_a_plugin_that_loads_is_reached_through_ibus() -> None:
    for name in ("fcitx", "fcitx5", "Fcitx5"):
        environment = {"QT_IM_MODULE": name}
        assert inputmethod.choose(environment, lambda: False)
        assert environment["QT_IM_MODULE"] == "ibus"


def test_a_plugin_of_fcitx_that_loads_is_left_in_charge() -> None:
    environment = {"QT_IM_MODULE": "fcitx"}
    assert not inputmethod.choose(environment, lambda: True)
    assert environment["QT_IM_MODULE"] == "fcitx"


def test_other_input_methods_are_not_touched_and_nothing_is_loaded_for_them() -> None:
    for environment in ({}, {"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "compose"}):
        before = dict(environment)
        assert not inputmethod.choose(environment, lambda: 1 / 0 > 0)
        assert environment == before


def test_the_wheel_of_qt_carries_no_plugin_of_fcitx() -> None:
    assert not inputmethod.fcitx_loads()
