from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.seal import Seal
from editor_app.ui.views.review import seals

if TYPE_CHECKING:
    from tests.ui.views.review.conftest import Reviewed


def test_the_bar_shows_set_mine_and_open_seals(reviewed: Reviewed) -> None:
    made = seals.stages(reviewed.case().record, "刘洋", lambda moment: f"{moment:%H:%M}")
    assert [stage.kind for stage in made] == [Seal.SET, Seal.MINE, Seal.OPEN]
    assert (made[1].person, made[1].when) == ("刘洋", "等你")


def test_for_others_the_stage_waits_without_red(reviewed: Reviewed) -> None:
    made = seals.stages(reviewed.case().record, "", lambda _moment: "")
    assert [stage.kind for stage in made] == [Seal.SET, Seal.OPEN, Seal.OPEN]


def test_a_seal_says_two_han_characters_or_one_letter() -> None:
    assert seals.seal_text("终审复核") == "终审"
    assert seals.seal_text("final review") == "F"
    assert seals.reason_of("李明", "沿用原文") == "李明：沿用原文"
