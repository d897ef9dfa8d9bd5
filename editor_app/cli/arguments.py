"""The command line before it is parsed: global options may stand anywhere, lists may follow one option."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.translation import known_language, system_language

if TYPE_CHECKING:
    from collections.abc import Sequence

_VALUES = {"-w": "workspace", "--workspace": "workspace", "--as": "member", "--lang": "language"}
_LISTS = {
    ("member", "--role"): 3,
    ("submit", "--account"): 2,
    ("submit", "--accept"): 2,
    ("check", "--account"): 2,
    ("decide", "--override"): 3,
    ("emergency", "--account"): 3,
    ("emergency", "--accept"): 3,
    ("emergency", "--set"): 3,
    ("embargo", "--member"): 3,
}
"""Options that take lists, with how many words of the command stand outside of its options."""
_INIT = "init"


class WrongUsage(Invalid):
    """The command line itself is wrong: exit code 2."""

    code: ClassVar[str] = "usage"


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
        WrongUsage: a global option without its value, or a language that we don't speak.
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
        language=spoken_language(found.get("language", "")),
    ), spread(rest)


def spread(words: Sequence[str]) -> list[str]:
    """`--role editor reviewer` as `--role editor --role reviewer`, for the options that take lists.

    The command's own arguments come first: only when all of them are there, further words belong to the list.
    """
    command = next((word for word in words if not word.startswith("-")), "")
    spread_out: list[str] = []
    option, arguments, value_follows = "", 0, False
    for number, word in enumerate(words):
        if word == "--":
            return [*spread_out, *words[number:]]
        if word.startswith("-"):
            option = word if (command, word) in _LISTS else ""
            value_follows = "=" not in word
        elif value_follows:
            value_follows = False
        elif option and arguments >= _LISTS[command, option]:
            spread_out.append(option)
        else:
            arguments += 1
        spread_out.append(word)
    return spread_out


def spoken_language(name: str) -> str:
    """The one of our languages that a person names; empty stays empty.

    Raises:
        WrongUsage: we don't speak it.
    """
    if name and not name.lower().startswith(("zh", "en")):
        raise WrongUsage(T("There is no language “{name}”.", name=name), T("Choose zh_CN or en."))
    return known_language(name) if name else ""


def language_for(chosen: str, workspace_language: str = "") -> str:
    """The language to speak: as chosen, else the workspace's, else the system's."""
    return chosen or (known_language(workspace_language) if workspace_language else system_language())


def _is_commands_own(name: str, before: Sequence[str]) -> bool:
    """`init PATH --lang zh_CN` sets the workspace's language as well as the answer's."""
    return name == "--lang" and _INIT in before[:1]


def _next(waiting: list[str], name: str) -> str:
    if not waiting or waiting[0].startswith("-"):
        raise WrongUsage(T("The option {name} needs a value.", name=name), T("See `editor-app --help`."))
    return waiting.pop(0)
