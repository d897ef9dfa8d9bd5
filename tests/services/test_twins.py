from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.audit import Subject
from editor_app.domain.document import Content
from editor_app.domain.edition import EditionKind
from editor_app.platforms.bluesky import PLATFORM as BLUESKY
from editor_app.services import publishing
from editor_app.services.documents import Draft
from editor_app.services.publishing import Slot
from editor_app.services.twins import QueuedBefore, twins_of, words_of
from editor_app.storage import audit
from tests.platforms.workshop import Bench, variant

if TYPE_CHECKING:
    from editor_app.domain.edition import Edition
    from tests.services.outbox import Outbox

ENGINES = ["sqlite", "team"]
TEXT = "自 11 月 15 日起供暖，居民如遇室温不达标，可拨打 12345 热线反映，区供热办将在两小时内上门测温。" * 2


def approved(outbox: Outbox, text: str = TEXT, *names: str, title: str = "供暖通知", **chosen: object) -> Edition:
    draft = Draft(Content(title=title, body=text, source="区政务公开办"))
    return outbox.office.approve(outbox.office.submitted(draft, *(names or ("site",)), **chosen))


def test_the_same_text_in_the_queue_is_said_with_account_time_and_figure(outbox: Outbox) -> None:
    publisher = outbox.office.publisher
    publishing.queue(publisher, approved(outbox).id)
    with pytest.raises(QueuedBefore) as refused:
        publishing.queue(publisher, approved(outbox).id)
    said = str(refused.value.message)
    assert said.startswith("“site” has this text already, 100 % alike: “供暖通知”, queued, 2026-11-28 09:00")
    assert refused.value.code == "queued_before"
    assert len(publishing.status(outbox.office.desk)) == 1


def test_nearly_the_same_text_is_asked_about_and_another_one_is_not(outbox: Outbox) -> None:
    publisher = outbox.office.publisher
    first = publishing.queue(publisher, approved(outbox).id)[0]
    with pytest.raises(QueuedBefore) as refused:
        publishing.queue(publisher, approved(outbox, TEXT.replace("15 日", "16 日", 1)).id)
    [twin] = refused.value.twins
    assert twin.delivery == first.id
    assert 90 <= twin.percent < 100
    assert publishing.queue(publisher, approved(outbox, "停水通知：周六上午九时至下午四时，中山路一带停水。").id)


def test_with_a_reason_it_goes_out_again_and_the_reason_stays_on_record(outbox: Outbox) -> None:
    publisher = outbox.office.publisher
    publishing.queue(publisher, approved(outbox).id)
    second = approved(outbox)
    assert publishing.queue(publisher, second.id, again="寒潮前再提醒一次")
    with outbox.office.desk.database.read() as snapshot:
        row = audit.of_subject(snapshot, Subject("edition", second.id))[-1]
    assert (row.action, row.actor.name) == ("edition.queue", "publisher")
    assert "寒潮前再提醒一次" in row.detail


def test_of_two_people_who_queue_the_same_text_at_once_one_is_asked(outbox: Outbox) -> None:
    publisher, together = outbox.office.publisher, threading.Barrier(2)
    said: list[str] = []

    def queue(edition: Edition) -> None:
        together.wait()
        try:
            publishing.queue(publisher, edition.id)
        except QueuedBefore as before:
            said.append(before.code)
        else:
            said.append("done")

    people = [threading.Thread(target=queue, args=(each,)) for each in (approved(outbox), approved(outbox))]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(said) == ["done", "queued_before"]
    assert len(publishing.status(outbox.office.desk)) == 1


def test_what_went_out_within_a_day_counts_and_what_is_older_does_not(outbox: Outbox) -> None:
    publisher = outbox.office.publisher
    first = publishing.queue(publisher, approved(outbox).id)[0]
    assert outbox.serve(first.id).state.value == "sent"
    again = approved(outbox)
    outbox.office.clock.turn(timedelta(hours=23))
    with pytest.raises(QueuedBefore, match="sent"):
        publishing.queue(publisher, again.id)
    outbox.office.clock.turn(timedelta(hours=2))
    assert publishing.queue(publisher, again.id)


def test_another_account_and_another_day_are_no_twins(outbox: Outbox) -> None:
    outbox.connect("app", "keyed")
    publisher, now = outbox.office.publisher, outbox.office.clock.now()
    publishing.queue(publisher, approved(outbox).id, Slot(now + timedelta(days=3)))
    assert publishing.queue(publisher, approved(outbox, TEXT, "app").id)
    assert publishing.queue(publisher, approved(outbox).id), "three days lie between them"


def test_what_was_cancelled_or_never_went_out_is_no_twin(outbox: Outbox) -> None:
    publisher = outbox.office.publisher
    first = publishing.queue(publisher, approved(outbox).id)[0]
    publishing.cancel(publisher, first.id, "改期")
    assert publishing.queue(publisher, approved(outbox).id)


def test_an_unresolved_one_counts_however_old_it_is(outbox: Outbox) -> None:
    publisher = outbox.office.publisher
    first = publishing.queue(publisher, approved(outbox).id)[0]
    outbox.server.faults.put({"drop_after": 1})
    outbox.serve(first.id)
    outbox.office.clock.turn(timedelta(days=9))
    with pytest.raises(QueuedBefore, match="outcome unknown"):
        publishing.queue(publisher, approved(outbox).id)


def test_a_correction_is_meant_to_be_like_what_is_out(outbox: Outbox) -> None:
    publishing.queue(outbox.office.publisher, approved(outbox).id)
    manifest, now = approved(outbox).sealed(), outbox.office.clock.now()
    with outbox.office.desk.database.read() as snapshot:
        assert twins_of(snapshot, manifest, (now, now))
        assert twins_of(snapshot, replace(manifest, kind=EditionKind.CORRECTION), (now, now)) == []


def test_words_of_a_plain_post_stand_as_they_are() -> None:
    payload = BLUESKY.compose(variant(body="1 < 2", cover=False), "did:plc:x", Bench()).payload
    assert "1 < 2" in words_of(payload)


def test_words_are_what_readers_read_without_marks(outbox: Outbox) -> None:
    payload = approved(outbox, "**粗体**与 [链接](https://example.org/)&amp;").sealed().payloads[0]
    assert "<" in payload.parts[0].body
    words = words_of(payload)
    assert words.startswith("供暖通知")
    assert "<" not in words
    assert "粗体" in words
