"""Pictures of the review room in a real window on a real practice office, to be judged by eye beside the mock-ups.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.review.pictures FOLDER [SCENE...]
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from editor_app.domain.anchor import Region
from editor_app.domain.approval import Decision, Route, StageKind
from editor_app.domain.approval import Stage as RouteStage
from editor_app.domain.edition import EditionKind
from editor_app.domain.identifiers import RouteId
from editor_app.services import approvals, documents, embargoes, routes
from editor_app.services.approvals import Word
from editor_app.services.embargoes import Terms
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.review.living import LIVE
from editor_app.ui.views.review.packet_dialogs import PAPER
from editor_app.ui.views.review.picture_pair import Pair, PicturePair
from editor_app.ui.views.review.view import ReviewView
from tests.ui.pictures import Play, run, wait
from tests.ui.views.review.conftest import Reviewed, make_reviewed
from tests.ui.views.review.talk import talked_about
from tests.ui.views.staged import Stage, alter_title


def make(folder: Path) -> Play:
    """The explainer in review a second time, with comments."""
    office = make_reviewed(folder)
    talked_about(office)
    corrected(office.stage)
    scenes = {name: partial(_shown, office, name, show) for name, show in SCENES.items()}
    return Play(office.stage.reviewers[1], scenes)


def _shown(office: Reviewed, name: str, show: Callable[[Reviewed, ReviewView], None], window: MainWindow) -> None:
    window.go("review", **({} if name == "shelf" else {"edition": office.second.id}))
    wait(900)
    view = window.view("review")
    assert isinstance(view, ReviewView)
    show(office, view)


def _shelf(_office: Reviewed, view: ReviewView) -> None:
    view.show_shelf()


def _room(_office: Reviewed, _view: ReviewView) -> None:
    """As it opens."""


def _comments(_office: Reviewed, view: ReviewView) -> None:
    view.page.side.verticalScrollBar().setValue(10_000)
    view.commenting.step(1)


def _ask(_office: Reviewed, view: ReviewView) -> None:
    page = view.page.page
    page.setTextCursor(page.document().find("掌上办"))
    view.commenting.ask()


def _seal(office: Reviewed, view: ReviewView) -> None:
    for account in office.stage.accounts:
        view.page.open_variant(account)
    wait(300)
    view.signing.ask_seal()


def _aloud(_office: Reviewed, view: ReviewView) -> None:
    view.aloud.turn()
    wait(500)
    for _ in range(4):
        view.aloud.next()


def _embargo(office: Reviewed, view: ReviewView) -> None:
    """A loosening that waits for this reviewer."""
    document, stage = office.second.document, office.stage
    if not embargoes.standing(stage.desk, document).history:
        names = [stage.reviewers[1].member.name, stage.reviewers[0].member.name]
        terms = Terms(stage.clock.now() + timedelta(hours=20), embargoes.listed(stage.desk, names))
        embargoes.tighten(stage.editor, document, terms, "发布会之前不得外传")
        embargoes.loosen(stage.editor, document, Terms(None, None), "数字已由统计局公布")
    view.ask_embargo()


def _packet_out(_office: Reviewed, view: ReviewView) -> None:
    view.packeting.ask_out()


def _packet_in(_office: Reviewed, view: ReviewView) -> None:
    view.packeting.ask_in()


def _paper(_office: Reviewed, view: ReviewView) -> None:
    view.packeting.ask_in()
    assert view.packeting.into is not None
    view.packeting.into.kind.choose(PAPER)
    view.packeting.into.name.set_text("王教授")


def _point(_office: Reviewed, view: ReviewView) -> None:
    view.commenting.ask_subject(1)
    wait(900)
    dialog = view.commenting.subjecting.dialog
    assert dialog is not None
    dialog.canvas.mark(Region(150, 250, 300, 350))


def _live(office: Reviewed, view: ReviewView) -> None:
    """A correction beside what somebody changed on the platform."""
    stage = office.stage
    view.open_edition(corrected(stage))
    wait(900)
    choice = view.page.side.changes.choice
    assert choice is not None
    choice.choose(LIVE)
    choice.chosen.emit(LIVE)


def corrected(stage: Stage) -> str:
    """The second edition of what is out and was changed there; made once."""
    found = next((row for row in documents.rows(stage.desk) if row.title == "今冬供暖费仍不变"), None)
    if found is not None and found.edition is not None:
        return found.edition
    (delivery,) = stage.queued("今冬供暖费不变", stage.accounts[0])
    stage.serve(delivery.id, 2)
    alter_title(stage.server, "今冬供暖费上涨")
    stage.clock.turn(timedelta(minutes=6))
    stage.serve(delivery.id)
    opened = documents.opened(stage.desk, stage.row(delivery.id).document)
    better = replace(
        opened.revision.content, title="今冬供暖费仍不变", body="第一段，共 13 件事。\n\n第二段说明怎么办理。"
    )
    draft = replace(documents.draft_of(opened.revision), content=better)
    documents.save_revision(stage.editor, opened.document.id, opened.revision.id, draft, revise=True)
    return stage.handed_in(opened.document.id, stage.accounts[0]).id


def _pair(_office: Reviewed, view: ReviewView) -> None:
    case = view.page.case
    assert case is not None
    images = list(case.pictures.values())
    pair = PicturePair(view, Pair(1, images[0], images[-1], "1280 × 853 · 312 KB", "640 × 427 · 134 KB"))
    pair.ask()
    pair.modes.choose("swipe")


def _again(office: Reviewed, view: ReviewView) -> None:
    """An approval with a latest time of use, looked at once more by who signed it."""
    stage = office.stage
    title = "周末公交安排"
    if not any(row.title == title for row in documents.rows(stage.desk)):
        last = RouteStage(1, StageKind.REVIEW, "终审", "对发布的决定负责。", 1)
        routes.add(stage.publisher, Route(RouteId(""), "限时", (last,), frozenset({EditionKind.PUBLICATION}), 2))
        made = stage.submitted(title, stage.accounts[0], route="限时")
        approvals.decide(stage.reviewers[1], made.id, Word(Decision.APPROVE, made.digest))
    edition = next(row.edition for row in documents.rows(stage.desk) if row.title == title)
    assert edition is not None
    view.open_edition(edition)
    wait(900)
    view.again.ask()


SCENES: dict[str, Callable[[Reviewed, ReviewView], None]] = {
    "shelf": _shelf,
    "room": _room,
    "comments": _comments,
    "ask": _ask,
    "seal": _seal,
    "aloud": _aloud,
    "pair": _pair,
    "point": _point,
    "packet-out": _packet_out,
    "packet-in": _packet_in,
    "paper": _paper,
    "live": _live,
    "embargo": _embargo,
    "return": lambda _office, view: view.signing.ask_return(),
    "again": _again,
}

if __name__ == "__main__":
    run(make)
