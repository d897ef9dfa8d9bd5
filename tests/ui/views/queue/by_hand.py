"""Accounts of the practice office that people post on by hand, and deliveries that wait for hands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.platforms.contract import Connection
from editor_app.services import accounts, media
from editor_app.services.media import Words
from tests.platforms.workshop import FIRST

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.identifiers import DeliveryId
    from tests.ui.views.staged import Stage

NAME = "知乎机构号"
HOME = "https://www.zhihu.com/org/qu-zheng-wu"
TITLE = "“指尖上的网上政府”怎么建？"
BODY = "自 12 月 1 日起，12 个事项可在网上办理。\n\n{picture}\n\n登录后选择“一件事”，上传材料即可。"


def connected(stage: Stage, folder: Path, home: str = HOME, service: str = "zhihu", name: str = NAME) -> None:
    """An account there."""
    given = Connection(str(folder / name), options={"service": service, "home": home})
    accounts.add(stage.publisher, "hand_off", name, given)


def handed(stage: Stage, title: str = TITLE, picture: bytes = FIRST, name: str = NAME) -> DeliveryId:
    """A delivery with a picture that the worker has handed over."""
    kept = media.add(stage.editor, picture, Words("办事大厅里的自助终端"))
    body = BODY.format(picture=f"![办事大厅里的自助终端](media:{kept.digest})")
    delivery = stage.queued(title, name, body=body)[0].id
    stage.serve(delivery)
    stage.clock.turn(timedelta(seconds=1))
    assert stage.serve(delivery).state.value == "ask"
    return delivery
