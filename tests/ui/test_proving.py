from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from editor_app.domain.document import Content
from editor_app.services import evidence_check
from editor_app.services.documents import Draft
from editor_app.ui import background
from editor_app.ui.dialogs import Question
from editor_app.ui.proving import ProofDialog, Proving
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor_app.domain.edition import Edition
    from tests.services.office import Office


@pytest.fixture
def over(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    yield made
    background.shut_down()


@pytest.fixture
def edition(office: Office) -> Edition:
    office.connect("news")
    return office.approve(office.submitted(Draft(Content(title="供暖", summary="今冬。", body="不变。\n")), "news"))


def told(dialog: ProofDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(Label))


def proving(over: QWidget, office: Office, edition: Edition | None) -> Proving:
    shell: Any = SimpleNamespace(seat=office.publisher)
    return Proving(over, shell, lambda: edition.id if edition else None)


def test_a_package_is_written_checked_and_shown(
    over: QWidget, qtbot: QtBot, office: Office, edition: Edition, tmp_path: Path
) -> None:
    made = proving(over, office, edition)
    made.save_to(edition.id, tmp_path / "proof.zip")
    qtbot.waitUntil(lambda: made.dialog is not None, timeout=30_000)
    assert made.dialog is not None
    assert evidence_check.verified_file(tmp_path / "proof.zip").holds
    words = told(made.dialog)
    assert "全部成立。" in words
    assert "reviewer1" in words
    made.dialog.copy.click()
    assert QGuiApplication.clipboard().text() == made.dialog.found.digest


def test_a_changed_package_names_its_place(
    over: QWidget, qtbot: QtBot, office: Office, edition: Edition, tmp_path: Path
) -> None:
    made = proving(over, office, edition)
    made.save_to(edition.id, tmp_path / "proof.zip")
    qtbot.waitUntil(lambda: made.dialog is not None, timeout=30_000)
    content = (tmp_path / "proof.zip").read_bytes()
    (tmp_path / "proof.zip").write_bytes(content.replace(b"EVIDENCE PACKAGE", b"EVIDENCE PACKAGF"))
    made.dialog = None
    made.check(tmp_path / "proof.zip")
    qtbot.waitUntil(lambda: made.dialog is not None)
    assert made.dialog is not None
    words = told(made.dialog)
    assert "不成立。" in words
    assert "readme.txt" in words


def test_what_is_no_package_is_said_in_words(over: QWidget, qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    made = proving(over, office, None)
    made.check(tmp_path / "none.zip")
    qtbot.waitUntil(lambda: made.long is not None and isinstance(made.long.dialog, Question))
    assert made.dialog is None


def test_without_a_delivery_nothing_is_offered_but_checking(over: QWidget, office: Office) -> None:
    save, check = proving(over, office, None).actions()
    assert save.blocked()
    assert not check.blocked()
