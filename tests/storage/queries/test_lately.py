from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.delivery import DeliveryState, Event
from editor_app.domain.text import T
from editor_app.storage.queries import deliveries, lately
from editor_app.storage.queries.deliveries import Change
from tests.storage.scene import Scene, approved, queue, sent, write_document

if TYPE_CHECKING:
    from datetime import datetime

DAY = timedelta(days=1)


def found(scene: Scene, account: int = 0, after: int = 0) -> list[lately.Lately]:
    span: tuple[datetime, datetime] = (scene.work.at - DAY, scene.work.at + DAY)
    return lately.lately(scene.work, scene.accounts[account].id, span, after)


def test_what_waits_and_what_is_out_is_found_for_its_account_the_newest_first(scene: Scene) -> None:
    out = sent(scene, approved(scene, write_document(scene)))
    waiting = queue(scene, approved(scene, write_document(scene)))
    assert [(one.id, one.state) for one in found(scene)] == [
        (waiting.id, DeliveryState.QUEUED),
        (out.id, DeliveryState.SENT),
    ]
    assert found(scene, account=1) == []


def test_what_is_cancelled_or_of_another_day_is_not_found(scene: Scene) -> None:
    gone = queue(scene, approved(scene, write_document(scene)))
    deliveries.move(scene.work, gone, Event.CANCEL, Change(reason=T("Wait.")))
    sent(scene, approved(scene, write_document(scene)))
    scene.work.at += 2 * DAY
    assert found(scene) == []


def test_only_later_lines_of_the_audit_log_are_looked_at_when_asked(scene: Scene) -> None:
    queue(scene, approved(scene, write_document(scene)))
    seen = scene.work.sequence
    newer = queue(scene, approved(scene, write_document(scene)))
    assert [one.id for one in found(scene, after=seen)] == [newer.id]
