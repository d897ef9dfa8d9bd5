from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

from editor_app.cli.answers import Voice, harmless, say
from editor_app.domain.errors import Invalid
from editor_app.domain.text import T

if TYPE_CHECKING:
    import pytest


def test_json_errors_go_to_standard_output_with_code_message_and_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    Voice("en", json=True).error(Invalid(T("The title is missing."), T("Write a title.")))
    said = capsys.readouterr()
    wanted = {"code": "invalid", "message": "The title is missing.", "next": "Write a title."}
    assert json.loads(said.out) == {"error": wanted}
    assert said.err == ""


def test_a_person_reads_errors_on_standard_error_as_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    Voice("en", json=False).error(Invalid(T("The title is missing."), T("Write a title.")))
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "The title is missing. Write a title.\n")


def test_tables_keep_markup_of_titles_as_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    Voice("en", json=False).table({}, ("Title",), [("[bold]题[/bold] :smile:",)])
    assert "[bold]题[/bold] :smile:" in capsys.readouterr().out


def test_control_and_direction_characters_are_shown_by_number() -> None:
    assert harmless("a\x1b[31m\u202eb\tc\n中") == "a\\u001b[31m\\u202eb\tc\n中"


class Told(io.StringIO):
    """Keeps what was written at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def write(self, text: str) -> int:
        self.parts += [text] if text else []
        return len(text)


def test_a_line_is_written_at_once_and_steers_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads of the worker say theirs side by side."""
    told = Told()
    monkeypatch.setattr(sys, "stdout", told)
    say("门户 · http://127.0.0.1/\x1b[2J")
    assert told.parts == ["门户 · http://127.0.0.1/\\u001b[2J\n"]
