"""Over a real loopback server: every profile end to end, every lost reply settled, every change of readers seen."""

import json
from dataclasses import replace

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import (
    Accepted,
    AuthExpired,
    OutcomeUnknown,
    PlatformError,
    RateLimited,
    Rejected,
    Unreachable,
)
from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Absent, Connection, Denied, Found, Order, Pending, Step, Unclear
from editor_app.platforms.readback import compared
from editor_app.platforms.sandbox import PLATFORM
from editor_app.platforms.sandbox.link import SandboxLink
from editor_app.platforms.sandbox.server import SandboxServer
from tests.platforms.sandbox.test_server import call
from tests.platforms.workshop import Bench, before_public, connection, order_of, practice, sent, variant

PROFILES = ["draft-flip", "keyed", "public-readable", "public-blind", "file"]
READABLE = [profile for profile in PROFILES if profile != "public-blind"]


class Account:
    """A practice account of one profile, ready before its public step."""

    def __init__(self, server: SandboxServer, profile: str) -> None:
        self.server = server
        self.link = PLATFORM.link(connection(server, profile=profile))
        assert isinstance(self.link, SandboxLink)
        self.composed = PLATFORM.compose(variant(options={"profile": profile}), "uid", Bench())
        self.public = PLATFORM.steps(self.composed.payload)[-1]

    def ready(self) -> Order:
        return before_public(PLATFORM, self.link, order_of(self.composed))

    def posts(self) -> list[dict]:
        return call(self.server.url, "GET", "/_sandbox/posts", b"", {})[1]["posts"]

    def alter(self, **change: str) -> None:
        assert call(self.server.url, "POST", "/_sandbox/alter", json.dumps(change).encode(), {})[0] == 200


@pytest.mark.parametrize("profile", READABLE)
def test_what_is_read_back_is_what_was_approved(profile: str) -> None:
    with practice() as server:
        account = Account(server, profile)
        done = sent(PLATFORM, account.link, order_of(account.composed))
        seen = account.link.observe(done.order, done.remote_ids)
        assert compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations).verdict is Verdict.IDENTICAL
        assert [post["url"] for post in account.posts()] == [done.url]


@pytest.mark.parametrize("profile", READABLE)
@pytest.mark.parametrize("fault", ["drop_after", "5xx_after", "malformed"])
def test_a_lost_reply_is_found_and_makes_no_second_post(profile: str, fault: str) -> None:
    with practice() as server:
        account = Account(server, profile)
        order = account.ready()
        watermark = account.link.watermark(order)
        server.faults.put({fault: 1})
        with pytest.raises(OutcomeUnknown):
            account.link.perform(account.public, order)
        found = account.link.find(account.public, order, watermark)
        assert isinstance(found, Found)
        assert [(post["id"], post["url"]) for post in account.posts()] == [(found.result.remote_id, found.result.url)]


@pytest.mark.parametrize("profile", READABLE)
@pytest.mark.parametrize("fault", ["drop_before", "5xx"])
def test_a_lost_request_is_seen_to_be_absent_and_may_go_again(profile: str, fault: str) -> None:
    with practice() as server:
        account = Account(server, profile)
        order = account.ready()
        watermark = account.link.watermark(order)
        server.faults.put({fault: 1})
        with pytest.raises(OutcomeUnknown):
            account.link.perform(account.public, order)
        assert account.link.find(account.public, order, watermark) == Absent()
        account.link.perform(account.public, order)
        assert len(account.posts()) == 1


@pytest.mark.parametrize("profile", ["draft-flip", "keyed", "file"])
def test_the_public_step_may_be_done_twice(profile: str) -> None:
    with practice() as server:
        account = Account(server, profile)
        order = account.ready()
        one, two = (account.link.perform(account.public, order) for _ in range(2))
        assert one == two
        assert len(account.posts()) == 1


@pytest.mark.parametrize(("fault", "wait"), [("429", (30, 30)), ("429_date", (29, 33))])
def test_being_told_to_wait_is_no_effect_and_says_how_long(fault: str, wait: tuple[int, int]) -> None:
    with practice() as server:
        account = Account(server, "public-readable")
        order = account.ready()
        server.faults.put({fault: {"count": 1, "seconds": 30}})
        with pytest.raises(RateLimited) as limited:
            account.link.perform(account.public, order)
        assert wait[0] <= limited.value.retry_after.total_seconds() <= wait[1]
        assert account.posts() == []


def test_what_is_newer_but_not_surely_ours_is_for_a_person() -> None:
    with practice() as server:
        account = Account(server, "public-readable")
        order = account.ready()
        watermark = account.link.watermark(order)
        other = PLATFORM.compose(variant(title="另一篇", options={"profile": "public-readable"}), "uid", Bench())
        sent(PLATFORM, account.link, order_of(other, DeliveryKey("f" * 16)))
        assert isinstance(account.link.find(account.public, order, watermark), Unclear)


