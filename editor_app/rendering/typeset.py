"""Pages set by typst from one of our templates; apart because every printed form goes through it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, cast

from editor_app.domain.errors import Unavailable
from editor_app.domain.text import T
from editor_app.rendering.fonts import font_folders, require_chinese_font
from editor_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from editor_app.domain.text import Text


def typeset(
    name: str,
    form: Mapping[str, object],
    at: datetime,
    kind: Literal["pdf", "png"],
    cannot: Callable[[str], Text],
) -> tuple[bytes, ...]:
    """One PDF/A-2a, or the pages as PNG at 144 dots an inch; the same form gives the same bytes.

    Args:
        name: of the template, and of the input by its last word: `review_form` reads `form`.
        form: what it says.
        at: the time that stands in the file.
        kind: of the file.
        cannot: the sentence for a page that can't be set, from typst's own words.

    Raises:
        Unavailable: no Chinese font, or the page can't be set.
    """
    import typst

    require_chinese_font()
    template = resource(f"templates/{name}.typ")
    try:
        made: object = typst.compile_with_warnings(
            template,
            root=template.parent,
            font_paths=list(font_folders()),
            format=kind,
            ppi=144.0,
            sys_inputs={name.rpartition("_")[2]: json.dumps(form, ensure_ascii=False)},
            pdf_standards="a-2a" if kind == "pdf" else [],
            timestamp=at,
        )[0]
    except typst.TypstError as broken:
        raise Unavailable(
            cannot(broken.message[:200]),
            T("Copy the diagnostics and send them to whoever looks after this program."),
        ) from broken
    return tuple(made) if isinstance(made, list) else (cast("bytes", made),)
