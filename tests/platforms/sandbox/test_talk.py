"""What is said below practice posts outlives the server, and readers see what is shown."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from editor_app.platforms.sandbox.exchange import Asked
from editor_app.platforms.sandbox.ledger import Entry, Ledger, Post
from editor_app.platforms.sandbox.talk import REPLY_CHARACTERS, Talk

if TYPE_CHECKING:
    from pathlib import Path

POST = Post("1", 1, "draft-flip", "main", "k", Entry(title="题"), public=True)


def talk(ledger: Ledger) -> Talk:
    return Talk(ledger, lambda: "2026-11-29T12:00:00Z")


def asked(method: str, *path: str, said: object = None, **query: str) -> Asked:
    return Asked(
        method, ("api", "draft-flip", "main", "posts", "1", "messages", *path), query, {}, json.dumps(said).encode()
    )


def done(made: Talk, request: Asked) -> tuple[int, dict]:
    route = made.route(request, POST, "k")
    assert route is not None
    answer = route[2](None)  # type: ignore[arg-type]
    return answer.status, json.loads(answer.body)


def test_messages_outlive_the_server(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path / "state")) as ledger:
        made = talk(ledger)
        made.written(asked("POST", said={"post": "1", "author": "读者", "text": "好"}))
        done(made, asked("POST", said={"to": "1", "text": "谢谢"}))
        kept = made.below("1")
    with closing(Ledger(tmp_path / "state")) as ledger:
        assert talk(ledger).below("1") == kept
        assert ledger.next_post() == 3
        assert [(one.own, one.to) for one in kept] == [(False, ""), (True, "1")]


@pytest.mark.parametrize("text", ["", "  ", "字" * (REPLY_CHARACTERS + 1)])
def test_an_answer_without_words_or_with_too_many_is_refused(text: str) -> None:
    made = talk(Ledger())
    made.written(asked("POST", said={"post": "1", "author": "读者", "text": "好"}))
    assert done(made, asked("POST", said={"to": "1", "text": text}))[0] == 422
    assert done(made, asked("POST", said={"to": "1", "text": "字" * REPLY_CHARACTERS}))[0] == 201


def test_there_is_no_other_call_and_broken_ones_are_refused() -> None:
    made = talk(Ledger())
    assert made.route(asked("POST", "1", "burn"), POST, "") is None
    assert made.route(asked("PUT"), POST, "") is None
    assert done(made, asked("POST", said=["no"]))[0] == 400
    assert made.written(asked("POST", said={"post": "1"})).status == 400
