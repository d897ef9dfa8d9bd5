from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

import pytest

from editor_app.services import logs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger("editor_app")
    before, level, propagate = list(root.handlers), root.level, root.propagate
    root.handlers = []
    yield logs.begin(tmp_path / "logs")
    for handler in root.handlers:
        handler.close()
    root.handlers, root.level, root.propagate = before, level, propagate


@pytest.mark.parametrize(
    "said",
    [
        "Authorization: Basic c2VjcmV0OnNlY3JldA==",
        "POST /cgi-bin/token?appid=1&secret=sesame-1",
        '{"password": "sesame-1"}',
        "https://editor:sesame-1@www.example.gov.cn/wp-json",
        "access_token=sesame-1&x=2",
    ],
)
def test_what_looks_like_a_secret_never_reaches_the_log(said: str) -> None:
    assert "sesame-1" not in logs.redacted(said)
    assert "c2VjcmV0" not in logs.redacted(said)


def test_ordinary_sentences_stay_as_they_are() -> None:
    assert logs.redacted("delivery 17 rests: unreachable") == "delivery 17 rests: unreachable"


def test_tracebacks_go_to_the_file_without_secrets(log_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = logging.getLogger("editor_app.test")
    try:
        raise ValueError("token=sesame-1")
    except ValueError:
        log.exception("a command failed")
    written = log_file.read_text("utf-8")
    assert "Traceback" in written
    assert "sesame-1" not in written
    assert capsys.readouterr().err == ""


def test_the_file_rotates_and_a_second_call_adds_no_second_writer(log_file: Path) -> None:
    assert logs.begin(log_file.parent) == log_file
    handlers = [h for h in logging.getLogger("editor_app").handlers if isinstance(h, RotatingFileHandler)]
    assert len(handlers) == 1
    log = logging.getLogger("editor_app.test")
    for _ in range(60):
        log.info("x" * 30_000)
    assert log_file.with_name("press-desk.log.1").exists()
    assert log_file.stat().st_size <= 1_000_000
