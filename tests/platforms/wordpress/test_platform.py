"""What WordPress is sent is exactly what was composed, in an order in which only the last step is public."""

import json
from dataclasses import replace

import pytest

from editor_app.domain.errors import Invalid, OutcomeUnknown, Rejected
from editor_app.platforms.contract import Connection, StepClass, StepResult
from editor_app.platforms.replies import Reply
from editor_app.platforms.wordpress import PLATFORM
from editor_app.platforms.wordpress.link import WordPressLink
from tests.platforms.wordpress.fake import recorded
from tests.platforms.workshop import Bench, order_of, variant, with_late

LATE = {
    "draft_id": "41",
    **{f"media_id/{n}": str(20 + n) for n in range(1, 5)},
    **{f"media_url/{n}": f"https://news.example.test/{n}.png" for n in range(1, 5)},
    **{f"term_id/{n}": str(70 + n) for n in range(1, 4)},
}


def composed(**said: str | tuple[str, ...]) -> object:
    return PLATFORM.compose(variant(**said), "https://news.example.test#2", Bench())  # type: ignore[arg-type]


def reply(name: str) -> Reply:
    found = recorded(name)
    return Reply(int(str(found["status"])), {}, json.dumps(found["reply"]).encode())


def test_the_draft_comes_before_the_one_public_step() -> None:
    made = PLATFORM.compose(variant(categories=("政策解读",)), "u", Bench())
    steps = PLATFORM.steps(made.payload)
    assert [step.name for step in steps] == [*["upload"] * 4, "term/1", "term/2", "term/3", "draft", "publish"]
    assert [step.step_class for step in steps][:-1] == [StepClass.REPEATABLE] * 8
    assert steps[-1].step_class is StepClass.FLIP


def test_a_payload_lists_every_late_field_that_its_steps_need() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    order = with_late(order_of(made), {name: LATE[name] for name in made.payload.late})
    for step in PLATFORM.steps(made.payload):
        PLATFORM.outgoing(step, order)


def test_the_publishing_call_carries_the_whole_article_and_the_approved_address() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    order = with_late(order_of(made), LATE)
    draft, publish = (PLATFORM.outgoing(step, order) for step in PLATFORM.steps(made.payload)[-2:])
    first, second = json.loads(draft.body), json.loads(publish.body)
    assert (draft.target, first.pop("slug"), first.pop("status")) == (
        "/wp-json/wp/v2/posts",
        f"pd-{order.key}",
        "draft",
    )
    assert (publish.target, second.pop("slug"), second.pop("status")) == (
        "/wp-json/wp/v2/posts/41",
        "wang-shang-ban-shi-zhi-nan-2026",
        "publish",
    )
    assert first == second
    assert "pd-late:" not in first["content"]
    assert first["content"].count("https://news.example.test/") == 3


def test_the_same_order_gives_the_same_bytes() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    order = with_late(order_of(made), LATE)
    for step in PLATFORM.steps(made.payload):
        assert PLATFORM.outgoing(step, order).digest == PLATFORM.outgoing(step, order).digest


def test_signs_of_html_in_title_and_summary_are_text_for_readers() -> None:
    made = PLATFORM.compose(variant(title="A & B <5", summary="a<b"), "u", Bench())
    order = with_late(order_of(made), LATE)
    said = json.loads(PLATFORM.outgoing(PLATFORM.steps(made.payload)[-1], order).body)
    assert (said["title"], said["excerpt"]) == ("A &amp; B &lt;5", "a&lt;b")
    assert PLATFORM.expected(order).title == said["title"]


def test_expected_names_every_text_picture_and_field() -> None:
    made = PLATFORM.compose(variant(categories=("政策解读",)), "u", Bench())
    expected = PLATFORM.expected(with_late(order_of(made), LATE))
    assert expected.alts == ("大厅窗口", "办件量由 12 万件增至 15 万件的柱形图", '队伍 "变短" 了 <3>')
    assert expected.media == tuple(medium.digest for medium in made.payload.media)
    assert dict(expected.fields) == {
        "alt/1": "大厅窗口",
        "alt/2": "办件量由 12 万件增至 15 万件的柱形图",
        "alt/3": '队伍 "变短" 了 &lt;3&gt;',
        "alt/4": "市民中心外景",
        "categories": "71",
        "cover": "24",
        "excerpt": "12 个事项一次办成。",
        "slug": "wang-shang-ban-shi-zhi-nan-2026",
        "tags": "72,73",
    }


