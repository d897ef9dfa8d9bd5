"""Handing over by hand through the real worker: one taker, one post, read by its page or seen by a second person."""

from __future__ import annotations

import io
import json
import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from editor_app.domain.delivery import AttemptState, DeliveryState
from editor_app.domain.edition import EditionKind
from editor_app.domain.embargo import Veiled
from editor_app.domain.errors import Conflict, Invalid, Refused, SealBroken
from editor_app.domain.recall import Measure
from editor_app.platforms.contract import Connection
from editor_app.services import (
    accounts,
    asking,
    embargoes,
    handing_off,
    hands,
    publishing,
    recalling,
    silence,
    withdrawing,
)
from editor_app.services.embargoes import Terms
from editor_app.services.recalling import Seen
from tests.platforms.faulty import Answer, Asked, serving
from tests.platforms.hand_off.board import HTML, kits, page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.services.desk import Seat
    from tests.platforms.faulty import Faulty
    from tests.services.outbox import Outbox

ENGINES = ["sqlite", "postgresql"]


class _Ended(BaseException):
    """The worker's process ended."""


def _ended_at(point: str) -> Callable[[str], None]:
    def end(reached: str) -> None:
        if reached == point:
            raise _Ended

    return end


@dataclass
class Counter:
    """The office's outbox, the folder of kits, and the public site on which people post."""

    outbox: Outbox
    folder: Path
    site: Faulty
    pages: dict[str, Answer]

    @property
    def publisher(self) -> Seat:
        return self.outbox.office.publisher

    def handed(self, title: str = "便民事项一次办好", **window: object) -> DeliveryId:
        """A delivery that waits for hands, as the worker brought it there."""
        edition = self.outbox.approved("号", title=title, **window)
        delivery = publishing.queue(self.publisher, edition.id)[0].id
        assert self.outbox.serve(delivery).state.value == "unknown"
        assert self.asked(delivery) == "ask"
        return delivery

    def asked(self, delivery: DeliveryId) -> str:
        """Where it stands a second after the kit was laid ready."""
        self.outbox.office.clock.turn(timedelta(seconds=1))
        return self.outbox.serve(delivery).state.value

    def post(self, delivery: DeliveryId, path: str = "/p/1") -> str:
        """Post it as a person does, from the kit; gives the address."""
        kit = hands.hand(self.outbox.office.desk, delivery).kit
        self.pages[path] = Answer(200, page(kit.title, kit.text), HTML)
        return f"{self.site.url}{path}"

    def posted(self, delivery: DeliveryId) -> str:
        handing_off.take(self.publisher, delivery)
        url = self.post(delivery)
        handing_off.post_back(self.publisher, delivery, url)
        return url

    def state(self, delivery: DeliveryId) -> str:
        return self.outbox.row(delivery).state.value


@pytest.fixture
def counter(outbox: Outbox, tmp_path: Path) -> Iterator[Counter]:
    pages: dict[str, Answer] = {}

    def shown(asked: Asked) -> Answer:
        return pages.get(asked.path, Answer(404, b"", HTML))

    with serving(shown) as site:
        folder = tmp_path / "kits"
        connection = Connection(str(folder), options={"service": "other", "home": f"{site.url}/office"})
        accounts.add(outbox.office.admin, "hand_off", "号", connection)
        yield Counter(outbox, folder, site, pages)


def test_when_due_the_worker_lays_the_kit_ready_and_asks_for_a_person(counter: Counter) -> None:
    delivery = counter.handed()
    [found] = hands.hands(counter.outbox.office.desk)
    assert (found.row.id, found.waits, found.taken, found.kit.title) == (delivery, True, None, "便民事项一次办好")
    assert "by hand" in str(counter.outbox.row(delivery).reason)
    assert len(kits(counter.folder)) == 1
    [attempt] = counter.outbox.attempts(delivery)
    assert attempt.state is AttemptState.UNKNOWN, "from now on it may be public, and the program doesn't know"


