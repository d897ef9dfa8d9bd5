from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.ui.views.review.exact_page import exact_html, show_exact

if TYPE_CHECKING:
    from editor_app.ui.main_window import MainWindow
    from tests.ui.views.review.conftest import Reviewed


def test_the_page_names_only_sealed_pictures_and_escapes_its_title(reviewed: Reviewed) -> None:
    payload = replace(reviewed.second.sealed().payloads[0], title="<b>&")
    html = exact_html(payload)
    assert html.startswith("<h1>&lt;b&gt;&amp;</h1>")
    assert "media:sealed-1" in html
    assert "pd-late:" not in html


def test_plain_text_needs_no_browser(reviewed: Reviewed, window: MainWindow) -> None:
    payload = replace(reviewed.second.sealed().payloads[0], format="text")
    assert show_exact(window, payload, reviewed.stage.desk.store.media.read)
