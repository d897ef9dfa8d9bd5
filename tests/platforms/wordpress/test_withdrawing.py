"""WordPress takes an article offline or deletes it, and only its own words count as gone."""

import json

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import Rejected
from editor_app.domain.recall import Measure
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.wordpress import PLATFORM
from tests.platforms.loopback import answer, serving
from tests.platforms.remedies import LATER, carried_out, correction, proof, withdrawal
from tests.platforms.wordpress.test_link import Site, delivered, site
from tests.platforms.workshop import Bench, variant

__all__ = ("site",)


@pytest.mark.parametrize(
    ("measure", "left"), [(Measure.DELETE, []), (Measure.UNPUBLISH, ["draft"])], ids=["delete", "unpublish"]
)
def test_an_article_goes_and_is_read_back_as_gone(site: Site, measure: Measure, left: list[str]) -> None:
    order = withdrawal(delivered(site), measure)
    assert proof(PLATFORM, site.link, order).verdict is Verdict.DIFFERENT
    carried_out(PLATFORM, site.link, order)
    assert proof(PLATFORM, site.link, order).verdict is Verdict.IDENTICAL
    assert [post["status"] for post in site.fake.posts.values()] == left
    carried_out(PLATFORM, site.link, order)  # a second time changes nothing


@pytest.mark.parametrize("body", [b"<h1>Not found</h1>", {"code": "rest_no_route", "message": "No route"}])
def test_a_site_without_the_interface_is_not_taken_for_gone(site: Site, body: object) -> None:
    order = withdrawal(delivered(site))
    with serving(answer(404, body)) as moved:
        link = PLATFORM.link(Connection(moved.url, Secret("editor:abcd efgh")))
        with pytest.raises(Rejected):
            proof(PLATFORM, link, order)


def test_a_correction_replaces_the_article_under_its_old_address(site: Site) -> None:
    done = delivered(site)
    made = PLATFORM.compose(variant(title="更正后的题目", categories=("政策解读",)), "u", Bench())
    fixed = carried_out(PLATFORM, site.link, correction(done, made))
    assert proof(PLATFORM, site.link, fixed.order).verdict is Verdict.IDENTICAL
    assert (fixed.url, fixed.remote_ids) == (done.url, [f"{done.remote_ids[0]}~{LATER}"])
    assert len(site.fake.posts) == 1
    last = [request for request in site.server.requests if request.method == "POST"][-1]
    assert json.loads(last.body)["title"] == "更正后的题目"
