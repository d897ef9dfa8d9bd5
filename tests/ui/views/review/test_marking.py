"""What is put into a page moves no place of the bare page."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from editor_app.domain.comment import ThreadId
from editor_app.rendering.diff import text_diff
from editor_app.ui.views.review.marking import NUMBER, Marks, mark, number_image
from editor_app.ui.views.review.placing import Looked, Mark

BEFORE, NOW = "共十二件事,都办了。🎉末尾", "共十三件事,都办好了。🎉末尾的话"


@pytest.fixture
def marked(qapp: object) -> tuple[QTextDocument, Marks]:
    assert qapp is not None
    document = QTextDocument()
    document.setPlainText(NOW)
    ends = Mark(ThreadId("a"), 1, NOW.index("件事"), NOW.index("件事") + 2, is_open=True)
    last = Mark(ThreadId("b"), 2, NOW.index("末尾"), len(NOW), is_open=False)
    return document, mark(document, NOW, Looked(text_diff(BEFORE, NOW), (ends, last)))


def test_changes_are_counted_and_threads_have_their_place(marked: tuple[QTextDocument, Marks]) -> None:
    document, marks = marked
    shown = document.toPlainText()
    assert marks.count >= 2
    assert "二" in shown
    assert shown.count("\ufffc") == 2
    wide = shown.encode("utf-16-le")
    for thread, words in (("a", "件事"), ("b", "末尾")):
        assert wide[2 * marks.places[thread] :].decode("utf-16-le").startswith(words)


def test_every_place_of_the_bare_page_is_found_there_and_back(marked: tuple[QTextDocument, Marks]) -> None:
    _document, marks = marked
    for at in range(len(NOW) + 1):
        assert marks.bare(marks.position(at)) == at


def test_a_thread_is_shaded_and_a_settled_one_is_only_underlined(marked: tuple[QTextDocument, Marks]) -> None:
    document, _marks = marked
    open_one, settled = document.find("件事").charFormat(), document.find("末尾").charFormat()
    assert open_one.fontUnderline()
    assert settled.fontUnderline()
    assert open_one.background().style() != settled.background().style()


def test_a_number_is_a_picture_of_its_own(qapp: object) -> None:
    assert qapp is not None
    image = number_image(f"{NUMBER}12:1", 2.0)
    assert not image.isNull()
    assert image.devicePixelRatio() == 2.0
    assert image != number_image(f"{NUMBER}12:0", 2.0)
