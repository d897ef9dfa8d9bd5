from PySide6.QtCore import QAbstractAnimation
from pytestqt.qtbot import QtBot

from editor_app.ui.seal import Seal
from editor_app.ui.theme import Theme, colours
from editor_app.ui.widgets.stages import SealMark, Stage, StageBar
from tests.ui.conftest import colours_in, painted
from tests.ui.gallery import stages


def test_six_steps_of_ninety_two_pixels(qtbot: QtBot) -> None:
    bar = StageBar(stages())
    qtbot.addWidget(bar)
    assert bar.sizeHint().width() == 6 * 92


def test_a_route_that_nobody_signed_has_no_red_on_it(qtbot: QtBot) -> None:
    bar = StageBar([Stage("初审", "何敬之"), Stage("终审", "郑维安", reads=True)])
    qtbot.addWidget(bar)
    seen = colours_in(painted(bar))
    assert colours().seal.name() not in seen
    bar.set_stages(stages())
    assert {colours().seal.name(), colours().seal_ink.name()} <= colours_in(painted(bar))


def test_the_route_is_spoken(qtbot: QtBot) -> None:
    bar = StageBar(stages())
    qtbot.addWidget(bar)
    assert "复审 周岚 等你" in bar.accessibleName()


def test_a_seal_lands_once_and_not_when_motion_is_reduced(qtbot: QtBot, looks: Theme) -> None:
    bar = StageBar(stages())
    qtbot.addWidget(bar)
    bar.land(3)
    assert bar._landing == -1
    looks.set_still(still=False)
    bar.land(3)
    assert bar._landing == 3
    qtbot.waitUntil(lambda: bar._growth == 1.0)


def test_a_landed_seal_looks_like_one_that_never_moved(qtbot: QtBot, looks: Theme) -> None:
    still, moving = StageBar(stages()), StageBar(stages())
    for bar in (still, moving):
        qtbot.addWidget(bar)
    before = painted(still)
    looks.set_still(still=False)
    moving.land(3)
    assert painted(moving) != before, "it begins larger than it ends"
    qtbot.waitUntil(lambda: moving._motion.state() is QAbstractAnimation.State.Stopped)
    assert painted(moving) == before


def test_with_reduced_motion_a_seal_is_there_at_once(qtbot: QtBot, looks: Theme) -> None:
    bar = StageBar(stages())
    qtbot.addWidget(bar)
    before = painted(bar)
    looks.set_still(still=True)
    bar.land(3)
    assert bar._motion.state() is QAbstractAnimation.State.Stopped
    assert painted(bar) == before


def test_a_single_seal_changes_with_the_signature(qtbot: QtBot) -> None:
    mark = SealMark(Seal.OPEN, "复审", name="复审：待签")
    qtbot.addWidget(mark)
    assert mark.accessibleName() == "复审：待签"
    before = painted(mark, 40, 40)
    mark.set_kind(Seal.SET)
    assert painted(mark, 40, 40) != before
