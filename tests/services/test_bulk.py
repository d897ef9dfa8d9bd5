from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Invalid
from editor_app.domain.identifiers import DeliveryId
from editor_app.services import bulk, publishing, silence
from editor_app.storage import audit

if TYPE_CHECKING:
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.text import Text
    from tests.services.outbox import Outbox

ENGINES = ["sqlite", "postgresql"]


def _queued(outbox: Outbox, number: int) -> list[Delivery]:
    return [outbox.queued("site", f"事项{place}") for place in range(number)]


def test_a_deed_on_many_leaves_a_line_for_each_and_says_which_were_refused(outbox: Outbox) -> None:
    publisher, desk = outbox.office.publisher, outbox.office.desk
    first, second, third = (outbox.queued("site", title) for title in ("甲事项", "乙事项", "丙事项"))
    publishing.cancel(publisher, third.id, "不发了")
    wanted = [first.id, third.id, second.id, first.id, DeliveryId("ffffffff")]
    made = bulk.hold_many(publisher, wanted, "等名单")
    assert [one.id for one in made.done] == [first.id, second.id]
    assert [(one, error.code) for one, error in made.refused] == [(third.id, "refused"), ("ffffffff", "not_found")]
    for one in (first, second):
        assert "等名单" in publishing.timeline(desk, one.id).rows[-1].detail
    released = bulk.release_many(publisher, [first.id, second.id], "名单已到")
    assert {one.state.value for one in released.done} == {"queued"}
    assert len(bulk.cancel_many(publisher, [first.id, second.id], "改期").done) == 2
    with pytest.raises(Invalid, match="reason"):
        bulk.hold_many(publisher, wanted, " ")


def test_retrying_many_touches_the_failed_ones_only(outbox: Outbox) -> None:
    publisher = outbox.office.publisher
    out = outbox.queued("site", "已经发出的一则")
    outbox.serve(out.id)
    made = bulk.retry_many(publisher, [out.id])
    assert (made.done, [one for one, _ in made.refused]) == ((), [out.id])
    assert outbox.publishing_requests() == 1


def test_each_batch_is_whole_and_what_was_cut_short_goes_on_where_it_ended(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    publisher, desk = outbox.office.publisher, outbox.office.desk
    wanted = [one.id for one in _queued(outbox, 5)]
    told: list[float] = []

    def progress(share: float, _what: Text) -> None:
        told.append(share)
        if len(told) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        bulk.hold_many(publisher, wanted, "等名单", progress)
    assert told == [0, 0.4, 0.8]
    assert [outbox.delivery(one).state.value for one in wanted] == ["held"] * 4 + ["queued"]
    again = bulk.hold_many(publisher, wanted, "等名单")
    assert ([one.id for one in again.done], len(again.refused)) == (wanted[4:], 4)
    with desk.database.read() as snapshot:
        assert audit.first_altered(snapshot) is None


def test_one_that_somebody_else_moved_meanwhile_stops_no_other(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    publisher = outbox.office.publisher
    first, second, third = _queued(outbox, 3)
    judged = bulk._judged

    def slow(snapshot: object, wanted: DeliveryId, wish: object) -> object:
        found = judged(snapshot, wanted, wish)  # type: ignore[arg-type]
        if wanted == third.id and outbox.delivery(second.id).state.value == "queued":
            publishing.cancel(publisher, second.id, "不发了")
        return found

    monkeypatch.setattr(bulk, "_judged", slow)
    made = bulk.hold_many(publisher, [first.id, second.id, third.id], "等名单")
    assert [one.id for one in made.done] == [first.id, third.id]
    assert [(one, error.code) for one, error in made.refused] == [(second.id, "refused")]


def test_nothing_is_released_together_while_a_freeze_stands(outbox: Outbox) -> None:
    publisher = outbox.office.publisher
    wanted = [one.id for one in _queued(outbox, 2)]
    bulk.hold_many(publisher, wanted, "等名单")
    with outbox.office.desk.database.read() as snapshot:
        silence.require_none(snapshot)
    silence.freeze(publisher, "国家公祭日")
    made = bulk.release_many(publisher, wanted, "名单已到")
    assert (made.done, {error.code for _one, error in made.refused}) == ((), {"refused"})
