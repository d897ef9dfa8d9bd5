"""Files of a person as documents."""

import base64
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.shared import Inches
from PIL import Image

from editor_app.domain.errors import Invalid, Unavailable
from editor_app.rendering.imports import ImportedText, imported, imported_file, placed

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()


def notes(text: ImportedText) -> str:
    return " ".join(map(str, text.notes))


def test_the_sample_explainer_gives_title_source_and_body() -> None:
    text = imported_file(SAMPLE / "online-government-explainer.zh.md")
    assert text.title == "“指尖上的网上政府”怎么建?国办发文明确了!"
    assert text.source == "中国政府网 · 2018-12-29"
    assert text.markdown.startswith("提高响应速度")
    assert "## 政务新媒体都有谁?" in text.markdown
    assert text.notes == ()


def test_the_title_is_the_first_heading_or_the_file_name() -> None:
    assert imported("正文\n\n# 后来的标题".encode(), "关于_通知.md", None).title == "关于 通知"
    assert imported("甲 **乙**\n====\n\n正文".encode(), "x.md", None).title == "甲 乙"
    assert imported("---\ntitle: '题'\nsummary: 摘\n---\n正文".encode(), "x.md", None).summary == "摘"


def test_a_source_with_a_link_gives_its_address() -> None:
    text = imported("# 题\n\n来源：[新华社](https://example.org/1)\n\n正文".encode(), "a.md", None)
    assert (text.source, text.source_url, text.markdown) == ("新华社", "https://example.org/1", "正文\n")


def test_pictures_beside_the_file_come_along(tmp_path: Path) -> None:
    (tmp_path / "图 1.png").write_bytes(png())
    (tmp_path / "a.md").write_text(
        '# 题\n\n![图](<图 1.png> "说明")\n\n![无](none.png) ![网](https://a.b/c.png)', "utf-8"
    )
    text = imported_file(tmp_path / "a.md")
    assert [(p.reference, p.name, p.alt, p.content) for p in text.pictures] == [("import:1", "图 1.png", "图", png())]
    assert placed(text, {"import:1": "f" * 64}).startswith(f'![图](media:{"f" * 64} "说明")')
    assert text.markdown.endswith("无 [网](https://a.b/c.png)\n")
    assert "none.png" in notes(text)


def test_pictures_outside_the_folder_never_come_along(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    for address in (
        "../secret.png",
        "link.png",
        str(tmp_path / "secret.png"),
        "file:///etc/passwd",
        "%2e%2e/secret.png",
    ):
        assert imported(f"![x]({address})".encode(), "a.md", inside).pictures == ()


def test_a_picture_inside_the_page_comes_along() -> None:
    data = base64.b64encode(png()).decode()
    text = imported(f"<p>甲</p><img src='data:image/png;base64,{data}' alt='图'>".encode(), "a.html", None)
    assert text.pictures[0].content == png()


def test_our_own_media_stay_where_they_are() -> None:
    body = f"![图](media:{'a' * 64})"
    text = imported(body.encode(), "a.md", None)
    assert text.markdown.strip() == body
    assert placed(text, {}).strip() == body


def test_a_page_in_gb2312_is_read_by_its_own_declaration() -> None:
    head = "<html><head><meta charset='gb2312'><title>题</title></head>"
    html = head + "<body><h1>题</h1><p>来源：甲</p><p>正文</p></body></html>"
    text = imported(html.encode("gb2312"), "a.html", None)
    assert (text.title, text.source, text.markdown) == ("题", "甲", "正文\n")


def test_plain_text_becomes_paragraphs() -> None:
    text = imported("关于某事的通知\n　　第一段。\n　　# 第二段。".encode("gb18030"), "a.txt", None)
    assert (text.title, text.markdown) == ("关于某事的通知", "第一段。\n\n\\# 第二段。\n")


COMMENTS = (
    b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:comment w:id="1"><w:p><w:r><w:t>secret</w:t></w:r></w:p></w:comment></w:comments>'
)


def word_file() -> bytes:
    document = docx.Document()
    document.core_properties.author = "Zhang San"
    document.add_heading("标题", 1)
    document.add_paragraph("来源：办公室")
    document.add_paragraph("第一段 ").add_run("粗").bold = True
    document.add_paragraph("甲", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, words in zip((c for r in table.rows for c in r.cells), "年数一二", strict=True):
        cell.text = words
    document.add_picture(BytesIO(png()), Inches(1))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_file_comes_with_its_tables_and_pictures_and_without_names() -> None:
    text = imported(word_file(), "a.docx", None)
    assert (text.title, text.source) == ("标题", "办公室")
    assert "**粗**" in text.markdown
    assert "- 甲" in text.markdown
    assert "| 年 | 数 |" in text.markdown
    assert len(text.pictures) == 1
    assert "Zhang" not in str(text)


def test_comments_and_tracked_changes_of_word_are_reported() -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(word_file())) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "word/document.xml":
                content = content.replace(
                    b"<w:p>", b'<w:p><w:del w:id="9" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del>', 1
                )
            new.writestr(member, content)
        new.writestr("word/comments.xml", COMMENTS)
    text = imported(out.getvalue(), "a.docx", None)
    assert "1 comment was left out." in notes(text)
    assert "0 insertions, 1 deletions" in notes(text)
    assert "gone" not in text.markdown


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.md", b"\x7fELF" + bytes(100), "a.md"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old Office file"),
        ("a.pdf", b"%PDF", "can't be imported"),
        ("a.txt", "政".encode() * 1_800_000, "6 MB of text"),
    ],
)
def test_what_cannot_be_imported_is_refused_in_words(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refused:
        imported(content, name, None)
    assert str(refused.value.next_step)


def test_a_missing_file_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="There is no file"):
        imported_file(tmp_path / "none.md")
    with pytest.raises((Invalid, Unavailable), match="folder"):
        imported_file(tmp_path)


def test_an_empty_file_is_an_empty_document() -> None:
    assert imported(b"", "空.md", None).title == "空"


def test_importing_the_package_is_cheap() -> None:
    program = (
        "import sys, editor_app.rendering.imports, editor_app.rendering.markdown, editor_app.rendering.pictures, "
        "editor_app.rendering.tables, editor_app.rendering.text, editor_app.rendering.threads;"
        "print([m for m in ('markdown', 'nh3', 'bs4', 'PIL', 'regex', 'mammoth', 'python_calamine', 'markdownify', "
        "'vl_convert', 'altair', 'typst', 'diff_match_patch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("piece", [" ", "![", "![a](", "# ", "#", "[", "<"])
def test_a_long_hostile_file_is_read_in_its_own_length(piece: str) -> None:
    read = imported(f"# {piece * (200_000 // len(piece))}终\n\n正文\n".encode(), "a.md", None)
    assert read.markdown == "正文\n"


@pytest.mark.parametrize(("line", "title"), [("# 标题 ##", "标题"), ("# C#", "C#"), ("#  标题 # 二 #  ", "标题 # 二")])
def test_the_closing_marks_of_a_heading_are_no_part_of_the_title(line: str, title: str) -> None:
    assert imported(f"{line}\n\n正文\n".encode(), "a.md", None).title == title
