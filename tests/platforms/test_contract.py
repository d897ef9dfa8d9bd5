"""What every platform keeps, whoever wrote it: found by place, so a new one is held to all of this at once."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.edition import Payload, placeholders
from editor_app.domain.errors import Invalid, OutcomeUnknown, PlatformError, RateLimited, Rejected
from editor_app.domain.identifiers import DeliveryKey, sha256
from editor_app.domain.secrets import Secret
from editor_app.domain.text import Text
from editor_app.platforms.contract import (
    Absent,
    Composed,
    Connection,
    Found,
    Link,
    Observed,
    Order,
    Platform,
    Step,
    StepClass,
    Unclear,
)
from editor_app.platforms.http_link import HttpPlatform
from editor_app.platforms.readback import compared
from editor_app.platforms.registry import Registry
from editor_app.platforms.sandbox import PLATFORM as SANDBOX
from editor_app.platforms.sandbox.profiles import Profile
from editor_app.platforms.sandbox.server import SandboxServer
from tests.platforms.places import AWAY, place
from tests.platforms.recording import PLATFORMS as FOLDERS
from tests.platforms.recording import played_back, recording_of, recording_path
from tests.platforms.workshop import (
    NOW,
    Bench,
    Sent,
    before_public,
    connection,
    order_of,
    practice,
    sent,
    variant,
    with_late,
)

ALL = Registry().all()
SECRETS = {
    "bluesky": "office.test:abcd-efgh",
    "ghost": f"{'a' * 24}:{'0' * 64}",
    "mastodon": "a-token-of-the-account",
    "matrix": "not a real access token",
    "telegram": f"123456789:{'A' * 35}",
    "webhook": "a secret of more than thirty-two letters",
    "wechat": f"wx{'a' * 16}:{'0' * 32}",
    "weibo": f"2.00{'a' * 28}",
    "wordpress": "editor:abcd efgh",
}
OPTIONS: dict[str, dict[str, str]] = {
    "email_bulletin": {"sender": "news@press.test", "to": "a@press.test, b@press.test"},
    "matrix": {"room": "#news:press.test"},
    "telegram": {"channel": "@press_practice"},
}
every_platform = pytest.mark.parametrize("platform", ALL, ids=lambda platform: platform.name)


@dataclass(frozen=True, slots=True)
class Done:
    """A whole delivery, on the real thing or on what a real server once answered."""

    composed: Composed
    sent: Sent
    seen: Observed


@contextmanager
def connected(platform: Platform, folder: Path) -> Iterator[Link]:
    """A connection to a practice server, a real folder, or a recorded server."""
    if platform.loopback_only:
        with practice() as server:
            yield platform.link(connection(server))
    elif not isinstance(platform, HttpPlatform):
        with place(platform.name, folder) as where:
            yield platform.link(where)
    else:
        with played_back(recording_of(platform.name)) as url:
            yield platform.link(Connection(url, Secret(SECRETS[platform.name]), OPTIONS.get(platform.name, {})))


@pytest.fixture(scope="module")
def deliveries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Done]:
    """One delivery of every platform."""
    done = {}
    for platform in ALL:
        with connected(platform, tmp_path_factory.mktemp("sites")) as link:
            composed = composed_for(platform, link.identity().remote_uid)
            result = sent(platform, link, order_of(composed))
            done[platform.name] = Done(composed, result, seen_by(platform, link, result))
            link.close()
    return done


def seen_by(platform: Platform, link: Link, done: Sent) -> Observed:
    """What is read back; a platform that can't be read says so and is never called verified."""
    if platform.capabilities.read_back:
        return link.observe(done.order, done.remote_ids)
    with pytest.raises(Rejected):
        link.observe(done.order, done.remote_ids)
    return platform.expected(done.order)


def composed_for(platform: Platform, remote_uid: str = "did:plc:x") -> Composed:
    return platform.compose(variant(options=OPTIONS.get(platform.name, {})), remote_uid, Bench())


def names(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"/\*", r"/[0-9]+"))


def test_all_platforms_of_this_issue_are_there() -> None:
    assert {"wordpress", "ghost", "bluesky", "site_folder", "sandbox"} <= {platform.name for platform in ALL}
    assert Registry().refused() == {}


