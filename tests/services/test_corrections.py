"""A correction replaces the post where the platform can and follows it up elsewhere; both say what was wrong."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from editor_app.domain.delivery import Delivery, DeliveryState
from editor_app.domain.document import Content
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Refused
from editor_app.domain.recall import Measure
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.mastodon import PLATFORM
from editor_app.platforms.sandbox.platform import Sandbox
from editor_app.services import accounts, alarms, approvals, corrections, publishing, recalling, remedies
from editor_app.services.documents import Draft
from editor_app.services.freezing import Submission
from tests.platforms.mastodon.desk import Clock, server_at
from tests.services.outbox import Outbox
from tests.services.wrong import (
    corrected,
    document_of,
    later,
    opened,
    published,
    revised,
    served,
    signed,
    standings,
    withdrawn,
)

CORRECTION = EditionKind.CORRECTION


def test_it_is_corrected_in_place_where_it_can_be_and_followed_up_elsewhere(outbox: Outbox) -> None:
    outbox.connect("weibo", "public-readable")
    site, weibo = published(outbox, "site", "weibo")
    case = opened(outbox, site, CORRECTION)
    assert {place.row.account_name: place.row.measure for place in case.places} == {
        "site": Measure.EDIT,
        "weibo": Measure.FOLLOW_UP,
    }
    assert corrections.is_unchanged(outbox.office.desk, case), "nobody has corrected the text yet"
    revised(outbox, document_of(outbox, site), body="第一段，共 21 件事。\n\n第二段。")
    assert not corrections.is_unchanged(outbox.office.desk, case)
    corrected(outbox, case)
    assert standings(outbox, case) == {"site": "corrected", "weibo": "noted"}
    posts = [post.entry for post in outbox.server.ledger.posts.values()]
    assert [post.title for post in posts] == ["便民事项一次办好", "便民事项一次办好", "更正：便民事项一次办好"]
    assert "21 件事" in posts[0].html
    assert "第一段的数字应为 21。" in posts[0].html
    assert weibo.receipt is not None
    assert weibo.receipt.url in posts[2].html
    assert recalling.close(outbox.office.publisher, case.row.id, "done").closed_at is not None


def published_twice(outbox: Outbox) -> Delivery:
    """Two posts of one document on one account; the first of them."""
    (first,) = published(outbox, "site")
    document = document_of(outbox, first)
    revised(outbox, document, body="第一段，共 13 件事。\n\n第二段。")
    again = Submission((first.account,), "")
    edition = outbox.office.approve(approvals.submit(outbox.office.editor, document, again))
    served(outbox, publishing.queue(outbox.office.publisher, edition.id, again="更新")[0])
    return first


def test_every_post_of_an_account_is_corrected_by_one_edition_and_read_back(outbox: Outbox) -> None:
    first = published_twice(outbox)
    case = opened(outbox, first, CORRECTION)
    revised(outbox, document_of(outbox, first), body="第一段，共 21 件事。\n\n第二段。")
    signed(outbox, corrections.submit(outbox.office.editor, case.row.id, "应为 21。"))
    [change] = recalling.run(outbox.office.publisher, case.row.id)
    outbox.server.faults.put({"drop_after": 1})
    assert outbox.serve(change.id).state.value == "unknown"
    outbox.office.clock.turn(timedelta(seconds=2))
    assert outbox.serve(change.id).state.value == "queued", "the first one is done, the second is left"
    assert outbox.serve(change.id).state.value == "sent"
    assert outbox.serve(change.id).verdict == "identical"
    posts = [post.entry.html for post in outbox.server.ledger.posts.values()]
    assert ["21 件事" in html for html in posts] == [True, True]
    found = recalling.opened(outbox.office.desk, case.row.id)
    assert [place.standing.value for place in found.places] == ["corrected", "corrected"]
    assert recalling.close(outbox.office.publisher, case.row.id, "done").closed_at is not None


def test_one_of_several_corrected_posts_that_a_stranger_alters_raises_an_alarm(outbox: Outbox) -> None:
    first = published_twice(outbox)
    case = opened(outbox, first, CORRECTION)
    revised(outbox, document_of(outbox, first), body="第一段，共 21 件事。\n\n第二段。")
    [change] = corrected(outbox, case)
    last = max(outbox.server.ledger.posts.values(), key=lambda post: post.number)
    outbox.server.ledger.keep(replace(last, entry=replace(last.entry, title="别的标题")))
    outbox.office.clock.turn(timedelta(minutes=6))
    assert outbox.serve(change.id).verdict == "different"
    assert alarms.alarm_of(outbox.office.desk, change.id) is not None


def test_where_a_platform_edits_one_post_the_others_are_done_by_hand(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sandbox, "capabilities", replace(Sandbox.capabilities, edits_several=False))
    first = published_twice(outbox)
    document = document_of(outbox, first)
    case = opened(outbox, first, CORRECTION)
    assert [place.row.measure for place in case.places] == [Measure.EDIT, Measure.EDIT]
    revised(outbox, document, body="第一段，共 21 件事。\n\n第二段。")
    with pytest.raises(Refused, match="site has 2 posts") as refused:
        corrections.submit(outbox.office.editor, case.row.id, "应为 21。")
    assert f"recall set {case.row.id[:8]} 1 by_hand" in str(refused.value.next_step)
    recalling.choose(outbox.office.editor, case.row.id, 1, Measure.BY_HAND)
    corrected(outbox, case)
    found = recalling.opened(outbox.office.desk, case.row.id)
    assert [place.standing.value for place in found.places] == ["open", "corrected"]
    seen = recalling.Seen("corrected", "已在后台改正", "https://example.org/1")
    recalling.prove(outbox.office.publisher, case.row.id, 1, seen)
    assert recalling.close(outbox.office.publisher, case.row.id, "done").closed_at is not None


def test_what_went_out_in_several_parts_is_not_edited_as_if_it_were_one(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, CORRECTION)
    (whole,) = remedies.posts(outbox.office.desk, case, {Measure.EDIT})
    assert whole.parts == 1
    remedies.require_one_post_each(case, [whole])
    with pytest.raises(Refused, match="in 3 parts"):
        remedies.require_one_post_each(case, [replace(whole, parts=3)])
    remedies.require_one_post_each(case, [replace(whole, parts=3, edits_parts=True)])


def test_a_page_of_a_site_is_one_post_though_its_listings_are_public_too(outbox: Outbox, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    options = {"base_url": "https://www.example.gov.cn"}
    accounts.add(outbox.office.admin, "site_folder", "门户", Connection(str(folder), options=options))
    (post,) = published(outbox, "门户")
    case = opened(outbox, post, CORRECTION)
    revised(outbox, document_of(outbox, post), body="第一段，共 21 件事。\n\n第二段。")
    corrected(outbox, case)
    assert standings(outbox, case) == {"门户": "corrected"}
    assert any("21 件事" in page.read_text("utf-8") for page in folder.rglob("index.html"))


def test_the_old_edition_is_not_read_back_any_more_and_raises_no_alarm(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, CORRECTION)
    revised(outbox, document_of(outbox, post), body="第一段，共 21 件事。")
    (fixed,) = corrected(outbox, case)
    assert later(outbox, post, timedelta(minutes=5)) == "verified"
    assert later(outbox, fixed, timedelta(minutes=5)) == "verified"
    assert alarms.alarms(outbox.office.desk) == []


def test_somebody_who_changes_the_corrected_post_raises_an_alarm_and_the_case_is_red_again(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, CORRECTION)
    revised(outbox, document_of(outbox, post), body="第一段，共 21 件事。")
    (fixed,) = corrected(outbox, case)
    (stored,) = outbox.server.ledger.posts.values()
    outbox.server.ledger.keep(replace(stored, entry=replace(stored.entry, html="<p>别的</p>")))
    later(outbox, fixed, timedelta(minutes=5))
    assert [alarm.row.id for alarm in alarms.alarms(outbox.office.desk)] == [fixed.id]
    assert standings(outbox, case) == {"site": "still_live"}


def test_a_corrected_post_can_be_withdrawn_afterwards(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, CORRECTION)
    revised(outbox, document_of(outbox, post), body="第一段，共 21 件事。")
    (fixed,) = corrected(outbox, case)
    recalling.close(outbox.office.publisher, case.row.id, "done")
    away = opened(outbox, fixed, EditionKind.WITHDRAWAL)
    withdrawn(outbox, away)
    assert outbox.public() == []
    assert {outbox.delivery(one.id).state for one in (post, fixed)} == {DeliveryState.WITHDRAWN}


def test_a_document_whose_window_has_ended_is_still_corrected(outbox: Outbox) -> None:
    edition = outbox.approved("site", not_after=outbox.office.clock.now() + timedelta(hours=1))
    from editor_app.services import publishing
    from tests.services.wrong import served

    (queued,) = publishing.queue(outbox.office.publisher, edition.id)
    post = served(outbox, queued)
    outbox.office.clock.turn(timedelta(days=2))
    case = opened(outbox, post, CORRECTION)
    revised(outbox, document_of(outbox, post), body="第一段，共 21 件事。")
    corrected(outbox, case)
    assert standings(outbox, case) == {"site": "corrected"}


def test_a_note_is_checked_like_any_text(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, CORRECTION)
    plain = corrections.submit(outbox.office.editor, case.row.id, "数字有误。")
    personal = corrections.submit(outbox.office.editor, case.row.id, "请联系张三，身份证号 11010519491231002X。")
    assert (plain.sealed().to_override, len(personal.sealed().to_override)) == ((), 1)


def test_a_withdrawal_is_no_correction(outbox: Outbox) -> None:
    (post,) = published(outbox, "site")
    case = opened(outbox, post, EditionKind.WITHDRAWAL)
    with pytest.raises(Refused):
        corrections.submit(outbox.office.editor, case.row.id, "x")


def test_a_thread_is_corrected_in_place_post_by_post_where_its_platform_edits(outbox: Outbox) -> None:
    clock = Clock()
    with server_at(clock) as server:
        connection = Connection(server.url, Secret(server.token), {})
        link = PLATFORM.link(connection)
        uid = link.identity().remote_uid
        link.close()
        accounts.add_for_practice(outbox.office.admin, "mastodon", "social", connection, uid)
        body = "".join(f"第 {number} 项：十二个事项可在网上办理，线下窗口同样受理。\n\n" for number in range(40))
        draft = Draft(Content(title="办事指南", body=body, source="政务办"))
        [delivery] = published(outbox, "social", draft=draft)
        before = [one.id for one in server.books.statuses.values()]
        assert len(before) > 2
        assert outbox.row(delivery.id).state.value == "verified"
        case = opened(outbox, delivery, EditionKind.CORRECTION)
        revised(outbox, case.row.document, body=body.replace("十二个", "十三个"))
        corrected(outbox, case)
        assert standings(outbox, case) == {"social": "corrected"}
        assert [one.id for one in server.books.statuses.values()][: len(before)] == before
