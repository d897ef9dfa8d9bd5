"""What people of the account do to a draft before it is submitted never becomes public."""

from collections.abc import Callable
from typing import Any

import pytest

from editor_app.domain.errors import Accepted, OutcomeUnknown, Rejected
from editor_app.domain.manifest_json import Fields
from editor_app.platforms.contract import Found, Order
from editor_app.platforms.readback import compared
from editor_app.platforms.wechat import PLATFORM
from editor_app.platforms.wechat.approving import is_as_approved
from tests.platforms.wechat.counter import Site, site, submitting
from tests.platforms.workshop import with_late

EDITS: dict[str, object] = {
    "title": "另一个标题", "content": "<p>21 个事项</p>", "author": "某人", "digest": "另一个摘要",
    "content_source_url": "https://other.test/", "need_open_comment": 1,
}  # fmt: skip


def draft_of(at: Site) -> dict[str, Any]:
    """The article in the account's one draft."""
    (draft,) = at.server.books.drafts.values()
    return draft.articles[0]


def submitted(at: Site, order: Order) -> dict[str, Any]:
    """What is public after the public step as the worker does it, compared with what was approved."""
    watermark = at.link.watermark(order)
    with pytest.raises(Accepted) as said:
        at.link.perform(submitting(order), order)
    order = with_late(order, said.value.late)
    found = at.link.find(submitting(order), order, watermark)
    assert isinstance(found, Found)
    seen = at.link.observe(order, [found.result.remote_id])
    assert compared(PLATFORM.expected(order), seen, PLATFORM.normalisations).differences == ()
    return at.server.books.articles[found.result.remote_id].news[0]


@pytest.mark.parametrize("field", EDITS)
def test_an_edited_draft_goes_out_as_it_was_approved(field: str) -> None:
    with site() as at:
        order = at.ready()
        approved = dict(draft_of(at))
        draft_of(at)[field] = EDITS[field]
        assert submitted(at, order) == approved
        assert [at.calls(f"/cgi-bin/draft/{what}") for what in ("get", "update")] == [1, 1]


def test_pictures_that_changed_places_in_a_draft_go_out_in_their_order() -> None:
    with site(form="newspic") as at:
        order = at.ready()
        approved = [one["image_media_id"] for one in draft_of(at)["image_info"]["image_list"]]
        draft_of(at)["image_info"]["image_list"].reverse()
        news = submitted(at, order)
        assert [one["image_media_id"] for one in news["image_info"]["image_list"]] == approved
        assert len(set(approved)) > 1


def add_another(at: Site) -> None:
    (draft,) = at.server.books.drafts.values()
    draft.articles.append(dict(draft.articles[0]))


def edit_without_its_cover(at: Site) -> None:
    draft_of(at)["title"] = "另一个标题"
    at.server.books.pictures.clear()


@pytest.mark.parametrize(
    ("deed", "said"), [(add_another, "another article"), (edit_without_its_cover, "take the approved article back")]
)
def test_what_cannot_be_put_back_is_not_submitted_and_says_so(deed: Callable[[Site], None], said: str) -> None:
    with site() as at:
        order = at.ready()
        deed(at)
        with pytest.raises(Rejected, match=said):
            at.link.watermark(order)
        assert at.calls("/cgi-bin/freepublish/submit") == 0


@pytest.mark.parametrize(("mishap", "on"), [("drop_before", "update"), ("drop_after", "update"), ("busy", "read")])
def test_a_lost_look_at_the_draft_submits_nothing_and_the_next_try_goes_on(mishap: str, on: str) -> None:
    with site() as at:
        order = at.ready()
        draft_of(at)["title"] = "另一个标题"
        at.server.mishaps.put({mishap: {"count": 1, "on": on}})
        with pytest.raises(OutcomeUnknown):
            at.link.watermark(order)
        assert at.calls("/cgi-bin/freepublish/submit") == 0
        assert submitted(at, order)["title"] == order.payload.title


def test_a_draft_that_is_told_otherwise_than_the_documents_say_is_not_taken_for_approved() -> None:
    with site() as at:
        order = at.ready()
        news = draft_of(at)
        assert is_as_approved(Fields(news), order)
        del news["author"]
        assert not is_as_approved(Fields(news), order)
