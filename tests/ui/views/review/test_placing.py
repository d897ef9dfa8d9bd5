"""Comments are found on the page of an account, and a selection there is found in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.services import accounts, commenting, documents
from editor_app.ui.views.review.pages import sealed_html
from editor_app.ui.views.review.placing import anchor_for, looked, plain_text
from tests.ui.views.review.talk import say

if TYPE_CHECKING:
    from editor_app.domain.account import Account
    from editor_app.domain.document import Revision
    from tests.ui.views.review.conftest import Reviewed


def page_of(reviewed: Reviewed) -> tuple[str, Revision, Account]:
    payload = reviewed.case().manifest.payloads[0]
    desk = reviewed.stage.desk
    revision = documents.revision(desk, reviewed.second.revision)
    return plain_text(sealed_html(payload, "")), revision, accounts.by_name(desk, payload.account_name)


def span(page: str, words: str) -> tuple[int, int]:
    return page.index(words), page.index(words) + len(words)


def test_a_selection_in_the_text_is_found_in_its_markdown(reviewed: Reviewed) -> None:
    page, revision, account = page_of(reviewed)
    anchor = anchor_for(page, span(page, "聚合办事入口"), revision, account)
    assert anchor is not None
    assert (anchor.field, anchor.account, anchor.quote) == ("body", None, "聚合办事入口")
    assert revision.content.body[anchor.start :].startswith("聚合办事入口")


def test_a_selection_over_markup_takes_the_markup_in(reviewed: Reviewed) -> None:
    page, revision, account = page_of(reviewed)
    start, end = page.index("政务新媒体都有谁"), page.index("各级行政机关") + 4
    anchor = anchor_for(page, (start, end), revision, account)
    assert anchor is not None
    assert anchor.quote.startswith("政务新媒体都有谁")
    assert anchor.quote.endswith("各级行政")


def test_a_selection_in_the_title_is_of_the_title(reviewed: Reviewed) -> None:
    page, revision, account = page_of(reviewed)
    anchor = anchor_for(page, span(page, "指尖上的网上政府"), revision, account)
    assert anchor is not None
    assert (anchor.field, anchor.quote) == ("title", "指尖上的网上政府")


def test_what_the_page_adds_of_itself_is_in_no_field(reviewed: Reviewed) -> None:
    page, revision, account = page_of(reviewed)
    assert anchor_for(page, span(page, account.name), revision, account) is None
    assert anchor_for(page, (5, 5), revision, account) is None
    assert anchor_for(page, (0, len(page) + 1), revision, account) is None


def test_a_comment_stands_on_its_words_on_the_page(fresh: Reviewed) -> None:
    made = say(fresh, fresh.stage.reviewers[0], "聚合办事入口", "?")
    page, _revision, account = page_of(fresh)
    (placed,) = commenting.threads(fresh.stage.desk, fresh.second.document)
    (mark,) = looked(page, None, [(1, placed)], account.id).marks
    assert (mark.thread, mark.number, page[mark.start : mark.end]) == (made.id, 1, "聚合办事入口")
