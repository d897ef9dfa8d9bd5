"""The one allow-list of HTML: everything that a person typed or a file brought passes here, once and last."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T

if TYPE_CHECKING:
    import nh3

MARK_SCHEME = "pd-image"
"""Scheme of the marks that `dialect` leaves where a picture stands; `blocks` puts the picture there."""

_TAGS = frozenset(
    re.findall(
        r"\S+",
        "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code em strong b i u s del ins sub sup br hr a img "
        "figure figcaption table caption thead tbody tfoot tr th td abbr mark small q cite ruby rt rp",
    )
)
_ATTRIBUTES = {
    "*": {"id", "lang", "title"},
    "a": {"href"},
    "img": {"src"},
    "ol": {"start"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "td": {"align", "colspan", "rowspan"},
}
_CONTENT_DROPPED = {"script", "style", "iframe", "object", "embed", "svg", "math", "template", "noscript", "textarea"}
_SCHEMES = ("http://", "https://", "mailto:")
_DEAD_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
"""A link whose address was refused: its words stay."""
_LATE = "pd-late:"
_LATE_INERT = "pd&#45;late:"


def sanitised(html: str) -> str:
    """`html` with only what the allow-list knows: no script, style, event, foreign picture or odd link.

    Raises:
        Invalid: the text can't be written as UTF-8 (half a surrogate pair).
    """
    require_encodable(html)
    return inert(_DEAD_LINK.sub(r"\1", _cleaner().clean(html)))


def inert(html: str) -> str:
    """`html` with the mark of late fields written so that `domain.edition.filled` never takes it for one.

    A browser shows the same; only composing may set a late field.
    """
    return html.replace(_LATE, _LATE_INERT) if _LATE in html else html


def is_web_address(url: str) -> bool:
    """Whether readers may be sent to `url`: http, https or mailto, without hidden or control characters."""
    return url.lower().startswith(_SCHEMES) and not any(map(_is_hidden, url))


def require_encodable(text: str) -> None:
    """Pass when `text` can be written as UTF-8.

    Raises:
        Invalid: it holds half a surrogate pair; the sentence says in which line.
    """
    try:
        text.encode()
    except UnicodeEncodeError as broken:
        raise Invalid(
            T("Line {line} holds a broken character.", line=text.count("\n", 0, broken.start) + 1),
            T("Delete the character there and type it again."),
        ) from broken


def _is_hidden(character: str) -> bool:
    return character in ' <>"' or unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value if is_web_address(value) or re.fullmatch(r"#[^\x00-\x20]+", value) else None
    if tag == "img":
        return value if value.startswith(MARK_SCHEME + ":") else None
    return value


@cache
def _cleaner() -> nh3.Cleaner:
    import nh3

    return nh3.Cleaner(
        tags=set(_TAGS),
        clean_content_tags=_CONTENT_DROPPED,
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_allowed,
        link_rel=None,
        url_schemes={"http", "https", "mailto", MARK_SCHEME},
    )
