"""A person's reason as it stays on record; apart because every deed on the queue asks for one."""

from __future__ import annotations

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T, Text

LONGEST = 400


def spoken(reason: str) -> Text:
    """The reason as a sentence that no catalogue translates, at most 400 characters.

    Raises:
        Invalid: nothing was said.
    """
    said = " ".join(reason.split())
    if not said:
        raise Invalid(T("A reason is needed."), T("Say in a few words why; it stays on the record."))
    return Text("{words}", (("words", said[:LONGEST]),))