@every_platform
def test_steps_are_numbered_and_every_picture_is_uploaded_once(platform: Platform) -> None:
    payload = composed_for(platform).payload
    steps = platform.steps(payload)
    assert steps == platform.steps(payload)
    assert [step.ordinal for step in steps] == list(range(1, len(steps) + 1))
    alone = [step.media for step in steps if step.media]
    along = [ordinal for part in payload.parts for ordinal in part.media] if not alone else []
    assert sorted(alone + along) == [medium.ordinal for medium in payload.media], "each by itself, or with its part"
    assert all(step.step_class is StepClass.REPEATABLE for step in steps if step.media)


@every_platform
def test_every_part_is_made_public_once_and_nothing_invisible_comes_after(platform: Platform) -> None:
    payload = composed_for(platform).payload
    public = [step for step in platform.steps(payload) if step.step_class.needs_intent]
    assert [step.part for step in public if step.part] == [part.ordinal for part in payload.parts]
    assert platform.steps(payload)[-len(public) :] == tuple(public)


@every_platform
def test_composing_is_pure(platform: Platform) -> None:
    one, two = composed_for(platform), composed_for(platform)
    assert (one.payload, dict(one.media)) == (two.payload, dict(two.media))
    assert (one.payload.platform, one.payload.format) == (platform.name, platform.format)


@every_platform
def test_the_sealed_pictures_are_the_bytes_that_come_with_them(platform: Platform) -> None:
    composed = composed_for(platform)
    assert {medium.digest for medium in composed.payload.media} == set(composed.media)
    for medium in composed.payload.media:
        content = composed.media[medium.digest]
        assert (sha256(content), len(content)) == (medium.digest, medium.size)


@every_platform
def test_requests_are_pure(platform: Platform, deliveries: dict[str, Done]) -> None:
    order = deliveries[platform.name].sent.order
    for step in platform.steps(order.payload):
        one, two = platform.outgoing(step, order), platform.outgoing(step, replace(order, late=dict(order.late)))
        assert (one, one.digest) == (two, two.digest)
        assert "authorization" not in {name.lower() for name, _ in one.headers}
        assert "://" not in one.target


@every_platform
def test_late_fields_are_those_of_the_closed_list_and_all_of_them_arise(
    platform: Platform, deliveries: dict[str, Done]
) -> None:
    done = deliveries[platform.name]
    closed = [names(pattern) for pattern in platform.late_fields]
    assert all(any(pattern.fullmatch(late) for pattern in closed) for late in done.composed.payload.late)
    assert set(done.sent.order.late) == set(done.composed.payload.late)
    for part in done.composed.payload.parts:
        assert set(placeholders(part.body)) <= set(done.composed.payload.late)


def marked(payload: Payload, round_number: int) -> dict[str, str]:
    """A value for every late field that appears nowhere else, of the kind that platforms give."""
    values = {}
    for at, name in enumerate(payload.late, 1):
        number = f"9{round_number}00{at:03d}77"
        kind = name.partition("/")[0]
        values[name] = (
            f'"{number}"' if kind == "blob" else f"http://127.0.0.1/{number}" if kind == "media_url" else number
        )
    return values


@every_platform
def test_a_request_differs_from_what_was_signed_in_its_late_fields_and_nowhere_else(platform: Platform) -> None:
    order = order_of(composed_for(platform))
    one, two = (with_late(order, marked(order.payload, n)) for n in (1, 2))
    for step in platform.steps(order.payload):
        requests = []
        for filled in (one, two):
            outgoing = platform.outgoing(step, filled)
            text = f"{outgoing.method} {outgoing.target} {outgoing.headers}".encode() + outgoing.body
            requests.append(re.sub(rb"9[12]00(\d{3})77", rb"<late \1>", text))
        assert requests[0] == requests[1], step


