"""How often the faults run: as often as CI has time for, or ten times that with --nightly, which may be ended."""

import subprocess
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]


class Passed:
    """The tests of a nightly run that have passed on this commit; a run that was ended goes on behind them."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.known = frozenset(file.read_text("utf-8").splitlines()) if file.is_file() else frozenset()

    def keep(self, nodeid: str) -> None:
        """One more has passed."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(f"{nodeid}\n")

    def forget(self) -> None:
        """The run is whole: the next one begins anew."""
        self._file.unlink(missing_ok=True)


def passed_on(commit: str, cache: Path = _ROOT / ".cache") -> Passed:
    """What a nightly run has done of that commit."""
    return Passed(cache / f"nightly-{commit}.txt")


def left_of(items: list[pytest.Item], passed: Passed) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """What is still to be run, and what isn't."""
    left = [item for item in items if item.nodeid not in passed.known]
    return left, [item for item in items if item.nodeid in passed.known]


_LONGEST_SECONDS = 7_200
_NIGHTLY = pytest.StashKey[Passed]()


def _commit() -> str:
    line = ["git", "rev-parse", "HEAD"]
    asked = subprocess.run(line, cwd=_ROOT, capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "unknown"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """These tests put a disk of their own below SQLite and fork: `./dev test` gives them processes of their own."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker("faults")
    if config.getoption("--nightly"):
        for item in items:
            item.add_marker(pytest.mark.timeout(_LONGEST_SECONDS), append=False)  # before that of a tenth of the runs
        passed = config.stash[_NIGHTLY] = passed_on(_commit())
        items[:], done = left_of(items, passed)
        config.hook.pytest_deselected(items=done)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> object:
    """Writes down what passed in a nightly run, as it passes."""
    report = yield
    passed = item.config.stash.get(_NIGHTLY, None)
    if passed is not None and report.when == "call" and report.passed:
        passed.keep(item.nodeid)
    return report


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A nightly run in which everything has passed is over."""
    is_process_of_a_run = hasattr(session.config, "workerinput")
    if not session.config.getoption("--nightly") or is_process_of_a_run:
        return
    if exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        passed_on(_commit()).forget()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`night`: what is better done ten times in an office of its own than once in one that grows."""
    if "night" in metafunc.fixturenames:
        metafunc.parametrize("night", range(10 if metafunc.config.getoption("--nightly") else 1))


@pytest.fixture
def times(request: pytest.FixtureRequest) -> int:
    """1, or 10 with `--nightly`."""
    return 10 if request.config.getoption("--nightly") else 1
