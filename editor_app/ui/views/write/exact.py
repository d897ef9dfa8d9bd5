"""The exact preview in WebEngine: no scripts, no network, nothing kept; apart because it may be missing."""

from __future__ import annotations

import html as markup
import logging
import os
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QChildEvent,
    QCoreApplication,
    QEvent,
    QIODevice,
    QObject,
    Qt,
    QTimer,
    QUrl,
    Signal,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui.i18n import tr
from editor_app.ui.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineUrlRequestInfo, QWebEngineUrlRequestJob

log = logging.getLogger(__name__)
SCHEME: Final = b"media"
_PAGE: Final = "page"
_POLICY: Final = "default-src 'none'; img-src media:; style-src 'unsafe-inline'"
_LOOK: Final = """
:root { color-scheme: light; } html { background: #fff; color: #1f1d1a; }
html.dark { color-scheme: dark; background: #1b1a17; color: #ece8e0; } html.dark a { color: #9dbbe6; }
body { margin: 16px; font: 16px/1.75 "Noto Sans CJK SC", sans-serif; overflow-wrap: break-word; }
h1 { font-size: 21px; line-height: 1.4; } h2 { font-size: 18px; } h3 { font-size: 16px; }
img { max-width: 100%; height: auto; } figure { margin: 16px 0; } figcaption { font-size: 13px; opacity: .75; }
table { border-collapse: collapse; } td, th { border: 1px solid currentColor; padding: 4px 8px; }
a { color: #2b4a78; } pre { white-space: pre-wrap; }
"""


