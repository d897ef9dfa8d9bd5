"""Whole deliveries to the simulated account: accepted, lost, refused, withdrawn; never a second article."""

import socket
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import Accepted, AuthExpired, OutcomeUnknown, PlatformError, RateLimited, Rejected
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Absent, Connection, Denied, Found, Order, Pending, Sighting, Unclear
from editor_app.platforms.readback import compared
from editor_app.platforms.wechat import PLATFORM
from editor_app.platforms.wechat.simulator.mishaps import Outcome
from tests.platforms.gallery import gallery
from tests.platforms.loopback import Received, answer, serving
from tests.platforms.wechat.counter import Site, site, submitting
from tests.platforms.workshop import Bench, Sent, order_of, sent, variant, with_late

DRAFTS = "/cgi-bin/draft/add"


def accepted(at: Site, order: Order) -> Order:
    """The order after it was accepted."""
    with pytest.raises(Accepted) as said:
        at.link.perform(submitting(order), order)
    return with_late(order, said.value.late)


def looked(at: Site, order: Order) -> Sighting:
    return at.link.find(submitting(order), order, at.link.watermark(order))


def delivered(at: Site, **said: str) -> Sent:
    return sent(PLATFORM, at.link, order_of(PLATFORM.compose(variant(options=at.options, **said), "wx", Bench())))


def test_who_we_are_is_the_app_id_and_the_platform_says_how_many_looks_are_left() -> None:
    with site() as at:
        who = at.link.identity()
        assert (who.remote_uid, who.may_publish) == (at.server.books.app_id, True)
        allowance = at.link.allowance()
        assert allowance is not None
        assert (allowance.remaining, allowance.ceiling) == (100, 100)
        assert "100 of 100" in str(who.notes[0])


def test_an_account_without_certification_is_told_so_before_anything_is_written() -> None:
    with site() as at:
        at.server.conduct.verified = False
        who = at.link.identity()
        assert not who.may_publish
        assert "certified" in str(who.notes[0])


def test_accepted_is_not_public_until_the_audit_is_over_and_each_look_says_when_the_next_makes_sense() -> None:
    with site() as at:
        at.server.conduct.audit = timedelta(seconds=30)
        order = accepted(at, at.ready())
        first = looked(at, order)
        assert isinstance(first, Pending)
        assert first.look_after == timedelta(seconds=5)
        assert at.public() == []
        at.clock.turn(seconds=31)
        found = looked(at, order)
        assert isinstance(found, Found)
        assert [found.result.remote_id] == at.public()
        assert found.result.url.startswith(at.server.url)


@pytest.mark.parametrize(("outcome", "said"), [("originality", "2"), ("ordinary", "3"), ("refused", "4")])
def test_what_the_audit_refuses_is_refused_in_words_and_is_never_looked_up_again(outcome: str, said: str) -> None:
    with site() as at:
        at.server.conduct.outcome = Outcome(outcome)
        order = accepted(at, at.ready())
        seen = looked(at, order)
        assert isinstance(seen, Denied)
        assert f"status {said}" in str(seen.reason)
        assert seen.late == {"publish_id": "", "msg_data_id": ""}
        assert at.public() == []


def test_an_audit_that_never_ends_is_looked_at_sparingly() -> None:
    with site() as at:
        at.server.conduct.outcome = Outcome.NEVER
        order = accepted(at, at.ready())
        hours_ago = (datetime.now(UTC) - timedelta(hours=2)).isoformat(timespec="seconds")
        seen = at.link.find(submitting(order), order, hours_ago)
        assert isinstance(seen, Pending)
        assert seen.look_after == timedelta(hours=1)


def test_what_is_read_back_is_what_was_approved_and_a_changed_number_is_seen() -> None:
    with site() as at:
        done = delivered(at)
        seen = at.link.observe(done.order, done.remote_ids)
        comparison = compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations)
        assert (comparison.verdict, comparison.differences) == (Verdict.NORMALISED, ())
        article = at.server.books.articles[done.remote_ids[0]]
        article.news[0]["content"] = str(article.news[0]["content"]).replace("12 个事项", "21 个事项")
        seen = at.link.observe(done.order, done.remote_ids)
        assert compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations).verdict is Verdict.DIFFERENT


