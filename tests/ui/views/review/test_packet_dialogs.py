"""What the dialogs of packets ask for, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from editor_app.services.outsiders import Reviewer
from editor_app.ui.views.review.packet_dialogs import PAPER, HandOutDialog, TakeInDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.views.review.conftest import Reviewed


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


def test_without_a_confirmed_key_nothing_can_go_out(over: QWidget, reviewed: Reviewed) -> None:
    dialog = HandOutDialog(over, reviewed.case(), ())
    assert not dialog.go.isEnabled()
    assert dialog._problem.text()
    asked: list[str] = []
    other = HandOutDialog(over, reviewed.case(), (Reviewer("李教授", is_outside=True),))
    other.asked.connect(asked.append)
    other.go.click()
    assert asked == ["李教授"]


def test_paper_needs_a_scan_and_a_signature_of_ones_own(over: QWidget, reviewed: Reviewed, tmp_path: Path) -> None:
    dialog, papers = TakeInDialog(over, reviewed.case(), ""), []
    dialog.on_paper.connect(papers.append)
    assert dialog.seal.isHidden()
    dialog.kind.choose(PAPER)
    assert dialog.take.isHidden()
    dialog.seal.click()
    assert papers == []
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"x")
    dialog.scan.take(scan)
    dialog.name.set_text("王教授")
    dialog.seal.click()
    assert [(each.name, each.scan) for each in papers] == [("王教授", b"x")]
    scan.unlink()
    dialog.seal.click()
    assert len(papers) == 1
    assert dialog._problem.text()
