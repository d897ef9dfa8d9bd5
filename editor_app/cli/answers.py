"""What a command says: one JSON object, or a few lines for a person; errors likewise, never a traceback."""

from __future__ import annotations

import json
import re
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.text import Text
from editor_app.translation import lookup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import Console

    from editor_app.domain.canonical import Json
    from editor_app.domain.errors import DeskError

_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Voice:
    """How a command answers: in which language, as JSON or for a person."""

    language: str
    json: bool

    def words(self, sentence: Text | str) -> str:
        """A sentence in the chosen language."""
        look = lookup(self.language)
        return sentence.render(look) if isinstance(sentence, Text) else look(sentence)

    def answer(self, value: Mapping[str, Json], lines: Iterable[str] = ()) -> None:
        """Print the answer: the JSON object, or the lines."""
        if self.json:
            emit(value)
        else:
            for line in lines:
                say(line)

    def table(self, value: Mapping[str, Json], head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print the answer: the JSON object, or a table with translated headings."""
        if self.json:
            emit(value)
            return
        from rich.table import Table

        table = Table(box=None, pad_edge=False, header_style="bold")
        for heading in head:
            table.add_column(self.words(heading), overflow="fold")
        for row in rows:
            table.add_row(*map(harmless, row))
        console().print(table)

    def error(self, error: DeskError) -> None:
        """Print an error with its next step."""
        self.refusal(
            error.code, self.words(error.message), self.words(error.next_step) if error.next_step.msgid else ""
        )

    def refusal(self, code: str, message: str, following: str, extra: Mapping[str, Json] | None = None) -> None:
        """Print an error from its parts; JSON goes to standard output, sentences to standard error."""
        if self.json:
            emit({"error": {"code": code, "message": message, "next": following}, **(extra or {})})
        else:
            print(harmless(" ".join(filter(None, (message, following)))), file=sys.stderr, flush=True)


def harmless(line: str) -> str:
    """The line with its control and direction characters shown by number: somebody's title can't steer a terminal."""
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


_ONE_LINE = threading.Lock()
"""Lines come from several threads of the worker and must not mix."""


def emit(value: Mapping[str, Json]) -> None:
    """One JSON object on a line of its own."""
    _print(json.dumps(value, ensure_ascii=False))


def say(line: str) -> None:
    """One line for a person, whatever others have put in it."""
    _print(harmless(line))


def _print(line: str) -> None:
    with _ONE_LINE:
        print(line + "\n", end="", flush=True)


def console() -> Console:
    """The console for tables; wide enough for pipes."""
    from rich.console import Console

    made = Console(highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made.width = max(made.width, 160)
    return made
