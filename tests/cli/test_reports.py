from __future__ import annotations

from editor_app.cli.answers import Voice
from editor_app.cli.reports import finding_rows, findings_as_json
from tests.domain.test_finding import FINDING
from tests.domain.test_variant import ACCOUNT


def test_a_finding_names_its_account_and_place() -> None:
    from dataclasses import replace

    two = [FINDING, replace(FINDING, account=ACCOUNT.id)]
    voice = Voice("en", json=True)
    found = findings_as_json(voice, two, [ACCOUNT])
    assert [(one["account"], one["place"]) for one in found] == [("", "body:3:1"), ("网站", "body:3:1")]
    assert finding_rows(voice, two, found)[0][:3] == ("advised", "", "body:3:1")
