"""Where the document stands with its reviewers, shown below the outline; apart because it is read, never written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor_app.domain.edition import EditionState
from editor_app.ui import background
from editor_app.ui.i18n import tr
from editor_app.ui.seal import Seal

if TYPE_CHECKING:
    from editor_app.domain.identifiers import DocumentId
    from editor_app.services.desk import Desk
    from editor_app.ui.views.write.outline import Outline
    from editor_app.ui.views.write.room import Room

Read = tuple[str, "EditionState | None", tuple[tuple[str, Seal], ...]]


class Standing(QObject):
    """Reads the latest edition and shows its stages as seals."""

    def __init__(self, room: Room, outline: Outline) -> None:
        super().__init__(room.owner)
        self._room = room
        self._outline = outline

    def read(self) -> None:
        """Read it anew."""
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None:
            return
        document, desk = working.document.id, seat.desk
        background.run(self, lambda: _read(desk, document), self._show, lambda _error: None)

    def _show(self, found: Read) -> None:
        route, state, seals = found
        words = {
            EditionState.IN_REVIEW: tr("in review"),
            EditionState.APPROVED: tr("approved"),
            EditionState.RETURNED: tr("sent back"),
            EditionState.VOID: tr("approval void"),
        }
        self._outline.show_route(route, words[state] if state is not None else tr("not submitted yet"), seals)


def _read(desk: Desk, document: DocumentId) -> Read:
    """The route's name, the state of the latest edition, and a seal for each stage."""
    from editor_app.services import approvals

    edition = next(iter(approvals.editions_of(desk, document)), None)
    if edition is None:
        routes = approvals.all_routes(desk)
        stages = routes[0].stages if routes else ()
        return (routes[0].name if routes else "", None, tuple((stage.name, Seal.OPEN) for stage in stages))
    record = approvals.record(desk, edition.id)
    void = edition.state is EditionState.VOID
    seals = tuple(
        (s.stage.name, Seal.VOID if void else Seal.SET if s.is_complete else Seal.OPEN) for s in record.stages
    )
    return record.route, edition.state, seals
