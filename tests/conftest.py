"""What holds for every test: a home of its own, no network but the loopback, no language of the machine."""

import gc
import ipaddress
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

_HOME = tempfile.TemporaryDirectory(prefix="press-desk-tests-", ignore_cleanup_errors=True)
_TESTS = Path(__file__).parent
# These ask for servers or for minutes, so they run only when they are named.
_ONLY_WHEN_NAMED = ("live", "benchmarks")
_OUTLIVES_NO_POWER_CUT = ("services", "cli", "ui")
# Servers of others for tests/live, as host names or addresses with commas between them.
_MORE_HOSTS = {name for name in os.environ.get("EDITOR_APP_TEST_HOSTS", "").split(",") if name}

settings.register_profile("house", deadline=None)  # two cores are shared with windows and databases
settings.load_profile("house")


def _isolate() -> None:
    """Points everything a program remembers between runs to a folder that ends with the tests."""
    home = Path(_HOME.name)
    _keep_settings_of_installers()
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = str(home)
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name.lower())
    (home / "runtime").mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(home / "runtime")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    for name in list(os.environ):
        if name.startswith(("LC_", "EDITOR_APP_PASS", "EDITOR_APP_NEW")) or name.lower().endswith("_proxy"):
            del os.environ[name]
    for name in ("LANGUAGE", "DBUS_SESSION_BUS_ADDRESS"):
        os.environ.pop(name, None)
    os.environ["LANG"] = "C.UTF-8"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium has no sandbox for root; tests only


def _keep_settings_of_installers() -> None:
    """Names the person's own npm settings and cache of servers, which tests/live still needs after the move."""
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    os.environ.setdefault("PRESS_DESK_SERVERS_CACHE", str(Path(caches, "press-desk-servers")))
    if (Path.home() / ".npmrc").exists():
        os.environ.setdefault("NPM_CONFIG_USERCONFIG", str(Path.home() / ".npmrc"))


def _refuse_other_machines(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: a test that leaves this machine fails, even where the program catches errors."""
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else ""
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if not _is_here(name, looking_up=event.startswith("socket.get")):
        pytest.fail(f"a test wanted to reach {name}; tests talk to this machine only")


def _is_here(host: str, *, looking_up: bool) -> bool:
    """Whether a host is this machine; looking up an address that is written in numbers asks nobody."""
    if host in {"", "localhost", *_MORE_HOSTS}:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return looking_up or address.is_loopback


_isolate()
sys.addaudithook(_refuse_other_machines)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--nightly` lets tests/faults run ten times as often."""
    parser.addoption("--nightly", action="store_true", help="ten times the runs of tests/faults")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if collection_path.parent != _TESTS or collection_path.name not in _ONLY_WHEN_NAMED:
        return None
    named = [Path(config.invocation_params.dir, argument.partition("::")[0]).resolve() for argument in config.args]
    return None if any(path.is_relative_to(collection_path) for path in named) else True


@pytest.fixture(autouse=True)
def _no_wait_for_the_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that these tests write has to outlive a power cut; what has to is tried in tests/faults and end2end."""
    if request.path.relative_to(_TESTS).parts[0] in _OUTLIVES_NO_POWER_CUT:
        from editor_app.storage import engines

        settings = [each.replace("synchronous = FULL", "synchronous = OFF") for each in engines._SETTINGS]
        monkeypatch.setattr(engines, "_SETTINGS", tuple(settings))


@pytest.fixture(scope="session")
def qapp(qapp: object) -> object:
    """pytest-qt's application; from here on this process collects in its main thread only, as the window does."""
    gc.disable()
    return qapp


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """What a test with windows left behind ends before the next one begins."""
    yield
    if not gc.isenabled():
        from editor_app.ui import garbage

        garbage.collect_due()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lets xdist keep the tests of a file together, but spread the long ways through the program, and first."""
    long_ways = (_TESTS / "end2end", _TESTS / "faults")
    short = {item: not any(item.path.is_relative_to(way) for way in long_ways) for item in items}
    for item in items:
        item.add_marker(pytest.mark.xdist_group(str(item.path) if short[item] else item.nodeid))
    items.sort(key=lambda item: short[item])
