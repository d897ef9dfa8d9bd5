from editor_app.domain.delivery import Verdict
from editor_app.domain.recall import Measure
from editor_app.platforms.matrix import PLATFORM, events
from tests.platforms.matrix.homeserver import site
from tests.platforms.remedies import carried_out, proof, withdrawal
from tests.platforms.workshop import Bench, order_of, sent, variant


def test_every_message_is_redacted_and_proven_gone_and_once_more_does_no_harm() -> None:
    with site() as at:
        uid = at.link.identity().remote_uid
        done = sent(PLATFORM, at.link, order_of(PLATFORM.compose(variant(), uid, Bench())))
        order = withdrawal(done, Measure.DELETE)
        assert proof(PLATFORM, at.link, order).verdict is Verdict.DIFFERENT
        for _ in range(2):
            carried_out(PLATFORM, at.link, order)
            assert proof(PLATFORM, at.link, order).verdict is Verdict.IDENTICAL
        assert at.home.shown() == []


def test_the_words_of_a_replacement_are_taken_away_with_the_message() -> None:
    with site() as at:
        uid = at.link.identity().remote_uid
        done = sent(PLATFORM, at.link, order_of(PLATFORM.compose(variant(cover=False, body="字"), uid, Bench())))
        new = {"msgtype": "m.text", "body": "别的字"}
        at.home.add({events.NEW: new, events.RELATES: {"rel_type": "m.replace", "event_id": done.remote_ids[0]}})
        carried_out(PLATFORM, at.link, withdrawal(done, Measure.DELETE))
        assert "别的字" not in str(at.home.events)
