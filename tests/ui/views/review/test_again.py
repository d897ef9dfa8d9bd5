from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.approval import Route, Stage, StageKind
from editor_app.domain.edition import EditionKind
from editor_app.domain.identifiers import RouteId
from editor_app.services import documents, duties, routes
from editor_app.ui.dialogs import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.review.view import ReviewView
    from tests.ui.views.review.conftest import Reviewed


def test_an_approval_with_a_latest_use_is_looked_at_again_by_one_button(
    qtbot: QtBot, fresh: Reviewed, shown: Callable[..., tuple[MainWindow, ReviewView]]
) -> None:
    stage = fresh.stage
    first = Stage(1, StageKind.REVIEW, "终审", "负总责。", 1)
    routes.add(stage.publisher, Route(RouteId(""), "限时", (first,), frozenset({EditionKind.PUBLICATION}), 2))
    row = documents.rows(stage.desk)[0]
    edition = stage.sign(stage.handed_in(row.id, route="限时"), 1)
    _window, other = shown(stage.editor, edition=edition.id)
    assert other.again.button.isHidden()
    assert other.again.why_not()
    _window, view = shown(stage.reviewers[0], edition=edition.id)
    assert view.page.case is not None
    before = view.page.case.record.use_until
    assert before is not None
    assert view.again.button.isVisible()
    view.again.button.click()
    assert isinstance(view.again.question, Question)
    assert not _window.grab().isNull()
    with qtbot.waitSignal(view.again.signed, timeout=20_000):
        view.again.question.answer("again")
    with stage.desk.database.read() as snapshot:
        after = duties.use_until(snapshot, edition.sealed())
    assert after is not None
    assert after > before


def test_what_is_in_review_is_not_looked_at_again(
    fresh: Reviewed, shown: Callable[..., tuple[MainWindow, ReviewView]]
) -> None:
    _window, view = shown(fresh.stage.reviewers[1], edition=fresh.second.id)
    assert view.again.button.isHidden()
    view.again.ask()
    assert view.again.question is None
