import pytest

from editor_app.domain.errors import Rejected
from editor_app.platforms.mastodon import PLATFORM
from editor_app.platforms.withdrawing import acting, acting_link
from tests.platforms.mastodon.desk import Site, site
from tests.platforms.remedies import carried_out, proof, withdrawal
from tests.platforms.workshop import Sent


def gone(at: Site, done: Sent) -> list[str]:
    carried_out(PLATFORM, at.link, withdrawal(done))
    return [one.id for one in at.public()]


def test_a_post_that_somebody_deleted_meanwhile_counts_as_taken_away() -> None:
    with site() as at:
        done = at.delivered(body="正文。", cover=False)
        at.public()[0].deleted = True
        assert gone(at, done) == []


def test_a_refused_token_is_never_taken_for_gone() -> None:
    with site() as at:
        done = at.delivered(body="正文。", cover=False)
        token = at.server.books.tokens[at.server.token]
        token.scopes = ["read"]
        order = withdrawal(done)
        acts = acting(PLATFORM, order.payload)
        with pytest.raises(Rejected):
            acting_link(acts, at.link).perform(acts.steps(order.payload)[0], order)
        assert len(at.public()) == 1
        assert proof(PLATFORM, at.link, order).differences