def why_not() -> str:
    """Why there can be no exact preview on this machine, in words; empty when there can."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") != "1":
        return tr("Press Desk runs as root, where the browser has no sandbox; the live preview stays.")
    if not QCoreApplication.testAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts):
        return tr("This window was started without a shared graphics context; the live preview stays.")
    try:
        import PySide6.QtWebEngineWidgets  # noqa: F401
    except ImportError as missing:
        log.info("no WebEngine: %s", missing)
        return tr("The browser part of Press Desk is not installed; the live preview stays.")
    return ""


def register_scheme() -> None:
    """Make `media:` known to the browser; must come before the first of its profiles."""
    from PySide6.QtWebEngineCore import QWebEngineUrlScheme

    if QWebEngineUrlScheme.schemeByName(QByteArray(SCHEME)).name().isEmpty():
        scheme = QWebEngineUrlScheme(QByteArray(SCHEME))
        scheme.setSyntax(QWebEngineUrlScheme.Syntax.Path)
        scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme | QWebEngineUrlScheme.Flag.LocalAccessAllowed)
        QWebEngineUrlScheme.registerScheme(scheme)


class ExactPreview(QWidget):
    """One page as a browser sets it; `failed` says in words when the browser gives up."""

    failed = Signal(str)
    loaded = Signal()

    def __init__(self) -> None:
        super().__init__()
        from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
        from PySide6.QtWebEngineWidgets import QWebEngineView

        register_scheme()
        self.setAccessibleName(tr("Exact preview"))
        self._profile = QWebEngineProfile(self)  # without a name: off the record
        self._served = _served(self)
        self._guard = _guard(self)
        self._profile.installUrlSchemeHandler(QByteArray(SCHEME), self._served)
        self._profile.setUrlRequestInterceptor(self._guard)
        self.page: QWebEnginePage = QWebEnginePage(self._profile, self)
        _lock(self.page)
        self._view = QWebEngineView()
        self._view.setPage(self.page)
        # As a native window of its own, the rest of the window is not composed through GL at each caret blink.
        self._view.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
        self._view.winId()
        self._container = QWidget.createWindowContainer(self._view.windowHandle(), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._container)
        self.page.loadFinished.connect(self._finished)
        self.page.renderProcessTerminated.connect(lambda *_: self.failed.emit(tr("The browser ended unexpectedly.")))

    @property
    def refused(self) -> list[str]:
        """The schemes of what the page wanted and did not get."""
        return list(self._guard.refused)

    def show_page(self, body: str, media: Mapping[str, bytes], *, dark: bool) -> None:
        """Show `body` (sanitised HTML whose pictures are `media:NAME`) with the bytes of its pictures."""
        self._served.serve({**media, _PAGE: _document(body, dark=dark)})
        self.page.load(QUrl(f"{SCHEME.decode()}:{_PAGE}"))

    def close_page(self) -> None:
        """Let the browser go."""
        self.page.deleteLater()
        self._view.deleteLater()
        self.deleteLater()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for watched in (self.window(), *self.window().findChildren(Overlay)):
            watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QChildEvent) and event.added():
            event.child().installEventFilter(self)  # perhaps a dialog
        elif event.type() in (QEvent.Type.Show, QEvent.Type.Hide) and watched is not self.window():
            QTimer.singleShot(0, self, self._step_back)
        return False

    def _step_back(self) -> None:
        """A native window shows no scrim over it, so it hides while a dialog is open."""
        covered = any(overlay.isVisible() for overlay in self.window().findChildren(Overlay))
        self._container.setVisible(not covered)

    def _finished(self, ok: bool) -> None:  # noqa: FBT001 - Qt's signal
        if ok:
            self.loaded.emit()
        else:
            self.failed.emit(tr("The browser could not show the page."))


def _document(body: str, *, dark: bool) -> bytes:
    return (
        f'<!doctype html><html lang="zh-CN"{" class=dark" if dark else ""}><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{markup.escape(_POLICY)}"><style>{_LOOK}</style></head>'
        f"<body>{body}</body></html>"
    ).encode()


def _lock(page: QWebEnginePage) -> None:
    """No scripts, no plug-ins, no storage, no remote content."""
    from PySide6.QtWebEngineCore import QWebEngineSettings

    settings = page.settings()
    wanted = QWebEngineSettings.WebAttribute
    for attribute in (
        wanted.JavascriptEnabled, wanted.PluginsEnabled, wanted.LocalStorageEnabled, wanted.AutoLoadIconsForPage,
        wanted.LocalContentCanAccessRemoteUrls, wanted.LocalContentCanAccessFileUrls, wanted.DnsPrefetchEnabled,
        wanted.HyperlinkAuditingEnabled, wanted.NavigateOnDropEnabled, wanted.ScreenCaptureEnabled,
    ):  # fmt: skip
        settings.setAttribute(attribute, False)  # noqa: FBT003 - Qt's own signature


def _guard(parent: QWidget):  # type: ignore[no-untyped-def]  # noqa: ANN202 - the class needs WebEngine to be defined
    from PySide6.QtWebEngineCore import QWebEngineUrlRequestInterceptor

    class Guard(QWebEngineUrlRequestInterceptor):
        """Refuses every address but our own."""

        def __init__(self) -> None:
            super().__init__(parent)
            self.refused: list[str] = []

        @override
        def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
            if info.requestUrl().scheme() != SCHEME.decode():
                self.refused.append(info.requestUrl().scheme())
                info.block(True)  # noqa: FBT003 - Qt's own signature

    return Guard()


def _served(parent: QWidget):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as above
    from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlSchemeHandler

    class Served(QWebEngineUrlSchemeHandler):
        """Hands out the page and its pictures from memory."""

        def __init__(self) -> None:
            super().__init__(parent)
            self._content: dict[str, bytes] = {}

        def serve(self, content: dict[str, bytes]) -> None:
            """Hand out this from now on."""
            self._content = content

        @override
        def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
            name = job.requestUrl().path()
            content = self._content.get(name)
            if content is None:
                job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
                return
            buffer = QBuffer(job)
            buffer.setData(QByteArray(content))
            buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            job.reply(QByteArray(b"text/html" if name == _PAGE else _mime(content)), buffer)

    return Served()


def _mime(content: bytes) -> bytes:
    heads = (
        (b"\x89PNG", b"image/png"),
        (b"\xff\xd8", b"image/jpeg"),
        (b"GIF8", b"image/gif"),
        (b"RIFF", b"image/webp"),
    )
    return next((mime for head, mime in heads if content.startswith(head)), b"application/octet-stream")
