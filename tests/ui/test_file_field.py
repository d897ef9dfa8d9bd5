from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui import file_field
from editor_app.ui.file_field import FileField

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot


def test_a_chosen_file_is_named_and_read_and_one_too_large_is_not(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = FileField("钥匙", "*.json")
    qtbot.addWidget(field)
    assert field.content() == b""
    file = tmp_path / "key.json"
    file.write_bytes(b"{}12")
    with qtbot.waitSignal(field.changed):
        field.take(file)
    assert field.content() == b"{}12"
    assert "key.json" in field._name.text()
    monkeypatch.setattr(file_field, "_LARGEST", 3)
    assert field.content() == b""
