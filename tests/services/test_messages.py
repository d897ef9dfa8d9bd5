"""Answering readers: once, on record, never while frozen; what is lost is looked up before anything is said again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Conflict, DeskError, Invalid, NotFound, RateLimited, Refused, Rejected
from editor_app.domain.message import Outcome
from editor_app.platforms.messages import Act
from editor_app.platforms.sandbox import PLATFORM
from editor_app.services import auditing, messages, silence
from editor_app.storage.queries import messages as queries

if TYPE_CHECKING:
    from editor_app.domain.identifiers import DeliveryId
    from editor_app.domain.message import Answered
    from editor_app.services.messages import Thread
    from tests.services.outbox import Outbox

SETTLED = PLATFORM.settle + timedelta(seconds=1)
WORDS = "12 月 1 日开始。"


@dataclass
class Below:
    """A published delivery with a question below it."""

    outbox: Outbox
    delivery: DeliveryId
    question: str

    def answer(self, words: str = WORDS) -> Answered:
        return messages.answer(self.outbox.office.publisher, self.delivery, self.question, words)

    def thread(self) -> Thread:
        return messages.thread(self.outbox.office.publisher, self.delivery)

    def strike(self, fault: str) -> None:
        self.outbox.server.faults.put({fault: {"count": 1, "on": "reply"}})

    def public(self) -> list[str]:
        return [one.text for one in self.outbox.server.ledger.messages.values() if one.own]

    def on_record(self) -> list[Answered]:
        with self.outbox.office.desk.database.read() as snapshot:
            return queries.answered(snapshot, self.delivery)


@pytest.fixture
def below(outbox: Outbox) -> Below:
    delivery = outbox.queued("site").id
    outbox.serve(delivery)
    return Below(outbox, delivery, outbox.written(delivery, "几号开始？"))


def test_an_answer_goes_out_once_and_stands_on_record(below: Below) -> None:
    assert [one.text for one in below.thread().waiting] == ["几号开始？"]
    done = below.answer()
    assert (done.outcome, below.public()) == (Outcome.DONE, [WORDS])
    assert below.on_record() == [done]
    assert below.thread().waiting == ()
    assert [one.text for one in below.thread().answers_to(below.question)] == [WORDS]
    assert auditing.verify(below.outbox.office.desk).is_valid


@pytest.mark.one_engine
def test_the_same_words_are_never_said_twice_whoever_said_them(below: Below) -> None:
    below.answer()
    for words in (WORDS, " 12 月 1 日\n开始。"):
        with pytest.raises(Refused, match="stand there already"):
            below.answer(words)
    assert below.answer("补充：网上也可办理。").outcome is Outcome.DONE
    assert len(below.public()) == 2


@pytest.mark.one_engine
@pytest.mark.parametrize(("fault", "arrived"), [("drop_after", True), ("5xx_after", True), ("drop_before", False)])
def test_a_lost_answer_is_looked_up_before_anything_is_said_again(below: Below, fault: str, *, arrived: bool) -> None:
    below.strike(fault)
    assert below.answer().outcome is Outcome.UNKNOWN
    for words in (WORDS, "别的话"):
        with pytest.raises((Conflict, Refused)):
            below.answer(words)
    assert [one.outcome for one in below.thread().answered] == [Outcome.UNKNOWN]
    below.outbox.office.clock.turn(SETTLED)
    below.thread()
    assert [one.outcome for one in below.on_record()] == [Outcome.DONE if arrived else Outcome.ABSENT]
    if not arrived:
        assert below.answer().outcome is Outcome.DONE
    assert below.public() == [WORDS]


@pytest.mark.one_engine
def test_an_answer_that_comes_late_is_found_all_the_same(below: Below) -> None:
    below.strike("late")
    assert below.answer().outcome is Outcome.UNKNOWN
    below.outbox.finish_late()
    below.outbox.office.clock.turn(SETTLED)
    below.thread()
    assert ([one.outcome for one in below.on_record()], below.public()) == ([Outcome.DONE], [WORDS])


@pytest.mark.one_engine
def test_a_program_that_ends_in_the_middle_leaves_an_intent_that_is_looked_up(
    below: Below, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """Nothing catches it."""

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("editor_app.services.messages._ended", die)
        with pytest.raises(Killed):
            below.answer()
    assert [one.outcome for one in below.on_record()] == [None]
    with pytest.raises((Conflict, Refused)):
        below.answer()
    below.outbox.office.clock.turn(SETTLED)
    below.thread()
    assert ([one.outcome for one in below.on_record()], below.public()) == ([Outcome.DONE], [WORDS])


@pytest.mark.one_engine
def test_a_platform_that_says_no_or_slow_down_leaves_nothing_open(below: Below) -> None:
    below.strike("429")
    with pytest.raises(RateLimited):
        below.answer()
    assert [one.outcome for one in below.on_record()] == [Outcome.REFUSED]
    with pytest.raises(Refused, match="wait"):
        below.thread()
    below.outbox.office.clock.turn(timedelta(minutes=2))
    assert below.answer().outcome is Outcome.DONE
    assert below.public() == [WORDS]


@pytest.mark.one_engine
@pytest.mark.parametrize(("words", "error"), [("  \n", Invalid), ("字" * 501, Invalid)])
def test_what_does_not_fit_is_refused_before_anything_is_sent(below: Below, words: str, error: type[DeskError]) -> None:
    with pytest.raises(error):
        below.answer(words)
    assert below.on_record() == []


def test_only_a_publisher_answers_and_only_below_what_is_out(below: Below) -> None:
    office = below.outbox.office
    for seat in (office.admin, office.editor, office.reviewer1):
        with pytest.raises(DeskError):
            messages.answer(seat, below.delivery, below.question, WORDS)
    below.outbox.connect("other")
    waiting = below.outbox.queued("other").id
    with pytest.raises(Refused, match="public"):
        messages.thread(office.publisher, waiting)
    with pytest.raises(NotFound):
        messages.answer(office.publisher, below.delivery, "999", WORDS)
    assert (below.public(), below.on_record()) == ([], [])


@pytest.mark.one_engine
def test_nothing_is_said_while_all_sending_is_frozen(below: Below) -> None:
    silence.freeze(below.outbox.office.publisher, "演练")
    with pytest.raises(Refused, match="frozen"):
        below.answer()
    silence.lift(below.outbox.office.publisher, "结束")
    assert below.answer().outcome is Outcome.DONE


@pytest.mark.one_engine
def test_a_message_is_hidden_on_record_and_only_by_what_the_platform_offers(below: Below) -> None:
    office = below.outbox.office
    shown = messages.act(office.publisher, below.delivery, below.question, Act.HIDE)
    assert ([one.is_shown for one in shown.messages], shown.waiting) == ([False], ())
    with pytest.raises(DeskError):
        messages.act(office.admin, below.delivery, below.question, Act.SHOW)
    with pytest.raises(NotFound):
        messages.act(office.publisher, below.delivery, "999", Act.SHOW)


@pytest.mark.one_engine
def test_a_person_says_what_can_not_be_looked_up(below: Below) -> None:
    office = below.outbox.office
    below.strike("drop_before")
    lost = below.answer()
    said = messages.decide(office.publisher, below.delivery, lost.id[:8], is_there=False)
    assert said.outcome is Outcome.ABSENT
    with pytest.raises(Refused):
        messages.decide(office.publisher, below.delivery, lost.id, is_there=True)
    with pytest.raises(NotFound):
        messages.decide(office.publisher, below.delivery, "zzzzzz", is_there=True)
    below.strike("drop_after")
    lost = below.answer("第二次")
    found = messages.decide(office.publisher, below.delivery, lost.id, is_there=True, url="https://x/1")
    assert (found.outcome, found.url) == (Outcome.DONE, "https://x/1")


@pytest.mark.one_engine
def test_a_blind_account_says_why_nobody_reads_there(outbox: Outbox) -> None:
    outbox.connect("blind", "public-blind")
    delivery = outbox.queued("blind").id
    outbox.serve(delivery)
    with pytest.raises(Rejected):
        messages.thread(outbox.office.publisher, delivery)