LOST = ["drop_before", "drop_after", "late", "5xx", "5xx_after", "busy", "busy_after", "malformed"]
ARRIVES = {"drop_after", "late", "5xx_after", "busy_after", "malformed"}


@pytest.mark.parametrize("unsure", ["ask", "again"])
@pytest.mark.parametrize("mishap", LOST)
def test_a_lost_submission_makes_no_second_article_and_none_is_lost(mishap: str, unsure: str) -> None:
    with site(unsure=unsure) as at:
        order = at.ready()
        at.server.mishaps.put({mishap: 1})
        with pytest.raises(OutcomeUnknown):
            at.link.perform(submitting(order), order)
        at.clock.turn(seconds=PLATFORM.settle.total_seconds())
        seen = looked(at, order)
        if mishap in ARRIVES:
            assert isinstance(seen, Found)
        elif unsure == "ask":
            assert isinstance(seen, Unclear)
        else:
            assert seen == Absent()
            assert isinstance(looked(at, accepted(at, order)), Found)
        assert len(at.public()) == (0 if isinstance(seen, Unclear) else 1)


@pytest.mark.parametrize("mishap", ["45009", "45011", "42001"])
def test_a_refused_submission_had_no_effect_and_goes_out_once(mishap: str) -> None:
    with site() as at:
        order = at.ready()
        at.server.mishaps.put({mishap: 1})
        if mishap != "42001":
            with pytest.raises(RateLimited):
                at.link.perform(submitting(order), order)
        accepted(at, order)
        assert isinstance(looked(at, with_late(order, {"publish_id": str(max(at.server.books.jobs))})), Found)
        assert len(at.public()) == 1


@pytest.mark.parametrize("mishap", LOST)
def test_a_lost_draft_is_found_again_instead_of_being_made_twice(mishap: str) -> None:
    with site() as at:
        at.server.mishaps.put({mishap: {"count": 1, "on": "draft"}})
        with pytest.raises(OutcomeUnknown):
            at.ready()
        at.clock.turn(seconds=1)
        composed = PLATFORM.compose(variant(), "wx", Bench())
        order = order_of(composed)
        for step in PLATFORM.steps(composed.payload)[:-2]:
            order = with_late(order, at.link.perform(step, order).late)
        made = at.link.perform(PLATFORM.steps(composed.payload)[-2], order).late["draft_id"]
        assert made in at.server.books.drafts


def test_a_draft_whose_answer_was_lost_is_adopted_when_its_pictures_are_the_same() -> None:
    with site() as at:
        composed = PLATFORM.compose(variant(), "wx", Bench())
        order = order_of(composed)
        for step in PLATFORM.steps(composed.payload)[:-2]:
            order = with_late(order, at.link.perform(step, order).late)
        draft = PLATFORM.steps(composed.payload)[-2]
        at.server.mishaps.put({"drop_after": {"count": 1, "on": "draft"}})
        with pytest.raises(OutcomeUnknown):
            at.link.perform(draft, order)
        at.server.conduct.shuffled = True
        assert at.link.perform(draft, order).late["draft_id"] in at.server.books.drafts
        assert len(at.server.books.drafts) == 1
        assert at.calls(DRAFTS) == 1


def test_several_articles_that_look_alike_are_for_a_person() -> None:
    with site() as at:
        order = at.ready()
        accepted(at, order)
        looked(at, with_late(order, {"publish_id": str(max(at.server.books.jobs))}))
        (first,) = at.server.books.articles.values()
        at.server.books.articles["twin"] = type(first)("twin", first.news, first.published)
        seen = looked(at, order)
        assert isinstance(seen, Unclear)
        assert len(seen.candidates) == 2


