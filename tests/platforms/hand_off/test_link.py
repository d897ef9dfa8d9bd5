"""The folder of kits and the public page, with everything that goes wrong at either."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Accepted, Invalid, PlatformError, RateLimited, Rejected, Unreachable
from editor_app.platforms.contract import Connection, Unclear
from editor_app.platforms.hand_off import PLATFORM
from tests.platforms.faulty import Answer, Asked, serving
from tests.platforms.hand_off.board import HTML, board, kits, page
from tests.platforms.workshop import Bench, order_of, sent, variant, with_late

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.platforms.contract import Order


def order_for(uid: str) -> Order:
    return order_of(PLATFORM.compose(variant(), uid, Bench()))


def test_who_we_are_is_the_platform_and_the_accounts_own_page(tmp_path: Path) -> None:
    folder = str(tmp_path / "kits")
    who = PLATFORM.link(
        Connection(folder, options={"service": "zhihu", "home": "https://www.zhihu.com/org/X/"})
    ).identity()
    assert (who.remote_uid, who.may_publish) == ("zhihu:www.zhihu.com/org/X", True)
    with pytest.raises(Invalid, match="public address"):
        PLATFORM.link(Connection(folder)).identity()


def test_a_kit_is_whole_once_its_checklist_lies_there_and_then_a_person_is_asked(tmp_path: Path) -> None:
    with board(tmp_path) as there:
        link = PLATFORM.link(there)
        order = order_for(link.identity().remote_uid)
        *pictures, last = PLATFORM.steps(order.payload)
        for step in pictures:
            order = with_late(order, link.perform(step, order).late)
        assert kits(tmp_path) == []
        with pytest.raises(Accepted) as said:
            link.perform(last, order)
        [kit] = kits(tmp_path)
        assert said.value.late == {"handed": kit}
        assert isinstance(link.find(last, order, ""), Unclear)
        assert (tmp_path / kit / "pictures" / "cover.png").read_bytes() == order.media(order.payload.media[-1].digest)


def test_the_same_kit_twice_is_one_folder_with_the_same_files(tmp_path: Path) -> None:
    with board(tmp_path) as there:
        link = PLATFORM.link(there)
        order = order_for(link.identity().remote_uid)
        sent(PLATFORM, link, order)
        first = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
        sent(PLATFORM, link, order)
        assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == first
        assert len(kits(tmp_path)) == 1


def test_a_folder_that_is_away_sent_certainly_nothing(tmp_path: Path) -> None:
    away = tmp_path / "file"
    away.write_text("no folder")
    link = PLATFORM.link(Connection(str(away), options={"home": "https://a.example/x"}))
    order = order_for("other:a.example/x")
    for call in (link.identity, link.rehearse, lambda: link.perform(PLATFORM.steps(order.payload)[-1], order)):
        with pytest.raises(PlatformError) as said:
            call()
        assert isinstance(said.value, Unreachable | Rejected)


def shown(answer: Answer, path: str = "/p/1") -> object:
    """What is observed of a post when the platform answers so."""

    def answered(asked: Asked) -> Answer:
        return answer if asked.path == path else Answer(404)

    with serving(answered) as running:
        home = running.url.removeprefix("http://")
        order = with_late(order_for(f"other:{home}/office"), {"posted_url": f"{running.url}{path}"})
        link = PLATFORM.link(Connection("/nowhere/kits", options={"home": f"{running.url}/office"}))
        return link.observe(order, ["x"])


def test_a_post_that_was_taken_down_is_not_visible() -> None:
    assert not shown(Answer(404, b"gone")).visible  # type: ignore[attr-defined]
    assert not shown(Answer(410, b"gone")).visible  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, "请登录后查看".encode(), HTML),
        Answer(403, b"no robots", HTML),
        Answer(200, b"\x89PNG", {"Content-Type": "image/png"}),
        Answer(200, b"x" * 3_000_001, HTML),
        Answer(200, page("x", "y"), {"Content-Type": "text/html; charset=unheard-of"}),
    ],
)
def test_a_page_that_no_program_can_read_is_a_second_persons(answer: Answer) -> None:
    with pytest.raises(Rejected, match="read by a program"):
        shown(answer)


@pytest.mark.parametrize(("status", "error"), [(429, RateLimited), (500, Unreachable), (503, Unreachable)])
def test_a_platform_that_is_busy_or_broken_is_read_later(status: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        shown(Answer(status, b"later", HTML))


def test_a_platform_that_does_not_answer_is_asked_later() -> None:
    order = with_late(order_for("other:127.0.0.1:9/office"), {"posted_url": "http://127.0.0.1:9/p/1"})
    with pytest.raises(Unreachable):
        PLATFORM.link(Connection("/nowhere/kits")).observe(order, ["x"])


def test_an_address_in_an_inner_network_is_never_opened_for_an_account_of_the_open_web() -> None:
    order = with_late(order_for("zhihu:www.zhihu.com/org/x"), {"posted_url": "http://127.0.0.1:9/p/1"})
    with pytest.raises(Unreachable, match="inner network"):
        PLATFORM.link(Connection("/nowhere/kits")).observe(order, ["x"])
