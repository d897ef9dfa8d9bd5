"""The worked examples of our pages run, and keep what every rule and every platform keeps."""

import json
import re
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import editor_app.platforms
from editor_app.domain.delivery import Verdict
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Absent, Connection, Found, Platform
from editor_app.platforms.readback import compared
from editor_app.platforms.registry import Registry
from tests.platforms import test_contract as contract
from tests.platforms.loopback import Loopback, Received
from tests.platforms.workshop import before_public, order_of, sent, with_late

DOCS = Path(__file__).parents[2] / "docs"
PURE = (
    contract.test_steps_are_numbered_and_every_picture_is_uploaded_once,
    contract.test_every_part_is_made_public_once_and_nothing_invisible_comes_after,
    contract.test_composing_is_pure,
    contract.test_the_sealed_pictures_are_the_bytes_that_come_with_them,
    contract.test_a_request_differs_from_what_was_signed_in_its_late_fields_and_nowhere_else,
    contract.test_the_public_request_carries_every_word_that_was_signed,
    contract.test_what_we_choose_ourselves_is_pure_and_on_the_list,
    contract.test_limits_say_where_they_are_written_and_when_that_was_read,
    contract.test_settling_waits_longer_than_a_call_and_its_processing_may_take,
    contract.test_capabilities_agree_with_the_steps,
    contract.test_settings_are_named_and_have_words,
    contract.test_normalisations_show_a_recorded_reply,
    contract.test_an_untitled_document_or_one_without_its_picture_never_gets_half_composed,
)


def example(page: str) -> str:
    """The one block of Python on a page."""
    (code,) = re.findall(r"```python\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    return str(code)


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Platform]:
    """The platform of the page, found by its place."""
    (tmp_path / "notice_board").mkdir()
    (tmp_path / "notice_board" / "__init__.py").write_text(example("adding-a-platform.md"), "utf-8")
    monkeypatch.setattr(editor_app.platforms, "__path__", [*editor_app.platforms.__path__, str(tmp_path)])
    yield Registry().platform("notice_board")
    sys.modules.pop("editor_app.platforms.notice_board", None)


class Board:
    """The city's server: it keeps what is put."""

    def __init__(self) -> None:
        self.notices: dict[str, dict[str, object]] = {}
        self.server = Loopback(self.answer)

    def answer(self, asked: Received, connection: socket.socket) -> None:
        status, said = self.said(asked)
        body = json.dumps(said).encode()
        head = f"HTTP/1.1 {status} \r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        connection.sendall(head.encode() + b"Connection: close\r\n\r\n" + body)

    def said(self, asked: Received) -> tuple[int, dict[str, object]]:
        url = {"url": f"{self.server.url}{asked.target}"}
        _, kind, *name = asked.target.split("/")
        if kind == "me":
            return 200, {"id": "office-7", "name": "Office", "version": "board 3"}
        if asked.method == "PUT" and kind == "notices":
            self.notices[name[0]] = {**json.loads(asked.body), **url}
        if asked.method == "PUT":
            return 201, url
        return (200, self.notices[name[0]]) if name[0] in self.notices else (404, {"error": "no such notice"})


def test_the_platform_of_the_page_keeps_the_contract(board: Platform) -> None:
    for kept in PURE:
        kept(board)


def test_the_platform_of_the_page_publishes_finds_and_reads_back(board: Platform) -> None:
    city = Board()
    link = board.link(Connection(city.server.url, Secret("token")))
    composed = contract.composed_for(board, link.identity().remote_uid)
    ready = before_public(board, link, order_of(composed))
    publish = board.steps(composed.payload)[-1]
    assert link.find(publish, ready, "") == Absent()
    done = sent(board, link, ready)
    assert set(done.order.late) == set(composed.payload.late)
    assert isinstance(link.find(publish, done.order, link.watermark(done.order)), Found)
    sent(board, link, with_late(order_of(composed), done.order.late))
    assert len(city.notices) == 1
    seen = link.observe(done.order, done.remote_ids)
    assert compared(board.expected(done.order), seen, board.normalisations).verdict is Verdict.IDENTICAL
    link.close()
    city.server.close()


def test_the_rule_of_the_page_passes_its_good_example_and_finds_its_bad_one() -> None:
    rule = ModuleType("exclamation_mark")
    exec(compile(example("adding-a-rule.md"), "adding-a-rule.md", "exec"), rule.__dict__)  # noqa: S102 - our own page
    assert re.fullmatch(r"[A-Z“][^\n]{10,110}\.", rule.__doc__ or "")
    assert not list(rule.check(rule.GOOD.variant()))
    assert {finding.rule for finding in rule.check(rule.BAD.variant())} == {"exclamation_mark"}
