"""What a paste means."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from editor_app.ui.views.write.paste import (
    PastedFiles,
    PastedImage,
    PastedPage,
    PastedTable,
    PastedText,
    markdown_of,
    meaning_of,
)

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><h2>要点</h2><p class=MsoNormal>
<b>限时办结</b>，及时反馈。<o:p></o:p></p><ul><li>甲</li><li>乙</li></ul></body></html>"""
EXCEL = "<table><tr><td>年份</td><td>数量</td></tr><tr><td>2025</td><td>1</td></tr></table>"


def mime(text: str = "", html: str = "") -> QMimeData:
    made = QMimeData()
    if text:
        made.setText(text)
    if html:
        made.setHtml(html)
    return made


def test_plain_text_stays_as_it_is() -> None:
    assert meaning_of(mime("甲\r\n乙\u2029丙")) == PastedText("甲\n乙\n丙")
    assert meaning_of(mime()) is None


def test_words_html_becomes_markdown() -> None:
    meant = meaning_of(mime("要点 限时办结", WORD))
    assert isinstance(meant, PastedPage)
    assert markdown_of(meant) == "## 要点\n\n**限时办结**，及时反馈。\n\n- 甲\n- 乙"


def test_html_without_any_form_is_its_text() -> None:
    assert meaning_of(mime("纯文字", "<span style='color:red'>纯文字</span>")) == PastedText("纯文字")


@pytest.mark.parametrize(("text", "html"), [("年份\t数量\n2025\t1", EXCEL), ("年份\t数量\n2025\t1\n", "")])
def test_cells_of_excel_and_wps_are_a_table(text: str, html: str) -> None:
    meant = meaning_of(mime(text, html))
    assert isinstance(meant, PastedTable)
    assert meant.table.columns == ("年份", "数量")


def test_an_article_with_a_table_in_it_is_an_article() -> None:
    assert isinstance(meaning_of(mime("文", f"<p>一</p><p>二</p>{EXCEL}<p>三</p>")), PastedPage)


def test_a_picture_of_the_clipboard_is_a_picture_unless_words_come_with_it() -> None:
    source = QMimeData()
    source.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert isinstance(meaning_of(source), PastedImage)
    source.setText("文字")
    assert meaning_of(source) == PastedText("文字")


def test_files_are_told_apart(tmp_path: Path) -> None:
    names = ("九张图.jpg", "表.xlsx", "稿.docx", "程序.exe")
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    meant = meaning_of(source)
    assert isinstance(meant, PastedFiles)
    kinds = (meant.pictures, meant.tables, meant.texts, meant.others)
    assert [path.name for kind in kinds for path in kind] == list(names)


def test_pictures_of_the_web_are_their_words() -> None:
    page = PastedPage('<p>文<img src="https://example.org/a.png" alt="湖景"></p>', "文")
    assert "](http" not in markdown_of(page)
    assert "湖景" in markdown_of(page)


def test_a_page_that_nobody_wrote_is_its_plain_text() -> None:
    assert markdown_of(PastedPage("<blockquote>" * 3_000 + "甲", "甲")) == "甲"
