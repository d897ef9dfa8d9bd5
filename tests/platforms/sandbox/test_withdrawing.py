"""Each profile takes away what such a platform would, and only there."""

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import OutcomeUnknown, Rejected
from editor_app.domain.recall import Measure
from editor_app.platforms.contract import Absent, Found
from editor_app.platforms.sandbox import PLATFORM
from tests.platforms.remedies import LATER, carried_out, correction, proof, withdrawal
from tests.platforms.test_withdrawing import published
from tests.platforms.workshop import Bench, Sent, connection, practice, variant, with_late


def test_what_is_taken_offline_is_kept_as_a_draft() -> None:
    with practice() as server:
        link = PLATFORM.link(connection(server))
        order = withdrawal(published(link, "draft-flip"), Measure.UNPUBLISH)
        carried_out(PLATFORM, link, order)
        assert proof(PLATFORM, link, order).verdict is Verdict.IDENTICAL
        assert [post.public for post in server.ledger.posts.values()] == [False]


@pytest.mark.parametrize("profile", ["keyed", "file", "public-blind"])
def test_only_a_platform_with_drafts_takes_offline(profile: str) -> None:
    with practice() as server:
        link = PLATFORM.link(connection(server, profile=profile))
        with pytest.raises(Rejected):
            carried_out(PLATFORM, link, withdrawal(published(link, profile), Measure.UNPUBLISH))


def test_a_blind_profile_takes_nothing_away() -> None:
    with practice() as server:
        link = PLATFORM.link(connection(server, profile="public-blind"))
        with pytest.raises(Rejected):
            carried_out(PLATFORM, link, withdrawal(published(link, "public-blind")))
        assert len([post for post in server.ledger.posts.values() if post.public]) == 1


def corrected(done: Sent) -> object:
    return correction(done, PLATFORM.compose(variant(title="网上办事指南（更正）"), "uid", Bench()))


def test_a_correction_in_place_makes_no_second_post_and_keeps_the_address() -> None:
    with practice() as server:
        link = PLATFORM.link(connection(server))
        done = published(link, "draft-flip")
        fixed = carried_out(PLATFORM, link, corrected(done))  # type: ignore[arg-type]
        assert [post.entry.title for post in server.ledger.posts.values()] == ["网上办事指南（更正）"]
        assert (fixed.url, fixed.remote_ids) == (done.url, [f"{done.remote_ids[0]}~{LATER}"])
        assert proof(PLATFORM, link, fixed.order).verdict is Verdict.IDENTICAL


@pytest.mark.parametrize(("fault", "found"), [("drop_after", Found), ("5xx", Absent)])
def test_a_lost_correction_is_settled_by_reading(fault: str, found: type) -> None:
    with practice() as server:
        link = PLATFORM.link(connection(server))
        order = corrected(published(link, "draft-flip"))
        for step in PLATFORM.steps(order.payload)[:-1]:  # type: ignore[attr-defined]
            order = with_late(order, link.perform(step, order).late)  # type: ignore[arg-type]
        step = PLATFORM.steps(order.payload)[-1]  # type: ignore[attr-defined]
        server.faults.put({fault: 1})
        with pytest.raises(OutcomeUnknown):
            link.perform(step, order)  # type: ignore[arg-type]
        assert isinstance(link.find(step, order, ""), found)  # type: ignore[arg-type]
