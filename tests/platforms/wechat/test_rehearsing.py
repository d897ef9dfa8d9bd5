"""The test post: whole, it leaves nothing; broken anywhere, it clears up and says what it can't be sure of."""

import re
from datetime import timedelta
from typing import Any

import pytest

from editor_app.domain.errors import OutcomeUnknown, PlatformError, RateLimited, Rejected, Unreachable
from editor_app.platforms.wechat.simulator.articles import Shelf
from editor_app.platforms.wechat.simulator.refusals import Fail
from tests.platforms.wechat.counter import Site, site

UPLOADED, DELETED = "/cgi-bin/material/add_material", "/cgi-bin/material/del_material"


def left(at: Site) -> tuple[int, int]:
    """How many drafts and pictures lie in the account."""
    return len(at.server.books.drafts), len(at.server.books.pictures)


def refused(at: Site) -> PlatformError:
    with pytest.raises(PlatformError) as said:
        at.link.rehearse()
    assert at.public() == []
    assert at.calls("/cgi-bin/freepublish/submit") == 0
    return said.value


def test_a_test_post_is_made_read_changed_read_and_deleted_with_its_picture() -> None:
    with site() as at:
        where = at.link.rehearse()
        assert re.fullmatch(r"mp\.weixin\.qq\.com · 连接测试，请勿发布 Press Desk [0-9a-f]{8}", where)
        told = [call.path.removeprefix("/cgi-bin/") for call in at.server.books.calls]
        assert told[told.index("material/add_material") :] == [
            "material/add_material", "draft/add", "draft/get", "draft/update", "draft/get", "draft/delete",
            "material/del_material",
        ]  # fmt: skip
        assert left(at) == (0, 0)
        assert at.public() == []


def test_a_test_post_touches_nothing_else_in_the_account() -> None:
    with site() as at:
        at.ready()
        before = dict(at.server.books.drafts), dict(at.server.books.pictures)
        at.link.rehearse()
        assert (at.server.books.drafts, at.server.books.pictures) == before


def test_an_account_without_the_right_proves_its_sign_in_and_makes_nothing() -> None:
    with site() as at:
        at.server.conduct.verified = False
        assert at.link.rehearse() == ""
        assert left(at) == (0, 0)
        assert at.calls(UPLOADED) == 0


def test_an_account_that_may_publish_and_not_draft_is_cleared_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_right(*_: object) -> dict[str, Any]:
        raise Fail(48001, "api unauthorized")

    monkeypatch.setattr(Shelf, "add", without_right)
    with site() as at:
        assert at.link.rehearse() == ""
        assert left(at) == (0, 0)
        at.server.conduct.daily = {DELETED: -1}
        assert str(refused(at)).startswith("A picture named press-desk-test-")


LOST = ["drop_before", "drop_after", "5xx_after", "busy_after", "malformed"]


@pytest.mark.parametrize("mishap", LOST)
@pytest.mark.parametrize("kind", ["draft", "update", "clear"])
def test_a_lost_reply_leaves_no_draft_or_says_how_it_is_named(kind: str, mishap: str) -> None:
    with site() as at:
        at.server.mishaps.put({mishap: {"count": 1, "on": kind}})
        if kind == "clear" or (kind, mishap) == ("update", "malformed"):  # what is read then proves it
            assert at.link.rehearse()
        else:
            failed = refused(at)
            assert isinstance(failed, OutcomeUnknown)
            never_made = (kind, mishap) == ("draft", "drop_before")
            assert ("may be left in the account's draft box" in str(failed)) is never_made
            assert ("连接测试，请勿发布 Press Desk" in str(failed)) is never_made
        assert left(at) == (0, 0)


def test_a_draft_that_comes_late_was_named_before_and_finds_its_picture_gone() -> None:
    with site() as at:
        at.server.mishaps.put({"late": {"count": 1, "on": "draft"}})
        assert "A draft named “连接测试" in str(refused(at))
        at.clock.turn(seconds=1)
        at.link.identity()
        assert left(at) == (0, 0)


def test_a_lost_upload_says_how_the_picture_is_named_and_makes_no_draft() -> None:
    with site() as at:
        at.server.mishaps.put({"drop_after": {"count": 1, "on": "upload"}})
        failed = refused(at)
        assert re.search(r"A picture named press-desk-test-[0-9a-f]{8}\.png may be left", str(failed))
        assert left(at) == (0, 1)
        assert at.calls("/cgi-bin/draft/add") == 0


@pytest.mark.parametrize(
    ("path", "what"),
    [("draft/delete", "A draft named “连接测试"), ("material/del_material", "A picture named press-desk-test-")],
)
def test_a_refused_deletion_is_told_although_all_the_rest_was_proven(path: str, what: str) -> None:
    with site() as at:
        at.server.conduct.daily = {f"/cgi-bin/{path}": -1}
        failed = refused(at)
        assert isinstance(failed, Rejected)
        assert "made, read, changed and read again" in str(failed)
        assert what in str(failed)


def test_both_that_may_be_left_are_named() -> None:
    with site() as at:
        at.server.conduct.daily = dict.fromkeys(("/cgi-bin/draft/delete", DELETED), -1)
        assert re.search(r"A draft named .*, and a picture named press-desk-test-", str(refused(at)))
        assert left(at) == (1, 1)


def test_a_used_up_quota_stays_one_and_says_what_is_left() -> None:
    with site() as at:
        at.server.conduct.daily = {"/cgi-bin/draft/update": -1, "/cgi-bin/draft/delete": -1}
        failed = refused(at)
        assert isinstance(failed, RateLimited)
        assert failed.retry_after > timedelta(0)
        assert "45009" in str(failed)
        assert "A draft named" in str(failed)


def test_a_picture_that_is_too_new_is_tried_again_by_hand_and_cleared() -> None:
    with site() as at:
        at.server.conduct.fresh = timedelta(seconds=5)
        failed = refused(at)
        assert isinstance(failed, Unreachable)
        assert "minute" in str(failed.next_step)
        assert left(at) == (0, 0)


def given_back_with(monkeypatch: pytest.MonkeyPatch, **other: str) -> None:
    """Let drafts be given back with something else in them."""
    real = Shelf.draft

    def altered(self: Shelf, asked: dict[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = real(self, asked)
        return {"news_item": [{**one, **other} for one in told["news_item"]]}

    monkeypatch.setattr(Shelf, "draft", altered)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"title": "题"}, "title or text"),
        ({"content": "<p>字</p>"}, "title or text"),
        ({"thumb_media_id": "x"}, "cover"),
    ],
)
def test_a_draft_that_comes_back_otherwise_fails_the_test_in_words(
    monkeypatch: pytest.MonkeyPatch, other: dict[str, str], said: str
) -> None:
    given_back_with(monkeypatch, **other)
    with site() as at:
        assert said in str(refused(at))
        assert left(at) == (0, 0)


def test_a_cover_is_not_compared_where_the_account_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    given_back_with(monkeypatch, thumb_media_id="x")
    with site(compare_cover="no") as at:
        assert at.link.rehearse()


def test_a_change_that_is_not_kept_fails_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Shelf, "update", lambda *_: {"errcode": 0, "errmsg": "ok"})
    with site() as at:
        assert "title or text" in str(refused(at))
        assert left(at) == (0, 0)
