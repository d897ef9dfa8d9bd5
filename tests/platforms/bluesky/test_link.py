"""Reading a PDS: who we are, what lies under our keys, and what readers see; the replies are recorded ones."""

import json
from dataclasses import replace

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, OutcomeUnknown
from editor_app.domain.secrets import Secret
from editor_app.platforms.bluesky import PLATFORM
from editor_app.platforms.contract import Absent, Connection, Found
from editor_app.platforms.readback import compared
from tests.platforms.bluesky.test_platform import recorded
from tests.platforms.loopback import answer, drop, reset, serving
from tests.platforms.recording import Recording, played_back, recording_of
from tests.platforms.workshop import NOW, Bench, Sent, order_of, sent, variant, with_late

TOKENS = {"accessJwt": "a.e30.c", "refreshJwt": "r", "did": "did:plc:x", "handle": "office.test"}
SECRET = Secret("office.test:abcd-efgh")


def delivered(recording: Recording) -> tuple[Sent, list[str]]:
    """The recorded delivery, done again up to its read-back."""
    with played_back(recording) as url:
        link = PLATFORM.link(Connection(url, SECRET))
        composed = PLATFORM.compose(variant(), link.identity().remote_uid, Bench())
        done = sent(PLATFORM, link, order_of(composed), NOW)
        comparison = compared(PLATFORM.expected(done.order), link.observe(done.order, done.remote_ids), ())
        return done, [comparison.verdict, *comparison.differences]


def changed(recording: Recording, target: str, old: str, new: str) -> Recording:
    """The recording of a server on which another client was at work."""
    exchanges = [replace(e, body=e.body.replace(old, new)) if target in e.target else e for e in recording.exchanges]
    assert exchanges != list(recording.exchanges)
    return replace(recording, exchanges=tuple(exchanges))


def test_the_recorded_delivery_is_sent_byte_for_byte_and_read_back_identical() -> None:
    done, verdict = delivered(recording_of("bluesky"))
    assert verdict == [Verdict.IDENTICAL]
    assert done.url == f"https://bsky.app/profile/{done.order.payload.remote_uid}/post/{done.order.late['rkey/1']}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 个事项", "21 个事项"),
        ("大厅窗口", "大厅"),
        ('"byteStart"', '"byteBegin"'),
        ("https://example.gov.cn/a?x=1&y=2", "https://example.org/"),
        ('"zh-CN"', '"zh-TW"'),
        ('"width":64', '"width":65'),
        ("app.bsky.embed.images", "app.bsky.embed.other"),
    ],
)
def test_whatever_another_client_alters_is_seen(old: str, new: str) -> None:
    _, verdict = delivered(changed(recording_of("bluesky"), "getRecord", old, new))
    assert verdict[0] is Verdict.DIFFERENT
    assert len(verdict) > 1


def test_a_picture_that_the_server_gives_differently_is_seen() -> None:
    _, verdict = delivered(changed(recording_of("bluesky"), "getBlob", "base64:iVBOR", "base64:iVBOA"))
    assert verdict[0] is Verdict.DIFFERENT


def test_a_post_that_is_gone_is_not_visible() -> None:
    recording = recording_of("bluesky")
    gone = recorded("record_not_found")
    exchanges = [
        replace(e, status=gone.status, body=gone.body.decode()) if "getRecord" in e.target else e
        for e in recording.exchanges
    ]
    _, verdict = delivered(replace(recording, exchanges=tuple(exchanges)))
    assert verdict == [Verdict.NOT_VISIBLE]


def ordered() -> Sent:
    order = order_of(PLATFORM.compose(variant(body="字", cover=False, link=""), "did:plc:x", Bench()))
    return Sent(with_late(order, PLATFORM.prepared(order, NOW)), ())