def test_an_older_post_with_the_same_title_is_not_taken_for_ours() -> None:
    with practice() as server:
        account = Account(server, "public-readable")
        order = account.ready()
        account.link.perform(account.public, order)
        assert account.link.find(account.public, order, account.link.watermark(order)) == Absent()


def test_another_file_at_the_path_is_refused_and_never_adopted() -> None:
    with practice() as server:
        account = Account(server, "file")
        sent(PLATFORM, account.link, order_of(account.composed))
        other = order_of(account.composed, DeliveryKey("f" * 16))
        with pytest.raises(Rejected, match="another file"):
            sent(PLATFORM, account.link, other)
        assert isinstance(account.link.find(account.public, other, ""), Unclear)


def test_the_blind_profile_can_only_ask_a_person() -> None:
    with practice() as server:
        account = Account(server, "public-blind")
        done = sent(PLATFORM, account.link, order_of(account.composed))
        assert isinstance(account.link.find(account.public, done.order, ""), Unclear)
        with pytest.raises(Rejected):
            account.link.observe(done.order, done.remote_ids)


@pytest.mark.parametrize("fault", ["rewrite", "reorder", "strip_alt"])
@pytest.mark.parametrize("profile", READABLE)
def test_what_readers_see_differently_is_different(profile: str, fault: str) -> None:
    with practice() as server:
        account = Account(server, profile)
        server.faults.put({fault: 1})
        done = sent(PLATFORM, account.link, order_of(account.composed))
        seen = account.link.observe(done.order, done.remote_ids)
        comparison = compared(PLATFORM.expected(done.order), seen, PLATFORM.normalisations)
        assert comparison.verdict is Verdict.DIFFERENT
        assert comparison.differences


def test_a_post_that_another_client_alters_or_deletes_is_seen() -> None:
    with practice() as server:
        account = Account(server, "keyed")
        done = sent(PLATFORM, account.link, order_of(account.composed))
        account.alter(id=done.remote_ids[0], old="12 个事项", new="21 个事项")
        seen = account.link.observe(done.order, done.remote_ids)
        assert compared(PLATFORM.expected(done.order), seen, ()).verdict is Verdict.DIFFERENT
        server.ledger.forget(done.remote_ids[0])
        seen = account.link.observe(done.order, done.remote_ids)
        assert compared(PLATFORM.expected(done.order), seen, ()).verdict is Verdict.NOT_VISIBLE


def test_a_picture_that_was_exchanged_behind_its_address_is_different() -> None:
    with practice() as server:
        account = Account(server, "keyed")
        done = sent(PLATFORM, account.link, order_of(account.composed))
        server.ledger.pictures.clear()
        seen = account.link.observe(done.order, done.remote_ids)
        assert compared(PLATFORM.expected(done.order), seen, ()).verdict is Verdict.DIFFERENT


def test_we_know_who_we_are_and_what_the_clock_there_says() -> None:
    with practice() as server:
        identity = PLATFORM.link(connection(server, profile="keyed", channel="city")).identity()
        assert (identity.remote_uid, identity.may_publish) == ("sandbox:keyed:city", True)
        assert identity.server_time is not None


@pytest.mark.parametrize(("profile", "where"), [("draft-flip", "/api/draft-flip/main/drafts/1"), ("keyed", "")])
def test_a_rehearsal_leaves_nothing_behind(profile: str, where: str) -> None:
    with practice() as server:
        assert PLATFORM.link(connection(server, profile=profile)).rehearse() == where
        assert server.ledger.posts == {}


def test_a_wrong_token_is_for_a_person_and_a_server_that_is_away_was_certainly_not_reached() -> None:
    with practice() as server:
        with pytest.raises(AuthExpired):
            PLATFORM.link(Connection(server.url, Secret("wrong"))).identity()
        link = PLATFORM.link(connection(server))
    with pytest.raises(Unreachable):
        link.identity()


def test_a_draft_that_is_gone_is_refused_before_anything_is_public() -> None:
    with practice() as server:
        account = Account(server, "draft-flip")
        order = account.ready()
        server.ledger.forget(order.late["draft_id"])
        with pytest.raises(PlatformError):
            account.link.perform(account.public, order)
        assert account.posts() == []


def test_a_step_without_its_late_field_is_a_mistake_of_the_caller() -> None:
    composed = PLATFORM.compose(variant(), "uid", Bench())
    step: Step = PLATFORM.steps(composed.payload)[-1]
    with pytest.raises(KeyError):
        PLATFORM.outgoing(step, order_of(composed))


def test_what_is_checked_first_is_accepted_then_public_or_refused() -> None:
    with practice() as server:
        account = Account(server, "draft-flip")
        order = account.ready()
        server.faults.put({"undecided": 1})
        with pytest.raises(Accepted):
            account.link.perform(account.public, order)
        assert isinstance(account.link.find(account.public, order, ""), Pending)
        (draft,) = server.ledger.posts.values()
        server.ledger.keep(replace(draft, review="denied"))
        assert isinstance(account.link.find(account.public, order, ""), Denied)
        server.ledger.keep(replace(draft, review="", public=True))
        assert isinstance(account.link.find(account.public, order, ""), Found)
