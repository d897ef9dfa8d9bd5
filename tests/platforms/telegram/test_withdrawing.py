import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.errors import Rejected
from editor_app.domain.recall import Measure
from editor_app.platforms.telegram import PLATFORM
from tests.platforms.remedies import carried_out, proof, withdrawal
from tests.platforms.telegram.channel import site
from tests.platforms.workshop import sent


def test_every_message_of_a_post_is_deleted_and_proven_gone_and_once_more_does_no_harm() -> None:
    with site() as at:
        done = sent(PLATFORM, at.link, at.order())
        order = withdrawal(done, Measure.DELETE)
        assert proof(PLATFORM, at.link, order).verdict is Verdict.DIFFERENT
        for _ in range(2):
            carried_out(PLATFORM, at.link, order)
            assert proof(PLATFORM, at.link, order).verdict is Verdict.IDENTICAL
        assert at.texts() == []


def test_asking_whether_it_is_there_changes_nothing() -> None:
    with site() as at:
        done = sent(PLATFORM, at.link, at.order())
        before = at.texts()
        proof(PLATFORM, at.link, withdrawal(done, Measure.DELETE))
        assert at.texts() == before
        assert {message.edited for message in at.server.books.messages.values()} == {0}


def test_after_two_days_only_a_hand_can_and_the_refusal_says_so() -> None:
    with site() as at:
        done = sent(PLATFORM, at.link, at.order())
        at.clock.turn(hours=49)
        with pytest.raises(Rejected, match="48 hours"):
            carried_out(PLATFORM, at.link, withdrawal(done, Measure.DELETE))
        assert len(at.texts()) == 5


def test_a_channel_that_does_not_say_is_never_called_empty() -> None:
    with site() as at:
        done = sent(PLATFORM, at.link, at.order())
        at.server.conduct.may_post = False
        with pytest.raises(Rejected):
            proof(PLATFORM, at.link, withdrawal(done, Measure.DELETE))
