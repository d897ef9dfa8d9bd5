"""What one explainer costs on every platform: over the wire, as docs/requests.md says, and as we count it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.secrets import Secret
from editor_app.platforms import http
from editor_app.platforms.contract import Connection
from editor_app.platforms.registry import Registry
from tests.faults.rows import ROWS
from tests.platforms.ghost.fake import FakeGhost
from tests.platforms.ghost.test_link import SECRET
from tests.platforms.loopback import serving
from tests.platforms.wordpress.fake import FakeWordPress
from tests.platforms.workshop import NOW, Bench, order_of, sent, variant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = Path(__file__).parents[2] / "docs/requests.md"
LINE = re.compile(r"^\| ([a-z0-9_]+) \| ([0-9]+) \| ([0-9]+|–) \|", re.MULTILINE)
ROW_OF = {row.platform: row for row in reversed(ROWS)}
LIVE = {"bluesky": "tests/live/test_thrift.py, on a real PDS", "hand_off": "a person posts it; nothing is asked"}


@dataclass(frozen=True)
class Ground:
    """An account, and how many requests have crossed its wire; None = not over HTTP."""

    connection: Connection
    crossed: Callable[[], int | None]


def told() -> dict[str, tuple[str, str]]:
    """(to publish, to read back) of each platform as the page says."""
    return {name: (publish, read) for name, publish, read in LINE.findall(PAGE.read_text("utf-8"))}


@contextmanager
def ground(name: str, folder: Path) -> Iterator[Ground]:
    if name in {"wordpress", "ghost"}:
        fake = FakeWordPress() if name == "wordpress" else FakeGhost()
        with serving(fake) as server:
            fake.url = server.url
            secret = Secret("editor:abcd efgh") if name == "wordpress" else SECRET
            yield Ground(Connection(server.url, secret), lambda: len(server.requests))
        return
    with ROW_OF[name].begin(folder, None) as found:
        wire = found.wire
        yield Ground(found.connection, lambda: len(wire.asked) if wire is not None else None)


@pytest.mark.parametrize("name", sorted({*ROW_OF, "wordpress", "ghost"}))
def test_one_explainer_costs_what_the_page_says_and_what_we_count(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "_IDLE_SECONDS", 60.0)  # a loaded machine may pause for longer than a second
    platform = Registry().platform(name)
    with ground(name, tmp_path) as here:
        link = platform.link(here.connection)
        remote_uid = link.identity().remote_uid
        said = replace(variant(), options=dict(here.connection.options))
        made = platform.compose(said, remote_uid, Bench())
        link.spent()
        before = here.crossed()
        done = sent(platform, link, order_of(made), NOW)
        publish, between = link.spent(), here.crossed()
        if platform.capabilities.read_back:
            link.observe(done.order, done.remote_ids)
        read, after = link.spent(), here.crossed()
        link.close()
    print(f"| {name} | {publish} | {read if platform.capabilities.read_back else '–'} |")  # noqa: T201 - evidence
    if before is not None and between is not None and after is not None:
        assert (publish, read) == (between - before, after - between)
    assert told()[name] == (str(publish), str(read) if platform.capabilities.read_back else "–")


def test_the_page_names_every_platform() -> None:
    assert told().keys() == set(Registry().names()) - {"hand_off"}
    assert {*ROW_OF, "wordpress", "ghost", *LIVE} == set(Registry().names())
