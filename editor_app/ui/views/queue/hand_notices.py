"""What must be known of a delivery that a person posts by hand; apart from the notices of what the program sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui.i18n import joined, said, tr
from editor_app.ui.views.queue.notice import Notice

if TYPE_CHECKING:
    from editor_app.services.hands import Hand
    from editor_app.ui.widgets.buttons import Button


def hand_notice(found: Hand, *buttons: Button) -> Notice:
    """That a person posts it: nobody has the kit yet, or who has it; and what speaks against posting."""
    if found.stop is not None:
        return Notice("carmine", tr("Do not post it now"), said(found.stop), *buttons)
    late = tr("It should have been out by now.") if found.is_late else ""
    tone = "carmine" if found.is_late else "ochre"
    if found.taken is None:
        return Notice(tone, tr("Waits to be posted by hand"), joined(tr("Nobody has the kit yet."), late), *buttons)
    return Notice(tone, tr("{name} posts it by hand", name=found.taken.by), late, *buttons)


def second_look_notice(found: Hand, *buttons: Button) -> Notice:
    """That neither a program nor a second person has seen what was posted by hand."""
    by = found.posted.by if found.posted else ""
    sentence = tr("{name} posted it; the page could not be read by a program.", name=by)
    return Notice("ochre", tr("A second person has to look"), sentence, *buttons)
