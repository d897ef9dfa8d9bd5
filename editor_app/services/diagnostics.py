"""What a person copies when something doesn't work: versions, fonts, keyring, clock, database; never a secret."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from editor_app import __version__
from editor_app.domain.errors import DeskError
from editor_app.domain.text import T, Text
from editor_app.platforms.registry import Registry
from editor_app.services import uninstalled
from editor_app.services.clock import SystemClock, boot_clock_words
from editor_app.storage.bucket import KeyMissing
from editor_app.translation import known_language, message, system_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from editor_app.domain.identifiers import Digest
    from editor_app.services.desk import Desk

_PARTS = (
    "PySide6",
    "sqlalchemy",
    "httpx",
    "keyring",
    "cryptography",
    "argon2-cffi",
    "Pillow",
    "typst",
    "vl-convert-python",
)
_CLOCK_TOLERANCE = timedelta(minutes=1)
_ENTRIES_COMPARED = 200
"""So that a clock that was wrong once is not held against its owner for ever."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a report."""

    name: str
    """For machines."""
    label: Text
    value: str
    is_well: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was looked at."""

    facts: tuple[Fact, ...]

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return all(fact.is_well for fact in self.facts)


def report(desk: Desk | None, language: str = "") -> Report:
    """Look the installation over, and the workspace when one is open.

    Args:
        desk: None = the installation alone.
        language: of the values; empty = the workspace's, else the system's.
    """
    spoken = known_language(language or (desk.workspace.language if desk else system_language()))

    def say(text: Text) -> str:
        return text.render(lambda msgid: message(msgid, spoken))

    return Report((*_of_program(say), *_of_machine(say), *(_of_workspace(desk, say) if desk else ())))


def _of_program(say: Callable[[Text], str]) -> Iterator[Fact]:
    yield Fact("press_desk", T("Press Desk"), __version__)
    yield Fact("python", T("Python"), platform.python_version())
    for name in _PARTS:
        try:
            yield Fact(f"part_{name}", T("Part {name}", name=name), version(name))
        except PackageNotFoundError:
            yield Fact(f"part_{name}", T("Part {name}", name=name), "–", is_well=getattr(sys, "frozen", False))
    registry = Registry()
    refused = registry.refused()
    fit = [name for name in registry.names() if name not in refused]
    yield Fact("platforms", T("Platforms"), ", ".join(fit), is_well=bool(fit))
    for name, why in refused.items():
        yield Fact(f"platform_{name}", T("Platform {name} is not used", name=name), say(why), is_well=False)


def _of_machine(say: Callable[[Text], str]) -> Iterator[Fact]:
    from editor_app.rendering.fonts import chinese_font
    from editor_app.storage.keyrings import system_keyring

    yield Fact("system", T("System"), platform.platform())
    font = chinese_font()
    yield Fact("fonts", T("Chinese fonts"), font[0].name if font else "–", is_well=font is not None)
    try:
        yield Fact("keyring", T("Keyring"), system_keyring().name)
    except DeskError as none:  # a passphrase takes its place
        yield Fact("keyring", T("Keyring"), say(none.message))
    yield Fact("clock", T("Clock"), SystemClock().now().isoformat(timespec="seconds"))
    yield Fact("boot_clock", T("Waiting counts"), say(boot_clock_words()))


def _of_workspace(desk: Desk, say: Callable[[Text], str]) -> Iterator[Fact]:
    from editor_app.storage import audit, soundness
    from editor_app.storage.queries import media
    from editor_app.storage.vault import Vault

    yield Fact("workspace", T("Workspace"), f"{desk.workspace.name} ({desk.workspace.id})")
    with desk.database.read() as snapshot:
        yield Fact("engine", T("Database engine"), soundness.engine_version(snapshot))
        faults = soundness.faults(snapshot)
        altered = audit.first_altered(snapshot)
        lines, head = audit.head(snapshot)
        newest = max(row.at for row in audit.rows(snapshot, max(0, lines - _ENTRIES_COMPARED)))
        known = media.all_media(snapshot)
    yield Fact("database", T("Database check"), "; ".join(faults) or "ok", is_well=not faults)
    said = f"{lines} · {head[:12]}" if altered is None else f"{altered} ≠"
    yield Fact("audit", T("Audit log"), said, is_well=altered is None)
    yield _clock_order(desk.clock.now(), newest, say)
    yield _pictures(desk, {picture.digest for picture in known}, say)
    here = Vault.locate(desk.workspace.id).exists()
    yield Fact("vault", T("Vault of this computer"), "✓" if here else "–")
    for orphan in uninstalled.orphans(desk):
        label, said = T("Account {name}", name=orphan.account.name), say(orphan.platform.reason)
        yield Fact(f"account_{orphan.account.id}", label, said, is_well=False)
    verify = desk.store.verify_first
    yield Fact("verify_first", T("Restored or copied"), "✓" if verify else "–", is_well=not verify)


def _pictures(desk: Desk, known: set[Digest], say: Callable[[Text], str]) -> Fact:
    """How many of the known pictures are there; a bucket is not looked into before somebody signed in."""
    label = T("Pictures")
    try:
        there = known.intersection(desk.store.media.digests())
    except DeskError as away:
        return Fact("media", label, say(away.message), is_well=isinstance(away, KeyMissing))
    return Fact("media", label, f"{len(there)}/{len(known)}", is_well=len(there) == len(known))


def _clock_order(now: datetime, newest: datetime, say: Callable[[Text], str]) -> Fact:
    """Whether this computer's clock stands after the latest entries; else it was wrong then, or it is now."""
    label = T("Clock and audit log")
    if newest - now <= _CLOCK_TOLERANCE:
        return Fact("clock_order", label, "ok")
    at = newest.isoformat(timespec="seconds")
    said = T("The clock stands before an entry of {time}; one of them is wrong. Set this computer's clock.", time=at)
    return Fact("clock_order", label, say(said), is_well=False)
