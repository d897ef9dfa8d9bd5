"""The office's own sites and client through the real sender: faults at every visible step, one post each, read back."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.approval import Decision
from editor_app.domain.delivery import DeliveryState
from editor_app.platforms.cap import Kind, message_in
from editor_app.platforms.contract import Connection
from editor_app.services import accounts, approvals, lane, publishing
from editor_app.services.approvals import Word
from editor_app.services.lane import Alarm
from tests.platforms.alarm import faults_of
from tests.platforms.faulty import serving
from tests.platforms.honest import in_feed
from tests.platforms.site_s3 import bucket
from tests.platforms.site_sftp import sshd
from tests.platforms.site_webdav import dav
from tests.platforms.webhook import client
from tests.services.emergency_values import values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from editor_app.domain.identifiers import DeliveryId
    from tests.services.outbox import Outbox

SITE = {"base_url": "https://news.example.gov.cn"}


@dataclass(frozen=True)
class Ground:
    """A place to publish, how its next visible request fails, and what readers find there."""

    connection: Connection
    fail: Callable[[str], None]
    titles: Callable[[], list[str]]


@contextmanager
def ground(kind: str, folder: Path) -> Iterator[Ground]:
    """A new, empty one of that kind."""
    if kind == "site_sftp":
        with sshd.serving(folder / "www") as server:
            feed = folder / "www" / "feed.json"
            listed = lambda: in_feed(feed.read_bytes())  # noqa: E731 - one of four
            yield Ground(server.connection(**SITE), lambda fault: server.faults.update(rename=fault), listed)
    elif kind == "site_s3":
        objects = bucket.Bucket()
        with serving(objects) as running:
            where = replace(bucket.connection(running.url), options=SITE)
            fail = lambda fault: running.faults.update(PUT=fault)  # noqa: E731
            yield Ground(where, fail, lambda: in_feed(objects.objects["www/feed.json"]))
    elif kind == "site_webdav":
        files = dav.Dav()
        with serving(files) as running:
            where = replace(dav.connection(running.url), options=SITE)
            fail = lambda fault: running.faults.update(MOVE=fault)  # noqa: E731
            yield Ground(where, fail, lambda: in_feed(files.files["feed.json"]))
    else:
        with client.running() as running_client:
            fail = lambda fault: running_client.server.faults.update(POST=fault)  # noqa: E731
            yield Ground(running_client.connection, fail, running_client.shown)


def ended(outbox: Outbox, delivery: DeliveryId, before: Callable[[], None]) -> DeliveryState:
    """Where a delivery stands once nothing moves; `before` happens before each of the first passes."""
    for turn in range(12):
        if turn < 3:
            before()
        row = outbox.serve(delivery)
        if row.state is DeliveryState.VERIFIED:
            return row.state
        outbox.office.clock.turn(timedelta(minutes=3))
    return outbox.row(delivery).state


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
@pytest.mark.parametrize("kind", ["site_sftp", "site_s3", "site_webdav", "webhook"])
def test_whatever_fails_on_the_way_readers_get_it_once(outbox: Outbox, tmp_path: Path, kind: str, fault: str) -> None:
    with ground(kind, tmp_path) as place:
        accounts.add(outbox.office.admin, kind, "门户", place.connection)
        delivery = outbox.queued("门户")
        assert ended(outbox, delivery.id, lambda: place.fail(fault)) is DeliveryState.VERIFIED
        assert len(place.titles()) == 1
        outbox.links.close()
    receipt = outbox.delivery(delivery.id).receipt
    assert receipt is not None
    assert receipt.url.startswith("http")


def test_an_emergency_warns_machines_from_the_lane_to_the_read_back(outbox: Outbox, tmp_path: Path) -> None:
    site = tmp_path / "www"
    office = outbox.office
    account = accounts.add(office.admin, "site_folder", "门户", Connection(str(site), options=SITE))
    made = lane.begin(office.editor, "severe-weather", "zh-CN", values(place="滨河街道"))
    edition = lane.submit(office.editor, made.document.id, Alarm((account.id,), "暴雨", {}))
    approvals.decide(office.reviewer1, edition.id, Word(Decision.APPROVE, edition.digest))
    [delivery] = publishing.queue(office.publisher, edition.id)
    assert ended(outbox, delivery.id, lambda: None) is DeliveryState.VERIFIED
    [path] = (site / "alerts").glob("*.xml")
    document = path.read_bytes()
    told = message_in(document)
    assert faults_of(document) == []
    assert told is not None
    assert (told.kind, told.identifier) == (Kind.ALERT, f"press-desk-{delivery.key}")
    assert "<areaDesc>滨河街道</areaDesc>" in told.info
