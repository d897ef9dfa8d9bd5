"""Pictures of the review room in a real window on a real practice office, to be judged by eye beside the mock-ups.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.review.pictures FOLDER [SCENE...]
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from editor_app.ui import preferences, startup, theme
from editor_app.ui.app import session_of, window_for
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.review.picture_pair import Pair, PicturePair
from editor_app.ui.views.review.view import ReviewView
from tests.ui.views.review.conftest import Reviewed, make_reviewed
from tests.ui.views.review.talk import talked_about

LOOKS = [
    (language, look, size)
    for language in ("zh_CN", "en")
    for look in ("light", "dark")
    for size in ((1440, 900), (1280, 720))
]
FEW = [LOOKS[0], LOOKS[3], LOOKS[5]]


def main() -> int:
    """Every scene in both languages, light and dark, large and small; FEW=1 in the environment: three of them."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    kept = preferences.Preferences(Path(tempfile.mkdtemp()) / "preferences.ini")
    kept.see_tour()
    preferences.use(kept)
    startup.make_application((), kept)
    office = make_reviewed(Path(tempfile.mkdtemp()) / "office")
    talked_about(office)
    window = window_for(office.stage.reviewers[1])
    window.show()
    for scene in sys.argv[2:] or list(SCENES):
        for name, view in _poses(window, scene, office):
            SCENES[scene](office, view)
            _wait(900)
            window.grab().save(str(folder / name))
            for overlay in window.findChildren(_dialogs()):
                overlay.leave()
    sys.stdout.flush()
    os._exit(0)


def _dialogs() -> type:
    from editor_app.ui.overlay import Overlay

    return Overlay


def _poses(window: MainWindow, scene: str, office: Reviewed) -> Iterator[tuple[str, ReviewView]]:
    for language, look, (width, height) in FEW if os.environ.get("FEW") else LOOKS:
        startup.speak(language)
        theme.active().choose(look)
        session_of(window).rebuild()
        window.resize(width, height)
        window.go("review", **({} if scene == "shelf" else {"edition": office.second.id}))
        _wait(900)
        view = window.view("review")
        assert isinstance(view, ReviewView)
        yield f"{scene}-{language}-{look}-{width}x{height}.png", view


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
    _wait(300)
    view.signing.ask_seal()


def _aloud(_office: Reviewed, view: ReviewView) -> None:
    view.aloud.turn()
    _wait(500)
    for _ in range(4):
        view.aloud.next()


def _pair(_office: Reviewed, view: ReviewView) -> None:
    case = view.page.case
    assert case is not None
    images = list(case.pictures.values())
    pair = PicturePair(view, Pair(1, images[0], images[-1], "1280 × 853 · 312 KB", "640 × 427 · 134 KB"))
    pair.ask()
    pair.modes.choose("swipe")


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


SCENES: dict[str, Callable[[Reviewed, ReviewView], None]] = {
    "shelf": _shelf,
    "room": _room,
    "comments": _comments,
    "ask": _ask,
    "seal": _seal,
    "aloud": _aloud,
    "pair": _pair,
}

if __name__ == "__main__":
    sys.exit(main())
