from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.audit import Subject
from editor_app.domain.document import Content
from editor_app.domain.member import Deed
from editor_app.platforms.contract import Limit
from editor_app.platforms.sandbox.platform import Sandbox
from editor_app.services import approvals, checking, documents, freezing, publishing, rechecking
from editor_app.services.documents import Draft
from editor_app.services.freezing import Frozen, Submission

if TYPE_CHECKING:
    from editor_app.domain.edition import Edition
    from tests.services.outbox import Outbox

LONG = "关于进一步优化营商环境提升政务服务水平若干措施的公告"


def under_another_pack(outbox: Outbox, version: str) -> Edition:
    """Approved while a pack was in force that is not here."""
    office = outbox.office
    made = documents.create(office.editor, "", draft=Draft(Content(title="题", body="正文。", source="办公室")))
    (site,) = freezing.chosen_accounts(office.desk, ["site"])
    frozen = freezing.frozen(office.editor, made.document.id, Submission((site.id,)))
    manifest = replace(frozen.edition.sealed(), rule_pack=version)
    edition = replace(frozen.edition, digest=manifest.digest, manifest=manifest.canonical_bytes())
    detail = {"digest": edition.digest}
    with office.editor.write(Deed.SUBMIT, "edition.submit", Subject("edition", edition.id), detail) as work:
        kept = freezing.keep(work, Frozen(edition, frozen.stages))
    return office.approve(kept)


def test_what_was_fine_at_submission_and_still_is_goes_out(outbox: Outbox) -> None:
    delivery = outbox.queued("site", LONG)
    assert rechecking.objection(outbox.office.desk, delivery) is None
    assert outbox.serve(delivery.id).state.value == "sent"


def test_a_finding_that_nobody_accepted_holds_the_delivery_with_its_words(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The platform takes shorter titles than on the day of the approval."""
    delivery = outbox.queued("site", LONG)
    monkeypatch.setattr(Sandbox, "limits", (Limit("title_characters", 10, "a test", "2026-11-29"),))
    row = outbox.serve(delivery.id)
    assert row.state.value == "held"
    assert "A check before sending found something new" in str(row.reason)
    assert "10" in str(row.reason)
    assert outbox.server.ledger.requests == []


def test_a_warning_that_was_accepted_with_a_reason_holds_nothing(outbox: Outbox) -> None:
    office = outbox.office
    draft = Draft(Content(title="题", body="这是大家关心的的事。", source=""))
    made = documents.create(office.editor, "", draft=draft)
    (site,) = freezing.chosen_accounts(office.desk, ["site"])
    found = checking.findings(office.desk, made.revision, [site])
    assert {each.severity.value for each in found} & {"warn"}
    accepted = {each.digest: "ok" for each in found if each.severity.value == "warn"}
    edition = approvals.submit(office.editor, made.document.id, Submission((site.id,), accepted=accepted))
    delivery = publishing.queue(office.publisher, office.approve(edition).id)[0]
    assert rechecking.objection(office.desk, delivery) is None


def test_an_edition_whose_rule_pack_is_not_installed_is_held_and_says_so(outbox: Outbox) -> None:
    edition = under_another_pack(outbox, "2019.1")
    row = outbox.serve(publishing.queue(outbox.office.publisher, edition.id)[0].id)
    assert row.state.value == "held"
    assert "2019.1" in str(row.reason)
    assert outbox.server.ledger.requests == []


@pytest.mark.one_engine
def test_a_manifest_that_was_altered_in_the_store_holds_the_delivery_and_says_so(outbox: Outbox) -> None:
    delivery = outbox.queued("site", LONG)
    with outbox.office.desk.database.engine.begin() as connection:
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'edition'"
        ).all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        changed = "UPDATE edition SET manifest = CAST(replace(CAST(manifest AS TEXT), '12', '13') AS BLOB)"
        assert connection.exec_driver_sql(changed).rowcount == 1
    row = outbox.serve(delivery.id)
    assert row.state.value == "held"
    assert "not what its digest says" in str(row.reason)
    assert outbox.server.ledger.requests == []
