from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.document import Content
from editor_app.domain.finding import Severity
from editor_app.services import accounts, checking, documents, freshness
from editor_app.services.documents import Draft

if TYPE_CHECKING:
    from tests.services.office import Office

ENGINES = ("sqlite",)


def test_a_check_notes_limits_that_were_read_too_long_ago_and_stops_nothing(office: Office) -> None:
    account = office.connect("site")
    sandbox = office.desk.platforms.platform("sandbox")
    made = documents.create(
        office.editor, "", draft=Draft(Content(title="便民事项", body="正文写得清楚。", source="办"))
    )
    assert freshness.unverified(sandbox, office.desk) == ""
    assert freshness.notes(office.desk, account) == []
    office.clock.turn(timedelta(days=400))
    oldest = min(limit.checked_on for limit in sandbox.limits)
    assert freshness.unverified(sandbox, office.desk) == oldest
    found = checking.findings(office.desk, made.revision, accounts.all_accounts(office.desk))
    (note,) = [each for each in found if each.rule == "limits_unverified"]
    assert (note.severity, note.account, note.message) == (
        Severity.NOTE, account.id, freshness.unverified_words(oldest),
    )  # fmt: skip
