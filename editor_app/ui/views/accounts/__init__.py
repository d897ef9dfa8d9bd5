"""Accounts: the matrix of official accounts, how each stands, and connecting one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.i18n import N_
from editor_app.ui.view import Place

if TYPE_CHECKING:
    from editor_app.ui.view import Shell, View


def _create(shell: Shell) -> View:
    from editor_app.ui.views.accounts.view import AccountsView

    return AccountsView(shell)


PLACE = Place("accounts", N_("Accounts"), "users", 50, _create)
