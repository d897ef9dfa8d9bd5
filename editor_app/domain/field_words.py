"""What the fields of a document are called, for every place that names one; apart as two layers speak of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from editor_app.domain.text import T, Text

if TYPE_CHECKING:
    from editor_app.domain.merging import Place

FIELD_WORDS: Final[dict[str, Text]] = {
    "title": T("Title"),
    "summary": T("Summary"),
    "body": T("Text"),
    "link": T("Link"),
    "slug": T("Address"),
    "cover": T("Cover picture"),
    "cover_alt": T("Alternative text of the cover"),
    "tags": T("Tags"),
    "categories": T("Categories"),
    "author": T("By-line"),
    "source": T("Source"),
    "source_url": T("Link to the source"),
    "responsible_editor": T("Responsible editor"),
    "document_number": T("Document number"),
    "reprint": T("Reprint"),
    "language": T("Language"),
}
_CHART_WORDS: Final[dict[str, Text]] = {
    "chart": T("Chart"),
    "data": T("Table of the chart"),
    "title": T("Title of the chart"),
    "unit": T("Unit of the chart"),
    "source": T("Source of the chart"),
    "as_of": T("Date of the data"),
    "alt": T("Alternative text of the chart"),
    "note": T("Note of the chart"),
}


def place_words(place: Place, account: str = "") -> Text:
    """A place of a document; `account` names whose version it is of."""
    if place.chart is not None:
        return _CHART_WORDS[place.field]
    words = FIELD_WORDS[place.field]
    return T("{field} for {account}", field=words, account=account) if place.target is not None else words
