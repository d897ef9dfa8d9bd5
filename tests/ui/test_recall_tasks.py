"""Open cases stand on Today for whoever brings them on, and ring when a copy is still live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.edition import EditionKind
from editor_app.services import recalling, withdrawing
from editor_app.ui import recall_tasks
from tests.services.outbox import new_outbox
from tests.services.wrong import opened, published, signed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.office import Office


def test_a_case_is_shown_to_editor_and_publisher_and_rings_when_it_is_red(office: Office, tmp_path: Path) -> None:
    outbox = new_outbox(office, tmp_path)
    outbox.connect("site")
    (post,) = published(outbox, "site")
    case = opened(outbox, post, EditionKind.WITHDRAWAL)
    now = office.clock.now()
    for seat in (office.editor, office.publisher):
        (task,) = recall_tasks.tasks(seat, now)
        assert (task.place, task.arguments, task.urgent) == ("recall", (("case", case.row.id),), False)
    assert list(recall_tasks.tasks(office.reviewer1, now)) == []
    kept = outbox.server.ledger.posts[post.receipt.remote_id]  # type: ignore[union-attr]
    signed(outbox, withdrawing.submit(office.editor, case.row.id))
    (away,) = recalling.run(office.publisher, case.row.id)
    outbox.serve(away.id)
    outbox.server.ledger.keep(kept)
    outbox.serve(away.id)
    (task,) = recall_tasks.tasks(office.publisher, now)
    assert (task.urgent, task.tone) == (True, "carmine")
    outbox.close()
