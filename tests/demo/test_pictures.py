from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from editor_app.demo.pictures import Pictures, Poses, Scene
from editor_app.services.sample import create_sample

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.mark.timeout(180)
def test_the_real_window_is_shown_in_the_language_theme_and_size_asked_for(qtbot: QtBot, tmp_path: Path) -> None:  # noqa: ARG001 - qtbot brings the application
    made = create_sample(tmp_path / "office", "zh_CN")
    made.seat.desk.close()
    editor = next(person for person in made.people if "editor" in person.roles)
    poses = Poses(("zh_CN",), ("light", "dark"), ((1280, 720),))
    pictures = Pictures(tmp_path / "office", tmp_path / "pictures", poses)
    assert pictures.take(Scene("write", editor, {"document": made.documents[0].document.id})) == 2
    light, dark = (QImage(str(path)) for path in pictures.taken)
    assert (light.width(), light.height()) == (dark.width(), dark.height()) == (1280, 720)
    assert light.pixelColor(4, 400).lightness() > 200
    assert dark.pixelColor(4, 400).lightness() < 80
    assert len({light.pixel(x, 300) for x in range(0, 1280, 3)}) > 20, "something is written there"
