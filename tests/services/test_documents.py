"""Saving always succeeds or loses nothing; what was said for an account stays; an approval never outlives a save."""

import os

import pytest

from editor_app.domain.chart import Chart, ChartKind
from editor_app.domain.document import Content, DocumentKind, Target
from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.domain.identifiers import AccountId, ChartId, new_id
from editor_app.services import documents
from editor_app.services.documents import Draft, draft_of
from editor_app.storage.queries.documents import Superseded
from tests.services.office import Office

ENGINES = ("sqlite", "postgresql")


def text(body: str, title: str = "Notice") -> Draft:
    return Draft(Content(title=title, body=body))


def test_a_document_gets_the_next_number_of_its_year(office: Office) -> None:
    numbers = [documents.create(office.editor, f"Notice {n}").document.number for n in range(3)]
    assert numbers == ["2026-0001", "2026-0002", "2026-0003"]


def test_a_document_is_found_by_number_id_and_beginning(office: Office) -> None:
    made = documents.create(office.editor, "Notice", DocumentKind.NOTICE).document
    for reference in (made.number, "2026-1", made.id, made.id[:8]):
        assert documents.opened(office.desk, reference).document == made
    with pytest.raises(NotFound):
        documents.opened(office.desk, "2026-0099")


def test_saving_makes_the_next_revision_and_keeps_the_one_before(office: Office) -> None:
    made = documents.create(office.editor, "Notice")
    saved = documents.save_revision(office.editor2, made.document.id, made.revision.id, text("Two"))
    assert (saved.number, saved.parent, saved.author) == (2, made.revision.id, office.editor2.member.id)
    assert [r.number for r in documents.history(office.desk, made.document.id)] == [2, 1]
    assert documents.revision(office.desk, made.revision.id) == made.revision


def test_saving_the_same_text_again_makes_no_revision(office: Office) -> None:
    made = documents.create(office.editor, "Notice", draft=text("One"))
    assert documents.save_revision(office.editor, made.document.id, made.revision.id, text("One")) == made.revision


def test_a_save_on_an_older_revision_carries_the_newest_and_writes_nothing(office: Office) -> None:
    made = documents.create(office.editor, "Notice")
    newest = documents.save_revision(office.editor2, made.document.id, made.revision.id, text("Theirs"))
    with pytest.raises(Superseded) as overtaken:
        documents.save_revision(office.editor, made.document.id, made.revision.id, text("Mine"))
    assert overtaken.value.newest == newest
    assert documents.opened(office.desk, made.document.id).revision == newest


def test_an_empty_title_may_be_saved_in_a_draft(office: Office) -> None:
    made = documents.create(office.editor, "")
    assert documents.save_revision(office.editor, made.document.id, made.revision.id, text("x", "")).number == 2


@pytest.mark.parametrize("broken", ["a\0b", "a\ud800b", "\udfff"])
def test_broken_characters_are_refused_with_their_place(office: Office, broken: str) -> None:
    made = documents.create(office.editor, "Notice")
    with pytest.raises(Invalid, match="body"):
        documents.save_revision(office.editor, made.document.id, made.revision.id, text(broken))
    with pytest.raises(Invalid):
        documents.create(office.editor, broken)
    with pytest.raises(Invalid):
        documents.set_override(office.editor, made.document.id, Target(platform="sandbox"), {"body": broken})


def test_five_megabytes_of_text_are_kept_and_more_is_refused(office: Office) -> None:
    made = documents.create(office.editor, "Notice")
    saved = documents.save_revision(office.editor, made.document.id, made.revision.id, text("文" * 1_700_000))
    assert len(documents.opened(office.desk, made.document.id).revision.content.body) == 1_700_000
    with pytest.raises(Invalid):
        documents.save_revision(office.editor, made.document.id, saved.id, text("x" * (5 * 1024 * 1024 + 1)))


def test_an_account_says_a_field_differently_and_inherits_it_again(office: Office) -> None:
    made = documents.create(office.editor, "Notice", draft=text("One"))
    target = Target(account=AccountId(new_id()))
    said = documents.set_override(office.editor, made.document.id, target, {"title": "Short", "tags": "a\nb"})
    assert {o.field: o.value for o in said.overrides} == {"title": "Short", "tags": "a\nb"}
    again = documents.set_override(office.editor, made.document.id, target, {"title": None})
    assert [o.field for o in again.overrides] == ["tags"]


def test_there_is_no_override_of_an_unknown_field(office: Office) -> None:
    made = documents.create(office.editor, "Notice")
    with pytest.raises(Invalid, match="no field"):
        documents.set_override(office.editor, made.document.id, Target(platform="sandbox"), {"colour": "red"})


def test_charts_and_overrides_travel_with_a_revision(office: Office) -> None:
    chart = Chart(
        ChartId(new_id()),
        ChartKind.COLUMN,
        "T",
        "kWh",
        "EIA",
        "2017",
        "alt",
        "",
        "x",
        "y",
        "",
        ("x", "y"),
        (("a", "1"),),
    )
    made = documents.create(office.editor, "Notice")
    draft = Draft(Content(title="Notice", body=f"![alt](chart:{chart.id})"), (), (chart,))
    saved = documents.save_revision(office.editor, made.document.id, made.revision.id, draft)
    assert draft_of(documents.revision(office.desk, saved.id)) == draft


def test_only_editors_write(office: Office) -> None:
    made = documents.create(office.editor, "Notice")
    for name in ("reviewer1", "publisher"):
        with pytest.raises(Refused):
            documents.create(office.seats[name], "Notice")
        with pytest.raises(Refused):
            documents.save_revision(office.seats[name], made.document.id, made.revision.id, text("Two"))
    assert documents.opened(office.desk, made.document.id).revision == made.revision


def test_a_thousand_interleaved_saves_lose_nothing_and_quarrel_about_nothing(office: Office) -> None:
    """Two windows save in turns, each on what it has read; only a truly stale save is refused, and then merged."""
    made = documents.create(office.editor, "Notice", draft=text(""))
    newest, refused = made.revision, 0
    rounds = int(os.environ.get("EDITOR_APP_TEST_ROUNDS", "50"))
    for n in range(rounds):
        for seat in (office.editor, office.editor2):
            based_on = newest
            if n % 5 == 4 and seat is office.editor2:
                based_on = documents.history(office.desk, made.document.id)[1]
            draft = text(based_on.content.body + f"{seat.member.name}-{n}\n")
            try:
                newest = documents.save_revision(seat, made.document.id, based_on.id, draft)
            except Superseded as overtaken:
                refused += 1
                merged = text(overtaken.newest.content.body + f"{seat.member.name}-{n}\n")
                newest = documents.save_revision(seat, made.document.id, overtaken.newest.id, merged)
    assert refused == rounds // 5
    lines = newest.content.body.split()
    assert sorted(lines) == sorted(f"{name}-{n}" for n in range(rounds) for name in ("editor", "editor2"))


def test_rows_show_who_saved_last_and_find_by_title(office: Office) -> None:
    made = documents.create(office.editor, "Winter heating")
    documents.create(office.editor, "Spring planting")
    documents.save_revision(office.editor2, made.document.id, made.revision.id, text("x", "Winter heating"))
    assert next((r.title, r.author) for r in documents.rows(office.desk)) == ("Winter heating", "editor2")
    assert [r.title for r in documents.rows(office.desk, "planting")] == ["Spring planting"]
