"""Pictures of handing over by hand in a real window, to be judged by eye.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.queue.hand_pictures FOLDER [SCENE...]
"""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.domain.identifiers import DeliveryId
from editor_app.services import handing_off
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.queue.view import QueueView
from tests.platforms.faulty import Answer, Faulty
from tests.platforms.hand_off.board import HTML
from tests.ui.pictures import Play, run, wait
from tests.ui.views.queue.by_hand import connected, handed
from tests.ui.views.staged import Stage, new_stage

if TYPE_CHECKING:
    from collections.abc import Callable

PHOTO = Path(__file__).parents[4] / "resources"


def make(folder: Path) -> Play:
    """Three accounts of hands: a kit that nobody has, one in hand, and a post that no program can read."""
    stage = new_stage(folder)
    photo = next(PHOTO.rglob("summer-palace.jpg")).read_bytes()
    ids: dict[str, DeliveryId] = {}
    site = Faulty(lambda _asked: Answer(200, "请登录后查看".encode(), HTML))  # ends with the script
    for service, name in (("zhihu", "知乎机构号"), ("toutiao", "政务头条号"), ("other", "澎湃政务号")):
        connected(stage, folder.parent, f"{site.url}/{service}", service, name)
        ids[service] = handed(stage, picture=photo, name=name)
    handing_off.take(stage.publisher, ids["toutiao"])
    handing_off.give_back(stage.publisher, ids["toutiao"], "值班交接")
    handing_off.take(stage.publisher, ids["toutiao"])
    handing_off.take(stage.publisher, ids["other"])
    handing_off.post_back(
        stage.publisher, ids["other"], f"{site.url}/newsDetail_forward_25612345", "手机端已看到", photo
    )
    stage.serve(ids["other"])
    stage.clock.turn(timedelta(minutes=5))
    shows = {"hand-free": ("zhihu", False), "hand-kit": ("zhihu", True), "hand-mine": ("toutiao", True),
             "hand-second": ("other", True), "hand-second-notice": ("other", False)}  # fmt: skip
    scenes: dict[str, Callable[[MainWindow], None]] = {
        name: partial(_shown, ids[service], is_open=is_open) for name, (service, is_open) in shows.items()
    }
    scenes["hand-late"] = partial(_late, stage, ids["zhihu"])
    return Play(stage.publisher, scenes)


def _shown(delivery: DeliveryId, window: MainWindow, *, is_open: bool) -> None:
    window.go("queue")
    wait(500)
    view = window.view("queue")
    assert isinstance(view, QueueView)
    view.choose(delivery)
    wait(500)
    if is_open:
        view.acting.handing.ask_chosen()


def _late(stage: Stage, delivery: DeliveryId, window: MainWindow) -> None:
    if stage.clock.now().minute < 30:
        stage.clock.turn(timedelta(minutes=30))
    _shown(delivery, window, is_open=True)


if __name__ == "__main__":
    run(make)
