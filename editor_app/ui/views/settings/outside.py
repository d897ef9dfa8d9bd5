"""The key of a reviewer who has no seat here, taken in from the file that they sent, to be confirmed by six words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from typing_extensions import override

from editor_app.domain.member import MemberState
from editor_app.domain.member import Role as MemberRole
from editor_app.ui.file_field import FileField
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.settings.member_dialog import MemberDialog
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.domain.member import Member
    from editor_app.services.desk import Seat

_OUTSIDE: Final = frozenset({MemberRole.REVIEWER, MemberRole.EXPERT})


def may_stay_outside(member: Member) -> bool:
    """Whether somebody invited may review with a key made elsewhere, without ever having a seat."""
    return member.state is MemberState.INVITED and bool(member.roles) and member.roles <= _OUTSIDE


class OutsideKeyDialog(MemberDialog):
    """The file with the public key of a reviewer outside."""

    def __init__(self, over: QWidget, seat: Seat, name: str) -> None:
        super().__init__(over, tr("Keep the key of {name}", name=name), tr("Keep the key"))
        self._seat, self._name = seat, name
        self.file = FileField(tr("The key file that {name} sent", name=name), tr("Keys (*.json)"))
        self.file.changed.connect(lambda: self.keep.block(""))
        explained = tr(
            "Who reviews from outside makes a key with the script of a review packet and sends its public half. "
            "The key can sign packets and open no seat."
        )
        after = tr("Then hear the six words from {name} by telephone, and confirm.", name=name)
        self.fill(Label(explained, Role.BODY, wrap=True), self.file, Label(after, Role.NOTE, "ink2", wrap=True))
        self.keep.block(tr("Choose the file first."))
        self.set_note(tr("Recorded with your name"), "user")
        self.begin_at(self.file.choose)

    @override
    def act(self) -> None:
        """Keep the key."""
        seat, name, file = self._seat, self._name, self.file

        def work() -> object:
            from editor_app.services import packets

            return packets.register(seat, name, file.content())

        self.run(work)
