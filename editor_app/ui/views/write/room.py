"""What the parts of this view ask of the whole: sheet, draft, person; apart so that no part knows the view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.domain.account import Account
    from editor_app.services.desk import Seat
    from editor_app.services.documents import Opened
    from editor_app.ui.view import Shell
    from editor_app.ui.views.write.editor import Editor
    from editor_app.ui.views.write.working import Working


class Room(Protocol):
    """The desk with one document on it."""

    shell: Shell
    editor: Editor
    working: Working | None
    account: Account | None
    """Whose version is on the sheet; None = the main text."""
    accounts: tuple[Account, ...]

    @property
    def owner(self) -> QWidget:
        """Lives as long as the view: background work and dialogs belong to it."""
        ...

    @property
    def seat(self) -> Seat | None:
        """Who writes."""
        ...

    def take_sheet(self) -> None:
        """What is on the sheet becomes part of the draft."""
        ...

    def show_sheet(self) -> None:
        """What is in the draft comes onto the sheet, undoable."""
        ...

    def put_on_desk(self, opened: Opened) -> None:
        """Write on another document."""
        ...

    def write_for(self, account: Account | None) -> None:
        """Write the version of an account, or the main text."""
        ...

    def retell(self) -> None:
        """Title, chip or save state changed."""
        ...

    def content_changed(self) -> None:
        """Something besides the sheet's text changed."""
        ...

    def content_read(self) -> None:
        """The accounts were read."""
        ...
