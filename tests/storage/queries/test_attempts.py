from datetime import timedelta

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import AttemptState, Event, ReadBack, Verdict
from editor_app.domain.identifiers import Digest
from editor_app.domain.instants import BootInstant
from editor_app.domain.text import T
from editor_app.storage.queries import attempts, deliveries
from tests.storage.scene import START, Scene, approved, begin, claim, lose, queue, sent, write_document


def test_an_attempt_comes_back_as_it_was_begun_and_closed(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    begun = begin(scene, claimed)
    assert attempts.attempts(scene.work, claimed.id) == [begun]
    assert attempts.unsettled_attempt(scene.work, claimed.id) == begun
    why = T("The platform said {code}.", code=403)
    attempts.close_attempt(scene.work, begun.id, AttemptState.REFUSED, why)
    (closed,) = attempts.attempts(scene.work, claimed.id)
    assert (closed.state, closed.ended_at, closed.reason) == (AttemptState.REFUSED, scene.work.at, why)
    assert attempts.unsettled_attempt(scene.work, claimed.id) is None


def test_an_unknown_attempt_is_unsettled_until_it_was_looked_for(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    begun = begin(scene, claimed)
    lose(scene, claimed, begun)
    found = attempts.unsettled_attempt(scene.work, claimed.id)
    assert found is not None
    assert (found.id, found.state) == (begun.id, AttemptState.UNKNOWN)
    attempts.close_attempt(scene.work, begun.id, AttemptState.ABSENT)
    assert attempts.unsettled_attempt(scene.work, claimed.id) is None


def test_when_sight_was_lost_stands_in_the_row_of_that_move_and_nowhere_else(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    begun, boot = begin(scene, claimed), BootInstant("boot-1", 2**41)
    assert attempts.sight_lost(scene.work, claimed.id) is None
    attempts.close_attempt(scene.work, begun.id, AttemptState.UNKNOWN)
    subject = Subject("delivery", claimed.id)
    scene.work.record("delivery.lose_sight", subject, attempts.lost_at(begun, boot))
    deliveries.move(scene.work, claimed, Event.LOSE_SIGHT)
    assert attempts.sight_lost(scene.work, claimed.id) == boot


def test_sight_lost_before_that_was_written_down_says_nothing(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    lose(scene, claimed, begin(scene, claimed))
    assert attempts.sight_lost(scene.work, claimed.id) is None


def test_read_backs_are_numbered_and_come_back_oldest_first(scene: Scene) -> None:
    done = sent(scene, approved(scene, write_document(scene)))
    first = ReadBack(done.id, START, Verdict.NORMALISED, ("quotes",), (), Digest("a" * 64))
    second = ReadBack(done.id, START + timedelta(hours=1), Verdict.DIFFERENT, (), ("title: 旧 → 新",), Digest("b" * 64))
    assert [attempts.insert_read_back(scene.work, read) for read in (first, second)] == [1, 2]
    assert attempts.read_backs(scene.work, done.id) == [first, second]
