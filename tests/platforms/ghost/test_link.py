"""A whole delivery to a Ghost on loopback: lost replies are found, collisions settled, alterations seen."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import cast

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, OutcomeUnknown, Rejected
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Absent, Connection, Found, Link, Unclear
from editor_app.platforms.ghost import PLATFORM
from editor_app.platforms.readback import compared
from editor_app.platforms.tracing import traced
from tests.platforms.ghost.fake import FakeGhost, reply_of
from tests.platforms.loopback import Loopback, answer, drop, serving
from tests.platforms.workshop import NOW, Bench, Sent, before_public, order_of, sent, variant, with_late

NUMBER, KEY = "0123456789abcdef01234567", "ab" * 32
SECRET = Secret(f"{NUMBER}:{KEY}")


@dataclass
class Site:
    fake: FakeGhost
    server: Loopback
    link: Link


@pytest.fixture
def site() -> Iterator[Site]:
    fake = FakeGhost()
    with serving(fake) as server:
        fake.url = server.url
        link = PLATFORM.link(Connection(server.url, SECRET))
        yield Site(fake, server, link)
        link.close()


def delivered(site: Site) -> Sent:
    return sent(PLATFORM, site.link, order_of(PLATFORM.compose(variant(), "u", Bench())))


def verdict(site: Site, done: Sent) -> Verdict:
    seen = site.link.observe(done.order, done.remote_ids)
    return compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations).verdict


def claims(header: str) -> dict[str, object]:
    """What a token says, its signature proven."""
    signed, _, signature = header.removeprefix("Ghost ").rpartition(".")
    wanted = hmac.new(bytes.fromhex(KEY), signed.encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64decode(signature + "==") == wanted
    head, body = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in signed.split("."))
    assert head == {"alg": "HS256", "typ": "JWT", "kid": NUMBER}
    return dict(body)


def test_we_are_the_integration_of_the_site(site: Site) -> None:
    who = site.link.identity()
    assert (who.remote_uid, who.name, who.version) == (f"https://ghost.example.test/#{NUMBER}", "Press Office", "6.65")
    assert who.server_time is not None


def test_tokens_are_fresh_and_signed_for_the_admin_interface(site: Site) -> None:
    site.link.identity()
    said = claims(site.server.requests[0].headers["authorization"])
    assert said["aud"] == "/admin/"
    assert isinstance(said["iat"], int)
    assert said["exp"] == said["iat"] + 240
    assert abs(said["iat"] - datetime.now(UTC).timestamp()) < 60


def test_with_our_clock_wrong_the_servers_time_is_taken() -> None:
    status, body = reply_of("stale_token")
    there = datetime.now(UTC) + timedelta(hours=3)
    date = format_datetime(there, usegmt=True)
    site, refused = answer(200, reply_of("site")[1], Date=date), answer(status, body, Date=date)
    with serving(site, refused, answer(200, {"posts": []}, Date=date)) as server:
        PLATFORM.link(Connection(server.url, SECRET)).identity()
    said = claims(server.requests[2].headers["authorization"])
    assert isinstance(said["iat"], int)
    assert abs(said["iat"] - there.timestamp()) < 60


def test_a_key_that_is_refused_at_the_right_time_needs_a_person() -> None:
    status, body = reply_of("stale_token")
    now = format_datetime(datetime.now(UTC), usegmt=True)
    with serving(answer(200, reply_of("site")[1]), answer(status, body, Date=now)) as server:
        with pytest.raises(AuthExpired):
            PLATFORM.link(Connection(server.url, SECRET)).identity()
        assert len(server.requests) == 2
    with serving(answer(200)) as server, pytest.raises(AuthExpired):
        PLATFORM.link(Connection(server.url, Secret("not a key"))).identity()
    assert server.requests == []


def test_a_whole_delivery_is_read_back_with_its_pictures(site: Site) -> None:
    done = delivered(site)
    assert done.url == f"{site.server.url}/wang-shang-ban-shi-zhi-nan-2026/"
    seen = site.link.observe(done.order, done.remote_ids)
    comparison = compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations)
    assert comparison.verdict is Verdict.NORMALISED
    assert "optimised-pictures" in comparison.normalisations


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "别的"),
        ("slug", "wang-shang-ban-shi-zhi-nan-2026-2"),
        ("custom_excerpt", "13 个事项"),
        ("canonical_url", "https://example.org/"),
        ("feature_image_alt", None),
        ("feature_image", "https://example.org/1.png"),
        ("tags", [{"name": "便民"}]),
        ("html", "<p>短</p>"),
    ],
)
def test_any_change_by_another_client_is_seen(site: Site, field: str, value: object) -> None:
    done = delivered(site)
    site.fake.touch(done.remote_ids[0], **{field: value})
    assert verdict(site, done) is Verdict.DIFFERENT


def test_a_replaced_picture_is_seen(site: Site) -> None:
    done = delivered(site)
    for name in site.fake.files:
        site.fake.files[name] = b"another picture"
    assert verdict(site, done) is Verdict.DIFFERENT


def test_a_hidden_or_deleted_post_is_not_visible(site: Site) -> None:
    done = delivered(site)
    site.fake.touch(done.remote_ids[0], visibility="members")
    assert verdict(site, done) is Verdict.NOT_VISIBLE
    site.fake.posts.clear()
    assert verdict(site, done) is Verdict.NOT_VISIBLE


def test_a_lost_reply_is_settled_by_reading(site: Site) -> None:
    order = before_public(PLATFORM, site.link, order_of(PLATFORM.compose(variant(), "u", Bench())))
    publish = PLATFORM.steps(order.payload)[-1]
    assert site.link.find(publish, order, "") == Absent({"updated_at": order.late["updated_at"]})
    with serving(drop) as away, pytest.raises(OutcomeUnknown):
        PLATFORM.link(Connection(away.url, SECRET)).perform(publish, order)
    done = site.link.perform(publish, order)
    assert site.link.find(publish, order, "") == Found(done)
    assert len(site.fake.posts) == 1


def test_a_draft_touched_by_somebody_is_read_anew_and_then_published_as_signed(site: Site) -> None:
    order = before_public(PLATFORM, site.link, order_of(PLATFORM.compose(variant(), "u", Bench())))
    publish = PLATFORM.steps(order.payload)[-1]
    site.fake.touch(order.late["draft_id"], title="别的")
    with pytest.raises(OutcomeUnknown, match="409"):
        site.link.perform(publish, order)
    absent = site.link.find(publish, order, "")
    assert isinstance(absent, Absent)
    done = site.link.perform(publish, with_late(order, absent.late))
    assert site.fake.posts[done.remote_id]["title"] == order.payload.title


def test_a_draft_is_found_by_its_key_and_uploads_may_be_done_again(site: Site) -> None:
    order = order_of(PLATFORM.compose(variant(), "u", Bench()))
    steps = PLATFORM.steps(order.payload)
    assert site.link.find(steps[-2], order, "") == Absent()
    order = before_public(PLATFORM, site.link, order)
    found = site.link.find(steps[-2], order, "")
    assert isinstance(found, Found)
    assert found.result.late["draft_id"] == order.late["draft_id"]
    assert site.link.find(steps[0], order, "") == Absent()


def test_what_a_person_did_on_the_site_meanwhile_is_asked_about(site: Site) -> None:
    done = delivered(site)
    publish = PLATFORM.steps(done.order.payload)[-1]
    site.fake.touch(done.remote_ids[0], status="scheduled")
    assert isinstance(site.link.find(publish, done.order, ""), Unclear)
    site.fake.posts.clear()
    assert isinstance(site.link.find(publish, done.order, ""), Unclear)


def test_a_rehearsal_leaves_nothing_behind(site: Site) -> None:
    assert site.link.rehearse()
    assert site.fake.posts == {}


def test_a_post_that_a_copy_of_the_workspace_sent_is_found_and_a_draft_is_none(site: Site) -> None:
    order = order_of(PLATFORM.compose(variant(), "u", Bench()))
    assert traced(site.link, order, NOW) == Absent()
    before_public(PLATFORM, site.link, order)
    assert traced(site.link, order, NOW) == Absent(), "readers don't get the draft"
    done = sent(PLATFORM, site.link, order)
    found = traced(site.link, order, NOW)
    assert isinstance(found, Found)
    assert (found.result.remote_id, found.result.url) == (done.remote_ids[0], done.url)
    site.fake.touch(done.remote_ids[0], title="别的标题")
    unclear = traced(site.link, order, NOW)
    assert isinstance(unclear, Unclear)
    assert unclear.candidates == (done.url,)
    site.fake.touch(done.remote_ids[0], title=order.payload.title, status="scheduled")
    assert isinstance(traced(site.link, order, NOW), Unclear)
    assert traced(site.link, order, NOW + timedelta(days=1)) != Absent(), "what is planned is for a person, however old"


def named(site: Site, author: str) -> Sent:
    made = PLATFORM.compose(variant(options={"author_as": "staff"}, author=author), "u", Bench())
    return sent(PLATFORM, site.link, order_of(made))


def test_authors_of_the_site_are_named_in_order_and_another_one_is_seen(site: Site) -> None:
    site.fake.authors.pop("a3")
    done = named(site, "O'Neill、市政务服务局")
    post = site.fake.posts[done.remote_ids[0]]
    assert [one["id"] for one in cast("list[dict[str, str]]", post["authors"])] == ["a2", "a1"]
    assert verdict(site, done) is Verdict.NORMALISED
    post["authors"] = [{"id": "a9", "name": "Chief"}]
    assert verdict(site, done) is Verdict.DIFFERENT


def test_a_name_that_two_of_the_staff_have_stops_everything_before_the_first_upload(site: Site) -> None:
    with pytest.raises(Rejected, match="practice has several authors called “市政务服务局”"):
        named(site, "市政务服务局")
    assert [request.method for request in site.server.requests] == ["GET"]
