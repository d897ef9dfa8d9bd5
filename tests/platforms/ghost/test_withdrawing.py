"""Ghost takes an article offline or deletes it, and a correction goes by the article's newest state."""

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import OutcomeUnknown, Rejected
from editor_app.domain.recall import Measure
from editor_app.platforms.contract import Absent, Connection
from editor_app.platforms.ghost import PLATFORM
from tests.platforms.ghost.test_link import Site, delivered, site
from tests.platforms.loopback import answer, serving
from tests.platforms.remedies import LATER, carried_out, correction, proof, withdrawal
from tests.platforms.workshop import Bench, order_of, sent, variant, with_late

__all__ = ("site",)


@pytest.mark.parametrize(
    ("measure", "left"), [(Measure.DELETE, []), (Measure.UNPUBLISH, ["draft"])], ids=["delete", "unpublish"]
)
def test_an_article_goes_and_is_read_back_as_gone(site: Site, measure: Measure, left: list[str]) -> None:
    other = sent(PLATFORM, site.link, order_of(PLATFORM.compose(variant(slug="other"), "u", Bench())))
    order = withdrawal(delivered(site), measure)
    assert proof(PLATFORM, site.link, order).verdict is Verdict.DIFFERENT
    carried_out(PLATFORM, site.link, order)
    assert proof(PLATFORM, site.link, order).verdict is Verdict.IDENTICAL
    assert [post["status"] for number, post in site.fake.posts.items() if number not in other.remote_ids] == left
    assert site.fake.posts[other.remote_ids[0]]["status"] == "published"
    carried_out(PLATFORM, site.link, order)  # a second time changes nothing


def test_a_site_without_the_interface_is_not_taken_for_gone(site: Site) -> None:
    order = withdrawal(delivered(site))
    with serving(answer(404, b"<h1>Not found</h1>")) as moved:
        link = PLATFORM.link(Connection(moved.url, site.link._own_secret))  # type: ignore[attr-defined]
        with pytest.raises(Rejected):
            proof(PLATFORM, link, order)


def test_a_correction_replaces_the_article_under_its_old_address(site: Site) -> None:
    done = delivered(site)
    order = correction(done, PLATFORM.compose(variant(title="更正后的题目"), "u", Bench()))
    assert "draft" not in [step.name for step in PLATFORM.steps(order.payload)]
    fixed = carried_out(PLATFORM, site.link, order)
    assert proof(PLATFORM, site.link, fixed.order).verdict is not Verdict.DIFFERENT
    assert (fixed.url, fixed.remote_ids) == (done.url, [f"{done.remote_ids[0]}~{LATER}"])
    assert len(site.fake.posts) == 1


def test_a_correction_of_what_somebody_changed_just_now_looks_again(site: Site) -> None:
    done = delivered(site)
    order = correction(done, PLATFORM.compose(variant(title="更正后的题目"), "u", Bench()))
    *before, publish = PLATFORM.steps(order.payload)
    for step in before:
        order = with_late(order, site.link.perform(step, order).late)
    site.fake.touch(done.remote_ids[0])
    with pytest.raises(OutcomeUnknown):
        site.link.perform(publish, order)
    found = site.link.find(publish, order, "")
    assert isinstance(found, Absent)
    site.link.perform(publish, with_late(order, found.late))
