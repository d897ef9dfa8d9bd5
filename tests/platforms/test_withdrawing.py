"""A withdrawal is a delivery: its steps, lost replies and read-backs, on practice accounts of every profile."""

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import OutcomeUnknown, Refused, Rejected
from editor_app.domain.recall import Measure
from editor_app.platforms.contract import Absent, Found, StepClass
from editor_app.platforms.sandbox import PLATFORM
from editor_app.platforms.withdrawing import STEP, acting, acting_link, measures
from tests.platforms.loopback import answer, serving
from tests.platforms.remedies import LATER, carried_out, proof, withdrawal
from tests.platforms.workshop import Bench, Sent, connection, order_of, practice, sent, variant

PROFILES = ["draft-flip", "keyed", "public-readable", "file"]


def published(link: object, profile: str) -> Sent:
    made = PLATFORM.compose(variant(options={"profile": profile}), "uid", Bench())
    return sent(PLATFORM, link, order_of(made))  # type: ignore[arg-type]


def test_a_withdrawal_is_one_flip_for_each_post_and_needs_an_intent() -> None:
    with practice() as server:
        order = withdrawal(published(PLATFORM.link(connection(server)), "draft-flip"))
    steps = acting(PLATFORM, order.payload).steps(order.payload)
    assert [(step.name, step.step_class) for step in steps] == [(STEP, StepClass.FLIP)]
    assert steps[0].step_class.needs_intent
    assert order.payload.parts == ()


@pytest.mark.parametrize("profile", PROFILES)
def test_what_was_taken_away_is_read_back_as_gone_and_its_receipt_is_its_own(profile: str) -> None:
    with practice() as server:
        link = PLATFORM.link(connection(server, profile=profile))
        done = published(link, profile)
        order = withdrawal(done)
        assert proof(PLATFORM, link, order).verdict is Verdict.DIFFERENT
        away = carried_out(PLATFORM, link, order)
        assert proof(PLATFORM, link, order).verdict is Verdict.IDENTICAL
        assert away.remote_ids == [f"{done.remote_ids[0]}~{LATER}"]
        assert [post for post in server.ledger.posts.values() if post.public] == []


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("fault", "found"), [("drop_after", Found), ("5xx_after", Found), ("drop_before", Absent)])
def test_a_lost_reply_is_settled_by_reading(profile: str, fault: str, found: type) -> None:
    with practice() as server:
        link = PLATFORM.link(connection(server, profile=profile))
        order = withdrawal(published(link, profile))
        acts = acting(PLATFORM, order.payload)
        step = acts.steps(order.payload)[0]
        server.faults.put({fault: {"count": 1, "on": "withdraw"}})
        with pytest.raises(OutcomeUnknown):
            acting_link(acts, link).perform(step, order)
        assert isinstance(acting_link(acts, link).find(step, order, ""), found)


def test_a_post_that_somebody_removed_meanwhile_counts_as_taken_away() -> None:
    with practice() as server:
        link = PLATFORM.link(connection(server))
        done = published(link, "draft-flip")
        server.ledger.forget(done.remote_ids[0])
        order = withdrawal(done)
        carried_out(PLATFORM, link, order)
        assert proof(PLATFORM, link, order).verdict is Verdict.IDENTICAL


def test_a_server_that_knows_nothing_at_all_is_never_taken_for_gone() -> None:
    with practice() as server:
        order = withdrawal(published(PLATFORM.link(connection(server)), "draft-flip"))
    for strange in (b"<h1>404</h1>", {"error": {"code": "no_such_place", "message": "x"}}):
        with serving(answer(404, strange)) as elsewhere:
            link = PLATFORM.link(connection(server).__class__(elsewhere.url, connection(server).secret))
            with pytest.raises(Rejected):
                carried_out(PLATFORM, link, order)
            with pytest.raises(Rejected):
                proof(PLATFORM, link, order)


def test_an_account_that_takes_nothing_away_offers_a_follow_up_and_a_hand() -> None:
    blind = PLATFORM.compose(variant(options={"profile": "public-blind"}), "uid", Bench()).payload
    assert measures(PLATFORM, blind) == (Measure.FOLLOW_UP, Measure.BY_HAND)
    plain = PLATFORM.compose(variant(), "uid", Bench()).payload
    assert measures(PLATFORM, plain)[:3] == (Measure.EDIT, Measure.DELETE, Measure.UNPUBLISH)


def test_a_platform_without_a_way_refuses_before_anything_is_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    with practice() as server:
        order = withdrawal(published(PLATFORM.link(connection(server)), "draft-flip"))
    monkeypatch.setattr(type(PLATFORM), "withdrawal", None)
    with pytest.raises(Refused):
        acting(PLATFORM, order.payload)
