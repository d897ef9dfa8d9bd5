"""Requests and answers of the practice server are plain values."""

import json

from editor_app.platforms.sandbox.exchange import Answer, Fate, json_answer, refusal


def test_a_lost_answer_is_the_same_answer_that_nobody_sees() -> None:
    answer = json_answer({"id": "7"}, 201)
    assert answer.lost() == Answer(201, answer.body, fate=Fate.DROP)
    assert answer.lost(Fate.DIE).fate is Fate.DIE


def test_a_refusal_says_code_and_message() -> None:
    answer = refusal(422, "title", "too long")
    assert (answer.status, json.loads(answer.body)) == (422, {"error": {"code": "title", "message": "too long"}})
