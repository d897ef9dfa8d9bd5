"""Pictures of the register and of how accounts stand, in a real window, to be judged by eye.

xvfb-run -a -s "-screen 0 1600x1000x24" python -m tests.ui.views.accounts.care_pictures FOLDER [SCENE...]
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from editor_app.domain.audit import Actor, Subject
from editor_app.domain.budget import Allowance
from editor_app.domain.document import Content
from editor_app.domain.register import Particulars
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.services import accounts, budgets, documents, registered, registering, vaults
from editor_app.services.documents import Draft
from editor_app.services.registering import Filing
from editor_app.ui.views.accounts.view import MATRIX, AccountsView
from tests.services.office import full_office
from tests.services.registers import for_real, portal
from tests.ui.pictures import Play, run, wait

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.ui.main_window import MainWindow
    from tests.services.office import Office

DAY = timedelta(days=1)
UNIT = Particulars("滨江区人民政府办公室", "滨江区融媒体中心", "李明")


def make(folder: Path) -> Play:
    """An office whose accounts stand in every way that there is."""
    office = full_office(folder)
    office.connect("滨江发布（练习）")
    _accounts(office, folder.parent)
    scenes = {
        "filed": partial(_one, "滨江区政府网"),
        "wechat-health": partial(_one, "滨江发布"),
        "by-hand": partial(_one, "滨江政务知乎号"),
        "empty": _view,
        "late": partial(_one, "滨江政务服务"),
        "closing": partial(_one, "滨江专题站"),
        "practice": partial(_one, "滨江发布（练习）"),
        "matrix": _matrix,
        "enter": partial(_dialog, "enter", "滨江政务服务"),
        "file": partial(_dialog, "file", "滨江政务服务"),
        "file-closing": partial(_dialog, "file", "滨江专题站"),
        "close": partial(_dialog, "close", "滨江区政府网"),
        "today": _today,
        "reader": partial(_one, "滨江政务服务"),
    }
    nobody = full_office(folder.parent / "second")
    return Play(office.admin, scenes, {"reader": office.editor, "empty": nobody.admin})


def _accounts(office: Office, folder: Path) -> None:
    portal(office, folder, "滨江旧站")
    given = Connection("http://127.0.0.1:9", Secret("wx0123456789abcdef:secret"), {"notify": "monthly"})
    accounts.add_for_practice(office.admin, "wechat", "滨江发布", given, "wx0123456789abcdef")
    by_hand = {"service": "zhihu", "home": "https://www.zhihu.com/org/bin-jiang"}
    given = Connection(str(folder / "kits"), Secret(""), by_hand)
    accounts.add_for_practice(office.admin, "hand_off", "滨江政务知乎号", given, "zhihu:www.zhihu.com/org/bin-jiang")
    for_real(office)
    registered.call_missing(office.desk, office.admin.actor)
    for name in ("滨江区政府网", "滨江政务服务", "滨江专题站"):
        portal(office, folder, name)
    registering.enter(office.admin, "滨江区政府网", UNIT)
    registering.file(office.admin, "滨江区政府网", Filing("浙-BJ-2026-0117", office.clock.now().date(), "首次备案"))
    office.clock.turn(9 * DAY)
    other = Particulars("滨江区教育局", "", "王芳")
    registering.enter(office.admin, "滨江专题站", other)
    registering.file(office.admin, "滨江专题站", Filing("浙-BJ-2026-0120", office.clock.now().date()))
    registering.begin_closing(office.admin, "滨江专题站", "专题活动已结束，内容并入区政府网")
    wechat = accounts.by_name(office.desk, "滨江发布")
    with office.desk.database.write(Actor("worker:w", "w"), "test", Subject("health", wechat.id)) as work:
        budgets.spend(work, office.desk, wechat, Allowance(87, 100, office.clock.now() + DAY), 1)
    vaults.opened(office.admin)
    documents.create(office.editor, "", draft=Draft(Content(title="滨江区 2026 年供暖安排", body="正文。")))


def _view(window: MainWindow) -> AccountsView:
    window.go("accounts")
    wait(600)
    view = window.view("accounts")
    assert isinstance(view, AccountsView)
    return view


def _one(name: str, window: MainWindow) -> None:
    _view(window)._go_to(name)
    wait(300)


def _matrix(window: MainWindow) -> None:
    _view(window).turn(MATRIX)
    wait(300)


def _dialog(deed: str, name: str, window: MainWindow) -> None:
    view = _view(window)
    view._go_to(name)
    view.registering.ask(deed, name)
    wait(400)


def _today(window: MainWindow) -> None:
    window.go("today")
    wait(800)


if __name__ == "__main__":
    run(make)
