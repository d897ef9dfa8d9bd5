"""The embargo in the panel beside the page: until when, for whom, and the loosening that waits for a signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui import embargo_words
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, across, boxed, down

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.ui.threads import Sitting
    from editor_app.ui.views.review.reading import Case


def embargo_part(case: Case, sitting: Sitting, button: Button) -> QWidget | None:
    """The section; None when the document is under no embargo. `button` opens the whole of it."""
    found = case.embargo
    if found is None:
        return None
    until = found.step.until if found.step else None
    rows: list[QWidget | int | None] = [
        boxed(across(Label(tr("Embargo"), Role.DENSE_BOLD), None, button, gap=8)),
        Label(embargo_words.until_words(until, sitting.now, sitting.zone), Role.DENSE, wrap=True),
        Label(embargo_words.who_words(found.names), Role.DENSE, wrap=True),
    ]
    if found.wish is not None:
        asked = tr("To loosen it waits for a second person: {why}", why=found.wish.reason)
        rows.append(Label(asked, Role.DENSE, "ochre" if case.may_allow else "ink2", wrap=True))
    return boxed(down(*rows, gap=4))


def embargo_button(*, may_allow: bool) -> Button:
    """What opens it, by what the member can do there."""
    return Button(tr("Decide…") if may_allow else tr("See it…"), Kind.QUIET, icon="lock", small=True)
