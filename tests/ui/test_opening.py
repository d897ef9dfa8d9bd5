from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.errors import DeskError
from editor_app.services import workspaces
from editor_app.ui.opening import Opening
from tests.services.office import Office


def opening(qtbot: QtBot) -> Opening:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    cover = Opening(window, "/somewhere")
    cover.kept = window  # type: ignore[attr-defined]
    cover.open_over()
    return cover


def failure(place: Path) -> DeskError:
    with pytest.raises(DeskError) as raised:
        workspaces.open_desk(place)
    return raised.value


def test_a_quick_opening_says_nothing_and_a_slow_one_what_it_does(qtbot: QtBot) -> None:
    cover = opening(qtbot)
    assert not cover._slow.isVisible()
    qtbot.waitUntil(cover._slow.isVisible, timeout=2000)


def test_no_workspace_a_foreign_file_and_a_damaged_one_are_told_apart_in_words(
    qtbot: QtBot, tmp_path: Path, office: Office
) -> None:
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "workspace.db").write_bytes(b"something else" * 40)
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    good = (office.desk.store.folder / "workspace.db").read_bytes()
    (damaged / "workspace.db").write_bytes(good[:4096] + b"\xff" * 8192)
    said = set()
    for place in (tmp_path / "nothing", tmp_path / "foreign", damaged):
        cover = opening(qtbot)
        cover.fail(failure(place))
        assert cover._card.isVisible()
        assert cover.note.text()
        said.add(cover.title.text())
    assert len(said) == 3


def test_a_failure_can_be_tried_again(qtbot: QtBot, tmp_path: Path) -> None:
    cover = opening(qtbot)
    cover.fail(failure(tmp_path / "nothing"))
    with qtbot.waitSignal(cover.again_asked):
        cover.again.click()
    assert not cover._card.isVisible()
