"""Review: what every account would receive, byte for byte as sealed, and the seal or the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.i18n import N_
from editor_app.ui.view import Place

if TYPE_CHECKING:
    from editor_app.ui.view import Shell, View


def _create(shell: Shell) -> View:
    from editor_app.ui.views.review.view import ReviewView

    return ReviewView(shell)


PLACE = Place("review", N_("Review"), "stamp", 30, _create)
