"""What Ghost is sent is exactly what was composed, in an order in which only the last step is public."""

import json

import pytest

from editor_app.domain.errors import AuthExpired, Invalid, OutcomeUnknown, PlatformError, Rejected
from editor_app.platforms.contract import Connection, StepClass
from editor_app.platforms.ghost import PLATFORM
from editor_app.platforms.ghost.link import GhostLink
from editor_app.platforms.replies import Reply
from tests.platforms.ghost.fake import reply_of
from tests.platforms.workshop import Bench, order_of, variant, with_late

LATE = {
    "draft_id": "6b0b3d18112577017cbe98cd",
    "updated_at": "2026-11-28T20:44:08.000Z",
    **{f"media_url/{n}": f"https://ghost.example.test/{n}.png" for n in range(1, 5)},
}


def reply(name: str) -> Reply:
    status, body = reply_of(name)
    return Reply(status, {}, json.dumps(body).encode())


def test_the_draft_comes_before_the_one_public_step() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    steps = PLATFORM.steps(made.payload)
    assert [step.name for step in steps] == [*["upload"] * 4, "draft", "publish"]
    assert {step.step_class for step in steps[:-1]} == {StepClass.REPEATABLE}
    assert steps[-1].step_class is StepClass.FLIP


def test_a_payload_lists_every_late_field_that_its_steps_need() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    order = with_late(order_of(made), {name: LATE[name] for name in made.payload.late})
    for step in PLATFORM.steps(made.payload):
        assert PLATFORM.outgoing(step, order).digest == PLATFORM.outgoing(step, order).digest


def test_the_publishing_call_carries_the_whole_article_and_the_drafts_own_time() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    order = with_late(order_of(made), LATE)
    draft, publish = (PLATFORM.outgoing(step, order) for step in PLATFORM.steps(made.payload)[-2:])
    [first], [second] = json.loads(draft.body)["posts"], json.loads(publish.body)["posts"]
    assert (draft.method, draft.target) == ("POST", "/ghost/api/admin/posts/?source=html")
    assert (publish.method, publish.target) == ("PUT", f"/ghost/api/admin/posts/{LATE['draft_id']}/?source=html")
    assert (first.pop("slug"), first.pop("status")) == (f"pd-{order.key}", "draft")
    assert (second.pop("slug"), second.pop("status")) == ("wang-shang-ban-shi-zhi-nan-2026", "published")
    assert second.pop("updated_at") == LATE["updated_at"]
    assert first == second
    assert "pd-late:" not in first["html"]


def test_expected_names_every_text_picture_and_field() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    expected = PLATFORM.expected(with_late(order_of(made), LATE))
    assert expected.alts == ("大厅窗口", "办件量由 12 万件增至 15 万件的柱形图", '队伍 "变短" 了 <3>')
    assert expected.media == tuple(medium.digest for medium in made.payload.media)
    assert expected.link == "https://example.gov.cn/zn/2026.html"
    assert dict(expected.fields) == {
        "cover": "https://ghost.example.test/4.png",
        "cover_alt": "市民中心外景",
        "excerpt": "12 个事项一次办成。",
        "slug": "wang-shang-ban-shi-zhi-nan-2026",
        "tags": "一网通办\n便民",
    }


def test_an_article_without_cover_says_so() -> None:
    made = PLATFORM.compose(variant(cover=False), "u", Bench())
    order = with_late(order_of(made), LATE)
    [post] = json.loads(PLATFORM.outgoing(PLATFORM.steps(made.payload)[-1], order).body)["posts"]
    assert (post["feature_image"], post["feature_image_alt"]) == (None, None)
    assert dict(PLATFORM.expected(order).fields)["cover"] == ""


def test_blanks_around_title_and_summary_are_left_out_before_anybody_signs() -> None:
    made = PLATFORM.compose(variant(title="\u3000通知 ", summary=" 摘要\n"), "u", Bench())
    assert (made.payload.title, made.payload.summary) == ("通知", "摘要")


@pytest.mark.parametrize("said", [{"title": ""}, {"title": "长" * 256}, {"summary": "长" * 301}])
def test_an_empty_or_too_long_text_is_said_before_anything_is_sealed(said: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        PLATFORM.compose(variant(**said), "u", Bench())  # type: ignore[arg-type]


def test_a_cover_needs_a_short_alternative_text() -> None:
    from dataclasses import replace

    long = variant()
    assert long.cover is not None
    with pytest.raises(Invalid, match="192, and 191 at most"):
        PLATFORM.compose(replace(long, cover=replace(long.cover, alt="长" * 192)), "u", Bench())


def test_recorded_answers_give_what_the_next_steps_need() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    order = order_of(made)
    steps = PLATFORM.steps(made.payload)
    assert set(PLATFORM.received(steps[2], order, reply("upload")).late) == {"media_url/3"}
    assert set(PLATFORM.received(steps[-2], order, reply("draft")).late) == {"draft_id", "updated_at"}
    done = PLATFORM.received(steps[-1], order, reply("published"))
    assert done.url == "https://ghost.example.test/ban-jian-liang-12/"
    assert len(done.remote_id) == 24


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("collision", OutcomeUnknown, "409"),
        ("too_long", Rejected, "exceeds maximum length of 255"),
        ("upload_refused", Rejected, "cannot upload image"),
        ("stale_token", AuthExpired, "sign-in"),
        ("unknown_key", AuthExpired, "sign-in"),
    ],
)
def test_recorded_refusals_are_told_apart(name: str, error: type[PlatformError], words: str) -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    found = PLATFORM.refusal(PLATFORM.steps(made.payload)[-1], reply(name), "h")
    assert isinstance(found, error)
    assert words in str(found)


def test_a_site_that_plans_instead_of_publishing_is_a_refusal() -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    publish = PLATFORM.steps(made.payload)[-1]
    assert PLATFORM.refusal(publish, reply("published"), "h") is None
    assert PLATFORM.refusal(publish, Reply(200, {}, b"<html>"), "h") is None
    planned = Reply(200, {}, b'{"posts": [{"status": "scheduled"}]}')
    assert "“scheduled”" in str(PLATFORM.refusal(publish, planned, "h"))


def test_a_link_opens_no_socket() -> None:
    link = PLATFORM.link(Connection("http://127.0.0.1:9"))
    assert isinstance(link, GhostLink)
    link.close()


def test_categories_lead_the_tags_and_none_is_named_twice() -> None:
    payload = PLATFORM.compose(variant(categories=("政策解读", "便民")), "u", Bench()).payload
    assert payload.option("tags") == "政策解读\n便民\n一网通办"
