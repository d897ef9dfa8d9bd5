"""Emergency: locked templates to fill and hand in at once, and the second looks that are owed after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.i18n import N_
from editor_app.ui.view import Place

if TYPE_CHECKING:
    from editor_app.ui.view import Shell, View


def _create(shell: Shell) -> View:
    from editor_app.ui.views.emergency.view import EmergencyView

    return EmergencyView(shell)


PLACE = Place("emergency", N_("Urgent"), "zap", 45, _create)
