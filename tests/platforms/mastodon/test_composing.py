"""What a variant becomes on Mastodon: within the limits of its server, nothing lost, nothing added unseen."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.edition import Payload
from editor_app.domain.errors import Invalid
from editor_app.platforms.mastodon import PLATFORM
from editor_app.platforms.mastodon.counting import counted
from tests.platforms.workshop import SUMMARY, TITLE, Bench, variant

LONG = "\n\n".join(
    f"第 {n} 段：在 [政务服务网](https://example.gov.cn/zhengce/{n}/content.htm) 办理。" for n in range(1, 31)
)


def payload(body: str = "", options: dict[str, str] | None = None, **said: object) -> Payload:
    made = variant(body, options, **said) if body else variant(options=options, **said)  # type: ignore[arg-type]
    return PLATFORM.compose(made, "social.example/1", Bench()).payload


def whole(made: Payload) -> str:
    return "\n".join(part.body for part in made.parts)


def test_a_short_text_is_one_post_with_title_links_and_hashtags() -> None:
    made = payload("见 [政务服务网](https://example.gov.cn/a)。", cover=False)
    (part,) = made.parts
    assert part.body.startswith(f"{TITLE}\n\n见 政务服务网 https://example.gov.cn/a 。")
    assert "#一网通办 #便民" in part.body
    assert part.body.endswith("https://example.gov.cn/zn/2026.html")


def test_a_long_text_is_a_thread_and_no_link_is_cut() -> None:
    made = payload(LONG, cover=False)
    assert len(made.parts) > 2
    assert all(counted(part.body, 23) <= 500 for part in made.parts)
    assert made.parts[0].body.endswith(f"1/{len(made.parts)}")
    for n in range(1, 31):
        assert f"https://example.gov.cn/zhengce/{n}/content.htm" in whole(made).split()


def test_a_server_with_longer_posts_gets_fewer_of_them() -> None:
    assert len(payload(LONG, {"limits": "characters=5000"}, cover=False).parts) == 1


def test_the_cover_comes_first_and_a_post_has_as_many_pictures_as_the_server_takes() -> None:
    made = payload()
    assert made.media[0].alt == "市民中心外景"
    assert [len(part.media) for part in made.parts][:1] == [4]
    two = payload(options={"limits": "pictures=2"})
    assert [len(part.media) for part in two.parts][:2] == [2, 2]


def test_a_card_is_title_summary_and_link_in_one_post() -> None:
    (part,) = payload(LONG, {"style": "card"}).parts
    assert part.body.startswith(f"{TITLE}\n\n{SUMMARY}")
    assert "第 1 段" not in part.body
    assert len(part.media) == 1


def test_a_content_warning_takes_room_from_the_text() -> None:
    made = payload("字" * 400, {"warning": "警" * 100}, cover=False)
    assert all(counted(part.body, 23) <= 400 for part in made.parts)
    assert made.option("warning") == "警" * 100


def test_a_poll_ends_the_thread_and_never_shares_a_post_with_pictures() -> None:
    body = "请您选择。\n\n- [ ] 上午办理\n- [ ] 下午办理\n"
    (alone,) = payload(body, {"polls": "yes"}, cover=False).parts
    assert json.loads(dict(alone.fields)["poll"])["options"] == ["上午办理", "下午办理"]
    assert "上午办理" not in alone.body
    first, last = payload(body, {"polls": "yes"}).parts
    assert (bool(first.media), first.fields, last.media, bool(last.fields)) == (True, (), (), True)
    assert last.body == f"征求意见：{TITLE}"
    assert "上午办理" in whole(payload(body, cover=False))


@pytest.mark.parametrize(
    ("body", "options", "said"),
    [
        ("正文", {}, {"title": " "}),
        ("正文", {"style": "card"}, {"title": "题" * 600}),
        ("- [ ] 一", {"polls": "yes"}, {}),
    ],
)
def test_what_can_not_be_made_to_fit_is_refused_in_words(
    body: str, options: dict[str, str], said: dict[str, str]
) -> None:
    with pytest.raises(Invalid):
        payload(body, options, cover=False, **said)


def test_an_alternative_text_that_is_too_long_is_refused_in_words() -> None:
    with pytest.raises(Invalid) as said:
        payload(options={"limits": "alt=5"})
    assert "alternative text" in str(said.value)


def test_hashtags_have_letters_only_and_each_is_there_once() -> None:
    made = payload("正文", cover=False, tags=("#一网·通办", "一网通办", "2026", "a_b", " "))
    assert "#一网通办 #a_b" in made.parts[0].body
    assert "#2026" not in made.parts[0].body


@settings(max_examples=40, derandomize=True)
@given(st.text("字a。 \n@#[]", min_size=1, max_size=400), st.integers(60, 300))
def test_no_post_is_ever_longer_than_its_server_takes(text: str, characters: int) -> None:
    made = payload(f"话{text}", {"limits": f"characters={characters}"}, cover=False)
    assert all(counted(part.body, 23) <= characters for part in made.parts)
