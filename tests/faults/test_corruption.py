"""A hundred damaged databases: what is found is said in words, and nothing goes out but what was signed."""

from __future__ import annotations

import logging
import random
import shutil
import sqlite3
from collections import Counter
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from editor_app.domain.errors import DeskError
from editor_app.services import diagnostics
from editor_app.storage import audit, soundness
from tests.faults.corruption import corrupted
from tests.faults.inprocess import Remote, StepClock
from tests.faults.stage import quick_folder, the_stage
from tests.faults.weather import Weather
from tests.faults.world import world, world_over

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.platforms.sandbox.ledger import Entry
    from tests.faults.world import World

DAMAGED = 100
UNNOTICED = "other words that nobody signed"


@cache
def queued_database() -> bytes:
    """A sound database with two editions approved and queued for every account."""
    with world(0) as at:
        for edition in the_stage().editions[:2]:
            at.queue(edition)
        at.office.desk.close()
        return (at.office.desk.store.folder / "workspace.db").read_bytes()


@cache
def sound_words() -> list[str]:
    """Everything that the sound database says."""
    folder = quick_folder("sound-")
    (folder / "workspace.db").write_bytes(queued_database())
    try:
        return _words(folder)
    finally:
        shutil.rmtree(folder)


@cache
def signed() -> dict[tuple[str, str], Entry]:
    """What every account gets from a sound database: whatever else is seen was not signed."""
    with world(0) as at:
        for edition in the_stage().editions[:2]:
            at.queue(edition)
        at.heal()
        return {(post.channel, post.entry.title): post.entry for post in at.remote.ledger.posts.values()}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(2))
def test_a_damaged_database_is_said_in_words_and_sends_nothing_unsigned(part: int, times: int) -> None:
    found = Counter[str]()
    for number in range(DAMAGED // 2 * times):
        dice = random.Random(f"{part} {number}")
        content, way = corrupted(queued_database(), dice)
        verdict, posts = _lived_through(content)
        wrong = [entry for place, entry in posts if signed().get(place) != entry]
        twice = [place for place, count in Counter(place for place, _ in posts).items() if count > 1]
        assert (wrong, twice) == ([], []), f"{way}, part {part}, number {number}"
        found[f"{way}: {verdict}"] += 1
    print(f"{sum(found.values())} damaged databases: {dict(sorted(found.items()))}")  # noqa: T201 - evidence
    surprises = sum(count for name, count in found.items() if "not in words" in name)
    assert surprises == 0, "the worker has words for all of them"
    assert sum(count for name, count in found.items() if "said" in name) > DAMAGED * times / 5


def _lived_through(content: bytes) -> tuple[str, list[tuple[tuple[str, str], Entry]]]:
    """What was said of the damage, and what went out nevertheless."""
    folder = quick_folder("damaged-")
    office = folder / "office"
    shutil.copytree(the_stage().folder, office)
    (office / "workspace.db").write_bytes(content)
    try:
        with unforeseen() as surprises:
            verdict, posts = _served(office)
            return f"{verdict}, not in words" if surprises else verdict, posts
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def unforeseen() -> Iterator[list[str]]:
    """What the worker logs as unforeseen meanwhile: damage for which it has no words."""
    found: list[str] = []

    class Listening(logging.Handler):
        @override
        def emit(self, record: logging.LogRecord) -> None:
            if record.exc_info:
                found.append(record.getMessage())

    log, listening = logging.getLogger("editor_app"), Listening()
    log.addHandler(listening)
    log.propagate = False
    try:
        yield found
    finally:
        log.propagate = True
        log.removeHandler(listening)


def _served(office: Path) -> tuple[str, list[tuple[tuple[str, str], Entry]]]:
    clock = StepClock()
    try:
        store = the_stage().reopened(office, clock)
    except DeskError as said:
        return f"said when opened ({said.code})", []
    at = world_over(store, clock, Remote(clock, Weather()))
    try:
        verdict = _examined(at, office)
        _send(at)
        if verdict == UNNOTICED and any(row.reason is not None for row in at.rows()):
            verdict = "said by the queue"
        public = [post for post in at.remote.ledger.posts.values() if post.public]
        return verdict, [((post.channel, post.entry.title), post.entry) for post in public]
    finally:
        store.close()


def _examined(at: World, office: Path) -> str:
    """What `doctor` and `audit --verify` say."""
    try:
        with at.office.desk.database.read() as snapshot:
            if soundness.faults(snapshot):
                return "said by the examination"
            if audit.first_altered(snapshot) is not None:
                return "said by the audit log"
        diagnostics.report(at.office.desk)
    except DeskError as said:
        return f"said by the examination ({said.code})"
    return "harmless" if _words(office) == sound_words() else UNNOTICED


def _send(at: World) -> None:
    """A worker does what it can for a while."""
    for _ in range(6):
        try:
            at.serve_once()
        except DeskError:
            return  # said, and nothing is served


def _words(office: Path) -> list[str]:
    connection = sqlite3.connect(office / "workspace.db")
    try:
        return list(connection.iterdump())
    except sqlite3.Error as unreadable:
        return [str(unreadable)]
    finally:
        connection.close()
