"""Pages of the preview."""

from dataclasses import replace

import pytest

from editor_app.domain.errors import Invalid
from editor_app.domain.media import Placement
from editor_app.rendering.blocks import changed
from editor_app.services import composing
from editor_app.services.documents import Opened
from editor_app.ui.views.write import pages
from editor_app.ui.views.write.pages import Head, LivePages
from tests.services.office import Office

HEAD = Head("题<b>", "滨江发布", "2026-11-28")


def test_live_and_full_give_the_same_and_an_edit_changes_one_block() -> None:
    live = LivePages()
    before = live.blocks(HEAD, "甲\n\n乙\n\n丙[^1]\n\n[^1]: 注")
    after = live.blocks(HEAD, "甲\n\n乙改\n\n丙[^1]\n\n[^1]: 注")
    assert changed(before.html, after.html) == (2, 3, 3)
    assert after == pages.full_blocks(HEAD, "甲\n\n乙改\n\n丙[^1]\n\n[^1]: 注")
    assert after.starts == (0, 3, 7)
    assert "<h1>题&lt;b&gt;</h1>" in after.html[0]
    assert "注" in after.html[-1]


def test_pictures_keep_their_own_address() -> None:
    assert pages.illustrated(Placement(None, None, "a", "b", 0, 1)).src == "chart:None"
    made = pages.full_blocks(HEAD, f"![湖](media:{'a' * 64})")
    assert f'src="media:{"a" * 64}"' in made.html[1]


def test_a_sentence_stands_in_for_what_cannot_be_rendered() -> None:
    with pytest.raises(Invalid):
        pages.full_blocks(HEAD, "\ud800")
    assert "太深&lt;" in pages.refused("太深<").html[0]


def test_posts_are_shown_one_by_one(office: Office, opened: Opened) -> None:
    account = office.connect("甲", channel="a")
    made = composing.composed(office.desk, composing.variant(office.desk, opened.revision, account), account)
    assert len(pages.posts(made).html) == len(made.payload.parts)
    parts = tuple(replace(part, body="办事 https://a.gov.cn/?pd=pd-late:mark") for part in made.payload.parts)
    assert "?pd=…</p>" in pages.posts(replace(made, payload=replace(made.payload, parts=parts))).html[0]
