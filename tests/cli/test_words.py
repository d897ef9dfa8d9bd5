from __future__ import annotations

from editor_app.cli.words import _


def test_a_marked_sentence_stays_as_it_is() -> None:
    assert _("Members with their roles.") == "Members with their roles."
