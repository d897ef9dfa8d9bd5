import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import RateLimited, Rejected
from editor_app.domain.recall import Measure
from editor_app.platforms.wechat import PLATFORM
from tests.platforms.remedies import carried_out, proof, withdrawal
from tests.platforms.wechat.counter import site
from tests.platforms.workshop import Bench, order_of, sent, variant


def test_an_article_is_deleted_and_proven_gone_and_once_more_does_no_harm() -> None:
    with site() as at:
        done = sent(PLATFORM, at.link, order_of(PLATFORM.compose(variant(), "wx", Bench())))
        order = withdrawal(done, Measure.DELETE)
        assert proof(PLATFORM, at.link, order).verdict is Verdict.DIFFERENT
        for _ in range(2):
            carried_out(PLATFORM, at.link, order)
            assert proof(PLATFORM, at.link, order).verdict is Verdict.IDENTICAL
        assert at.public() == []


def test_ten_deletions_a_day_are_all_there_are() -> None:
    with site() as at:
        at.server.conduct.daily = {"/cgi-bin/freepublish/delete": 0 + 1}
        done = [sent(PLATFORM, at.link, order_of(PLATFORM.compose(variant(), "wx", Bench()))) for _ in range(2)]
        carried_out(PLATFORM, at.link, withdrawal(done[0]))
        with pytest.raises(RateLimited):
            carried_out(PLATFORM, at.link, withdrawal(done[1]))


def test_an_article_known_by_its_link_only_is_for_a_hand() -> None:
    with site() as at, pytest.raises(Rejected, match="link"):
        PLATFORM.withdrawal.take_away(at.link, None, "https://mp.weixin.qq.com/s/a")  # type: ignore[union-attr, arg-type]