def test_taken_posted_and_pasted_back_it_is_read_by_its_page_four_times(counter: Counter) -> None:
    delivery = counter.handed()
    url = counter.posted(delivery)
    assert counter.state(delivery) == "sent"
    row = counter.outbox.serve(delivery)
    assert (row.state.value, row.verdict, row.url) == ("verified", "identical", url)
    for after in (timedelta(minutes=5), timedelta(hours=1), timedelta(hours=24)):
        counter.outbox.office.clock.turn(after)
        assert counter.outbox.serve(delivery).verdict == "identical"
    assert len(publishing.timeline(counter.outbox.office.desk, delivery).read_backs) == 4
    assert [one.state for one in counter.outbox.attempts(delivery)] == [AttemptState.DONE]
    assert hands.hands(counter.outbox.office.desk) == []


@pytest.mark.one_engine
def test_what_somebody_changes_on_the_page_later_is_a_drift(counter: Counter) -> None:
    delivery = counter.handed()
    counter.posted(delivery)
    counter.outbox.serve(delivery)
    kit = hands.hand(counter.outbox.office.desk, delivery).kit
    counter.pages["/p/1"] = Answer(200, page(kit.title, kit.text.replace("12 件", "21 件")), HTML)
    counter.outbox.office.clock.turn(timedelta(minutes=5))
    assert counter.outbox.serve(delivery).verdict == "different"
    assert publishing.timeline(counter.outbox.office.desk, delivery).rows[-1].action == "delivery.drift"


def test_one_person_has_the_kit_and_a_second_taking_is_refused_by_name(counter: Counter) -> None:
    delivery = counter.handed()
    second = counter.outbox.office.hire("second", *counter.publisher.member.roles)
    assert handing_off.take(counter.publisher, delivery).taken == handing_off.take(counter.publisher, delivery).taken
    for refused in (
        lambda: handing_off.take(second, delivery),
        lambda: handing_off.post_back(second, delivery, counter.post(delivery)),
        lambda: handing_off.not_posted(second, delivery, "不发"),
    ):
        with pytest.raises(Refused, match="publisher has the kit"):
            refused()
    handing_off.give_back(second, delivery, "publisher 请假")
    found = handing_off.take(second, delivery)
    assert [(one.by, one.reason) for one in found.earlier] == [("publisher", "publisher 请假")]
    assert found.taken is not None
    assert found.taken.by == "second"