@every_platform
def test_the_public_request_carries_every_word_that_was_signed(platform: Platform) -> None:
    order = order_of(composed_for(platform))
    order = with_late(order, marked(order.payload, 1))
    before = [platform.outgoing(step, order).digest for step in platform.steps(order.payload)]
    for part in order.payload.parts:
        fields = tuple((name, value.replace("12 个事项", "21 个事项")) for name, value in part.fields)
        altered = replace(part, body=part.body.replace("12 个事项", "21 个事项"), fields=fields)
        if altered == part:
            continue
        parts = tuple(altered if p is part else p for p in order.payload.parts)
        after = replace(order, payload=replace(order.payload, parts=parts))
        assert [platform.outgoing(step, after).digest for step in platform.steps(after.payload)] != before


@every_platform
def test_what_we_choose_ourselves_is_pure_and_on_the_list(platform: Platform) -> None:
    order = order_of(composed_for(platform))
    chosen = platform.prepared(order, NOW)
    assert chosen == platform.prepared(order, NOW)
    assert set(chosen) <= set(order.payload.late)
    assert all(isinstance(value, str) and value for value in chosen.values())


@every_platform
def test_what_is_read_back_is_what_was_approved(platform: Platform, deliveries: dict[str, Done]) -> None:
    done = deliveries[platform.name]
    comparison = compared(platform.expected(done.sent.order), done.seen, platform.normalisations)
    assert comparison.differences == ()
    assert comparison.verdict in {Verdict.IDENTICAL, Verdict.NORMALISED}
    assert done.seen.alts or not platform.capabilities.alt_text
    assert all(done.seen.alts)


@every_platform
def test_a_receipt_has_an_id_for_every_public_step_and_an_address(
    platform: Platform, deliveries: dict[str, Done]
) -> None:
    done = deliveries[platform.name].sent
    public = [step for step in platform.steps(done.order.payload) if step.step_class.needs_intent]
    assert len(set(done.remote_ids)) == len(done.remote_ids) == len(public)
    assert done.url.partition(":")[0] in {"http", "https", "file", "mid"}


@every_platform
def test_a_link_that_a_person_finds_gives_the_id_that_the_platform_gave(
    platform: Platform, deliveries: dict[str, Done]
) -> None:
    done = deliveries[platform.name].sent
    steps = [step for step in platform.steps(done.order.payload) if step.step_class.needs_intent]
    for step, result in zip(steps, [result for result in done.results if result.remote_id], strict=True):
        known = platform.known_as(step, done.order, result.url)
        assert known is not None
        assert (known.remote_id, known.url) == (result.remote_id, result.url)


@every_platform
def test_limits_say_where_they_are_written_and_when_that_was_read(platform: Platform) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()
    assert platform.limits
    assert len({limit.name for limit in platform.limits}) == len(platform.limits)
    for limit in platform.limits:
        assert date.fromisoformat(limit.checked_on) <= tomorrow
        assert len(limit.source) > 8
        assert platform.limit(limit.name) == limit.value > 0
    assert platform.limit("no such limit") is None


@every_platform
def test_settling_waits_longer_than_a_call_and_its_processing_may_take(platform: Platform) -> None:
    if platform.loopback_only or platform.name == "site_folder":
        assert platform.settle == timedelta(seconds=1)
    else:
        assert platform.settle >= timedelta(seconds=5) + platform.deadline


@every_platform
def test_capabilities_agree_with_the_steps(platform: Platform) -> None:
    classes = {step.step_class for step in platform.steps(composed_for(platform).payload)}
    can = platform.capabilities
    assert can.find != (platform.by_hand or not can.read_back)
    assert not (can.alt_text and platform.by_hand)
    assert not can.idempotent or StepClass.PUBLIC not in classes
    if can.drafts:
        assert StepClass.FLIP in classes
    assert not can.threads or platform.format == "text"


@every_platform
def test_settings_are_named_and_have_words(platform: Platform) -> None:
    assert len({option.name for option in platform.options}) == len(platform.options)
    for option in platform.options:
        assert re.fullmatch(r"[a-z][a-z_]*", option.name)
        assert isinstance(option.label, Text)
        assert option.hint is None or isinstance(option.hint, Text)
        assert not (option.secret and option.default)
        assert not (option.required and option.default)
    defaults = {option.name: option.default for option in platform.options} | OPTIONS.get(platform.name, {})
    one = platform.compose(variant(options=defaults), "did:plc:x", Bench()).payload
    assert one == composed_for(platform).payload


