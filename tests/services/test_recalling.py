"""A case lists every copy, offers what each can do, and stays open until each is proven or signed off."""

import pytest

from editor_app.domain.document import Content
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.domain.recall import Measure
from editor_app.services import documents, publishing, recalling, withdrawing
from editor_app.services.documents import Draft
from tests.services.outbox import Outbox
from tests.services.wrong import WRONG, document_of, opened, published, signed, standings, withdrawn

WITHDRAWAL = EditionKind.WITHDRAWAL


def test_a_case_needs_something_that_is_out_and_there_is_one_at_a_time(outbox: Outbox) -> None:
    made = documents.create(outbox.office.editor, "", draft=WRONG)
    with pytest.raises(Refused):
        recalling.open_case(outbox.office.editor, made.document.id, WITHDRAWAL, "wrong")
    (post,) = published(outbox, "site")
    opened(outbox, post, WITHDRAWAL)
    with pytest.raises(Refused):
        opened(outbox, post, EditionKind.CORRECTION)


def test_a_reviewer_opens_no_case_and_an_editor_proves_nothing(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    with pytest.raises(Refused):
        recalling.open_case(outbox.office.reviewer1, document_of(outbox, post), WITHDRAWAL, "wrong")
    case = opened(outbox, post, WITHDRAWAL)
    with pytest.raises(Refused):
        recalling.prove(outbox.office.editor, case.row.id, 1, recalling.Seen("gone", "seen", "https://x/"))
    with pytest.raises(Refused):
        recalling.close(outbox.office.editor, case.row.id, "done")


def test_what_waits_in_the_queue_is_held_at_once_or_at_its_time_until_a_person_decides(outbox: Outbox) -> None:
    outbox.connect("weibo", "public-readable")
    outbox.connect("file", "file")
    edition = outbox.office.approve(outbox.office.submitted(WRONG, "site", "weibo", "file"))
    site, weibo, file = publishing.queue(outbox.office.publisher, edition.id)
    outbox.serve(site.id)
    case = opened(outbox, outbox.delivery(site.id), WITHDRAWAL)
    held = outbox.serve(weibo.id)
    assert held.reason is not None
    assert (held.state.value, "under recall" in held.reason.msgid) == ("held", True)
    found = recalling.case_about(outbox.office.desk, weibo.id)
    assert found is not None
    assert found.id == case.row.id
    publishing.release(outbox.office.publisher, weibo.id, "the app shows the right number")
    assert outbox.serve(weibo.id).state.value == "sent"
    recalling.prove(outbox.office.publisher, case.row.id, 1, recalling.Seen("gone", "seen", "https://x/"))
    recalling.close(outbox.office.publisher, case.row.id, "done")
    document = document_of(outbox, site)
    recalling.open_case(outbox.office.publisher, document, WITHDRAWAL, "wrong")
    assert outbox.row(file.id).state.value == "held"


def test_each_account_offers_what_it_can_do_and_nothing_else(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, WITHDRAWAL)
    assert case.places[0].offered == (Measure.DELETE, Measure.UNPUBLISH, Measure.FOLLOW_UP, Measure.BY_HAND)
    recalling.choose(outbox.office.editor, case.row.id, 1, Measure.UNPUBLISH)
    with pytest.raises(Refused):
        recalling.choose(outbox.office.editor, case.row.id, 1, Measure.EDIT)
    withdrawn(outbox, case)
    assert [post.public for post in outbox.server.ledger.posts.values()] == [False]
    assert standings(outbox, case) == {"site": "gone"}


def test_the_measure_stands_once_it_is_submitted(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, WITHDRAWAL)
    withdrawing.submit(outbox.office.editor, case.row.id)
    with pytest.raises(Refused):
        recalling.choose(outbox.office.editor, case.row.id, 1, Measure.BY_HAND)


def test_a_repost_known_by_its_link_keeps_the_case_open_until_it_is_signed_off(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, WITHDRAWAL)
    with pytest.raises(Invalid):
        recalling.add_link(outbox.office.editor, case.row.id, "javascript:alert(1)")
    assert recalling.add_link(outbox.office.editor, case.row.id, "https://elsewhere.example/copy") == 2
    withdrawn(outbox, case)
    with pytest.raises(recalling.StillOpen, match="elsewhere"):
        recalling.close(outbox.office.publisher, case.row.id, "done")
    seen = recalling.Seen("kept", "an archive keeps it and marks it as withdrawn", "https://elsewhere.example/copy")
    recalling.prove(outbox.office.publisher, case.row.id, 2, seen)
    recalling.close(outbox.office.publisher, case.row.id, "done")
    assert recalling.cases(outbox.office.desk) == []
    assert [one.row.note for one in recalling.cases(outbox.office.desk, open_only=False)] == ["done"]


@pytest.mark.parametrize(
    "seen",
    [
        recalling.Seen("gone", "seen"),
        recalling.Seen("gone", " ", "https://x/"),
        recalling.Seen("lost", "seen", "https://x/"),
        recalling.Seen("gone", "seen", screenshot="abc"),
    ],
)
def test_a_proof_shows_something_and_says_what(outbox: Outbox, seen: recalling.Seen) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, WITHDRAWAL)
    with pytest.raises(Invalid):
        recalling.prove(outbox.office.publisher, case.row.id, 1, seen)
    with pytest.raises(NotFound):
        recalling.prove(outbox.office.publisher, case.row.id, 9, recalling.Seen("gone", "seen", "https://x/"))


def test_drafts_that_lead_to_a_wrong_post_are_named(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    assert post.receipt is not None
    quoting = Draft(Content(title="后续报道", body=f"见[前文]({post.receipt.url})。"))
    made = documents.create(outbox.office.editor, "", draft=quoting)
    documents.create(outbox.office.editor, "", draft=WRONG)
    case = opened(outbox, post, WITHDRAWAL)
    assert [(one.document, one.title) for one in case.citing] == [(made.document.id, "后续报道")]


def test_nothing_leaves_unapproved(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, WITHDRAWAL)
    edition = withdrawing.submit(outbox.office.editor, case.row.id)
    with pytest.raises(Refused):
        publishing.queue(outbox.office.publisher, edition.id)
    signed(outbox, edition)
    assert len(outbox.public()) == 1


def test_an_account_that_was_closed_is_done_by_hand(outbox: Outbox) -> None:
    from editor_app.services import accounts

    (post,) = published(outbox, "site")
    accounts.close(outbox.office.admin, "site")
    case = opened(outbox, post, WITHDRAWAL)
    assert [(place.row.measure, place.offered) for place in case.places] == [(Measure.BY_HAND, (Measure.BY_HAND,))]
    with pytest.raises(Refused):
        withdrawing.submit(outbox.office.editor, case.row.id)
