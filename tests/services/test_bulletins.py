"""Through the real worker to a mail server: refusals are recorded, the unknown is asked about, none goes out twice."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.audit import Subject
from editor_app.domain.document import Content
from editor_app.domain.text import text_from_json
from editor_app.platforms.email_bulletin import PLATFORM
from editor_app.services import accounts, asking, publishing
from editor_app.services.documents import Draft
from editor_app.storage import audit
from tests.platforms.email_bulletin.post_office import SENDER, PostOffice, connection, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from tests.services.outbox import Outbox

READERS = tuple(f"r{n}@press.test" for n in range(3))


@dataclass
class Desk:
    """The office's outbox, and its account on a mail server."""

    outbox: Outbox
    post: PostOffice

    def queued(self) -> DeliveryId:
        office = self.outbox.office
        draft = Draft(Content(title="便民事项一次办好", body="共 12 件事。", source="区政务公开办"))
        edition = office.approve(office.submitted(draft, "mail"))
        return publishing.queue(office.publisher, edition.id)[0].id

    def serve(self, delivery: DeliveryId, after: timedelta = timedelta(0)) -> DeliveryRow:
        self.outbox.office.clock.turn(after)
        return self.outbox.serve(delivery)

    def actions(self, delivery: DeliveryId) -> dict[str, audit.AuditRow]:
        """The newest line of the audit log for each deed."""
        with self.outbox.office.desk.database.read() as snapshot:
            return {row.action: row for row in audit.of_subject(snapshot, Subject("delivery", delivery))}


@pytest.fixture
def desk(outbox: Outbox) -> Iterator[Desk]:
    with serving() as post:
        accounts.add_for_practice(
            outbox.office.admin, "email_bulletin", "mail", connection(post, to=", ".join(READERS)), f"mail:{SENDER}"
        )
        yield Desk(outbox, post)


def test_a_bulletin_is_sent_and_never_called_verified_and_the_record_says_whom_the_server_refused(desk: Desk) -> None:
    desk.post.refusals = {READERS[1]: "550 5.1.1 no such user"}
    delivery = desk.queued()
    assert desk.serve(delivery).state.value == "sent"
    assert desk.serve(delivery).state.value == "sent"
    row = desk.actions(delivery)["delivery.unreadable"]
    said = str(text_from_json(json.loads(row.detail)["reason"]))
    assert "2 of 3 recipients" in said
    assert READERS[1] in said
    assert desk.post.reached() == [READERS[0], READERS[2]]
    later = desk.serve(delivery, timedelta(days=2))
    assert (later.state.value, len(desk.post.letters)) == ("sent", 2)


@pytest.mark.parametrize("arrived", [True, False])
def test_a_letter_whose_answer_was_lost_is_a_persons_to_judge_and_others_go_on(desk: Desk, *, arrived: bool) -> None:
    delivery = desk.queued()
    desk.post.faults = ["", "drop_after" if arrived else "malformed"]
    assert desk.serve(delivery).state.value == "unknown"
    assert desk.serve(delivery, PLATFORM.settle + timedelta(seconds=1)).state.value == "ask"
    assert desk.post.reached() == list(READERS[:2])
    if not arrived:
        desk.post.letters.pop()  # the server has lost it after all
        asking.answer_not_there(desk.outbox.office.publisher, delivery)
    else:
        asking.answer_there(desk.outbox.office.publisher, delivery, desk.post.url)
    assert desk.serve(delivery).state.value == "sent"
    assert sorted(desk.post.reached()) == list(READERS)


def test_a_server_that_asks_to_come_later_is_asked_later_and_nobody_reads_it_twice(desk: Desk) -> None:
    delivery = desk.queued()
    desk.post.refusals = {READERS[1]: "450 4.7.1 greylisted"}
    row = desk.serve(delivery)
    assert (row.state.value, "come later" in str(row.reason)) == ("queued", True)
    desk.post.refusals = {}
    assert desk.serve(delivery, timedelta(minutes=6)).state.value == "sent"
    assert desk.post.reached() == list(READERS)
