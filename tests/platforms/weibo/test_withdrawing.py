import pytest

from editor_app.domain.errors import AuthExpired, OutcomeUnknown, Rejected
from editor_app.domain.recall import Measure
from editor_app.platforms.weibo import PLATFORM
from editor_app.platforms.weibo.withdrawing import WeiboWithdrawal
from editor_app.platforms.withdrawing import measures
from tests.platforms.weibo.counter import UID, Site, site
from tests.platforms.workshop import Bench, Sent, order_of, sent, variant

WAY = WeiboWithdrawal()


def delivered(at: Site) -> Sent:
    return sent(PLATFORM, at.link, order_of(PLATFORM.compose(variant(options=at.options), UID, Bench())))


def test_a_post_is_taken_away_once_and_its_absence_is_no_error() -> None:
    with site() as at:
        done = delivered(at)
        target = done.remote_ids[0]
        assert WAY.is_public(at.link, done.order, target)
        WAY.take_away(at.link, done.order, target)
        assert not WAY.is_public(at.link, done.order, target)
        WAY.take_away(at.link, done.order, target)
        assert at.public() == []


def test_what_weibo_does_not_say_is_not_called_gone() -> None:
    with site() as at:
        done = delivered(at)
        at.server.mishaps.put({"busy": {"count": 1, "on": "read"}})
        with pytest.raises(OutcomeUnknown):
            WAY.is_public(at.link, done.order, done.remote_ids[0])
        at.server.mishaps.put({"drop_after": {"count": 1, "on": "withdraw"}})
        with pytest.raises(OutcomeUnknown):
            WAY.take_away(at.link, done.order, done.remote_ids[0])
        assert not WAY.is_public(at.link, done.order, done.remote_ids[0])
        at.server.books.tokens.clear()
        with pytest.raises((AuthExpired, Rejected)):
            WAY.is_public(at.link, done.order, done.remote_ids[0])


def test_an_article_is_taken_away_by_hand_only() -> None:
    article = PLATFORM.compose(variant(options={"form": "article"}), UID, Bench()).payload
    share = PLATFORM.compose(variant(), UID, Bench()).payload
    assert Measure.DELETE not in measures(PLATFORM, article)
    assert measures(PLATFORM, share)[0] is Measure.DELETE
