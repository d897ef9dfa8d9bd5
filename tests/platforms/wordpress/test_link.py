"""A whole delivery to a WordPress on loopback: lost replies are found, alterations are seen."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import AuthExpired, OutcomeUnknown, Rejected
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Absent, Connection, Found, Link, StepResult, Unclear
from editor_app.platforms.readback import compared
from editor_app.platforms.tracing import traced
from editor_app.platforms.wordpress import PLATFORM
from tests.platforms.loopback import Loopback, answer, drop, serving
from tests.platforms.wordpress.fake import FakeWordPress, recorded
from tests.platforms.workshop import NOW, Bench, Sent, before_public, order_of, sent, variant


@dataclass
class Site:
    fake: FakeWordPress
    server: Loopback
    link: Link


@pytest.fixture
def site() -> Iterator[Site]:
    fake = FakeWordPress()
    with serving(fake) as server:
        fake.url = server.url
        link = PLATFORM.link(Connection(server.url, Secret("editor:abcd efgh")))
        yield Site(fake, server, link)
        link.close()


def delivered(site: Site) -> Sent:
    made = PLATFORM.compose(variant(categories=("政策解读",)), "u", Bench())
    return sent(PLATFORM, site.link, order_of(made))


def verdict(site: Site, done: Sent) -> Verdict:
    seen = site.link.observe(done.order, done.remote_ids)
    return compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations).verdict


def test_we_are_who_the_site_says(site: Site) -> None:
    who = site.link.identity()
    assert (who.remote_uid, who.name, who.version) == ("https://news.example.test#2", "editor", "6.1.9")
    assert who.may_publish
    assert who.notes == ()
    assert who.server_time is not None
    token = site.server.requests[0].headers["authorization"].removeprefix("Basic ")
    assert base64.b64decode(token) == b"editor:abcd efgh"


def test_a_site_without_the_interface_or_with_other_rights_is_said_in_words() -> None:
    with serving(answer(404)) as server, pytest.raises(Rejected):
        PLATFORM.link(Connection(server.url, Secret("c:x"))).identity()
    wrong = answer(401, recorded("wrong_password")["reply"])
    with serving(answer(200, {"url": "x"}), wrong) as server, pytest.raises(AuthExpired):
        PLATFORM.link(Connection(server.url, Secret("c:x"))).identity()
    contributor = answer(200, {"id": 4, "name": "c", "capabilities": {"read": True}})
    with serving(answer(200, {"url": "x"}), contributor, answer(200)) as server:
        who = PLATFORM.link(Connection(server.url, Secret("c:x"))).identity()
    assert (who.may_publish, len(who.notes), who.version) == (False, 3, "")


def test_a_whole_delivery_is_read_back_identical(site: Site) -> None:
    done = delivered(site)
    assert done.url == f"{site.server.url}/wang-shang-ban-shi-zhi-nan-2026/"
    assert verdict(site, done) is Verdict.IDENTICAL


@pytest.mark.parametrize("change", ["title", "content", "slug", "alt", "picture", "tags", "excerpt"])
def test_any_change_by_another_client_is_seen(site: Site, change: str) -> None:
    done = delivered(site)
    post = site.fake.posts[int(done.remote_ids[0])]
    if change == "alt":
        next(iter(site.fake.media.values()))["alt_text"] = "别的"
    elif change == "picture":
        site.fake.files[next(iter(site.fake.files))] += b"x"
    elif change == "tags":
        post["tags"] = [71]
    elif change == "slug":
        post["slug"] = f"{post['slug']}-2"
    else:
        post[change] = {"raw": post[change]["raw"].replace("12", "13") + "!"}  # type: ignore[index]
    assert verdict(site, done) is Verdict.DIFFERENT


@pytest.mark.parametrize("change", [{"status": "draft"}, {"password": "x"}, None])
def test_a_hidden_or_deleted_post_is_not_visible(site: Site, change: dict[str, str] | None) -> None:
    done = delivered(site)
    if change is None:
        site.fake.posts.clear()
    else:
        site.fake.posts[int(done.remote_ids[0])] |= change
    assert verdict(site, done) is Verdict.NOT_VISIBLE


def test_a_lost_reply_is_settled_by_reading(site: Site) -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    order = before_public(PLATFORM, site.link, order_of(made))
    publish = PLATFORM.steps(made.payload)[-1]
    assert site.link.find(publish, order, "") == Absent()
    with serving(drop) as away, pytest.raises(OutcomeUnknown):
        PLATFORM.link(Connection(away.url, Secret("c:x"))).perform(publish, order)
    done = site.link.perform(publish, order)
    assert site.link.find(publish, order, "") == Found(done)
    assert site.link.perform(publish, order) == done
    assert len(site.fake.posts) == 1


def test_a_draft_is_found_by_its_key_and_other_steps_may_be_done_again(site: Site) -> None:
    made = PLATFORM.compose(variant(), "u", Bench())
    steps = PLATFORM.steps(made.payload)
    order = order_of(made)
    assert site.link.find(steps[-2], order, "") == Absent()
    order = before_public(PLATFORM, site.link, order)
    assert site.link.find(steps[-2], order, "") == Found(StepResult({"draft_id": order.late["draft_id"]}))
    assert site.link.find(steps[0], order, "") == Absent()


@pytest.mark.parametrize("status", ["trash", "private", "future"])
def test_what_a_person_did_on_the_site_meanwhile_is_asked_about(site: Site, status: str) -> None:
    done = delivered(site)
    publish = PLATFORM.steps(done.order.payload)[-1]
    site.fake.posts[int(done.remote_ids[0])]["status"] = status
    assert isinstance(site.link.find(publish, done.order, ""), Unclear)
    site.fake.posts.clear()
    assert isinstance(site.link.find(publish, done.order, ""), Unclear)


def test_existing_terms_are_used_also_by_users_who_may_not_make_them(site: Site) -> None:
    site.fake.terms = {"政策 & 解读": 75, "一网通办": 76}
    site.fake.may_make_terms = False
    made = PLATFORM.compose(variant(categories=("政策 & 解读",), tags=("一网通办", "新词")), "u", Bench())
    steps = {step.name: step for step in PLATFORM.steps(made.payload)}
    assert site.link.perform(steps["term/1"], order_of(made)).late == {"term_id/1": "75"}
    assert site.link.perform(steps["term/2"], order_of(made)).late == {"term_id/2": "76"}
    with pytest.raises(Rejected):
        site.link.perform(steps["term/3"], order_of(made))


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
    site.fake.posts[int(done.remote_ids[0])]["title"] = {"raw": "别的标题"}
    unclear = traced(site.link, order, NOW)
    assert isinstance(unclear, Unclear)
    assert unclear.candidates == (done.url,)
    assert traced(site.link, order, NOW + timedelta(days=1)) == Absent(), "it was there before ours was queued"


def test_an_article_that_is_planned_for_later_is_for_a_person(site: Site) -> None:
    done = delivered(site)
    site.fake.posts[int(done.remote_ids[0])]["status"] = "future"
    found = traced(site.link, done.order, NOW)
    assert isinstance(found, Unclear)
    assert "“future”" in str(found.reason)


def with_options(site: Site, **options: str) -> Sent:
    made = PLATFORM.compose(variant(options=options), "u", Bench())
    return sent(PLATFORM, site.link, order_of(made))


def test_the_author_of_the_site_is_named_and_another_one_is_seen(site: Site) -> None:
    done = with_options(site, author_as="staff")
    post = site.fake.posts[int(done.remote_ids[0])]
    assert (post["author"], verdict(site, done)) == (7, Verdict.IDENTICAL)
    post["author"] = 8
    assert verdict(site, done) is Verdict.DIFFERENT


def test_an_author_is_searched_as_the_site_stores_names(site: Site) -> None:
    made = PLATFORM.compose(variant(options={"author_as": "staff"}, author="李 & 王"), "u", Bench())
    done = sent(PLATFORM, site.link, order_of(made))
    assert site.fake.posts[int(done.remote_ids[0])]["author"] == 9
    assert verdict(site, done) is Verdict.IDENTICAL


def test_an_author_whom_the_site_does_not_have_stops_everything_before_the_first_upload(site: Site) -> None:
    site.fake.authors = {8: "市政务服务局办公室"}
    with pytest.raises(Rejected, match="practice has no author called “市政务服务局”"):
        with_options(site, author_as="staff")
    assert [request.method for request in site.server.requests] == ["GET"]


def test_the_originals_address_goes_into_the_field_of_a_plugin_and_is_read_back(site: Site) -> None:
    done = with_options(site, canonical_field="original_url")
    post = site.fake.posts[int(done.remote_ids[0])]
    assert post["meta"] == {"original_url": "https://example.gov.cn/zn/2026.html"}
    assert "原文" not in str(post["content"])
    assert verdict(site, done) is Verdict.IDENTICAL
    post["meta"] = {"original_url": "https://example.org/"}
    assert verdict(site, done) is Verdict.DIFFERENT


def test_a_site_that_lets_the_field_fall_publishes_nothing(site: Site) -> None:
    with pytest.raises(Rejected, match="keeps no field “canonical”"):
        with_options(site, canonical_field="canonical")
    assert {post["status"] for post in site.fake.posts.values()} == {"draft"}


def test_words_and_addresses_of_all_pictures_are_read_by_one_request(site: Site) -> None:
    done = delivered(site)
    site.server.requests.clear()
    assert verdict(site, done) is Verdict.IDENTICAL
    asked = [request.target.partition("?")[0] for request in site.server.requests]
    assert asked[:2] == ["/wp-json/wp/v2/posts/40", "/wp-json/wp/v2/media"]
    assert len(asked) == 2 + len(done.order.payload.media)
