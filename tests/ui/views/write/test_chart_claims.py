"""Claims of growth against figures."""

from decimal import Decimal

import pytest

from editor_app.rendering.chart_series import Series
from editor_app.ui.views.write.chart_claims import claim_of, number_of

RENEWABLE = Series("可再生能源", (Decimal("14.37"), Decimal(100), Decimal("219.33")))
FOSSIL = Series("化石能源", (Decimal("353.61"), None, Decimal("293.29")))


@pytest.mark.parametrize(
    ("words", "number"), [("十五", 15), ("三", 3), ("两", 2), ("一百二十", 120), ("2.5", Decimal("2.5"))]
)
def test_numbers_in_digits_and_in_chinese(words: str, number: Decimal) -> None:
    assert number_of(words) == number


@pytest.mark.parametrize(("title", "fits"), [
    ("可再生能源十六年增至十五倍", True), ("可再生能源十六年增长十五倍", False), ("可再生能源十六年增长十四倍", True),
    ("可再生能源增至20倍", False), ("化石能源增至十五倍", False),
])  # fmt: skip
def test_to_n_times_and_by_n_times_are_told_apart(title: str, fits: bool) -> None:  # noqa: FBT001 - a table of cases
    claim = claim_of(title, (FOSSIL, RENEWABLE))
    assert claim is not None
    assert claim.fits is fits


def test_the_figures_stand_beside_the_verdict() -> None:
    claim = claim_of("可再生能源增至十五倍", (RENEWABLE,))
    assert claim is not None
    assert claim.words.startswith("219.33 ÷ 14.37 = 15.3")


def test_a_title_without_a_claim_is_left_alone() -> None:
    assert claim_of("发电量逐年上升", (RENEWABLE,)) is None
    assert claim_of("增至十五倍", ()) is None
