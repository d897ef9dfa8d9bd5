"""A practice office with the explainer in review a second time, one seal set, a number and a phrase changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.edition import Edition
from editor_app.services import documents
from editor_app.services.desk import Seat
from editor_app.services.documents import draft_of
from editor_app.ui import background
from editor_app.ui.main_window import MainWindow
from editor_app.ui.view import Place
from editor_app.ui.views.review import PLACE, reading
from editor_app.ui.views.review.reading import Case
from editor_app.ui.views.review.view import ReviewView
from tests.ui.views.staged import Stage, new_stage, unchanged


@dataclass
class Reviewed:
    """An office and the two editions of its explainer."""

    stage: Stage
    first: Edition
    second: Edition

    def case(self, reviewer: int = 1) -> Case:
        return reading.case(self.stage.reviewers[reviewer], self.second.id)


def make_reviewed(folder: Path) -> Reviewed:
    stage = new_stage(folder)
    row = documents.rows(stage.desk)[0]
    first = stage.handed_in(row.id)
    stage.sign(first, 1)
    opened = documents.opened(stage.desk, row.id)
    body = opened.revision.content.body.replace("很多咱老百姓关心的事儿都写进了文件", "许多群众关心的事项写进了文件", 1)
    content = replace(opened.revision.content, body=body.replace("2022年", "2023年", 1))
    documents.save_revision(
        stage.editor, row.id, opened.revision.id, replace(draft_of(opened.revision), content=content)
    )
    second = stage.handed_in(row.id, not_after=stage.clock.now() + timedelta(hours=3))
    return Reviewed(stage, first, stage.sign(second, 1))


@pytest.fixture(scope="session")
def only_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewed]:
    made = make_reviewed(tmp_path_factory.mktemp("reviewed") / "office")
    yield made
    background.shut_down()
    made.stage.close()


@pytest.fixture
def reviewed(only_once: Reviewed) -> Iterator[Reviewed]:
    """Made once, for tests that only look."""
    with unchanged(only_once.stage):
        yield only_once


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Reviewed]:
    """Anew, for tests that sign."""
    made = make_reviewed(tmp_path / "office")
    yield made
    background.shut_down()
    made.stage.close()


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., tuple[MainWindow, ReviewView]]:
    """A window on the review of a member, with lists or edition read."""

    def show(seat: Seat, **arguments: str) -> tuple[MainWindow, ReviewView]:
        others = [Place(key, key, "send", 50, PLACE.create) for key in ("write", "queue")]
        window = MainWindow(seat.member.name, seat=seat, places=[PLACE, *others])
        qtbot.addWidget(window)
        window.resize(1440, 900)
        window.show()
        view = window.view("review")
        assert isinstance(view, ReviewView)
        with qtbot.waitSignal(view.counted):
            window.go("review", **arguments)
        if arguments:
            qtbot.waitUntil(lambda: view.page.case is not None)
        return window, view

    return show
