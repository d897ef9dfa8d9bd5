"""The question about text that a crash could have lost; both texts always stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor_app.ui import type as fonts
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.write import sheet
from editor_app.ui.views.write.differences import Differences
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.document import Content, Revision
    from editor_app.storage.journal import Typed

_WIDTH: Final = 760
_HEIGHT: Final = 320


class RecoveryDialog(Dialog):
    """What was typed before the program ended, against the last revision; answers "keep", "discard" or ""."""

    def __init__(self, over: QWidget, typed: Typed, newest: Revision, zone: tzinfo) -> None:
        super().__init__(over, tr("Typed, but not saved"), width=_WIDTH)
        when = typed.typed_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        title = typed.content.title or newest.content.title or tr("Untitled")
        self.add(
            Label(title, Role.ROW_TITLE, wrap=True),
            Label(
                tr("Press Desk ended at {time} before this was saved. Nothing is lost.", time=when),
                Role.BODY,
                "ink2",
                wrap=True,
            ),
        )
        self.text = _between(newest.content, typed.content)
        self.add(self.text)
        self.set_note(tr("Keeping it opens the document with these changes; you save them yourself."))
        self.add_button("discard", Button(tr("Discard"), Kind.DANGER))
        self.add_button("keep", Button(tr("Keep the changes"), Kind.PRIMARY))
        self.begin_at(self.text)
        self.answered.connect(self.deleteLater)


def _between(before: Content, after: Content) -> Differences:
    made = Differences(
        tr("Differences"), sheet.composed(before.title, before.body), sheet.composed(after.title, after.body)
    )
    made.setMinimumHeight(fonts.scaled(_HEIGHT))
    return made


def saved_when(moment: datetime, zone: tzinfo) -> str:
    """A time of today as hours and minutes."""
    return moment.astimezone(zone).strftime("%H:%M")
