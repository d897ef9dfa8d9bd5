"""The border between us and files from outside."""

import os
import signal
from io import BytesIO

import pytest

from editor_app.domain.errors import Invalid
from editor_app.rendering import limited
from editor_app.rendering.limited import JobFailed, read_message, write_message


def test_a_message_arrives_as_it_was_written() -> None:
    pipe = BytesIO()
    write_message(pipe, {"job": "甲", "n": 1}, (b"a\nb", b""))
    pipe.seek(0)
    assert read_message(pipe) == ({"job": "甲", "n": 1}, (b"a\nb", b""))


def test_a_cut_message_is_an_end() -> None:
    with pytest.raises(EOFError):
        read_message(BytesIO(b'{"sizes"'))


def test_a_child_that_falls_over_is_a_sentence_and_is_replaced() -> None:
    limited.close_all()
    limited.warm()
    os.kill(limited._idle[0]._process.pid, signal.SIGSTOP)
    child = limited._idle[0]
    os.kill(child._process.pid, signal.SIGKILL)
    with pytest.raises((Invalid, JobFailed)):
        limited.run("picture.clean", {}, b"x" * 1_000_000)
    with pytest.raises(JobFailed):
        limited.run("picture.clean", {}, b"x")


def test_a_child_is_used_again_after_a_good_answer() -> None:
    limited.close_all()
    limited.warm()
    before = limited._idle[0]
    limited._put_back(limited._taken())
    assert limited._idle == [before]


def test_nothing_of_our_environment_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR_APP_PASSPHRASE", "secret")
    limited.close_all()
    limited.warm()
    with open(f"/proc/{limited._idle[0]._process.pid}/environ", "rb") as environment:  # noqa: PTH123 - no file of ours
        assert b"secret" not in environment.read()
    limited.close_all()
