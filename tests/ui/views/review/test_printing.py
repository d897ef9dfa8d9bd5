from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import DeskError
from editor_app.ui.views.review import printing

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from tests.ui.views.review.conftest import Reviewed


def test_the_sheet_is_saved_as_pdf_and_printed_page_by_page(
    qapp: QApplication, reviewed: Reviewed, tmp_path: Path
) -> None:
    assert qapp is not None
    desk, path = reviewed.stage.desk, tmp_path / "sheet.pdf"
    printing.save(desk, reviewed.second, path)
    assert path.read_bytes().startswith(b"%PDF-")
    pages = printing.pages(desk, reviewed.second)
    assert pages
    assert all(page.width() > 1000 for page in pages)
    printer = printing.new_printer()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printing.print_pages(printer, pages)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")


def test_a_disk_that_does_not_take_it_is_said_in_words(reviewed: Reviewed, tmp_path: Path) -> None:
    with pytest.raises(DeskError):
        printing.save(reviewed.stage.desk, reviewed.second, tmp_path / "no such folder" / "sheet.pdf")
