"""A part of a payload as HTML to be looked at: with the pictures that go with it and stand nowhere in its text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from editor_app.domain.edition import MediaRole, late_placeholder

if TYPE_CHECKING:
    from editor_app.domain.edition import Part, Payload

_ORDINAL: Final = re.compile(r"pd-late:media_url/([0-9]+)")


def part_html(part: Part, payload: Payload) -> str:
    """The part's body, its line breaks as readers see them where it has no paragraphs, then what it shows besides.

    Covers stay out: views show them by themselves.
    """
    shown = {int(number) for number in _ORDINAL.findall(part.body)}
    beside = [
        medium
        for medium in payload.media
        if medium.ordinal in part.media and medium.ordinal not in shown and medium.role is not MediaRole.COVER
    ]
    pictures = "".join(
        f'<p><img src="{late_placeholder(f"media_url/{one.ordinal}")}" alt="{html.escape(one.alt)}"></p>'
        for one in beside
    )
    return f"{_in_paragraphs(part.body)}{pictures}"


def _in_paragraphs(body: str) -> str:
    if "<p" in body:
        return body
    return "".join(f"<p>{piece}</p>" for piece in body.strip().split("\n\n")).replace("\n", "<br>")
