"""Embargoes from the window: read, asked about, set and allowed on threads; write and review share it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from editor_app.domain.member import Deed, MemberState
from editor_app.ui import background
from editor_app.ui.embargo_dialog import EmbargoDialog, Held
from editor_app.ui.i18n import tr
from editor_app.ui.saying import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.identifiers import DocumentId
    from editor_app.services.desk import Seat
    from editor_app.services.embargoes import Terms
    from editor_app.ui.view import Shell


class Embargoing(QObject):
    """Shows a document's embargo; `changed` tells that a step was written."""

    changed = Signal()

    def __init__(self, over: QWidget, shell: Shell) -> None:
        super().__init__(over)
        self._over = over
        self._shell = shell
        self.dialog: EmbargoDialog | None = None

    def ask(self, document: DocumentId) -> None:
        """Read it, then show it."""
        seat = self._shell.seat
        if seat is not None:
            background.run(self, lambda: held(seat, document), self._show, self._say)

    def _show(self, found: Held) -> None:
        self.dialog = EmbargoDialog(self._over, found)
        self.dialog.asked.connect(partial(self._step, found.document))
        self.dialog.allowed.connect(partial(self._allow, found.document))
        self.dialog.ask()

    def _step(self, document: DocumentId, terms: Terms, reason: str, is_looser: bool) -> None:  # noqa: FBT001 - a signal's
        from editor_app.services import embargoes

        deed = embargoes.loosen if is_looser else embargoes.tighten
        asked, done = tr("A reviewer on the list is asked to allow it."), tr("The embargo holds.")
        self._run(lambda seat: deed(seat, document, terms, reason), asked if is_looser else done)

    def _allow(self, document: DocumentId) -> None:
        from editor_app.services import embargoes

        self._run(lambda seat: embargoes.allow(seat, document), tr("You allowed it; the embargo is loosened."))

    def _run(self, do: Callable[[Seat], object], words: str) -> None:
        seat, dialog = self._shell.seat, self.dialog
        if seat is None or dialog is None:
            return
        dialog.keep.block(tr("Being written…"))
        dialog.allow.block(tr("Being written…"))

        def done(_kept: object) -> None:
            dialog.leave()
            dialog.deleteLater()
            self.dialog = None
            self._shell.toast(words)
            self.changed.emit()

        background.run(dialog, lambda: do(seat), done, lambda error: dialog.refuse(sentence(error)))

    def _say(self, error: Exception) -> None:
        self._shell.toast(sentence(error))


def held(seat: Seat, document: DocumentId) -> Held:
    """A document's embargo, for the member at this desk; runs on threads.

    Raises:
        Veiled: the member isn't on its list.
    """
    from editor_app.services import documents, embargo_wishes, embargoes, members

    desk = seat.desk
    standing = embargoes.standing(desk, document)
    everybody = members.all_members(desk)
    return Held(
        document,
        documents.opened(desk, document).revision.content.title or tr("Untitled"),
        standing,
        tuple(each for each in everybody if each.state is MemberState.CONFIRMED and _is_person(each.roles)),
        seat.member.id,
        "" if seat.member.may(Deed.WRITE) else tr("Only editors set an embargo or ask to loosen it."),
        embargo_wishes.may_allow(seat, document),
        desk.clock.now(),
        ZoneInfo(desk.workspace.zone),
    )


def _is_person(roles: frozenset[str]) -> bool:
    return roles != frozenset({"worker"})
