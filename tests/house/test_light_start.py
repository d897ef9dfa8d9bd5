"""What a program loads before it is of use: the window paints first, the command line answers at once."""

import subprocess
import sys

import pytest

HEAVY = "sqlalchemy alembic httpx keyring altair vl_convert typst markdown PIL mammoth docx openpyxl cryptography"
QT = "PySide6 shiboken6"


@pytest.mark.parametrize(
    ("module", "too_early"),
    [("editor_app.ui.app", HEAVY), ("editor_app.cli", f"{HEAVY} {QT}"), ("editor_app.worker", QT)],
)
def test_a_start_imports_nothing_heavy(module: str, too_early: str) -> None:
    probe = f"import sys, {module}; print(*sorted(set({too_early.split()!r}) & sys.modules.keys()))"
    loaded = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == ""