def test_a_lost_reply_is_settled_by_reading_our_own_key() -> None:
    order = ordered().order
    step = PLATFORM.steps(order.payload)[0]
    uri = f"at://did:plc:x/app.bsky.feed.post/{order.late['rkey/1']}"
    there = answer(200, {"uri": uri, "cid": "c", "value": {"text": "whatever it says by now"}})
    with serving(answer(200, TOKENS), reset, there) as server:
        link = PLATFORM.link(Connection(server.url, SECRET))
        with pytest.raises(OutcomeUnknown):
            link.perform(step, order)
        found = link.find(step, order, "")
        assert isinstance(found, Found)
        assert found.result.remote_id == uri
        assert found.result.late == {"uri/1": uri, "cid/1": "c"}


def test_nothing_under_our_key_means_that_nothing_came_of_it() -> None:
    order = ordered().order
    step = PLATFORM.steps(order.payload)[0]
    gone = recorded("record_not_found")
    with serving(answer(200, TOKENS), answer(gone.status, gone.body)) as server:
        assert PLATFORM.link(Connection(server.url, SECRET)).find(step, order, "") == Absent()


@pytest.mark.parametrize("behaviour", [drop, answer(200, b"not json"), answer(500, b"")])
def test_a_read_that_fails_settles_nothing(behaviour: object) -> None:
    order = ordered().order
    with serving(answer(200, TOKENS), behaviour) as server, pytest.raises(OutcomeUnknown):  # type: ignore[arg-type]
        PLATFORM.link(Connection(server.url, SECRET)).find(PLATFORM.steps(order.payload)[0], order, "")


def test_a_session_that_is_over_is_renewed_and_the_same_request_goes_out_once_more() -> None:
    order = ordered().order
    step = PLATFORM.steps(order.payload)[0]
    over = answer(400, {"error": "ExpiredToken", "message": "Token has expired"})
    uri = f"at://did:plc:x/app.bsky.feed.post/{order.late['rkey/1']}"
    renewed = answer(200, {**TOKENS, "accessJwt": "b.e30.c"})
    with serving(answer(200, TOKENS), over, renewed, answer(200, {"uri": uri, "cid": "c"})) as server:
        assert PLATFORM.link(Connection(server.url, SECRET)).perform(step, order).remote_id == uri
        puts = [r for r in server.requests if r.target.endswith("putRecord")]
        assert puts[0].body == puts[1].body
        assert [r.headers["authorization"] for r in puts] == ["Bearer a.e30.c", "Bearer b.e30.c"]


def test_a_session_that_is_refused_again_is_for_a_person() -> None:
    order = ordered().order
    over = answer(400, {"error": "InvalidToken", "message": "Token could not be verified"})
    with serving(answer(200, TOKENS), over, answer(200, TOKENS), over) as server, pytest.raises(AuthExpired):
        PLATFORM.link(Connection(server.url, SECRET)).perform(PLATFORM.steps(order.payload)[0], order)


def test_a_server_without_a_version_says_none_and_there_is_no_private_place() -> None:
    with serving(answer(200, TOKENS), answer(404, b"")) as server:
        link = PLATFORM.link(Connection(server.url, SECRET))
        identity = link.identity()
        assert (identity.remote_uid, identity.version, identity.may_publish) == ("did:plc:x", "", True)
        assert "no private place" in str(identity.notes[0])
        assert link.rehearse() == ""


def test_pictures_that_lie_elsewhere_are_known_by_their_content_id() -> None:
    recording = recording_of("bluesky")
    exchanges = [
        replace(e, status=302, body="", headers={"location": "https://cdn.example.org/x"})
        if "getBlob" in e.target
        else e
        for e in recording.exchanges
    ]
    _, verdict = delivered(replace(recording, exchanges=tuple(exchanges)))
    assert verdict == [Verdict.IDENTICAL]


def test_no_token_is_in_the_recording() -> None:
    stored = json.dumps([e.body for e in recording_of("bluesky").exchanges])
    assert "eyJ" not in stored
