from __future__ import annotations

import sys
from io import StringIO

import pytest

from editor_app.cli.answers import Voice
from editor_app.cli.progress import bar, counted
from editor_app.domain.text import T


@pytest.mark.parametrize("as_json", [True, False])
def test_nothing_is_drawn_where_nobody_looks(as_json: bool, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: FBT001 - a parameter of the test
    assert list(counted(Voice("en", json=as_json), "Importing", [1, 2, 3])) == [1, 2, 3]
    said = capsys.readouterr()
    assert said.out + said.err == ""


def test_a_long_deed_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with bar(Voice("en", json=False)) as tell:
        tell(0.5, T("The pictures are checked"))
    said = capsys.readouterr()
    assert said.out + said.err == ""


def test_a_person_at_a_terminal_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with bar(Voice("en", json=False)) as tell:
        tell(0.5, T("The pictures are checked"))
    assert "The pictures are checked" in screen.getvalue()