def test_of_two_who_take_it_at_the_same_moment_one_has_it(counter: Counter) -> None:
    delivery = counter.handed()
    people = [counter.publisher, counter.outbox.office.hire("second", *counter.publisher.member.roles)]
    together, refused = threading.Barrier(len(people)), []

    def taking(seat: Seat) -> None:
        together.wait(10)
        try:
            handing_off.take(seat, delivery)
        except (Refused, Conflict):
            refused.append(seat.member.name)

    threads = [threading.Thread(target=taking, args=(seat,)) for seat in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    taken = hands.hand(counter.outbox.office.desk, delivery).taken
    assert taken is not None
    assert [taken.by, *refused] in (["publisher", "second"], ["second", "publisher"])


@pytest.mark.one_engine
def test_nobody_pastes_back_what_they_have_not_taken(counter: Counter) -> None:
    delivery = counter.handed()
    with pytest.raises(Refused, match="not taken"):
        handing_off.post_back(counter.publisher, delivery, counter.post(delivery))
    with pytest.raises(Refused, match="Nobody has"):
        handing_off.give_back(counter.publisher, delivery, "x")


def test_an_address_elsewhere_and_the_post_of_another_delivery_are_refused(counter: Counter) -> None:
    first = counter.handed()
    counter.posted(first)
    second = counter.handed("另一件事项")
    handing_off.take(counter.publisher, second)
    with pytest.raises(Refused, match="single post"):
        handing_off.post_back(counter.publisher, second, "https://elsewhere.example/p/1")
    with pytest.raises(Conflict):
        handing_off.post_back(counter.publisher, second, f"{counter.site.url}/p/1")
    assert counter.state(second) == "ask"


@pytest.mark.one_engine
def test_only_a_publisher_takes_posts_and_gives_back(counter: Counter) -> None:
    delivery = counter.handed()
    with pytest.raises(Refused):
        handing_off.take(counter.outbox.office.editor, delivery)
    assert hands.hand(counter.outbox.office.desk, delivery).taken is None


@pytest.mark.one_engine
def test_the_usual_answers_are_not_for_what_people_post(counter: Counter) -> None:
    delivery = counter.handed()
    for answer in (lambda: asking.answer_there(counter.publisher, delivery, counter.post(delivery)),
                   lambda: asking.answer_not_there(counter.publisher, delivery)):  # fmt: skip
        with pytest.raises(Refused, match="by hand"):
            answer()
    assert counter.state(delivery) == "ask"


def test_during_a_freeze_or_a_recall_no_kit_is_taken_and_who_has_one_is_told_to_stop(counter: Counter) -> None:
    out = counter.handed()
    counter.posted(out)
    counter.outbox.serve(out)
    document = counter.outbox.row(out).document
    office = counter.outbox.office
    waiting = counter.handed("另一件事项")
    silence.freeze(counter.publisher, "演练")
    with pytest.raises(Refused, match="frozen"):
        handing_off.take(counter.publisher, waiting)
    silence.lift(counter.publisher, "演练结束")
    assert hands.hand(office.desk, waiting).stop is None
    handing_off.take(counter.publisher, waiting)
    recalling.open_case(office.editor, document, EditionKind.WITHDRAWAL, "数字有误")
    assert hands.hand(office.desk, waiting).stop is None, "another document"
    silence.freeze(counter.publisher, "演练")
    assert "frozen" in str(hands.hand(office.desk, waiting).stop)


@pytest.mark.one_engine
def test_past_its_time_it_is_late_and_past_its_window_no_kit_is_taken(counter: Counter) -> None:
    office = counter.outbox.office
    now = office.clock.now()
    delivery = counter.handed(not_after=now + timedelta(hours=2))
    assert not hands.hand(office.desk, delivery).is_late
    office.clock.turn(timedelta(minutes=16))
    late = hands.hand(office.desk, delivery)
    assert (late.is_late, late.closes) == (True, now + timedelta(hours=2))
    office.clock.turn(timedelta(hours=2))
    with pytest.raises((Refused, SealBroken), match="window"):
        handing_off.take(counter.publisher, delivery)


@pytest.mark.one_engine
def test_what_was_posted_in_time_is_pasted_back_after_the_window_all_the_same(counter: Counter) -> None:
    office = counter.outbox.office
    delivery = counter.handed(not_after=office.clock.now() + timedelta(hours=2))
    handing_off.take(counter.publisher, delivery)
    url = counter.post(delivery)
    office.clock.turn(timedelta(hours=3))
    assert handing_off.post_back(counter.publisher, delivery, url).row.state is DeliveryState.SENT


def test_what_was_certainly_not_posted_is_held_and_can_be_handed_over_again(counter: Counter) -> None:
    delivery = counter.handed()
    handing_off.take(counter.publisher, delivery)
    found = handing_off.not_posted(counter.publisher, delivery, "平台维护")
    assert (found.row.state, str(found.row.reason), found.taken) == (DeliveryState.HELD, "平台维护", None)
    publishing.release(counter.publisher, delivery, "平台已恢复")
    counter.outbox.serve(delivery)
    assert counter.asked(delivery) == "ask"
    counter.posted(delivery)
    assert counter.outbox.serve(delivery).state.value == "verified"
    assert [one.state for one in counter.outbox.attempts(delivery)] == [AttemptState.ABSENT, AttemptState.DONE]


def test_a_page_that_no_program_reads_is_signed_off_by_a_second_person_and_never_by_the_first(counter: Counter) -> None:
    delivery = counter.handed()
    handing_off.take(counter.publisher, delivery)
    counter.pages["/p/1"] = Answer(200, "请登录后查看".encode(), HTML)
    handing_off.post_back(counter.publisher, delivery, f"{counter.site.url}/p/1", "手机端已看到")
    assert hands.hands(counter.outbox.office.desk) == [], "the worker reads the page first"
    assert counter.outbox.serve(delivery).state.value == "sent"
    [owed] = hands.hands(counter.outbox.office.desk)
    assert owed.owes_second_look
    with pytest.raises(Refused, match="Who posted it"):
        handing_off.confirm(counter.publisher, delivery, "看过")
    found = handing_off.confirm(counter.outbox.office.reviewer1, delivery, "与定稿逐字一致")
    assert found.confirmed is not None
    assert (found.confirmed.by, found.confirmed.note) == ("reviewer1", "与定稿逐字一致")
    assert counter.state(delivery) == "sent", "verified is what a read-back showed, and nothing else"
    assert hands.hands(counter.outbox.office.desk) == []


@pytest.mark.one_engine
def test_nothing_is_signed_off_before_somebody_said_where_it_is(counter: Counter) -> None:
    delivery = counter.handed()
    with pytest.raises(Refused, match="Nobody has said"):
        handing_off.confirm(counter.outbox.office.reviewer1, delivery, "看过")


@pytest.mark.one_engine
def test_a_screenshot_is_kept_cleaned_among_the_pictures_under_its_digest(counter: Counter) -> None:
    delivery = counter.handed()
    handing_off.take(counter.publisher, delivery)
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 30, 30)).save(out, "PNG")
    found = handing_off.post_back(counter.publisher, delivery, counter.post(delivery), screenshot=out.getvalue())
    assert found.posted is not None
    kept = counter.outbox.office.desk.store.media.read(found.posted.screenshot)  # type: ignore[arg-type]
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.size == (40, 30)
    row = next(r for r in publishing.timeline(counter.outbox.office.desk, delivery).rows if "answer_there" in r.action)
    assert json.loads(row.detail)["screenshot"] == found.posted.screenshot
    with pytest.raises(Invalid):
        handing_off.post_back(
            counter.publisher, counter_second(counter), counter.post(delivery), screenshot=b"no picture"
        )


