"""Which shape a cover gets, with whole pictures rather than cut ones unless somebody says so."""

from __future__ import annotations

import pytest

from editor_app.platforms.contract import Fit
from editor_app.platforms.covers import OPTIONS, cover_fit

FIT = Fit(1920, 5_000_000)


@pytest.mark.parametrize("options", [{}, {"cover_shape": "own"}, {"cover_shape": "unheard-of", "cover_how": "cut"}])
def test_a_cover_stays_as_it_is_unless_a_known_shape_is_wanted(options: dict[str, str]) -> None:
    assert cover_fit(FIT, options) == FIT


def test_a_cover_is_whole_on_a_margin_unless_it_shall_be_cut() -> None:
    whole, cut = (cover_fit(FIT, {"cover_shape": "2.35:1", **how}) for how in ({}, {"cover_how": "cut"}))
    assert (whole.shape, whole.margin) == ((235, 100), True)
    assert (cut.shape, cut.margin) == ((235, 100), False)
    assert (whole.longest_side, whole.max_bytes) == (FIT.longest_side, FIT.max_bytes)


def test_every_shape_that_is_offered_is_known() -> None:
    (shapes, _) = OPTIONS
    for name, words in shapes.choices:
        assert str(words)
        assert (cover_fit(FIT, {"cover_shape": name}) != FIT) is (name != "own")
