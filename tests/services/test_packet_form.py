"""The paper form is filled from the edition, in the office's language."""

from editor_app.domain.document import Content
from editor_app.services import approvals, packet_form
from editor_app.services.documents import Draft
from tests.services.office import Office


def test_the_form_names_edition_stage_and_accounts(office: Office) -> None:
    office.connect("news")
    edition = office.submitted(Draft(Content(title="Heating", summary="When.", body="Soon.\n")), "news")
    stage = approvals.record(office.desk, edition.id).next
    assert stage is not None
    form = packet_form.form(office.desk, edition, ("Li", stage), office.clock.now())
    assert (form.language, form.title, form.digest) == ("en", "Heating", edition.digest)
    assert (form.stage, form.duty, form.reviewer) == (stage.name, stage.duty, "Li")
    assert form.accounts[0][0] == "news"
    assert form.number.startswith("2026-0001 · ")
