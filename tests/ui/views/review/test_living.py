"""The review room beside what is live: from a real read-back, changed on the platform."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.services import documents
from editor_app.services.documents import draft_of
from editor_app.ui.views.review import reading
from editor_app.ui.views.review.living import LIVE
from tests.ui.views.staged import alter_title

if TYPE_CHECKING:
    from tests.ui.views.staged import Stage


def test_a_later_edition_is_read_beside_what_readers_see_now(stage: Stage) -> None:
    website = stage.accounts[0]
    (delivery,) = stage.queued("今冬供暖费不变", website)
    stage.serve(delivery.id, 2)
    document = stage.row(delivery.id).document
    opened = documents.opened(stage.desk, document)
    better = replace(opened.revision.content, title="今冬供暖费仍不变")
    documents.save_revision(
        stage.editor, document, opened.revision.id, replace(draft_of(opened.revision), content=better), revise=True
    )
    edition = stage.handed_in(document, website)
    case = reading.case(stage.reviewers[0], edition.id)
    (side,) = case.live.values()
    assert side.drift == ()
    assert any("仍" in each.sentence for each in side.changes)
    alter_title(stage.server, "供暖费涨价")
    stage.clock.turn(timedelta(minutes=6))
    stage.serve(delivery.id)
    case = reading.case(stage.reviewers[0], edition.id)
    (account, side) = next(iter(case.live.items()))
    assert side.live.has_drifted
    assert {each.place for each in side.drift} == {"标题"}
    page, manifest = case.compared_with(account, LIVE) or (None, None)
    assert page is not None
    assert manifest is not None
    assert page.title == "供暖费涨价"
    before, _manifest = case.compared_with(account, "reviewed") or (None, None)
    assert before is not None
    assert before.title == "今冬供暖费不变"


def test_the_edition_that_is_out_differs_from_what_is_live_only_by_its_drift(stage: Stage) -> None:
    (delivery,) = stage.queued("今冬供暖费不变", stage.accounts[0])
    stage.serve(delivery.id, 2)
    edition = stage.row(delivery.id).edition
    (side,) = reading.case(stage.reviewers[0], edition).live.values()
    assert (side.changes, side.drift) == ((), ())