def test_a_draft_that_somebody_deleted_is_for_a_person() -> None:
    with site() as at:
        order = at.ready()
        at.server.books.drafts.clear()
        assert isinstance(looked(at, order), Unclear)
        with pytest.raises(Rejected) as said:
            at.link.perform(submitting(order), order)
        assert "40007" in str(said.value)


def test_pictures_too_new_for_a_draft_are_tried_again_later() -> None:
    with site() as at:
        at.server.conduct.fresh = timedelta(seconds=5)
        with pytest.raises(PlatformError) as said:
            at.ready()
        assert (said.value.code, "40007" in str(said.value)) == ("unreachable", True)


def test_the_address_to_allow_is_named() -> None:
    with site() as at:
        at.server.conduct.allowed_ips = ("10.0.0.1",)
        with pytest.raises(AuthExpired) as said:
            at.link.identity()
        assert "127.0.0.1 (40164)" in str(said.value)
        assert "127.0.0.1" in str(said.value.next_step)


def test_a_token_that_ends_midway_is_renewed_once_and_nothing_is_done_twice() -> None:
    with site() as at:
        at.link.identity()
        at.clock.turn(hours=3)
        done = delivered(at)
        assert at.public() == done.remote_ids
        assert at.calls("/cgi-bin/stable_token") == 2


@pytest.mark.parametrize("kind", ["upload", "draft", "publish", "read"])
def test_a_token_that_is_refused_at_any_call_is_renewed_and_the_article_is_there_once(kind: str) -> None:
    with site() as at:
        at.server.mishaps.put({"42001": {"count": 1, "on": kind}})
        done = delivered(at)
        assert at.link.observe(done.order, done.remote_ids).visible
        assert at.public() == done.remote_ids
        assert at.server.mishaps.left() == {}
        assert [at.calls(f"/cgi-bin/{path}") for path in ("stable_token", "draft/add")] == [2, 1 + (kind == "draft")]


def test_one_publication_takes_few_of_the_counted_calls() -> None:
    with site() as at:
        done = delivered(at)
        at.link.observe(done.order, done.remote_ids)
        counted = [
            "freepublish/submit",
            "freepublish/get",
            "freepublish/getarticle",
            "freepublish/batchget",
            "draft/add",
            "draft/get",
            "draft/update",
        ]
        assert [at.calls(f"/cgi-bin/{path}") for path in counted] == [1, 1, 1, 0, 1, 1, 0]
        assert at.calls("/cgi-bin/stable_token") == 1


def test_nine_pictures_with_chinese_words_are_read_back_in_order_and_two_that_changed_places_are_seen() -> None:
    bench, nine = gallery()
    with site() as at:
        done = sent(PLATFORM, at.link, order_of(PLATFORM.compose(nine, "wx", bench)))
        seen = at.link.observe(done.order, done.remote_ids)
        assert seen.alts == tuple(f"第 {number} 张：政务服务大厅" for number in range(1, 10))
        assert compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations).verdict is Verdict.NORMALISED
        news = at.server.books.articles[done.remote_ids[0]].news[0]
        first, second = (done.order.late[f"media_url/{number}"] for number in (1, 2))
        news["content"] = str(news["content"]).replace(first, "@").replace(second, first).replace("@", second)
        seen = at.link.observe(done.order, done.remote_ids)
        assert compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations).verdict is Verdict.DIFFERENT


def test_a_post_of_nine_pictures_is_read_back_in_order_and_two_that_changed_places_are_seen() -> None:
    bench, nine = gallery(form="newspic")
    with site(form="newspic") as at:
        done = sent(PLATFORM, at.link, order_of(PLATFORM.compose(nine, "wx", bench)))
        sealed = [bench.stored[medium.digest] for medium in done.order.payload.media]
        news = at.server.books.articles[done.remote_ids[0]].news[0]
        listed: Any = news["image_info"]
        ids = [one["image_media_id"] for one in listed["image_list"]]
        assert [at.server.books.pictures[one].content for one in ids] == sealed
        seen = at.link.observe(done.order, done.remote_ids)
        assert compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations).differences == ()
        listed["image_list"][0], listed["image_list"][1] = listed["image_list"][1], listed["image_list"][0]
        seen = at.link.observe(done.order, done.remote_ids)
        assert compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations).verdict is Verdict.DIFFERENT


