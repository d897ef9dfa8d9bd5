"""The verbs of the queue on the real worker; how often anything was published is the practice platform's own count."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING

import httpx
import pytest

from editor_app.domain.delivery import AttemptState, DeliveryState, k_of_n
from editor_app.services import asking, bulk, publishing, silence, vaults
from editor_app.services.twins import QueuedBefore
from editor_app.worker import Worker
from tests.end2end.desk import queued, real_time_outbox
from tests.services.office import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.domain.edition import Edition
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from tests.services.outbox import Outbox

S = DeliveryState
_MATTERS = ("供暖", "停水", "社保", "公交", "入学", "疫苗", "公积金", "户籍")


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    """An office at the machine's own clock, with a practice server in a thread."""
    with real_time_outbox(tmp_path) as made:
        yield made


def serve(outbox: Outbox) -> list[DeliveryRow]:
    """The queue, the oldest first, once a worker has nothing left to do."""
    worker = Worker(outbox.office.desk, vaults.opened(outbox.office.admin), lambda _outcome: None, "test")
    worker.run_until_idle()
    worker.close()
    return publishing.status(outbox.office.desk)[::-1]


def posts(outbox: Outbox) -> Counter[tuple[str, str]]:
    """How often each text is public on each channel."""
    return Counter((post.channel, post.entry.title) for post in outbox.server.ledger.posts.values() if post.public)


def obstructed(outbox: Outbox, edition: Edition) -> str:
    """The id of somebody else's file where the edition's page is to lie, so that it is refused for good."""
    slug = edition.sealed().payloads[-1].slug
    made = httpx.put(
        f"{outbox.server.url}/api/file/files/files/{slug}",
        json={"title": "别人的文件", "html": "<p>别人的文件</p>"},
        headers={"Authorization": f"Bearer {outbox.server.token}", "Idempotency-Key": "theirs"},
        trust_env=False,
    )
    number: str = made.json()["id"]
    return number


def failed(outbox: Outbox, *others: str) -> tuple[Edition, str]:
    """An edition whose delivery to `files` failed while those to the others went out, and what lies in its way."""
    outbox.connect("files", "file")
    edition = outbox.approved(*others, "files")
    obstacle = obstructed(outbox, edition)
    publishing.queue(outbox.office.publisher, edition.id)
    serve(outbox)
    return edition, obstacle


def test_c4_one_of_five_fails_and_its_retry_is_one_request(outbox: Outbox) -> None:
    others = [f"account-{number}" for number in range(4)]
    for name in others:
        outbox.connect(name)
    _edition, obstacle = failed(outbox, *others)
    rows = publishing.status(outbox.office.desk)
    assert k_of_n([row.state for row in rows]) == (4, 5)
    assert Counter(row.state for row in rows) == {S.VERIFIED: 4, S.FAILED: 1}
    outbox.server.ledger.forget(obstacle)
    before = outbox.publishing_requests()
    made = bulk.retry_many(outbox.office.publisher, [row.id for row in rows])
    assert (len(made.done), len(made.refused)) == (1, 4)
    assert {row.state for row in serve(outbox)} == {S.VERIFIED}
    assert outbox.publishing_requests() - before == 1
    assert set(posts(outbox).values()) == {1}


@pytest.mark.parametrize("deed", ["queue", "retry"])
def test_c5_twenty_clicks_in_two_processes_are_one_request(outbox: Outbox, deed: str) -> None:
    if deed == "queue":
        outbox.connect("files", "file")
        subject: str = outbox.approved("files").id
    else:
        _edition, obstacle = failed(outbox)
        outbox.server.ledger.forget(obstacle)
        subject = publishing.status(outbox.office.desk)[0].id
    before = outbox.publishing_requests()
    said = Counter(clicked(outbox, deed, subject))
    assert said["done"] == 1, said
    assert sum(said.values()) == 20
    assert set(said) <= {"done", "refused", "conflict"}
    assert [row.state for row in serve(outbox)] == [S.VERIFIED]
    assert outbox.publishing_requests() - before == 1
    assert set(posts(outbox).values()) == {1}


def clicked(outbox: Outbox, deed: str, subject: str) -> list[str]:
    """What came of ten clicks in each of two processes, all begun together while a worker serves."""
    line = [sys.executable, "-m", "tests.end2end.impatient", str(outbox.office.desk.store.folder), "publisher"]
    environment = {**os.environ, "EDITOR_APP_PASSPHRASE": PASSPHRASE}
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    [*line, deed, subject], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
            )
            for _ in range(2)
        ]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        said = [process.communicate()[0] for process in processes]
    return [word for each in said for word in json.loads(each)]


