"""What leads out of the window, and what comes into it as words: apart because servers and colleagues write both."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from editor_app.rendering.sanitised import is_web_address


def open_page(address: str) -> bool:
    """Open a page in the desktop's browser; False = it is none, for a file or a program is never opened so."""
    if not is_web_address(address) or address.lower().startswith("mailto:"):
        return False
    return QDesktopServices.openUrl(QUrl(address))


def tip(words: str) -> str:
    """Words for a tooltip, shown letter by letter: one that looks like HTML would load what it names."""
    if "<" not in words and "&" not in words:
        return words
    return f"<qt>{escape(words).replace(chr(10), '<br>')}</qt>"
