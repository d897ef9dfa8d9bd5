import pytest

from editor_app.ui.tokens import DARK, HIGH_CONTRAST, LIGHT, PALETTES, TYPE, Palette, Role, contrast_ratio

TEXT_PAIRS = [
    ("ink", "paper"), ("ink", "panel"), ("ink", "desk"), ("ink2", "paper"), ("ink2", "desk"), ("ink3", "paper"),
    ("ink3", "desk"), ("ink3", "sunk"), ("ink3", "indigo_wash"), ("on_ink", "ink"), ("on_seal", "seal"),
    ("seal_ink", "paper"), ("seal_ink", "seal_wash"), ("indigo", "paper"), ("indigo", "indigo_wash"),
    ("green", "paper"), ("ochre", "paper"), ("ochre", "ochre_wash"), ("ochre", "indigo_wash"), ("carmine", "paper"),
    ("carmine", "carmine_wash"), ("ink", "ins"), ("ink2", "removed"), ("ink", "hl"), ("c2", "paper"),
    ("on_state", "ochre"), ("on_state", "carmine"), ("on_state", "green"),
]  # fmt: skip
EDGE_PAIRS = [("edge", "paper"), ("edge", "panel"), ("edge", "desk"), ("indigo", "desk"), ("indigo", "panel")]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_text_can_be_read_in_every_theme(palette: Palette, front: str, back: str) -> None:
    assert contrast_ratio(palette[front], palette[back]) >= 4.5


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
@pytest.mark.parametrize(("front", "back"), EDGE_PAIRS)
def test_what_can_be_acted_on_has_a_visible_edge(palette: Palette, front: str, back: str) -> None:
    assert contrast_ratio(palette[front], palette[back]) >= 3.0


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
@pytest.mark.parametrize("ground", ["paper", "panel", "desk", "indigo_wash"])
def test_the_focus_ring_stands_out_on_every_ground(palette: Palette, ground: str) -> None:
    assert contrast_ratio(palette.indigo, palette[ground]) >= 5.9


def test_high_contrast_text_is_black_on_white() -> None:
    assert contrast_ratio(HIGH_CONTRAST.ink3, HIGH_CONTRAST.paper) == pytest.approx(21)


def test_the_measure_of_contrast_agrees_with_wcag() -> None:
    assert contrast_ratio(LIGHT.ink, LIGHT.paper) == pytest.approx(16.4, abs=0.05)
    assert contrast_ratio(DARK.ink3, DARK.sunk) == pytest.approx(4.8, abs=0.05)


def test_no_text_is_smaller_than_twelve_pixels_but_digits() -> None:
    assert {role for role, step in TYPE.items() if step.size < 12} == {Role.TINY, Role.TINY_BOLD}


def test_every_role_has_its_size_line_and_weight() -> None:
    assert set(TYPE) == set(Role)
    assert all(step.line > step.size for step in TYPE.values())


def test_serif_is_for_the_words_of_documents_alone() -> None:
    serif = {role for role, step in TYPE.items() if step.family == "serif"}
    assert {role for role in serif if not role.startswith(("doc", "review", "row", "quote"))} == set()
