"""Fixtures of the live tests: real servers, a lost-reply proxy, no skips, and a closing list of what ran on what."""

from collections.abc import Generator, Iterator
from typing import TypeVar

import pytest

from tests.live.dropproxy import DropProxy
from tests.live.targets import (
    MAKERS,
    LiveBluesky,
    LiveGhost,
    LiveMatrix,
    LiveS3,
    LiveSftp,
    LiveSmtp,
    LiveWebdav,
    LiveWordPress,
    Target,
    Targets,
)

HERE = "tests/live/"
TargetKind = TypeVar("TargetKind", bound=Target)

_targets = Targets()
_outcomes: dict[str, str] = {}


@pytest.fixture(scope="session")
def wordpress() -> LiveWordPress:
    """A real WordPress."""
    return _taken("wordpress", LiveWordPress)


@pytest.fixture(scope="session")
def ghost() -> LiveGhost:
    """A real Ghost."""
    return _taken("ghost", LiveGhost)


@pytest.fixture(scope="session")
def bluesky() -> LiveBluesky:
    """A real Bluesky PDS."""
    return _taken("bluesky", LiveBluesky)


@pytest.fixture(scope="session")
def s3() -> LiveS3:
    """A real S3 server."""
    return _taken("s3", LiveS3)


@pytest.fixture(scope="session")
def sftp() -> LiveSftp:
    """A real SFTP server."""
    return _taken("sftp", LiveSftp)


@pytest.fixture(scope="session")
def webdav() -> LiveWebdav:
    """A real WebDAV server."""
    return _taken("webdav", LiveWebdav)


@pytest.fixture(scope="session")
def matrix() -> LiveMatrix:
    """A real Matrix homeserver."""
    return _taken("matrix", LiveMatrix)


@pytest.fixture(scope="session")
def smtp() -> LiveSmtp:
    """A real mail server."""
    return _taken("smtp", LiveSmtp)


@pytest.fixture
def drop_proxies() -> Iterator[list[DropProxy]]:
    """A list to put drop proxies on; they are closed after the test."""
    opened: list[DropProxy] = []
    yield opened
    for proxy in opened:
        proxy.close()


def _taken(name: str, kind: type[TargetKind]) -> TargetKind:
    target = _targets.take(name)
    assert isinstance(target, kind)
    return target


def _needs(item: pytest.Item) -> set[str]:
    return MAKERS.keys() & set(getattr(item, "fixturenames", ())) if _is_ours(item) else set()


def _is_ours(item: pytest.Item) -> bool:
    return item.nodeid.startswith(HERE)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs a server, so that `-m "not live"` leaves it out."""
    for item in items:
        if _needs(item):
            item.add_marker(pytest.mark.live)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Brings up the servers before the first test, outside its time limit."""
    needed = set().union(*(_needs(item) for item in session.items))
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not needed or session.config.option.collectonly:
        return
    tell = reporter.write_line if reporter else lambda _line: None
    tell(f"bringing up {', '.join(sorted(needed))} (the first time takes minutes)")
    _targets.bring(sorted(needed), tell)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turns a skipped live test into a failed one: it would prove nothing."""
    report = yield
    if not _is_ours(item):
        return report
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"a live test must run, it may not be skipped: {report.longrepr}"
    if report.when == "call" or report.outcome != "passed":
        _outcomes[item.nodeid] = report.outcome
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Lists the tests that ran and the version that each server reported."""
    lines = _targets.lines()
    if not lines:
        return
    terminalreporter.section("live servers")
    for line in lines:
        terminalreporter.write_line(line)
    for nodeid, outcome in _outcomes.items():
        terminalreporter.write_line(f"{outcome}: {nodeid}")
