"""What a reviewer says of the pictures and charts of a text, for pictures: a part, a whole, a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.anchor import Region
from editor_app.services import commenting
from editor_app.services.commenting import New
from editor_app.ui.subjects import subjects

if TYPE_CHECKING:
    from editor_app.domain.document import Revision
    from editor_app.services.desk import Seat


def say(seat: Seat, revision: Revision) -> None:
    """A comment on a part of the first picture, one on all of it, and one on a value of the first chart."""
    found = subjects(seat.desk, revision, None, ())
    picture = next(one for one in found if one.chart is None)
    for region, words in ((Region(120, 330, 360, 300), "此处有游客正脸，请裁去或换图。"), (None, "请注明拍摄日期。")):
        anchor = picture.anchor(region, None)
        commenting.begin(seat, revision.document, New(revision.id, anchor, words, is_must=region is not None))
    chart = next((one for one in found if one.chart is not None), None)
    if chart is not None:
        new = New(revision.id, chart.anchor(None, (2, 2)), "这个数与公报表 12 不符，请核对。", is_must=True)
        commenting.begin(seat, revision.document, new)
