"""Settings: looks, this computer, members, routes, the workspace and the program itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.i18n import N_
from editor_app.ui.view import Place

if TYPE_CHECKING:
    from editor_app.ui.view import Shell, View


def _create(shell: Shell) -> View:
    from editor_app.ui.views.settings.view import SettingsView

    return SettingsView(shell)


PLACE = Place("settings", N_("Settings"), "settings", 90, _create, at_foot=True)
