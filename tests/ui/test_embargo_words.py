from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from editor_app.domain.embargo import Embargo
from editor_app.domain.identifiers import DocumentId, MemberId
from editor_app.services.embargoes import Standing
from editor_app.ui import embargo_words

NOW = datetime(2026, 11, 29, 1, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
SOON = NOW + timedelta(hours=3)


def step(until: datetime | None = SOON, *members: str, wish: bool = False) -> Embargo:
    listed = frozenset(map(MemberId, members)) if members else None
    return Embargo(DocumentId("d"), 1, until, listed, "等发布会", MemberId("m"), NOW, is_wish=wish)


def standing(of: Embargo | None, *, public: bool = False) -> Standing:
    return Standing(of, None, (), (of,) if of else (), public)


def test_the_top_bar_says_until_when_and_for_how_many_and_nothing_once_it_has_ended() -> None:
    assert embargo_words.short(standing(step(SOON, "a", "b")), NOW, ZONE) == "12:00 前不得发布·2 人可见"
    assert embargo_words.short(standing(step(SOON)), NOW, ZONE) == "12:00 前不得发布"
    for nothing in (standing(step(NOW)), standing(None), standing(step(SOON, "a"), public=True), None):
        assert embargo_words.short(nothing, NOW, ZONE) == ""


def test_the_whole_of_it_in_sentences() -> None:
    assert embargo_words.until_words(SOON, NOW, ZONE) == "12:00 之前一律不发出。"
    assert embargo_words.until_words(NOW, SOON, ZONE) == "已于 09:00 解禁。"
    assert embargo_words.until_words(None, NOW, ZONE) == "未设解禁时间。"
    assert embargo_words.who_words(()) == "所有成员都能看到。"
    assert embargo_words.who_words(("王芳", "李明")) == "只有王芳、李明能看到。"


def test_a_wish_names_its_time_and_its_people_a_few_of_them() -> None:
    names = {each: each.upper() for each in "abcd"}
    assert embargo_words.wish_words(step(None, wish=True), names, NOW, ZONE) == "不设时间·所有成员可见"
    assert embargo_words.wish_words(step(SOON, *"abcd", wish=True), names, NOW, ZONE) == "到 12:00 为止·A、B、C…可见"
