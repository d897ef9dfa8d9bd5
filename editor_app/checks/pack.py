"""The rule pack: words and patterns that change with time, as dated data with their sources."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from editor_app.resources import resource

CURRENT = "rule_packs/2026.11.toml"


@dataclass(frozen=True, slots=True)
class Wording:
    """A word that an office should look at, with what to use instead."""

    word: str
    better: str
    """Empty = only to be looked at."""


@dataclass(frozen=True, slots=True)
class Pack:
    """One dated rule pack."""

    version: str
    checked_on: str
    """ISO date on which its sources were read."""
    abbreviations: tuple[Wording, ...]
    unfinished: tuple[str, ...]
    secrecy_marks: tuple[str, ...]
    hotlines: tuple[str, ...]


@cache
def pack() -> Pack:
    """The pack in force."""
    read = tomllib.loads(resource(CURRENT).read_text("utf-8"))
    return Pack(
        version=read["version"],
        checked_on=read["checked_on"],
        abbreviations=tuple(Wording(word, better) for word, better in read["abbreviations"].items()),
        unfinished=tuple(read["unfinished"]),
        secrecy_marks=tuple(read["secrecy_marks"]),
        hotlines=tuple(read["hotlines"]),
    )
