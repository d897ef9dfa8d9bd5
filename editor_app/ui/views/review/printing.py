"""The approval sheet on paper or as a file; apart because it leaves the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from editor_app.ui.i18n import language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from editor_app.domain.edition import Edition
    from editor_app.services.desk import Desk


def save(desk: Desk, edition: Edition, path: Path) -> None:
    """Write the sheet as PDF/A in the window's language; in the background.

    Raises:
        DeskError: no font, a broken seal, or the disk does not take it.
    """
    from editor_app.services import sheets
    from editor_app.storage.files import write_refusal

    content = sheets.sheet_pdf(desk, edition, language())
    try:
        path.write_bytes(content)
    except OSError as error:
        raise write_refusal(error) from error


def pages(desk: Desk, edition: Edition) -> tuple[QImage, ...]:
    """The sheet as pictures of its pages, A4 at 144 dots an inch; in the background.

    Raises:
        DeskError: as `save`.
    """
    from editor_app.rendering.approval_sheet import approval_sheet_png
    from editor_app.services import sheets

    return tuple(QImage.fromData(page) for page in approval_sheet_png(sheets.sheet(desk, edition, language())))


def new_printer() -> QPrinter:
    """An A4 printer without margins of its own: the sheet has them."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    printer.setFullPage(True)
    return printer


def print_pages(printer: QPrinter, sheets: Sequence[QImage]) -> None:
    """Put each page onto a sheet of paper."""
    from PySide6.QtPrintSupport import QPrinter

    whole = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    with QPainter(printer) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, page in enumerate(sheets):
            if number:
                printer.newPage()
            painter.drawImage(QRectF(0, 0, whole.width(), whole.height()), page)
