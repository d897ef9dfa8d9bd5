"""When the preview follows."""

from pytestqt.qtbot import QtBot

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.services import accounts
from editor_app.ui.views.write.view import WriteView
from tests.services.office import Office
from tests.ui.views.write.conftest import typed


def test_the_page_of_the_account_shown_follows_its_own_version(view: WriteView, office: Office, qtbot: QtBot) -> None:
    first, second = (office.connect(name, channel=channel) for name, channel in (("甲", "a"), ("乙", "b")))
    view.shelf.read_accounts()
    qtbot.waitUntil(lambda: len(view.accounts) == 2)
    view.write_for(second)
    typed(view.editor, "乙的")
    qtbot.waitUntil(lambda: "乙的便民服务开通" in view.panel.live.blocks[0])
    assert view.previewing.account == second
    view.panel.strip.choose(first.id)
    qtbot.waitUntil(lambda: "<h1>便民服务开通</h1>" in view.panel.live.blocks[0])
    qtbot.waitUntil(lambda: [tab.differs for tab in view.panel._tabs] == [0, 1])


def test_without_accounts_the_main_text_is_shown(view: WriteView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(view.panel.live.blocks))
    qtbot.waitUntil(lambda: view.panel.phone.accessibleName() == "主稿")
    assert view.panel.strip.current() == ""


def test_it_scrolls_along_with_the_editor(view: WriteView, qtbot: QtBot) -> None:
    view.editor.moveCursor(view.editor.textCursor().MoveOperation.End)
    view.inserting.insert_text("\n\n".join(f"第{n}段" + "字" * 200 for n in range(60)))
    qtbot.waitUntil(lambda: len(view.panel.live.blocks) > 60)
    bar = view.editor.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: view.panel.live.verticalScrollBar().value() > 0)


def test_the_full_render_changes_nothing_that_the_live_one_showed(view: WriteView, qtbot: QtBot) -> None:
    typed(view.editor, "改")
    qtbot.waitUntil(lambda: "改便民服务开通" in view.panel.live.blocks[0])
    before = view.panel.live.blocks
    with qtbot.waitSignal(view.previewing.shown, timeout=3000):
        pass
    assert view.panel.live.blocks == before


def test_a_platform_without_html_shows_its_posts(view: WriteView, office: Office, qtbot: QtBot) -> None:
    connection = Connection("http://127.0.0.1:9", Secret("binjiang.test:abcd-efgh"), {})
    account = accounts.add_for_practice(office.admin, "bluesky", "蓝天", connection, "did:plc:abc")
    view.shelf.read_accounts()
    qtbot.waitUntil(lambda: account in view.accounts)
    qtbot.waitUntil(lambda: any("导语第一段" in block for block in view.panel.live.blocks), timeout=10_000)
    assert view.previewing._is_text()
    typed(view.editor, "贴文")
    qtbot.waitUntil(lambda: any("贴文便民服务" in block for block in view.panel.live.blocks), timeout=10_000)
