from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor_app.platforms.registry import Registry
from editor_app.ui.views.accounts.choosing import PlatformList


def listed(qtbot: QtBot) -> PlatformList:
    made = PlatformList(Registry().all())
    made._pinyin.load().join()
    qtbot.addWidget(made)
    qtbot.addWidget(made.search)
    made.resize(600, 900)
    made.show()
    made.search.show()
    return made


def found(made: PlatformList, text: str) -> list[str]:
    made.search.setText(text)
    return [row.text() for row in made.rows if row.isVisible()]


def test_a_press_office_meets_its_own_accounts_first_and_practice_last(qtbot: QtBot) -> None:
    shown = found(listed(qtbot), "")
    assert shown[:3] == ["微信公众号", "微博", "站点文件夹"]
    assert shown[-1] == "练习账号"
    assert shown.index("邮件简报") < shown.index("WordPress") < shown.index("Matrix 聊天室")


def test_a_platform_is_found_by_characters_pinyin_initials_and_its_name_in_english(qtbot: QtBot) -> None:
    made = listed(qtbot)
    for text in ("头条", "toutiao", "tt", "Toutiao", "TOUTIAO"):
        assert found(made, text)[:1] == ["头条号"], text
    assert found(made, "site_s3") == ["S3 存储桶中的网站"]
    assert "微博" in found(made, "wb")


def test_letters_strewn_over_a_name_are_no_hit_and_nothing_is_said_in_words(qtbot: QtBot) -> None:
    made = listed(qtbot)
    assert found(made, "wdps") == []
    assert made._nothing.isVisible()
    assert [group for group in made._groups if group.isVisible()] == []


def test_arrows_go_from_the_search_through_what_was_found_and_back(qtbot: QtBot) -> None:
    made = listed(qtbot)
    made.activateWindow()
    found(made, "网站")
    rows = [row for row in made.rows if row.isVisible()]
    reached = []
    made.reached.connect(reached.append)
    qtbot.keyClick(made.search, Qt.Key.Key_Down)
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    qtbot.keyClick(rows[1], Qt.Key.Key_Up)
    assert reached == [rows[0], rows[1], rows[0]]
    with qtbot.waitSignal(made.chosen) as told:
        qtbot.keyClick(rows[1], Qt.Key.Key_Return)
    assert told.args[0] is rows[1].shown


def test_enter_chooses_nothing_of_everything(qtbot: QtBot) -> None:
    made = listed(qtbot)
    chosen = []
    made.chosen.connect(chosen.append)
    qtbot.keyClick(made.search, Qt.Key.Key_Return)
    assert chosen == []
    made.search.setText("微博")
    qtbot.keyClick(made.search, Qt.Key.Key_Return)
    assert [one.platform.name for one in chosen] == ["weibo"]
