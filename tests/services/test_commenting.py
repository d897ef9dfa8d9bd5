"""Comments stay with their words through any edit, say who and when, and end on record."""

from dataclasses import replace

import pytest

from editor_app.domain.comment import Ending, Thread
from editor_app.domain.document import Content, Revision, Target
from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.services import anchoring, commenting, documents
from editor_app.services.commenting import Count, New
from editor_app.services.desk import Seat
from editor_app.services.documents import Draft, draft_of
from editor_app.storage import audit
from tests.services.office import Office

BODY = "开头一段。\n\n到2022年建成三个中心,服务群众。\n\n结尾一段。"


@pytest.fixture
def written(office: Office) -> Revision:
    return documents.create(office.editor, "", draft=Draft(Content(title="民生事项", body=BODY))).revision


def comment(seat: Seat, on: Revision, words: str, said: str = "请核对", *, must: bool = False) -> Thread:
    return commenting.begin(seat, on.document, New(on.id, anchoring.anchor_on(on, words), said, must))


def save(office: Office, on: Revision, **content: str) -> Revision:
    draft = replace(draft_of(on), content=replace(on.content, **content))  # type: ignore[arg-type]
    return documents.save_revision(office.editor, on.document, on.id, draft)


def test_a_comment_stays_with_its_words_when_the_text_around_them_changes(office: Office, written: Revision) -> None:
    made = comment(office.reviewer1, written, "三个中心")
    save(office, written, title="新题", body="加一段。\n\n" + BODY.replace("结尾", "最后").replace("建成", "建好"))
    (one,) = commenting.threads(office.desk, written.document)
    assert (one.thread, one.words, one.is_orphaned) == (made, "三个中心", False)
    assert one.found is not None
    assert not one.found.is_changed


def test_a_comment_on_deleted_words_keeps_its_quote(office: Office, written: Revision) -> None:
    comment(office.reviewer1, written, "三个中心")
    gone = save(office, written, body="开头一段。\n\n结尾一段。")
    (one,) = commenting.threads(office.desk, written.document)
    assert (one.is_orphaned, one.found, one.words) == (True, None, "三个中心")
    (then,) = commenting.threads(office.desk, written.document, written.id)
    assert not then.is_orphaned
    save(office, gone, body=BODY)
    (back,) = commenting.threads(office.desk, written.document)
    assert (back.is_orphaned, back.words) == (False, "三个中心")


def test_a_comment_is_about_the_variant_of_its_account(office: Office, written: Revision) -> None:
    site = office.connect("site")
    own = documents.set_override(office.editor, written.document, Target(site.id), {"title": "站上另题"})
    anchor = anchoring.anchor_on(own, "另题", "title", site)
    commenting.begin(office.reviewer1, own.document, New(own.id, anchor, "太短"))
    (one,) = commenting.threads(office.desk, written.document)
    assert (one.account_name, one.words, one.thread.anchor.account) == ("site", "另题", site.id)


def test_threads_come_in_reading_order_with_the_gone_ones_last(office: Office, written: Revision) -> None:
    for words in ("结尾", "三个中心", "开头"):
        comment(office.reviewer1, written, words)
    title = anchoring.anchor_on(written, "", "title")
    commenting.begin(office.reviewer1, written.document, New(written.id, title, "长了"))
    save(office, written, body=BODY.replace("到2022年建成三个中心,服务群众。", ""))
    found = [each.thread.anchor.quote for each in commenting.threads(office.desk, written.document)]
    assert found == ["", "开头", "结尾", "三个中心"]


def test_an_answer_names_who_when_and_whom(office: Office, written: Revision) -> None:
    made = comment(office.reviewer1, written, "三个中心")
    said = commenting.reply(office.editor, made.id[:8], "已核对,@reviewer2 请看")
    assert [(one.name, one.words) for one in said.remarks] == [
        ("reviewer1", "请核对"),
        ("editor", "已核对,@reviewer2 请看"),
    ]
    assert said.remarks[1].mentions == (office.reviewer2.member.id,)
    assert said.remarks[0].at < said.remarks[1].at
    assert said.is_open
    assert [one.id for one in commenting.waiting(office.reviewer2)] == [made.id]


def test_a_thread_is_settled_and_opened_again_on_record(office: Office, written: Revision) -> None:
    made = comment(office.reviewer1, written, "三个中心")
    assert commenting.counts(office.desk) == {written.document: Count(1, 0)}
    settled = commenting.resolve(office.editor, made.id, "改好了")
    assert (settled.is_open, settled.closings[0].name, settled.closings[0].reason) == (False, "editor", "改好了")
    assert commenting.counts(office.desk) == {}
    with pytest.raises(Refused, match="closed already"):
        commenting.resolve(office.editor, made.id)
    assert commenting.reopen(office.reviewer1, made.id).is_open
    with pytest.raises(Refused, match="is open"):
        commenting.reopen(office.reviewer1, made.id)


def test_an_author_does_not_settle_what_must_be_settled_before_signing(office: Office, written: Revision) -> None:
    made = comment(office.reviewer1, written, "三个中心", must=True)
    assert commenting.counts(office.desk) == {written.document: Count(1, 1)}
    with pytest.raises(Refused, match="reviewer1"):
        commenting.resolve(office.editor, made.id)
    assert commenting.thread_of(office.desk, made.id).is_open
    assert not commenting.resolve(office.reviewer2, made.id).is_open


def test_what_was_said_stands_in_no_audit_row(office: Office, written: Revision) -> None:
    made = comment(office.reviewer1, written, "三个中心", "绝密的话")
    commenting.reply(office.editor, made.id, "另一句话")
    commenting.close(office.reviewer1, made.id, Ending.RESOLVED, "因为如此")
    with office.desk.database.read() as snapshot:
        rows = [row for row in audit.rows(snapshot) if row.subject.kind == "comment"]
    assert [row.action for row in rows] == ["comment.begin", "comment.reply", "comment.resolved"]
    assert {row.subject.id for row in rows} == {made.id}
    assert not any(word in row.detail for row in rows for word in ("绝密", "另一句", "因为", "三个中心"))


def test_a_comment_voids_nothing(office: Office) -> None:
    office.connect("site")
    edition = office.submitted(Draft(Content(title="民生事项", body=BODY, source="区政府")), "site")
    document = documents.opened(office.desk, edition.document)
    comment(office.reviewer1, document.revision, "三个中心", must=True)
    assert office.approve(edition).state.value == "approved"


def test_an_empty_comment_and_an_unknown_thread_are_refused(office: Office, written: Revision) -> None:
    with pytest.raises(Invalid):
        comment(office.reviewer1, written, "三个中心", " ")
    with pytest.raises(NotFound):
        commenting.reply(office.editor, "abcdef", "?")
    other = documents.create(office.editor, "另一篇").revision
    with pytest.raises(Refused):
        commenting.begin(office.reviewer1, other.document, New(written.id, anchoring.anchor_on(written, ""), "?"))
    assert commenting.threads(office.desk, other.document) == ()
