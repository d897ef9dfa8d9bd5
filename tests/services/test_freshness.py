from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.account_care import NEVER_CHECKED
from editor_app.domain.document import Content
from editor_app.domain.finding import Severity
from editor_app.platforms.contract import Connection
from editor_app.services import accounts, checking, documents, freshness
from editor_app.services.documents import Draft

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.office import Office

ENGINES = ("sqlite",)


def test_a_check_notes_limits_that_were_read_too_long_ago_and_stops_nothing(office: Office) -> None:
    account = office.connect("site")
    sandbox = office.desk.platforms.platform("sandbox")
    made = documents.create(
        office.editor, "", draft=Draft(Content(title="便民事项", body="正文写得清楚。", source="办"))
    )
    assert freshness.unverified(office.desk, account) == ""
    assert freshness.notes(office.desk, account) == []
    office.clock.turn(timedelta(days=400))
    oldest = min(limit.checked_on for limit in sandbox.limits)
    assert freshness.unverified(office.desk, account) == oldest
    found = checking.findings(office.desk, made.revision, accounts.all_accounts(office.desk))
    (note,) = [each for each in found if each.rule == "limits_unverified"]
    assert (note.severity, note.account, note.message) == (
        Severity.NOTE, account.id, freshness.unverified_words(oldest),
    )  # fmt: skip


def test_the_limits_of_an_account_are_those_of_its_own_platform_and_server(office: Office, tmp_path: Path) -> None:
    def found(service: str) -> str:
        options = {"service": service, "home": f"https://{service}.example/office"}
        reached = Connection(str(tmp_path), options=options)
        return freshness.unverified(office.desk, accounts.add(office.admin, "hand_off", service, reached))

    assert found("xiaohongshu") == ""
    assert found("thepaper") == NEVER_CHECKED
    assert "never read on a page" in str(freshness.unverified_words(NEVER_CHECKED))
