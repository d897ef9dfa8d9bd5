"""The command line before it is parsed: global options may stand anywhere, lists may follow one option."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.translation import known_language, system_language

if TYPE_CHECKING:
    from collections.abc import Sequence

_VALUES = {"-w": "workspace", "--workspace": "workspace", "--as": "member", "--lang": "language"}
_LISTS = {("member", "--role"), ("submit", "--account"), ("submit", "--accept"), ("check", "--account"),
          ("decide", "--override")}  # fmt: skip
_INIT = "init"


@dataclass(frozen=True, slots=True)
class Globals:
    """What holds for every command."""

    workspace: str = ""
    """Folder or postgresql:// address; empty = EDITOR_APP_WORKSPACE."""
    member: str = ""
    json: bool = False
    language: str = ""
    """Empty = the workspace's own, else the system's."""


def split(arguments: Sequence[str]) -> tuple[Globals, list[str]]:
    """The global options, and the rest of the line for the command.

    Raises:
        Invalid: a global option without its value.
    """
    found: dict[str, str] = {}
    rest: list[str] = []
    waiting = list(arguments)
    as_json = False
    while waiting:
        word = waiting.pop(0)
        name, joined, value = word.partition("=")
        if word == "--":
            rest += [word, *waiting]
            break
        if word == "--json":
            as_json = True
        elif name in _VALUES and not _is_commands_own(name, rest):
            found[_VALUES[name]] = value if joined else _next(waiting, name)
        else:
            rest.append(word)
    return Globals(
        found.get("workspace") or os.environ.get("EDITOR_APP_WORKSPACE", ""),
        found.get("member", ""),
        json=as_json,
        language=known_language(found["language"]) if found.get("language") else "",
    ), spread(rest)


def spread(words: Sequence[str]) -> list[str]:
    """`--role editor reviewer` as `--role editor --role reviewer`, for the options that take lists.

    Only after the command's own arguments: what comes before a positional argument is left as it is.
    """
    command = next((word for word in words if not word.startswith("-")), "")
    spread_out: list[str] = []
    option, positional = "", 0
    for number, word in enumerate(words):
        if word.startswith("-"):
            option = word if (command, word) in _LISTS else ""
            spread_out.append(word)
        elif option and words[number - 1] != option and positional > 1:
            spread_out += [option, word]
        else:
            positional += not option
            spread_out.append(word)
    return spread_out


def language_for(chosen: str, workspace_language: str = "") -> str:
    """The language to speak: as chosen, else the workspace's, else the system's."""
    return chosen or (known_language(workspace_language) if workspace_language else system_language())


def _is_commands_own(name: str, before: Sequence[str]) -> bool:
    """`init PATH --lang zh_CN` sets the workspace's language as well as the answer's."""
    return name == "--lang" and _INIT in before[:1]


def _next(waiting: list[str], name: str) -> str:
    if not waiting:
        raise Invalid(T("The option {name} needs a value.", name=name), T("See `editor-app --help`."))
    return waiting.pop(0)
