import pytest

from editor_app.ui.matching import Match, Pinyin, match


@pytest.fixture(scope="module")
def pinyin() -> Pinyin:
    made = Pinyin()
    made.load().join()
    return made


def hits(pinyin: Pinyin, query: str, text: str) -> str | None:
    found = match(query, text, pinyin.readings(text))
    return None if found is None else "".join(text[place] for place in found.hits)


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("tb", "插入图表…", "图表"),
        ("tubiao", "插入图表…", "图表"),
        ("tub", "插入图表…", "图表"),
        ("图表", "插入图表…", "图表"),
        ("图b", "插入图表…", "图表"),
        ("qwjm", "全网静默", "全网静默"),
        ("cz", "重置口令", "重置"),  # 重 is read chong here
        ("zc", "重操口令", "重操"),  # and zhong elsewhere: every reading counts
        ("ic", "Insert chart", "Ic"),
        ("insert ch", "Insert chart", "Insertch"),
        ("ctrl", "编辑 Ctrl 键", "Ctrl"),
    ],
)
def test_characters_pinyin_and_initials_find_a_command(pinyin: Pinyin, query: str, text: str, found: str) -> None:
    assert hits(pinyin, query, text) == found


@pytest.mark.parametrize(("query", "text"), [("xyz", "插入图表"), ("bt", "图表"), ("qq", "Queue")])
def test_what_is_not_there_is_not_found(pinyin: Pinyin, query: str, text: str) -> None:
    assert hits(pinyin, query, text) is None


def test_an_empty_query_finds_everything_equally() -> None:
    assert match(" ", "图表", ((), ())) == Match(0, ())


def test_a_hit_at_the_start_is_better_than_one_inside(pinyin: Pinyin) -> None:
    start, inside = (match("tb", text, pinyin.readings(text)) for text in ("同步主稿", "插入图表"))
    assert start is not None
    assert inside is not None
    assert start.score > inside.score


def test_before_the_dictionary_is_loaded_characters_still_match() -> None:
    fresh = Pinyin()
    assert match("图表", "插入图表", fresh.readings("插入图表")) is not None
    assert match("tb", "插入图表", fresh.readings("插入图表")) is None


def test_letters_far_apart_are_worth_less_than_a_run(pinyin: Pinyin) -> None:
    run, apart = (match("que", text, pinyin.readings(text)) for text in ("Queue", "quite some tea"))
    assert run is not None
    assert apart is not None
    assert run.score > apart.score
