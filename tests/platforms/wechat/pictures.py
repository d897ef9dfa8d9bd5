"""The five themes as readers see them, for looking at.

QTWEBENGINE_DISABLE_SANDBOX=1 python -m tests.platforms.wechat.pictures FOLDER

Each theme is drawn at 375 and 677 pixels, light, on the simulator's page.
"""

from __future__ import annotations

import base64
import os
import sys
import tempfile
from pathlib import Path

from editor_app.platforms.wechat import themes
from editor_app.platforms.wechat.simulator.pages import reader_page
from editor_app.rendering.chart import chart_picture
from tests.platforms.wechat.sample import html, ordered
from tests.platforms.workshop import chart

WIDTHS = (375, 677)


def page(theme: str) -> str:
    """A page that needs nothing from outside."""
    order = ordered(theme)
    body = html(theme)
    drawn = chart_picture(chart()).content
    for medium in order.payload.media:
        url = order.late.get(f"media_url/{medium.ordinal}")
        if url:
            content = drawn if medium.origin.startswith("chart:") else order.media(medium.digest)
            address = f"data:{medium.mime};base64,{base64.b64encode(content).decode()}"
            body = body.replace(url, address)
    body = body.replace("width:64px;", "width:100%;")  # the tests' small chart, drawn for real here
    article = {"title": order.payload.title, "author": "中国政府网", "content": body}
    return reader_page(article, "练习公众号", "2026年11月29日 09:30")


def main(folder: Path) -> None:
    """Draw all of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(sys.argv)
    folder.mkdir(parents=True, exist_ok=True)
    for theme in themes.names():
        with tempfile.TemporaryDirectory() as aside:
            file = Path(aside, "page.html")
            file.write_text(page(theme), "utf-8")
            for width in WIDTHS:
                _drawn(file, width, folder / f"{theme}-{width}.png")
    sys.stdout.write(f"{len(themes.names()) * len(WIDTHS)} pictures in {folder}\n")
    app.quit()


def _drawn(file: Path, width: int, picture: Path) -> None:
    from PySide6.QtCore import QEventLoop, QTimer, QUrl
    from PySide6.QtWebEngineWidgets import QWebEngineView

    view, loop = QWebEngineView(), QEventLoop()
    view.resize(width, 900)
    view.show()
    view.loadFinished.connect(loop.quit)
    view.load(QUrl.fromLocalFile(str(file)))
    loop.exec()
    heights: list[float] = []
    view.page().runJavaScript("document.documentElement.scrollHeight", lambda high: (heights.append(high), loop.quit()))
    loop.exec()
    view.resize(width, min(int(heights[0]) + 20, 6000))
    QTimer.singleShot(1500, loop.quit)
    loop.exec()
    view.grab().save(str(picture))
    view.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
