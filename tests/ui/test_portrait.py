from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import SignInFailed
from editor_app.domain.secrets import Secret
from editor_app.services.sample import create_sample
from editor_app.ui.portrait import Pose, Sitter, take

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_nobody_sits_for_a_picture_with_a_wrong_passphrase(qtbot: QtBot, tmp_path: Path) -> None:  # noqa: ARG001 - qtbot brings the application
    made = create_sample(tmp_path / "office", "en")
    made.seat.desk.close()
    sitter = Sitter(tmp_path / "office", made.people[0].name, Secret("wrong"), "today", {})
    with pytest.raises(SignInFailed):
        take(sitter, [Pose("en", "light", (1280, 720), tmp_path / "x.png")], tmp_path / "preferences.ini")
    assert not (tmp_path / "x.png").exists()
