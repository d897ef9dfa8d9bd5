"""The rule pack: words and patterns that change with time, as dated data with their sources."""

from __future__ import annotations

import re
import tomllib
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from editor_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

CURRENT = "2026.12"
"""The newest; what is submitted now is checked with it."""
_IN_FORCE: ContextVar[str] = ContextVar("pack", default=CURRENT)


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
    stale_links: tuple[str, ...]
    """States of links that an office should know of; packs before 2026.12 name none."""


def pack() -> Pack:
    """The pack in force."""
    return _read(_IN_FORCE.get())


@contextmanager
def in_force(version: str) -> Iterator[None]:
    """Let rules read that pack inside the block, in this thread only.

    Raises:
        KeyError: it is not installed.
    """
    if not is_installed(version):
        raise KeyError(version)
    before = _IN_FORCE.set(version)
    try:
        yield
    finally:
        _IN_FORCE.reset(before)


@cache
def is_installed(version: str) -> bool:
    """Whether there is a pack of that version."""
    if re.fullmatch(r"[0-9.]{1,20}", version) is None:
        return False
    try:
        return resource(_path(version)).is_file()
    except FileNotFoundError:
        return False


@cache
def _read(version: str) -> Pack:
    read = tomllib.loads(resource(_path(version)).read_text("utf-8"))
    return Pack(
        version=read["version"],
        checked_on=read["checked_on"],
        abbreviations=tuple(Wording(word, better) for word, better in read["abbreviations"].items()),
        unfinished=tuple(read["unfinished"]),
        secrecy_marks=tuple(read["secrecy_marks"]),
        hotlines=tuple(read["hotlines"]),
        stale_links=tuple(read.get("stale_links", ())),
    )


def _path(version: str) -> str:
    return f"rule_packs/{version}.toml"
