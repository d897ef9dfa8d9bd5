"""A suggestion becomes a revision by its author in one deed, or says why it can't be."""

from dataclasses import replace

import pytest

from editor_app.domain.approval import Decision
from editor_app.domain.comment import Ending, Thread
from editor_app.domain.document import Content, Revision, Target
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.identifiers import AccountId
from editor_app.services import anchoring, approvals, commenting, documents, suggesting
from editor_app.services.approvals import Word
from editor_app.services.commenting import New
from editor_app.services.documents import Draft, ReviseFirst, draft_of
from editor_app.services.suggesting import TextChanged
from tests.services.office import Office

BODY = "开头一段。\n\n到2022年建成三个中心,服务群众。\n\n结尾一段。"


@pytest.fixture
def written(office: Office) -> Revision:
    content = Content(title="民生事项", body=BODY, tags=("政务", "公开"), source="区政府")
    return documents.create(office.editor, "", draft=Draft(content)).revision


def suggested(office: Office, on: Revision, words: str, instead: str, field: str = "body") -> Thread:
    new = New(on.id, anchoring.anchor_on(on, words, field), "更准确", replacement=instead)
    return suggesting.suggest(office.reviewer1, on.document, new)


def test_taking_over_makes_the_next_revision_by_the_author(office: Office, written: Revision) -> None:
    made = suggested(office, written, "三个中心", "五个中心")
    saved = suggesting.apply(office.editor2, made.id)
    assert (saved.number, saved.author) == (2, office.editor2.member.id)
    assert saved.content == replace(written.content, body=BODY.replace("三个", "五个"))
    done = commenting.thread_of(office.desk, made.id)
    assert (done.is_open, done.closings[0].ending, done.closings[0].revision) == (False, Ending.APPLIED, saved.id)
    with pytest.raises(Refused, match="closed already"):
        suggesting.apply(office.editor, made.id)


def test_other_edits_in_between_do_not_hinder_it(office: Office, written: Revision) -> None:
    made = suggested(office, written, "三个中心", "五个中心")
    other = replace(written.content, body="加一段。\n\n" + BODY)
    documents.save_revision(office.editor, written.document, written.id, replace(draft_of(written), content=other))
    assert suggesting.apply(office.editor, made.id).content.body == "加一段。\n\n" + BODY.replace("三个", "五个")


@pytest.mark.parametrize(("now", "found"), [("三座中心", "三座中心"), ("", "")])
def test_words_that_changed_since_are_shown_beside_the_suggestion(
    office: Office, written: Revision, now: str, found: str
) -> None:
    made = suggested(office, written, "三个中心", "五个中心")
    other = replace(written.content, body=BODY.replace("三个中心", now))
    after = documents.save_revision(
        office.editor, written.document, written.id, replace(draft_of(written), content=other)
    )
    with pytest.raises(TextChanged) as caught:
        suggesting.apply(office.editor, made.id)
    assert (caught.value.quote, caught.value.now, caught.value.replacement) == ("三个中心", found, "五个中心")
    assert documents.opened(office.desk, written.document).revision == after
    assert commenting.thread_of(office.desk, made.id).is_open


def test_a_variant_is_changed_for_its_account_alone(office: Office, written: Revision) -> None:
    site = office.connect("site")
    own = documents.set_override(office.editor, written.document, Target(site.id), {"title": "站上另题"})
    new = New(own.id, anchoring.anchor_on(own, "另题", "title", site), "更好", replacement="新题")
    made = suggesting.suggest(office.reviewer1, own.document, new)
    saved = suggesting.apply(office.editor, made.id)
    assert saved.content.title == "民生事项"
    assert [(one.target.account, one.value) for one in saved.overrides] == [(site.id, "站上新题")]
    assert all(one.target.account != AccountId("") for one in saved.overrides)


def test_a_tag_is_replaced_as_a_tag(office: Office, written: Revision) -> None:
    made = suggested(office, written, "公开", "便民", "tags")
    assert suggesting.apply(office.editor, made.id).content.tags == ("政务", "便民")


def test_a_rejection_says_why_and_leaves_the_text(office: Office, written: Revision) -> None:
    made = suggested(office, written, "三个中心", "五个中心")
    with pytest.raises(Invalid):
        suggesting.reject(office.editor, made.id, " ")
    done = suggesting.reject(office.editor, made.id, "文件写的是三个")
    assert (done.closings[0].ending, done.closings[0].reason) == (Ending.REJECTED, "文件写的是三个")
    assert documents.opened(office.desk, written.document).revision == written


def test_only_an_editor_takes_over_and_rejects(office: Office, written: Revision) -> None:
    made = suggested(office, written, "三个中心", "五个中心")
    for deed in (
        lambda: suggesting.apply(office.reviewer1, made.id),
        lambda: suggesting.reject(office.reviewer1, made.id, "x"),
    ):
        with pytest.raises(Refused, match="right"):
            deed()
    assert commenting.thread_of(office.desk, made.id).is_open


def test_taking_over_voids_what_is_in_review_and_asks_after_the_last_signature(office: Office) -> None:
    office.connect("site")
    edition = office.submitted(Draft(Content(title="民生事项", body=BODY, source="区政府")), "site")
    head = documents.opened(office.desk, edition.document).revision
    first, second = suggested(office, head, "三个中心", "五个中心"), suggested(office, head, "开头", "开篇")
    saved = suggesting.apply(office.editor, first.id)
    assert approvals.edition(office.desk, edition.id).state.value == "void"
    found = approvals.submit(office.editor, edition.document, _again(office))
    office.approve(found)
    with pytest.raises(ReviseFirst):
        suggesting.apply(office.editor, second.id)
    assert documents.opened(office.desk, edition.document).revision == saved
    suggesting.apply(office.editor, second.id, revise=True)
    with pytest.raises(Refused):
        approvals.decide(office.reviewer1, found.id, Word(Decision.APPROVE, found.digest))


def _again(office: Office) -> approvals.freezing.Submission:
    found = approvals.freezing.chosen_accounts(office.desk, ["site"])
    return approvals.freezing.Submission(tuple(account.id for account in found))


def test_a_suggestion_says_which_words_become_which(office: Office, written: Revision) -> None:
    for words, instead in (("", "x"), ("三个中心", "三个中心")):
        with pytest.raises(Invalid):
            suggested(office, written, words, instead)
    comment = commenting.begin(
        office.reviewer1, written.document, New(written.id, anchoring.anchor_on(written, "开头"), "?")
    )
    for deed in (suggesting.apply, lambda seat, which: suggesting.reject(seat, which, "x")):
        with pytest.raises(Refused, match="comment"):
            deed(office.editor, comment.id)  # type: ignore[operator]