@every_platform
def test_normalisations_show_a_recorded_reply(platform: Platform) -> None:
    for normalisation in platform.normalisations:
        assert normalisation.name
        assert (FOLDERS / platform.name / "recorded" / normalisation.recorded).is_file()


@every_platform
def test_every_platform_on_the_network_has_a_recorded_delivery_of_a_real_server(platform: Platform) -> None:
    if platform.loopback_only or not isinstance(platform, HttpPlatform):
        assert not recording_path(platform.name).exists()
        return
    recording = recording_of(platform.name)
    assert re.search(r"\d", recording.server)
    assert date.fromisoformat(recording.recorded_on)


@every_platform
def test_an_untitled_document_or_one_without_its_picture_never_gets_half_composed(platform: Platform) -> None:
    from editor_app.domain.errors import NotFound

    with pytest.raises((NotFound, Invalid)):
        platform.compose(variant(), "did:plc:x", Bench({}))


@every_platform
def test_a_server_that_is_away_is_one_of_the_five_errors(platform: Platform, tmp_path: Path) -> None:
    away = tmp_path / "file"
    away.write_text("not a folder")
    url = "http://127.0.0.1:9" if isinstance(platform, HttpPlatform) else str(away)
    link = platform.link(AWAY.get(platform.name) or Connection(url, Secret(SECRETS.get(platform.name, "x"))))
    for call in (link.identity, link.rehearse):
        with pytest.raises(PlatformError):
            call()
    link.close()


def outcome(platform: Platform, link: Link, step: Step, order: Order) -> str:
    """What an honest worker makes of one public step, up to three tries: `sent` or `ask`."""
    watermark = link.watermark(order)
    for _ in range(3):
        try:
            link.perform(step, order)
        except RateLimited:
            continue
        except OutcomeUnknown:
            Event().wait(platform.settle.total_seconds())
            match link.find(step, order, watermark):
                case Found():
                    return "sent"
                case Unclear():
                    return "ask"
                case Absent():
                    continue
        return "sent"
    return "lost"


FAULTS = ["late", "drop_before", "drop_after", "5xx", "5xx_after", "429", "429_date", "malformed"]
CERTAIN = {"429", "429_date"}


@pytest.mark.parametrize("profile", list(Profile))
def test_no_fault_makes_two_posts_or_none(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(SANDBOX), "settle", timedelta(seconds=0.7))
    with practice() as server:
        for number, fault in enumerate(FAULTS):
            answer = told(server, profile, fault, number)
            posts = [post for post in server.ledger.posts.values() if post.public and post.channel == f"c{number}"]
            if profile.readable or fault in CERTAIN:
                assert (answer, len(posts)) == ("sent", 1), fault
            else:
                assert answer == "ask", fault
                assert len(posts) == (fault not in {"drop_before", "5xx"}), fault


def told(server: SandboxServer, profile: Profile, fault: str, number: int) -> str:
    """What came of one delivery through one fault, on a channel of its own."""
    options = {"profile": profile.value, "channel": f"c{number}"}
    link = SANDBOX.link(connection(server, **options))
    composed = SANDBOX.compose(variant("字 12", options=options, cover=False), "uid", Bench())
    order = before_public(SANDBOX, link, order_of(composed, DeliveryKey(f"{number:016x}")))
    server.faults.put({fault: 1})
    return outcome(SANDBOX, link, SANDBOX.steps(composed.payload)[-1], order)


def test_the_harness_sees_doubles_when_nobody_looks_before_sending_again() -> None:
    with practice() as server:
        link = SANDBOX.link(connection(server, profile="public-readable"))
        composed = SANDBOX.compose(variant(options={"profile": "public-readable"}), "uid", Bench())
        order = before_public(SANDBOX, link, order_of(composed))
        server.faults.put({"drop_after": 1})
        step = SANDBOX.steps(composed.payload)[-1]
        with pytest.raises(OutcomeUnknown):
            link.perform(step, order)
        link.perform(step, order)
        assert len([post for post in server.ledger.posts.values() if post.public]) == 2
