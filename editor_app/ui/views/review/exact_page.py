"""A sealed payload as a browser sets it, in a window of its own; apart because the browser may be missing."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.domain.errors import DeskError
from editor_app.ui import theme
from editor_app.ui.i18n import tr
from editor_app.ui.views.review.pages import late_in_words
from editor_app.ui.views.write import exact

if TYPE_CHECKING:
    from collections.abc import Callable

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
    window = QWidget(over.window(), Qt.WindowType.Window)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.setWindowTitle(tr("Exact preview: {account}", account=payload.account_name))
    window.resize(*_SIZE)
    page = exact.ExactPreview()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(page)
    page.failed.connect(lambda _words: window.close())
    page.show_page(exact_html(payload), media, dark=theme.colours().paper.lightnessF() < 0.5)
    window.show()
    return ""


def exact_html(payload: Payload) -> str:
    """The title and every part, its pictures by the names under which their sealed bytes are served."""
    parts = "".join(_SOURCE.sub(r"media:sealed-\1", part.body) for part in payload.parts)
    return f"<h1>{html.escape(payload.title)}</h1>{late_in_words(parts)}"