def test_an_article_that_a_person_found_by_its_link_is_read_back() -> None:
    with site() as at:
        done = delivered(at)
        order = with_late(done.order, {"article_id": done.url})
        assert at.link.observe(order, [done.url]).visible
        assert not at.link.observe(order, [done.url + "x"]).visible


def test_a_deleted_article_is_not_visible_and_another_refusal_is_an_error() -> None:
    with site() as at:
        done = delivered(at)
        at.server.conduct.verified = False
        with pytest.raises(Rejected) as said:
            at.link.observe(done.order, done.remote_ids)
        assert "48001" in str(said.value)
        at.server.conduct.verified = True
        at.server.books.articles[done.remote_ids[0]].deleted = True
        assert not at.link.observe(done.order, done.remote_ids).visible


def test_a_session_is_renewed_before_it_ends() -> None:
    with site() as at:
        at.link.refresh(datetime.now(UTC) + timedelta(minutes=30))
        at.link.refresh(datetime.now(UTC) + timedelta(minutes=30))
        assert at.calls("/cgi-bin/stable_token") == 1
        at.link.refresh(datetime.now(UTC) + timedelta(hours=30))
        assert at.calls("/cgi-bin/stable_token") == 1


def test_no_token_is_in_a_refusal(caplog: pytest.LogCaptureFixture) -> None:
    with site() as at, caplog.at_level("DEBUG"):
        delivered(at)
        tokens = [token for token, _ in at.server.books.tokens]
        assert tokens
        assert not [token for token in tokens if token in caplog.text]
        assert at.server.books.secret not in caplog.text


@pytest.mark.parametrize("mishap", ["drop_before", "drop_after", "5xx", "busy", "malformed", "45009"])
def test_an_upload_that_went_wrong_is_done_again_and_the_article_has_all_its_pictures_once(mishap: str) -> None:
    with site() as at:
        composed = PLATFORM.compose(variant(), "wx", Bench())
        order = order_of(composed)
        at.server.mishaps.put({mishap: {"count": 1, "on": "upload"}})
        for step in PLATFORM.steps(composed.payload)[:-1]:
            try:
                result = at.link.perform(step, order)
            except PlatformError:
                result = at.link.perform(step, order)
            order = with_late(order, result.late)
        order = accepted(at, order)
        found = looked(at, order)
        assert isinstance(found, Found)
        seen = at.link.observe(with_late(order, found.result.late), [found.result.remote_id])
        assert compared(PLATFORM.expected(order), seen, PLATFORM.normalisations).differences == ()


def test_an_organisations_relay_below_a_path_carries_a_whole_delivery_and_gives_no_token_away() -> None:
    with site() as at:

        def relay(request: Received, connection: socket.socket) -> None:
            assert request.target.startswith("/relay/wx/cgi-bin/")
            assert request.headers["host"] != at.server.url.removeprefix("http://")
            passed = httpx.request(
                request.method, at.server.url + request.target.removeprefix("/relay/wx"), content=request.body,
                headers={"Content-Type": request.headers.get("content-type", "")}, trust_env=False,
            )  # fmt: skip
            answer(passed.status_code, passed.content)(request, connection)

        with serving(relay) as between:
            link = PLATFORM.link(Connection(f"{between.url}/relay/wx", Secret(at.server.secret), at.options))
            done = sent(PLATFORM, link, order_of(PLATFORM.compose(variant(options=at.options), "wx", Bench())))
            seen = link.observe(done.order, done.remote_ids)
            link.close()
        assert compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations).verdict is Verdict.NORMALISED
        assert len(at.public()) == 1
        assert not any(token in repr((done, seen)) for token, _ in at.server.books.tokens)
