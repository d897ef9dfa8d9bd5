"""Recalls: cases that correct or withdraw what is out, every copy with what is done about it and its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.i18n import N_
from editor_app.ui.view import Place

if TYPE_CHECKING:
    from editor_app.ui.view import Shell, View


def _create(shell: Shell) -> View:
    from editor_app.ui.views.recall.view import RecallView

    return RecallView(shell)


PLACE = Place("recall", N_("Recalls"), "rotate-ccw", 47, _create)
