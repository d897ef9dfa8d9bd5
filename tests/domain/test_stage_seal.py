"""A stage as it is sealed: the first form as it always was, the second with everybody's name."""

from hypothesis import given

from editor_app.domain.stage_seal import StageSeal, stage_as_json, stage_of
from tests.domain.made import plain_seals, stage_seals


@given(plain_seals)
def test_a_stage_of_version_1_has_its_four_fields_and_no_more(seal: StageSeal) -> None:
    assert stage_as_json(seal) == [seal.ordinal, seal.name, seal.duty, seal.needs]
    assert stage_of(stage_as_json(seal)) == seal


@given(stage_seals)
def test_a_stage_with_signers_comes_back_as_it_was(seal: StageSeal) -> None:
    assert stage_of(stage_as_json(seal)) == seal
