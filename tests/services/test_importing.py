"""A file becomes a document with its pictures, or is refused in one sentence and makes nothing."""

from pathlib import Path

import pytest

from editor_app.domain.errors import Invalid, Refused
from editor_app.resources import resource
from editor_app.services import documents, importing, media
from tests.services.office import Office
from tests.services.test_media import png


def test_the_sample_explainer_comes_in_with_title_and_source(office: Office) -> None:
    done = importing.import_file(office.editor, resource("sample/online-government-explainer.zh.md"))
    content = done.opened.revision.content
    assert content.title == "“指尖上的网上政府”怎么建?国办发文明确了!"
    assert content.source.startswith("中国政府网")
    assert "### 03" in content.body


def test_pictures_beside_a_file_come_along(office: Office, tmp_path: Path) -> None:
    (tmp_path / "field.png").write_bytes(png())
    (tmp_path / "broken.png").write_bytes(b"no picture at all" * 50)
    path = tmp_path / "notice.md"
    path.write_text("# Notice\n\n![A field](field.png)\n\n![Broken](broken.png)\n", "utf-8")
    done = importing.import_file(office.editor, path)
    kept = media.all_media(office.desk)
    assert [m.alt for m in kept] == ["A field"]
    assert f"![A field](media:{kept[0].digest})" in done.opened.revision.content.body
    assert len(done.notes) == 1


def test_progress_counts_the_files(office: Office, tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(3)]
    for path in paths:
        path.write_text(f"Notice {path.stem}\n\nHeating begins.\n", "utf-8")
    seen: list[tuple[int, int]] = []
    made = importing.import_files(office.editor, paths, lambda done, of: seen.append((done, of)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert len(made) == 3


def test_a_binary_file_with_the_name_of_a_text_is_refused(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "notice.md"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(Invalid):
        importing.import_file(office.editor, path)
    assert documents.rows(office.desk) == ()


def test_only_editors_import(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "notice.md"
    path.write_text("# Notice\n", "utf-8")
    with pytest.raises(Refused):
        importing.import_file(office.reviewer1, path)


def test_the_text_of_a_file_for_a_document_that_is_there(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "body.md"
    path.write_text("Heating begins.\n", "utf-8")
    assert importing.text_of(office.editor, path).title == ""
    path.write_text("# Heating\n\nIt begins.\n", "utf-8")
    read = importing.text_of(office.editor, path)
    assert (read.title, read.body) == ("Heating", "It begins.\n")
