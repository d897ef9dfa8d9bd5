"""Queue: every delivery with its state in words, what happened to it, and what a person may do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.i18n import N_
from editor_app.ui.view import Place

if TYPE_CHECKING:
    from editor_app.ui.view import Shell, View


def _create(shell: Shell) -> View:
    from editor_app.ui.views.queue.view import QueueView

    return QueueView(shell)


PLACE = Place("queue", N_("Queue"), "send", 40, _create)
