"""A sealed payload as a browser sets it, in a window of its own; apart because the browser may be missing."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.domain.errors import DeskError
from editor_app.ui import theme
from editor_app.ui.i18n import tr
from editor_app.ui.views.review.pages import late_in_words
from editor_app.ui.views.write import exact
from editor_app.ui.views.write.part_pages import part_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from editor_app.domain.edition import Payload
    from editor_app.domain.identifiers import Digest

_SIZE: Final = (760, 820)
_SOURCE: Final = re.compile(r"pd-late:media_url/([0-9]+)")


def show_exact(over: QWidget, payload: Payload, read: Callable[[Digest], bytes]) -> str:
    """Open the window; what is returned says why there can be none, empty = it is there."""
    if payload.format != "html":
        return tr("This account receives plain text; the page shows it as it is.")
    if reason := exact.why_not():
        return reason
    try:
        media = {f"sealed-{one.ordinal}": read(one.digest) for one in payload.media}
    except DeskError:
        return tr("A sealed picture can't be read.")
    window = _Window(over.window(), tr("Exact preview: {account}", account=payload.account_name))
    window.page.show_page(exact_html(payload), media, dark=theme.colours().paper.lightnessF() < 0.5)
    window.show()
    return ""


class _Window(QWidget):
    """Holds the browser's page and lets it go before its profile when it is closed."""

    def __init__(self, over: QWidget, title: str) -> None:
        super().__init__(over, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self.page = exact.ExactPreview()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.page.failed.connect(lambda _words: self.close())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.page.close_page()
        super().closeEvent(event)


def exact_html(payload: Payload) -> str:
    """The title and every part, its pictures by the names under which their sealed bytes are served."""
    parts = "".join(_SOURCE.sub(r"media:sealed-\1", part_html(part, payload)) for part in payload.parts)
    return f"<h1>{html.escape(payload.title)}</h1>{late_in_words(parts)}"
