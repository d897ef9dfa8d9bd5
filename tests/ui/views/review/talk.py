"""Comments on the practice explainer, as a desk would leave them: settled, open, to be settled, suggested, gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.services import anchoring, commenting, documents, suggesting
from editor_app.services.commenting import New

if TYPE_CHECKING:
    from editor_app.domain.comment import Thread
    from editor_app.services.desk import Seat
    from tests.ui.views.review.conftest import Reviewed


def talked_about(reviewed: Reviewed) -> list[Thread]:
    """Five threads on the second edition."""
    stage = reviewed.stage
    first, second = stage.reviewers[:2]
    settled = say(reviewed, first, "聚合办事入口", "“入口”是否指本区“滨江通”？若是，请写明。")
    commenting.reply(stage.editor, settled.id, "依原文，不改；在文末加了办事指引。")
    commenting.resolve(first, settled.id)
    must = say(reviewed, second, "数据同源、服务同根、一次认证、一网通办", "这四句的顺序请与文件原文核对。", must=True)
    commenting.reply(stage.editor, must.id, "已核对，与原文一致。")
    return [
        settled,
        must,
        say(reviewed, first, "许多群众关心的事项", "口语化已改，请再看。", instead="群众普遍关心的事项"),
    ]


def say(
    reviewed: Reviewed, who: Seat, words: str, said: str, *, must: bool = False, instead: str | None = None
) -> Thread:
    """A thread on words of the sealed revision."""
    revision = documents.revision(reviewed.stage.desk, reviewed.second.revision)
    new = New(revision.id, anchoring.anchor_on(revision, words), said, must, instead)
    deed = commenting.begin if instead is None else suggesting.suggest
    return deed(who, revision.document, new)