def counter_second(counter: Counter) -> DeliveryId:
    delivery = counter.handed("另一件事项")
    handing_off.take(counter.publisher, delivery)
    return delivery


@pytest.mark.one_engine
def test_the_saved_kit_holds_the_signed_words_and_only_the_taker_gets_it(counter: Counter, tmp_path: Path) -> None:
    delivery = counter.handed()
    with pytest.raises(Refused, match="not taken"):
        handing_off.save_kit(counter.publisher, delivery, tmp_path / "mine")
    handing_off.take(counter.publisher, delivery)
    place = handing_off.save_kit(counter.publisher, delivery, tmp_path / "mine")
    assert (place / "1-title.txt").read_text("utf-8") == "便民事项一次办好"
    sheet = (place / "0-order.txt").read_text("utf-8")
    assert ("publisher" in sheet, "号" in sheet, sheet.count("\n")) == (True, True, 4)
    [handed] = kits(counter.folder)
    for file in (counter.folder / handed).iterdir():
        assert (place / file.name).read_bytes() == file.read_bytes(), "the worker's kit and the taker's are one"
    with pytest.raises(Invalid, match="File exists"):
        handing_off.save_kit(counter.publisher, delivery, tmp_path / "mine")


@pytest.mark.one_engine
@pytest.mark.parametrize("point", ["before_claim", "claimed", "before_intent", "intent_committed", "outcome_unknown"])
def test_a_worker_killed_anywhere_hands_over_once_and_loses_nothing(counter: Counter, point: str) -> None:
    outbox = counter.outbox
    delivery = outbox.queued("号").id
    outbox.at_point = _ended_at(point)
    with pytest.raises(_Ended):
        outbox.serve(delivery)
    outbox.at_point = lambda _point: None
    for _ in range(6):
        if counter.state(delivery) == "ask":
            break
        outbox.office.clock.turn(timedelta(minutes=1))
        outbox.serve(delivery)
    counter.posted(delivery)
    assert outbox.serve(delivery).state.value == "verified"
    assert sum(one.state is AttemptState.DONE for one in outbox.attempts(delivery)) == 1


