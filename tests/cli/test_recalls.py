from editor_app.cli.recalls import KIND_WORDS
from editor_app.domain.recall import KINDS


def test_every_kind_of_case_has_its_word() -> None:
    assert set(KIND_WORDS) == set(KINDS)
