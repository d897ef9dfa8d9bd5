"""Calendar: when every delivery is to go out, month by month or week by week, and giving it another time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.i18n import N_
from editor_app.ui.view import Place

if TYPE_CHECKING:
    from editor_app.ui.view import Shell, View


def _create(shell: Shell) -> View:
    from editor_app.ui.views.calendar.view import CalendarView

    return CalendarView(shell)


PLACE = Place("calendar", N_("Calendar"), "calendar-days", 45, _create)
