"""Today: what waits for the person at this desk, and what goes out today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.i18n import N_
from editor_app.ui.view import Place

if TYPE_CHECKING:
    from editor_app.ui.view import Shell, View


def _create(shell: Shell) -> View:
    from editor_app.ui.views.today.view import TodayView

    return TodayView(shell)


PLACE = Place("today", N_("Today"), "inbox", 10, _create)
