"""What a whole explainer with nine pictures costs on every platform: one TLS connection, nothing asked twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import Verdict
from editor_app.domain.identifiers import sha256
from editor_app.platforms import http
from editor_app.platforms.readback import compared
from editor_app.platforms.registry import Registry
from tests.faults.rows import ROWS
from tests.platforms.authority import authority_in
from tests.platforms.gallery import gallery
from tests.platforms.workshop import order_of, sent

if TYPE_CHECKING:
    import ssl
    from pathlib import Path

    from tests.faults.crossing import Asked
    from tests.faults.grounds import Row

HTTP = tuple(row for row in ROWS if row.is_http)
ONE_KIND = tuple({row.platform: row for row in HTTP}.values())
READS_AGAIN = {
    "mastodon": "where the list stands is read before each post of a thread",
    "site_s3": "somebody else may have written to the site since",
    "site_webdav": "somebody else may have written to the site since",
}
"""Platforms on which a read is rightly made twice while something is published, each with the reason."""
READS = ("GET ", "HEAD ", "PROPFIND ")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    """A server's context for 127.0.0.1, and the PEM file that vouches for it."""
    return authority_in(tmp_path_factory.mktemp("authority"))


@pytest.mark.parametrize("row", ONE_KIND, ids=lambda row: row.name)
def test_nine_pictures_go_out_over_one_tls_connection_and_nothing_is_asked_twice(
    row: Row, authority: tuple[ssl.SSLContext, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "_IDLE_SECONDS", 60.0)  # a loaded machine may pause for longer than a second
    platform = Registry().platform(row.platform)
    with row.begin(tmp_path, authority[0]) as ground:
        link = platform.link(replace(ground.connection, certificates=str(authority[1])))
        bench, said = gallery(**ground.connection.options)
        composed = platform.compose(
            replace(said, options=dict(ground.connection.options)), link.identity().remote_uid, bench
        )
        wire = ground.wire
        assert wire is not None
        before = len(wire.asked)
        done = sent(platform, link, order_of(composed))
        published = wire.asked[before:]
        is_readable = platform.capabilities.read_back
        seen = link.observe(done.order, done.remote_ids) if is_readable else platform.expected(done.order)
        link.close()
        assert compared(platform.expected(done.order), seen, platform.normalisations).verdict in {
            Verdict.IDENTICAL, Verdict.NORMALISED}  # fmt: skip
        read = len(wire.asked) - before - len(published)
        print(f"{row.name}: {len(published)} requests to publish, {read} to read back")  # noqa: T201 - evidence
        assert wire.connections == 1
        allowed = READS if row.name in READS_AGAIN else ()
        twice = [line for line in repeated(published) if not line.startswith(allowed)]
        assert twice == []


def repeated(asked: list[Asked]) -> list[str]:
    """Requests that were made more than once, whatever was signed into their headers anew."""
    lines = Counter(f"{one.method} {one.path} {sha256(one.body)[:8]}" for one in asked)
    return [line for line, count in lines.items() if count > 1]
