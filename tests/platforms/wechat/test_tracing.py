"""A restored copy finds what was sent before it was made."""

from datetime import timedelta

from editor_app.platforms.contract import Absent, Found, Unclear
from editor_app.platforms.tracing import traced
from editor_app.platforms.wechat import PLATFORM
from tests.platforms.wechat.counter import site
from tests.platforms.workshop import Bench, order_of, sent, variant


def test_an_article_that_another_copy_sent_is_found_by_title_and_words() -> None:
    with site() as at:
        composed = PLATFORM.compose(variant(), "wx", Bench())
        queued_at = at.clock()
        assert traced(at.link, order_of(composed), queued_at) == Absent()
        done = sent(PLATFORM, at.link, order_of(composed))
        seen = traced(at.link, order_of(composed), queued_at)
        assert isinstance(seen, Found)
        assert (seen.result.remote_id, seen.result.url) == (done.remote_ids[0], done.url)
        assert traced(at.link, order_of(composed), queued_at + timedelta(hours=2)) == Absent()


def test_another_text_under_its_title_is_for_a_person() -> None:
    with site() as at:
        queued_at = at.clock()
        done = sent(PLATFORM, at.link, order_of(PLATFORM.compose(variant("字 13"), "wx", Bench())))
        seen = traced(at.link, order_of(PLATFORM.compose(variant("字 12"), "wx", Bench())), queued_at)
        assert isinstance(seen, Unclear)
        assert seen.candidates == (done.url,)


def test_a_draft_with_its_title_may_be_on_its_way() -> None:
    with site() as at:
        at.ready()
        seen = traced(at.link, order_of(PLATFORM.compose(variant(), "wx", Bench())), at.clock())
        assert isinstance(seen, Unclear)
        assert "draft" in str(seen.reason)
