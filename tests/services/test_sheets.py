"""The approval sheet says who signed what and when, in the reader's language, and that the signatures hold."""

from dataclasses import replace
from datetime import timedelta

import pytest

from editor_app.domain.document import Content
from editor_app.services import approvals, sheets
from editor_app.services.documents import Draft
from tests.services.office import Office

CONTENT = Content(title="便民事项一次办好", summary="一次办好。", body="共 12 件事。\n", source="区政务公开办")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_sheet_names_stages_signers_and_accounts(office: Office, language: str) -> None:
    office.connect("news")
    not_after = office.clock.now() + timedelta(days=1)
    edition = office.submitted(Draft(replace(CONTENT, responsible_editor="李明")), "news", not_after=not_after)
    office.approve(edition, "reviewer1", "reviewer2")
    made = sheets.sheet(office.desk, approvals.edition(office.desk, edition.id), language)
    assert [[s.name for s in stage.signatures] for stage in made.stages] == [["reviewer1"], ["reviewer2"], []]
    assert all(signed.valid for stage in made.stages for signed in stage.signatures)
    assert len(made.stages[0].signatures[0].fingerprint.split()) == 6
    assert made.accounts[0].name == "news"
    assert "李明" in {value for _, value in made.facts}
    assert made.digest == edition.digest
    assert made.number.startswith("2026-0001 · ")
    assert (made.language, made.printed[:10]) == ("zh" if language == "zh_CN" else "en", "2026-11-28")


def test_the_sheet_is_a_pdf(office: Office) -> None:
    office.connect("news")
    edition = office.approve(office.submitted(Draft(CONTENT), "news"))
    assert sheets.sheet_pdf(office.desk, edition, "zh_CN").startswith(b"%PDF-")
