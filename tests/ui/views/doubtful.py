"""A withdrawal of the practice office of which nobody knows whether it worked: for tests and pictures."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.edition import EditionKind
from editor_app.services import approvals, recalling, withdrawing
from editor_app.services.settling import GIVE_UP_AFTER

if TYPE_CHECKING:
    from editor_app.domain.identifiers import DeliveryId
    from tests.ui.views.staged import Stage


def doubtful_withdrawal(stage: Stage) -> DeliveryId:
    """The delivery that takes a post away; the practice platform did, and its reply was lost."""
    post = stage.queued("“指尖上的网上政府”怎么建？", stage.accounts[0])[0]
    stage.serve(post.id, 2)
    document = approvals.edition(stage.desk, post.edition).document
    case = recalling.open_case(stage.editor, document, EditionKind.WITHDRAWAL, "数字有误", {})
    stage.sign(withdrawing.submit(stage.editor, case.id), 1)
    (away,) = recalling.run(stage.publisher, case.id)
    stage.server.faults.put({"drop_after": {"count": 1, "on": "withdraw"}, "5xx": {"count": 9, "on": "read"}})
    stage.serve(away.id)
    stage.clock.turn(GIVE_UP_AFTER + timedelta(minutes=1))
    stage.serve(away.id)
    stage.server.faults.put({"5xx": {"count": 0, "on": "read"}})
    return away.id
