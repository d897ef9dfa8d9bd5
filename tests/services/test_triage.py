from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.delivery import DeliveryState
from editor_app.services import publishing, silence, triage

if TYPE_CHECKING:
    import pytest

    from tests.services.outbox import Outbox


def test_what_a_freeze_holds_is_listed_until_somebody_decides_and_nothing_else_is(outbox: Outbox) -> None:
    outbox.connect("app", "keyed")
    publisher = outbox.office.publisher
    site, app = publishing.queue(publisher, outbox.approved("site", "app").id)
    other = publishing.queue(publisher, outbox.approved("site").id, again="another one")[0]
    publishing.hold(publisher, other.id, "by a person")
    silence.freeze(publisher, "a wrong figure")
    assert {row.id for row in triage.stopped(outbox.office.desk).rows} == {site.id, app.id}
    silence.lift(publisher, "the figure is right")
    assert {row.state for row in triage.stopped(outbox.office.desk).rows} == {DeliveryState.HELD}
    publishing.release(publisher, site.id, "looked at")
    publishing.cancel(publisher, app.id, "no longer true")
    assert triage.stopped(outbox.office.desk).rows == ()


def test_one_held_again_by_a_person_after_its_release_is_no_longer_the_freeze_s(outbox: Outbox) -> None:
    publisher = outbox.office.publisher
    one = publishing.queue(publisher, outbox.approved("site").id)[0]
    silence.freeze(publisher, "a wrong figure")
    silence.lift(publisher, "the figure is right")
    publishing.release(publisher, one.id, "looked at")
    publishing.hold(publisher, one.id, "something else")
    assert triage.stopped(outbox.office.desk).rows == ()


def test_every_one_is_reached_page_by_page_and_all_are_counted(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triage, "PAGE", 2)
    desk, publisher = outbox.office.desk, outbox.office.publisher
    made = [outbox.queued("site", f"事项{place}").id for place in range(5)]
    silence.freeze(publisher, "a wrong figure")
    found, last = [], None
    while rows := triage.stopped(desk, last).rows:
        assert len(rows) <= 2
        last = rows[-1]
        found += [row.id for row in rows]
    assert found == made
    page = triage.stopped(desk)
    assert (page.held, page.expired) == (5, 0)
