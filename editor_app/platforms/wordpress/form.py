"""HTML as WordPress keeps it unchanged, and what is read out of it; composing and reading back share it."""

from __future__ import annotations

import re

_TAG = re.compile(r'<[a-z][^<>"]*(?:"[^"]*"[^<>"]*)*>')
_SHORTCODE = re.compile(r"\[(?=[A-Za-z/])")
_NOTE = re.compile(r'( (?:id|href)="#?fn(?:ref)?):')


def portable(body: str) -> str:
    """The body as one block of HTML, with ids of footnotes that every WordPress keeps.

    Without the block WordPress puts paragraphs and line breaks of its own into the page. For users who may not write
    every HTML, it takes `#fn:1` for an address with an unknown scheme and leaves `1`. A bracket before a letter is
    written as an entity: readers see the same, and “[gallery]” in a text doesn't become a gallery.
    """
    plain = _SHORTCODE.sub("&#91;", _TAG.sub(lambda tag: _NOTE.sub(r"\1-", tag[0]), body))
    return f"<!-- wp:html -->\n{plain}\n<!-- /wp:html -->"


def attachment_alt(alt: str) -> str:
    """An alternative text as WordPress stores it with a picture: as bare text it would lose everything in <…>."""
    return " ".join(alt.split()).replace("<", "&lt;").replace(">", "&gt;")