@pytest.mark.one_engine
def test_a_folder_that_is_away_is_tried_again_and_nobody_is_asked_for_nothing(counter: Counter) -> None:
    delivery = counter.outbox.queued("号").id
    counter.folder.rmdir()
    counter.folder.write_text("a file in its place")
    row = counter.outbox.serve(delivery)
    assert row.state.value == "queued"
    assert "can't be used" in str(row.reason)
    counter.folder.unlink()
    counter.outbox.office.clock.turn(timedelta(minutes=1))
    counter.outbox.serve(delivery)
    assert counter.asked(delivery) == "ask"


@pytest.mark.one_engine
def test_what_people_posted_people_take_away_with_a_proof(counter: Counter) -> None:
    delivery = counter.handed()
    counter.posted(delivery)
    row = counter.outbox.serve(delivery)
    by_hand = {row.account: Measure.BY_HAND}
    case = recalling.open_case(counter.outbox.office.editor, row.document, EditionKind.WITHDRAWAL, "数字有误", by_hand)
    [place] = recalling.opened(counter.outbox.office.desk, case.id).places
    assert place.row.measure is Measure.BY_HAND
    seen = Seen("gone", "已由发布人删除", row.url)
    recalling.prove(counter.publisher, case.id, place.row.ordinal, seen)
    assert counter.state(delivery) == "withdrawn"
    assert recalling.close(counter.publisher, case.id, "已办结").closed_at is not None


def test_whoever_is_not_on_an_embargos_list_sees_nothing_of_a_kit_and_everything_else(counter: Counter) -> None:
    office = counter.outbox.office
    delivery = counter.handed()
    document = counter.outbox.row(delivery).document
    few = embargoes.listed(office.desk, ["reviewer1", "publisher"])
    embargoes.tighten(office.editor, document, Terms(office.clock.now() + timedelta(hours=2), few), "未公布")
    [found] = hands.hands(office.publisher.desk)
    assert (found.row.id, "embargo" in str(found.stop)) == (delivery, True), "and it must not be posted before its end"
    with pytest.raises(Refused, match="embargo"):
        handing_off.take(office.publisher, delivery)
    assert hands.hands(office.reviewer2.desk) == []
    with pytest.raises(Veiled):
        hands.hand(office.reviewer2.desk, delivery)


def test_the_notice_that_follows_up_a_wrong_post_is_handed_over_although_its_document_is_under_recall(
    counter: Counter,
) -> None:
    office = counter.outbox.office
    wrong = counter.handed()
    counter.posted(wrong)
    document = counter.outbox.serve(wrong).document
    case = recalling.open_case(office.editor, document, EditionKind.WITHDRAWAL, "数字有误")
    office.approve(withdrawing.submit(office.editor, case.id, "原文有误，已撤回。"), "reviewer1")
    [notice] = recalling.run(counter.publisher, case.id)
    counter.outbox.serve(notice.id)
    assert counter.asked(notice.id) == "ask"
    assert hands.hand(office.desk, notice.id).stop is None
    handing_off.take(counter.publisher, notice.id)
    handing_off.post_back(counter.publisher, notice.id, counter.post(notice.id, "/p/3"))
    assert counter.outbox.serve(notice.id).state.value == "verified"
