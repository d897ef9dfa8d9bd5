"""Who is told of what people post by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.services import handing_off
from editor_app.ui import waiting
from editor_app.ui.i18n import tr
from editor_app.ui.waiting import FIRST
from tests.platforms.faulty import Answer, serving
from tests.platforms.hand_off.board import HTML
from tests.ui.views.queue.by_hand import connected, handed
from tests.ui.views.staged import new_stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.services.desk import Seat
    from editor_app.ui.tasks import Task
    from tests.ui.views.staged import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = new_stage(tmp_path / "office")
    yield made
    made.close()


def told(seat: Seat) -> list[Task]:
    return [each for each in waiting.look(seat).of(FIRST) if each.key.startswith("hand:")]


def test_what_should_have_been_out_rings_at_the_publishers_and_not_at_the_editors(stage: Stage, tmp_path: Path) -> None:
    connected(stage, tmp_path)
    delivery = handed(stage)
    assert told(stage.publisher) == []
    stage.clock.turn(timedelta(minutes=16))
    (task,) = told(stage.publisher)
    assert (task.urgent, task.tone, dict(task.arguments)) == (True, "carmine", {"delivery": delivery})
    assert tr("nobody has the kit") in task.reason
    assert told(stage.editor) == []


def test_a_second_look_is_everybodys_who_may_but_not_of_who_posted_it(stage: Stage, tmp_path: Path) -> None:
    with serving(lambda _asked: Answer(200, "请登录后查看".encode(), HTML)) as site:
        connected(stage, tmp_path, f"{site.url}/office", "other")
        delivery = handed(stage)
        handing_off.take(stage.publisher, delivery)
        handing_off.post_back(stage.publisher, delivery, f"{site.url}/p/1")
        assert told(stage.reviewers[0]) == [], "the worker reads it first"
        stage.serve(delivery)
        assert told(stage.publisher) == []
        (task,) = told(stage.reviewers[0])
        assert (task.urgent, task.place) == (False, "queue")
        handing_off.confirm(stage.reviewers[0], delivery, "逐字一致")
        assert told(stage.reviewers[0]) == []
