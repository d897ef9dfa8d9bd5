"""The kit as a person meets it: steps, files, and where each picture belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.platforms.hand_off import PLATFORM
from editor_app.platforms.hand_off.kit import CHECKLIST, files_of, folder_of, kit_of
from tests.platforms.gallery import gallery
from tests.platforms.workshop import Bench, order_of, variant

if TYPE_CHECKING:
    from editor_app.platforms.contract import Order

UID = "zhihu:www.zhihu.com/org/x"


def made(service: str = "zhihu", **said: str) -> Order:
    return order_of(PLATFORM.compose(variant(options={"service": service}, **said), UID, Bench()))


def test_pictures_come_cover_first_with_the_words_behind_which_they_stand() -> None:
    kit = kit_of(made().payload)
    assert [one.name for one in kit.pictures] == [
        "pictures/cover.png", "pictures/01.png", "pictures/02.png", "pictures/03.jpg",
    ]  # fmt: skip
    assert kit.pictures[1].after.endswith("可在 政务服务网 办理。")
    assert kit.pictures[2].after.endswith("上传材料")


def test_the_formatted_text_has_no_pictures_and_no_empty_places_of_them() -> None:
    kit = kit_of(made().payload)
    assert "<strong>12 个事项</strong>" in kit.html
    assert "<img" not in kit.html
    assert "pd-late" not in kit.html
    assert kit_of(made("xiaohongshu", title="一次办好").payload).html == ""


def test_the_steps_say_what_this_kit_needs_and_nothing_else() -> None:
    article, bare = (list(map(str, kit_of(order.payload).steps)) for order in (made(), _bare()))
    assert "Put the 3 pictures where they belong, in order." in article
    assert "Choose the topics: 一网通办, 便民." in article
    assert not [step for step in bare if "icture" in step and "AI" not in step]
    assert "Open Zhihu" in article[0]
    assert "address" in article[-1]


def _bare() -> Order:
    said = variant("只有字。", {"service": "other"}, cover=False)
    return order_of(PLATFORM.compose(said, UID, Bench()))


def test_the_files_hold_every_signed_word_and_the_checklist_comes_last() -> None:
    order = made()
    files = files_of(order)
    assert list(files)[-1] == CHECKLIST
    assert files["1-title.txt"] == order.payload.title
    assert "12 个事项" in files["2-text.txt"]
    assert 'src="pictures/01.png"' in files["2-text.html"]
    assert 'pictures/03.jpg\t队伍 "变短" 了 <3>' in files["4-alternative-texts.txt"]
    for medium in order.payload.media:
        assert medium.alt.split('"')[0] in files[CHECKLIST]


def test_the_checklist_speaks_the_documents_language_and_claims_no_posting() -> None:
    chinese, english = files_of(made())[CHECKLIST], files_of(made(language="en"))[CHECKLIST]
    assert ("☐" in chinese, "知乎" in chinese) == (True, True)
    assert "Press Desk posts nothing here" in english
    assert "<script" not in chinese


def test_markup_in_title_and_alternative_text_stays_text() -> None:
    page = files_of(made(title="<b>一次</b>办好"))[CHECKLIST]
    assert "<b>" not in page
    assert "&lt;b&gt;一次" in page
    assert "了 &lt;3&gt;" in page


def test_the_folder_is_readable_and_one_for_each_delivery() -> None:
    order = made()
    assert folder_of(order) == f"{order.payload.slug[:40].strip('-')}-{order.key}"


def test_nine_pictures_keep_their_order_and_their_chinese_words() -> None:
    bench, said = gallery(service="xiaohongshu")
    kit = kit_of(PLATFORM.compose(said, UID, bench).payload)
    assert [one.medium.alt for one in kit.pictures] == [f"第 {n} 张：政务服务大厅" for n in range(1, 10)]
    assert [one.name for one in kit.pictures] == [f"pictures/{n:02d}.png" for n in range(1, 10)]


def test_who_chooses_the_cover_is_told_how_the_platform_cuts_it() -> None:
    steps = [list(map(str, kit_of(made(service).payload).steps)) for service in ("toutiao", "zhihu")]
    assert "Choose the cover; the platform cuts it to 16:9." in steps[0]
    assert "Choose the cover." in steps[1]
    options = {"service": "toutiao", "cover_shape": "16:9"}
    ready = kit_of(PLATFORM.compose(variant(options=options), UID, Bench()).payload)
    assert "Choose the cover." in list(map(str, ready.steps))
