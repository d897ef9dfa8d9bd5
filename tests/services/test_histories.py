"""Looking back: the history folded up, names, and bringing an earlier revision back."""

from dataclasses import replace

import pytest

from editor_app.domain.document import Content
from editor_app.domain.edition import EditionState
from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.services import approvals, documents, histories
from editor_app.services.documents import Draft, Opened, ReviseFirst, draft_of
from editor_app.services.freezing import Submission
from tests.services.office import Office

ENGINES = ("sqlite", "team")


def saved(office: Office, opened: Opened, body: str) -> Opened:
    draft = draft_of(opened.revision)
    draft = replace(draft, content=replace(draft.content, body=body))
    new = documents.save_revision(office.editor2, opened.document.id, opened.revision.id, draft)
    return replace(opened, revision=new)


def begun(office: Office, saves: int) -> list[Opened]:
    states = [documents.create(office.editor, "", draft=Draft(Content(title="标题", body="一")))]
    for number in range(saves):
        states.append(saved(office, states[-1], f"第 {number} 次"))
    return states


def test_many_saves_are_one_line_and_named_ones_stand_out(office: Office) -> None:
    """C26: saving often doesn't flood the history."""
    states = begun(office, 6)
    histories.name(office.editor, states[3].revision.id, "  送审 稿 ")
    found = histories.folded(office.desk, states[0].document.id)
    assert [[m.number for m in stretch.moments] for stretch in found] == [[7, 6, 5], [4], [3, 2], [1]]
    assert found[1].moments[0].name == "送审 稿"


def test_a_submitted_revision_stands_out_with_its_edition(office: Office) -> None:
    states = begun(office, 1)
    account = office.connect("site")
    approvals.submit(office.editor, states[-1].document.id, Submission((account.id,)))
    saved(office, states[-1], "再改")
    newest, submitted, first = histories.moments(office.desk, states[0].document.id)
    assert (newest.is_milestone, first.is_milestone) == (False, True)
    assert submitted.editions == ((1, EditionState.VOID),)


@pytest.mark.parametrize("words", ["", "  ", "长" * 81])
def test_a_name_says_something_and_is_short(office: Office, words: str) -> None:
    with pytest.raises(Invalid):
        histories.name(office.editor, begun(office, 0)[0].revision.id, words)


def test_only_who_writes_gives_names_and_brings_back(office: Office) -> None:
    states = begun(office, 1)
    for deed in (
        lambda: histories.name(office.reviewer1, states[0].revision.id, "x"),
        lambda: histories.restore(office.reviewer1, states[0].revision.id),
    ):
        with pytest.raises(Refused):
            deed()


def test_an_earlier_revision_comes_back_as_the_newest_and_nothing_is_lost(office: Office) -> None:
    states = begun(office, 2)
    back = histories.restore(office.editor, states[0].revision.id)
    assert (back.number, back.content.body, back.author) == (4, "一", office.editor.member.id)
    moments = histories.moments(office.desk, states[0].document.id)
    assert [m.number for m in moments] == [4, 3, 2, 1]
    assert moments[0].origins == (1,)
    assert histories.restore(office.editor, back.id) == back


def test_bringing_back_asks_before_it_voids_an_approval(office: Office) -> None:
    states = begun(office, 1)
    account = office.connect("site")
    office.approve(approvals.submit(office.editor, states[-1].document.id, Submission((account.id,))))
    with pytest.raises(ReviseFirst):
        histories.restore(office.editor, states[0].revision.id)
    histories.restore(office.editor, states[0].revision.id, revise=True)
    after = documents.opened(office.desk, states[0].document.id)
    assert after.edition is not None
    assert after.edition.state is EditionState.VOID


def test_a_revision_is_found_by_its_number(office: Office) -> None:
    states = begun(office, 1)
    assert histories.revision_of(office.desk, states[0].document.id, 1) == states[0].revision
    with pytest.raises(NotFound):
        histories.revision_of(office.desk, states[0].document.id, 9)
