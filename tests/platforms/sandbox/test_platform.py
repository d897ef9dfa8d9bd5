"""The practice adapter plans the calls of each profile and seals where they go."""

import json

import pytest

from editor_app.domain.errors import Invalid, Rejected
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection, StepClass
from editor_app.platforms.replies import Reply
from editor_app.platforms.sandbox import PLATFORM
from tests.platforms.workshop import Bench, order_of, variant, with_late


def planned(profile: str) -> list[tuple[str, StepClass]]:
    payload = PLATFORM.compose(variant(options={"profile": profile}), "uid", Bench()).payload
    return [(step.name, step.step_class) for step in PLATFORM.steps(payload) if step.name != "upload"]


def test_each_profile_has_its_own_steps() -> None:
    assert planned("draft-flip") == [("draft", StepClass.REPEATABLE), ("publish", StepClass.FLIP)]
    assert planned("keyed") == planned("file") == [("publish", StepClass.KEYED)]
    assert planned("public-readable") == planned("public-blind") == [("publish", StepClass.PUBLIC)]


def test_pictures_are_uploaded_before_the_draft_in_their_order() -> None:
    steps = PLATFORM.steps(PLATFORM.compose(variant(), "uid", Bench()).payload)
    assert [(step.ordinal, step.media) for step in steps if step.name == "upload"] == [(1, 1), (2, 2), (3, 3), (4, 4)]


@pytest.mark.parametrize(
    ("profile", "method", "target"),
    [
        ("draft-flip", "POST", "/api/draft-flip/city/drafts/a%2Fb/publish"),
        ("keyed", "POST", "/api/keyed/city/posts"),
        ("public-blind", "POST", "/api/public-blind/city/posts"),
        ("file", "PUT", "/api/file/city/files/wang-shang-ban-shi-zhi-nan-2026"),
    ],
)
def test_the_profile_and_channel_are_sealed_with_the_payload(profile: str, method: str, target: str) -> None:
    options = {"profile": profile, "channel": "city"}
    composed = PLATFORM.compose(variant(options=options, body="字", cover=False), "uid", Bench())
    order = with_late(order_of(composed), {"draft_id": "a/b"} if profile == "draft-flip" else {})
    outgoing = PLATFORM.outgoing(PLATFORM.steps(composed.payload)[-1], order)
    assert (outgoing.method, outgoing.target) == (method, target)


def test_the_cover_and_its_words_travel_with_the_post() -> None:
    composed = PLATFORM.compose(variant(options={"profile": "keyed"}), "uid", Bench())
    order = with_late(order_of(composed), {f"media_url/{n}": f"http://127.0.0.1/media/{n}" for n in range(1, 5)})
    sent = json.loads(PLATFORM.outgoing(PLATFORM.steps(composed.payload)[-1], order).body)
    assert (sent["cover"], sent["cover_alt"]) == ("http://127.0.0.1/media/4", "市民中心外景")
    assert sent["tags"] == "一网通办\n便民"


def test_a_link_tells_a_posts_number_where_it_is_a_readers_page() -> None:
    order = order_of(PLATFORM.compose(variant(options={"profile": "public-blind"}), "uid", Bench()))
    step = PLATFORM.steps(order.payload)[-1]
    known = PLATFORM.known_as(step, order, "http://127.0.0.1:8800/read/12")
    assert known is not None
    assert known.remote_id == "12"
    assert PLATFORM.known_as(step, order, "http://127.0.0.1:8800/a/12") is None


@pytest.mark.parametrize("options", [{"profile": "telegraph"}, {"channel": "../x"}])
def test_what_leads_nowhere_is_not_composed(options: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        PLATFORM.compose(variant(options=options), "uid", Bench())


@pytest.mark.parametrize("url", ["http://192.0.2.1:8080", "https://example.gov.cn", "not an address"])
def test_practice_accounts_are_on_this_computer_only(url: str) -> None:
    with pytest.raises(Rejected):
        PLATFORM.link(Connection(url, Secret("t")))


def test_a_refusal_is_told_in_the_servers_words_and_412_is_final() -> None:
    reply = Reply(412, {}, b'{"error":{"code":"is_there","message":"another file lies at this path"}}')
    assert isinstance(PLATFORM.refusal(None, reply, "127.0.0.1"), Rejected)
    assert PLATFORM.words(reply) == "another file lies at this path"
    assert PLATFORM.words(Reply(500, {}, b"<html>")) == ""
