"""Taking documents and putting new ones."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from editor_app.services import documents
from editor_app.services.documents import Opened
from editor_app.ui.views.write.view import WriteView
from tests.services.office import Office


def test_files_become_documents_and_the_last_comes_onto_the_desk(
    library: WriteView, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = tmp_path / "一.md", tmp_path / "二.txt"
    first.write_text("# 第一篇\n\n正文", "utf-8")
    second.write_bytes("第二篇\n\n正文".encode("gb18030"))
    library.shelf.take_files([first, second])
    qtbot.waitUntil(lambda: library.working is not None, timeout=10_000)
    assert library.title() == "第二篇"
    assert len(documents.rows(office.desk)) == 2


def test_a_file_that_cannot_be_read_is_said_and_nothing_is_made(
    library: WriteView, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04broken")
    library.shelf.take_files([bad])
    qtbot.waitUntil(library.shell._toast.isVisible, timeout=10_000)  # type: ignore[attr-defined]
    assert documents.rows(office.desk) == ()


def test_a_document_is_opened_in_the_version_of_an_account(
    library: WriteView, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    account = office.connect("甲", channel="a")
    library.activate({"document": opened.document.number, "account": account.id})
    qtbot.waitUntil(lambda: library.account == account)


def test_a_longer_library_comes_page_by_page(library: WriteView, office: Office, qtbot: QtBot) -> None:
    for number in range(43):
        documents.create(office.editor, f"稿{number}")
    library.shelf.read()
    qtbot.waitUntil(lambda: len(library.library.rows) == 40)
    library.library.more_asked.emit()
    qtbot.waitUntil(lambda: len(library.library.rows) == 43)
    library.library.search.setText("稿42")
    qtbot.waitUntil(lambda: len(library.library.rows) == 1)
