"""Write: the desk on which a document is begun, written, illustrated, checked and handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.i18n import N_
from editor_app.ui.view import Place

if TYPE_CHECKING:
    from editor_app.ui.view import Shell, View


def _create(shell: Shell) -> View:
    from editor_app.ui.views.write.view import WriteView

    return WriteView(shell)


PLACE = Place("write", N_("Write"), "pen-line", 20, _create)
