"""Word and Excel files, read here in the same process."""

import datetime as dt
import json
import zipfile
from io import BytesIO

import docx
import openpyxl
import pytest

from editor_app.rendering import office_jobs
from editor_app.rendering.limited import JobFailed


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    document.add_heading("标题", 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def changed(content: bytes, name: str, replacement: bytes, *, keep: bool = True) -> bytes:
    """The zip with one member more, or another one."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if keep and member.filename != name:
                new.writestr(member, old.read(member))
        new.writestr(name, replacement)
    return out.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(JobFailed) as failed:
        office_jobs.docx({}, content)
    return failed.value.code


def test_a_word_file_becomes_html() -> None:
    facts, (html,) = office_jobs.docx({}, word("第一段"))
    assert html.decode() == "<h1>标题</h1><p>第一段</p>"
    assert facts["comments"] == 0


def test_a_bomb_is_refused_before_anything_is_read() -> None:
    assert refused(changed(word(), "word/media/x.bin", bytes(30_000_000))) == "bomb"


def test_entity_declarations_are_refused() -> None:
    attack = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    assert refused(changed(word(), "word/document.xml", attack)) == "entities"
    assert refused(changed(word(), "word/document.xml", attack.decode().encode("utf-16"))) == "entities"


def test_names_that_lead_out_are_refused() -> None:
    assert refused(changed(word(), "../../evil.xml", b"<x/>")) == "damaged"


def test_what_is_no_word_file_has_a_code() -> None:
    assert refused(b"PK\x03\x04 not a zip") == "damaged"
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "old_office"
    assert refused(changed(word(), "a.txt", b"x", keep=False)) == "other_kind"
    assert refused(changed(word(), "word/document.xml", b"<w:document")) == "damaged"


def test_cells_become_text_as_a_person_reads_them() -> None:
    book = openpyxl.Workbook()
    book.active.title = "空"
    sheet = book.create_sheet("数据")
    for row in (["年份", "数"], [2020, 1.5], [dt.datetime(2021, 1, 2), True], ["=1+1", None]):  # noqa: DTZ001 - cells have no zone
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    facts, (cells,) = office_jobs.xlsx({}, out.getvalue())
    assert facts == {"sheets": ["空", "数据"], "sheet": "数据"}
    assert json.loads(cells)[:3] == [["年份", "数"], ["2020", "1.5"], ["2021-01-02", "TRUE"]]
    with pytest.raises(JobFailed, match="no_sheet"):
        office_jobs.xlsx({"sheet": "别的"}, out.getvalue())