def test_c6_the_same_text_goes_out_a_second_time_only_with_a_reason(outbox: Outbox) -> None:
    outbox.connect("site")
    publisher = outbox.office.publisher
    queued(outbox, "便民事项", "site")
    again = outbox.approved("site", title="便民事项")
    with pytest.raises(QueuedBefore, match="100 %"):
        publishing.queue(publisher, again.id)
    assert [row.state for row in serve(outbox)] == [S.VERIFIED]
    with pytest.raises(QueuedBefore, match="verified"):
        publishing.queue(publisher, again.id)
    assert outbox.publishing_requests() == 1
    publishing.queue(publisher, again.id, again="上一则发在了下班后")
    assert {row.state for row in serve(outbox)} == {S.VERIFIED}
    assert outbox.publishing_requests() == 2


@pytest.mark.timeout(240)
def test_c34_after_a_freeze_no_request_comes_and_each_released_one_goes_out_once(outbox: Outbox) -> None:
    names = [f"account-{number}" for number in range(6)]
    for name in names:
        outbox.connect(name, "keyed")
    for matter in _MATTERS:
        queued(outbox, f"{matter}业务办理须知", *names)
    publisher, wanted = outbox.office.publisher, len(names) * len(_MATTERS)
    with another_worker(outbox) as worker:
        pause = threading.Event()
        while outbox.publishing_requests() < len(names):
            pause.wait(0.005)
        done = silence.freeze(publisher, "国家公祭日")
        asked_for = outbox.publishing_requests()
        assert worker.wait(120) == 0
    assert outbox.publishing_requests() == asked_for < wanted, "the platform saw nothing after the freeze returned"
    assert done.under_way == 0
    states = Counter(row.state for row in publishing.status(outbox.office.desk))
    assert set(states) == {S.VERIFIED, S.HELD}
    assert silence.lift(publisher, "已过零点") == 0
    assert Counter(row.state for row in serve(outbox)) == states, "a lift sends nothing"
    for row in publishing.status(outbox.office.desk):
        if row.state is S.HELD:
            publishing.release(publisher, row.id, "核对过，可以发")
    assert {row.state for row in serve(outbox)} == {S.VERIFIED}
    assert outbox.publishing_requests() == wanted
    assert posts(outbox) == {(name, f"{matter}业务办理须知"): 1 for name in names for matter in _MATTERS}


def another_worker(outbox: Outbox) -> subprocess.Popen[bytes]:
    """A worker in a process of its own, until it has nothing left to do."""
    line = [
        sys.executable, "-m", "tests.end2end.victim", str(outbox.office.desk.store.folder), "publisher", "never", "-"
    ]  # fmt: skip
    return subprocess.Popen(line, env={**os.environ, "EDITOR_APP_PASSPHRASE": PASSPHRASE})


def test_a_lost_reply_that_nobody_can_look_up_is_answered_in_three_ways(outbox: Outbox) -> None:
    publisher, desk = outbox.office.publisher, outbox.office.desk
    for name, fault in (("there", "drop_after"), ("not-there", "drop_before"), ("left", "drop_after")):
        outbox.connect(name, "public-blind")
        queued(outbox, "便民事项", name)
        outbox.server.faults.put({fault: 1})
        serve(outbox)
    there, not_there, left = (case.row.id for case in asking.cases(desk))
    before = outbox.publishing_requests()
    assert (before, sum(posts(outbox).values())) == (3, 2)
    address = next(p for p in outbox.server.ledger.posts.values() if p.channel == "there")
    asking.answer_there(publisher, there, f"{outbox.server.url}/read/{address.id}")
    asking.answer_not_there(publisher, not_there)
    asking.leave(publisher, left, "等运维回话")
    assert [row.state for row in serve(outbox)] == [S.SENT, S.SENT, S.ASK]
    assert outbox.publishing_requests() - before == 1, "only what was not there is sent again"
    assert posts(outbox) == {(name, "便民事项"): 1 for name in ("there", "not-there", "left")}
    states = [[attempt.state for attempt in outbox.attempts(one)] for one in (there, not_there, left)]
    assert states == [[AttemptState.DONE], [AttemptState.ABSENT, AttemptState.DONE], [AttemptState.UNKNOWN]]
    answers = [row for one in (there, not_there, left) for row in publishing.timeline(desk, one).rows]
    assert [(row.action, row.actor.name) for row in answers if row.actor.key.startswith("member:")][1::2] == [
        ("delivery.answer_there", "publisher"),
        ("delivery.answer_not_there", "publisher"),
        ("delivery.leave", "publisher"),
    ]