def test_an_account_may_name_a_default_category_and_leave_picture_bytes_out() -> None:
    made = PLATFORM.compose(variant(options={"category": "要闻", "compare_pictures": "no"}), "u", Bench())
    assert made.payload.option("categories") == "要闻"
    assert PLATFORM.expected(with_late(order_of(made), LATE)).media == ()


def test_blanks_around_title_and_summary_are_left_out_before_anybody_signs() -> None:
    made = PLATFORM.compose(variant(title="\u3000通知 ", summary=" 摘要\n"), "u", Bench())
    assert (made.payload.title, made.payload.summary) == ("通知", "摘要")


@pytest.mark.parametrize("said", [{"title": " "}, {"title": "长" * 3001}, {"summary": "长" * 3001}])
def test_an_empty_or_too_long_text_is_said_before_anything_is_sealed(said: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        PLATFORM.compose(variant(**said), "u", Bench())  # type: ignore[arg-type]


def test_recorded_answers_give_what_the_next_steps_need() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    order = order_of(made)
    steps = {step.name: step for step in PLATFORM.steps(made.payload)}
    uploaded = PLATFORM.received(replace(steps["upload"], media=3), order, reply("upload")).late
    assert set(uploaded) == {"media_id/3", "media_url/3"}
    assert PLATFORM.received(steps["term/1"], order, reply("term")).late == {"term_id/1": "5"}
    assert PLATFORM.received(steps["term/2"], order, reply("term_exists")).late == {"term_id/2": "5"}
    assert set(PLATFORM.received(steps["draft"], order, reply("draft")).late) == {"draft_id"}
    done = PLATFORM.received(steps["publish"], order, reply("published"))
    assert done.url == "https://wordpress.example.test/ban-jian-liang-12/"
    assert isinstance(done, StepResult)
    assert done.remote_id.isdigit()


def test_recorded_refusals_are_told_apart() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    steps = {step.name: step for step in PLATFORM.steps(made.payload)}
    broken = PLATFORM.refusal(steps["upload"], reply("upload_refused"), "h")
    assert isinstance(broken, Rejected)
    assert "not allowed to upload this file type" in str(broken)
    assert isinstance(PLATFORM.refusal(steps["publish"], reply("upload_refused"), "h"), OutcomeUnknown)
    assert PLATFORM.refusal(steps["term/1"], reply("term_exists"), "h") is None
    assert isinstance(PLATFORM.refusal(steps["term/1"], reply("term_forbidden"), "h"), Rejected)
    assert PLATFORM.refusal(steps["publish"], reply("published"), "h") is None
    pending = Reply(200, {}, b'{"status": "pending"}')
    assert "“pending”" in str(PLATFORM.refusal(steps["publish"], pending, "h"))


def test_a_hostile_picture_address_is_not_put_into_the_page() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    step = PLATFORM.steps(made.payload)[0]
    hostile = Reply(201, {}, json.dumps({"id": 1, "source_url": 'https://x/"><script>'}).encode())
    with pytest.raises(ValueError, match="plain web address"):
        PLATFORM.received(step, order_of(made), hostile)


def test_a_link_opens_no_socket_and_nothing_is_chosen_beforehand() -> None:
    link = PLATFORM.link(Connection("http://127.0.0.1:9"))
    assert isinstance(link, WordPressLink)
    link.close()


def test_a_field_that_can_be_none_is_said_before_anything_is_sealed() -> None:
    with pytest.raises(Invalid, match="can't be the name of a field"):
        PLATFORM.compose(variant(options={"canonical_field": "ori ginal"}), "u", Bench())
    without = PLATFORM.compose(variant(options={"canonical_field": "original"}, link=""), "u", Bench()).payload
    assert (without.option("canonical_field"), without.link) == ("", "")
