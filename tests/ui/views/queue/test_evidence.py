from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.identifiers import grouped
from editor_app.ui.views.queue import loading
from editor_app.ui.views.queue.evidence import evidence, evidence_text
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tests.ui.views.queue.conftest import Busy


def test_digests_are_shown_in_groups_and_copied_in_full(qapp: QApplication, busy: Busy) -> None:
    assert qapp is not None
    chosen = loading.chosen(busy.stage.desk, busy.ids["verified"])
    row, attempt = chosen.timeline.row, chosen.last_attempt
    assert attempt is not None
    shown = [label.text() for line in evidence(chosen, busy.office()) for label in line.findChildren(Label)]
    assert grouped(row.digest, 4) in shown
    assert grouped(attempt.request_digest, 4) in shown
    assert chosen.timeline.spent > 0
    at = shown.index("已用请求数")
    assert shown[at + 1] == str(chosen.timeline.spent)
    copied = evidence_text(chosen)
    assert f"已用请求数: {chosen.timeline.spent}" in copied
    for whole in (row.digest, attempt.request_digest, attempt.key, row.remote_id, row.url):
        assert whole in copied
