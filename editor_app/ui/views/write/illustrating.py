"""Pictures and charts for the preview, read and drawn in the background; apart because reading is no widget's work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from editor_app.domain.identifiers import ChartId, Digest
from editor_app.ui import background

if TYPE_CHECKING:
    from editor_app.domain.chart import Chart
    from editor_app.services.desk import Desk

WIDEST: Final = 680  # the live preview never shows more pixels


class Illustrator(QObject):
    """Answers `want` by `ready`, once for each address; charts are drawn again when their data changed."""

    ready = Signal(str, QImage)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._charts: dict[str, Chart] = {}
        self._asked: set[str] = set()
        self._known: dict[str, QImage] = {}

    def use_charts(self, charts: dict[ChartId, Chart]) -> tuple[str, ...]:
        """Draw from these charts; the addresses whose picture is stale now."""
        fresh = {f"chart:{chart.id}": chart for chart in charts.values()}
        stale = tuple(a for a, chart in fresh.items() if self._charts.get(a) not in (None, chart))
        self._charts = fresh
        for address in stale:
            self._known.pop(address, None)
            self._asked.discard(address)
        return stale

    def want(self, address: str) -> None:
        """Have the picture at `address` read; nothing comes for one that does not exist."""
        if address in self._known:
            self.ready.emit(address, self._known[address])
            return
        if address in self._asked:
            return
        self._asked.add(address)
        scheme, _, name = address.partition(":")
        if scheme == "media":
            background.run(self, lambda: _picture(self._desk, Digest(name)), self._arrived(address), self._missing)
        elif (chart := self._charts.get(address)) is not None:
            background.run(self, lambda: drawn(chart), self._arrived(address), self._missing)
        else:
            self._asked.discard(address)

    def _arrived(self, address: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a closure for `run`
        def keep(image: QImage) -> None:
            self._known[address] = image
            self.ready.emit(address, image)

        return keep

    def _missing(self, _error: Exception) -> None:
        """A picture that can't be read keeps its empty place; the checks say why."""


def drawn(chart: Chart) -> QImage:
    """The chart as a picture.

    Raises:
        Invalid, Unavailable: it can't be drawn; the sentence says why.
    """
    from editor_app.rendering.chart import chart_picture

    return _decoded(chart_picture(chart).content)


def _picture(desk: Desk, digest: Digest) -> QImage:
    return _decoded(desk.store.media.read(digest))


def _decoded(content: bytes) -> QImage:
    image = QImage.fromData(content)
    if image.width() > WIDEST:
        image = image.scaledToWidth(WIDEST, Qt.TransformationMode.SmoothTransformation)
    return image
