"""The live preview sets only what changed."""

import random

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from editor_app.rendering.markdown import Preview
from editor_app.ui import theme
from editor_app.ui.views.write.pages import illustrated
from editor_app.ui.views.write.preview import LivePreview

ADDRESS = f"media:{'a' * 64}"
SEED = (
    "段落甲**粗**", "## 题", "- 一\n- 二", "| 年 | 数 |\n|---|--:|\n| 1 | 2 |", "> 引文", f"![图]({ADDRESS})",
    "1. 甲\n2. 乙", "```\ncode\n```", "末段", "---", "- 单",
)  # fmt: skip


def preview(qtbot: QtBot) -> LivePreview:
    made = LivePreview()
    qtbot.addWidget(made)
    made.resize(375, 600)
    made.show()
    return made


def set_as(shown: LivePreview) -> list[tuple[object, ...]]:
    found = []
    block = shown.document().firstBlock()
    while block.isValid():
        look = block.blockFormat()
        facts = (block.isVisible(), block.text(), look.headingLevel(), look.topMargin(), block.textList() is not None)
        found.append(
            (
                *facts,
                look.lineHeight(),
                block.begin().atEnd() or block.begin().fragment().charFormat().font().pixelSize(),
            )
        )
        block = block.next()
    return found


@pytest.mark.parametrize("seed", range(4))
def test_a_patched_page_is_set_as_a_fresh_one(qtbot: QtBot, seed: int) -> None:
    chance = random.Random(seed)
    shown, rendered, blocks = preview(qtbot), Preview(), ["段"]
    for _ in range(60):
        deed = chance.random()
        if deed < 0.5 or len(blocks) < 2:
            blocks.insert(chance.randint(0, len(blocks)), chance.choice(SEED))
        elif deed < 0.8:
            blocks.pop(chance.randrange(len(blocks)))
        else:
            blocks[chance.randrange(len(blocks))] = chance.choice(SEED)
        page = rendered.page("\n\n".join(blocks), illustrated)
        shown.show_blocks(page.blocks, page.starts)
        fresh = LivePreview()
        fresh.show_blocks(page.blocks, page.starts)
        assert set_as(shown) == set_as(fresh)
        fresh.deleteLater()


def test_only_the_changed_block_is_set_anew(qtbot: QtBot) -> None:
    shown = preview(qtbot)
    shown.show_blocks(("<p>一</p>", "<p>二</p>", "<p>三</p>"), (0, 3, 6))
    assert shown.show_blocks(("<p>一</p>", "<p>贰</p>", "<p>三</p>"), (0, 3, 6)) == (1, 2, 2)
    assert shown.show_blocks(("<p>一</p>", "<p>贰</p>", "<p>三</p>"), (0, 3, 6)) == (3, 3, 3)


def test_it_scrolls_along(qtbot: QtBot) -> None:
    shown = preview(qtbot)
    shown.show_blocks(tuple(f"<p>段{n}" + "字" * 300 + "</p>" for n in range(40)), tuple(range(0, 400, 10)))
    shown.follow(205)
    middle = shown.verticalScrollBar().value()
    assert 0 < middle < shown.verticalScrollBar().maximum()
    shown.follow(0)
    assert shown.verticalScrollBar().value() < middle


def test_a_picture_is_asked_for_once_and_shown_when_it_comes(qtbot: QtBot) -> None:
    shown = preview(qtbot)
    with qtbot.waitSignal(shown.picture_wanted) as wanted:
        shown.show_blocks((f'<p><img src="{ADDRESS}"></p>',), (0,))
        shown.grab()
    assert wanted.args == [ADDRESS]
    image = QImage(2000, 1000, QImage.Format.Format_RGB32)
    image.fill(0xFF00FF00)
    shown.keep_picture(ADDRESS, image)
    kept = shown.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(ADDRESS))
    assert isinstance(kept, QImage)
    assert kept.width() <= 375


def test_nothing_from_outside_is_ever_loaded(qtbot: QtBot) -> None:
    shown = preview(qtbot)
    with qtbot.assertNotEmitted(shown.picture_wanted, wait=50):
        shown.show_blocks(
            ('<p><img src="https://example.org/a.png"></p>', '<p><img src="file:///etc/passwd"></p>'), (0, 1)
        )
        shown.grab()
    assert not shown.openExternalLinks()


def test_the_page_may_be_dark_while_the_window_is_light(qtbot: QtBot) -> None:
    shown = preview(qtbot)
    shown.show_blocks(("<p>一</p>",), (0,))
    assert not shown.is_dark
    shown.set_dark(dark=True)
    assert shown.is_dark
    assert shown.blocks == ("<p>一</p>",)
    assert shown.palette().base().color() == theme.DARK.paper
    shown.set_dark(dark=None)
    assert not shown.is_dark


def test_copied_text_carries_no_marks_of_ours(qtbot: QtBot) -> None:
    shown = preview(qtbot)
    shown.show_blocks(("<p>一</p>", "<p>二</p>"), (0, 1))
    shown.selectAll()
    assert shown.createMimeDataFromSelection().text().split() == ["一", "二"]
    shown.clear_blocks()
    assert shown.blocks == ()
