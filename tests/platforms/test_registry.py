"""Platforms are found by place, loaded late, and refused when they don't say everything."""

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import editor_app.platforms
from editor_app.domain.errors import Invalid, NotFound
from editor_app.platforms.registry import GROUP, Registry

PLUGIN = textwrap.dedent('''
    """A platform of others, in one folder."""
    from dataclasses import replace
    from datetime import timedelta

    from editor_app.domain.text import T
    from editor_app.platforms.contract import Step, StepClass
    from editor_app.platforms.sandbox.platform import Sandbox


    class Gazette(Sandbox):
        name = "gazette"
        contract = 1
        title = T("Gazette")
        tile = "报"

        def steps(self, payload):
            {steps}


    PLATFORM = Gazette()
    {after}
''')
GOOD = 'return (Step(1, "publish", StepClass.KEYED, part=1),)'


def added(folder: Path, name: str = "gazette", steps: str = GOOD, after: str = "") -> Path:
    """One folder with a platform in it."""
    place = folder / name
    place.mkdir(parents=True)
    (place / "__init__.py").write_text(PLUGIN.format(steps=steps, after=after), "utf-8")
    return place


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A second place where Python looks for `editor_app.platforms.<name>`."""
    monkeypatch.setattr(editor_app.platforms, "__path__", [*editor_app.platforms.__path__, str(tmp_path)])
    yield tmp_path
    for name in [n for n in sys.modules if n.startswith(("editor_app.platforms.gazette", "gazette_plugin"))]:
        del sys.modules[name]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder where Python looks for the packages of others."""
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name in [n for n in sys.modules if n.startswith("gazette_plugin")]:
        del sys.modules[name]


def test_one_folder_adds_a_platform_and_nothing_else_is_touched(beside: Path) -> None:
    before = Registry().names()
    added(beside)
    registry = Registry()
    assert registry.names() == tuple(sorted((*before, "gazette")))
    assert registry.platform("gazette").tile == "报"
    assert "gazette" in [platform.name for platform in registry.all()]


def test_an_entry_point_adds_a_platform_of_another_package(elsewhere: Path) -> None:
    added(elsewhere, "gazette_plugin")
    registry = Registry(installed=lambda: [EntryPoint("gazette", "gazette_plugin:PLATFORM", GROUP)])
    assert registry.platform("gazette").name == "gazette"


def test_a_folder_of_ours_wins_over_an_entry_point_of_the_same_name() -> None:
    registry = Registry(installed=lambda: [EntryPoint("sandbox", "json:JSONDecoder", GROUP)])
    assert registry.platform("sandbox").loopback_only
    assert "of its own" in str(registry.refused()["sandbox (json)"])


def test_a_name_that_two_packages_want_is_nobodys() -> None:
    twice = [EntryPoint("gazette", f"{module}:PLATFORM", GROUP) for module in ("one", "two")]
    registry = Registry(installed=lambda: twice)
    assert set(registry.refused()) == {"gazette (one)", "gazette (two)"}
    with pytest.raises(NotFound):
        registry.platform("gazette")


@pytest.mark.parametrize(("said", "why"), [("contract = 2", "names version 2"), ("", "names no version")])
def test_a_platform_of_others_for_another_contract_is_refused_in_words(elsewhere: Path, said: str, why: str) -> None:
    place = added(elsewhere, "gazette_plugin") / "__init__.py"
    place.write_text(place.read_text("utf-8").replace("contract = 1", said), "utf-8")
    registry = Registry(installed=lambda: [EntryPoint("gazette", "gazette_plugin:PLATFORM", GROUP)])
    with pytest.raises(Invalid, match=why):
        registry.platform("gazette")
    assert why in str(registry.refused()["gazette"])


@pytest.mark.parametrize(("does", "why"), [("raise SystemExit(3)", "SystemExit: 3"), ("1 / 0", "ZeroDivisionError")])
def test_a_platform_that_ends_or_breaks_while_it_is_loaded_stops_nothing(elsewhere: Path, does: str, why: str) -> None:
    added(elsewhere, "gazette_plugin", after=does)
    registry = Registry(installed=lambda: [EntryPoint("gazette", "gazette_plugin:PLATFORM", GROUP)])
    for _ in range(2):
        with pytest.raises(Invalid, match=why):
            registry.platform("gazette")
    assert "sandbox" in {platform.name for platform in registry.all()}


def test_names_import_no_adapter() -> None:
    code = "import sys; from editor_app.platforms.registry import Registry; Registry().names();"
    code += "print([m for m in sys.modules if m.startswith('editor_app.platforms.sandbox') or m == 'httpx'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_all_platforms_load_without_an_http_library() -> None:
    code = "import sys; from editor_app.platforms.registry import Registry; r = Registry(); r.all();"
    code += "print(sorted(r.refused()), sorted({'httpx', 'PIL', 'markdown', 'sqlalchemy'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"


def test_an_unknown_platform_is_not_found() -> None:
    with pytest.raises(NotFound, match="no platform “telegraph”"):
        Registry().platform("telegraph")


@pytest.mark.parametrize(
    ("steps", "after", "why"),
    [
        ('return (Step(1, "publish", "keyed", part=1),)', "", "no class"),
        ("return ()", "", "makes anything public"),
        ('return (Step(1, "upload", StepClass.REPEATABLE),)', "", "makes anything public"),
        ('return (Step(2, "publish", StepClass.KEYED),)', "", "not numbered"),
        (GOOD, 'Gazette.name = "other"', "not the name of its folder"),
        (GOOD, 'Gazette.format = "pdf"', "neither html nor text"),
        (GOOD, 'Gazette.tile = "政务"', "one character"),
        (GOOD, "Gazette.settle = timedelta(0)", "not positive"),
        (GOOD, "Gazette.settle = 5", "another type"),
        (GOOD, 'Gazette.late_fields = ("../x",)', "strange names"),
        (GOOD, "Gazette.limits = (replace(Sandbox.limits[0], source=''),)", "has no source"),
        (GOOD, "Gazette.limits = (replace(Sandbox.limits[0], checked_on='last week'),)", "isoformat"),
        (GOOD, "Gazette.conversation = None", "how that is read"),
        (GOOD, "PLATFORM = object()", "not a Platform"),
        (GOOD, "del PLATFORM", "PLATFORM"),
        (GOOD, "import nowhere_at_all", "nowhere_at_all"),
    ],
)
def test_an_adapter_that_leaves_something_open_is_refused_in_words(
    beside: Path, steps: str, after: str, why: str
) -> None:
    added(beside, steps=steps, after=after)
    registry = Registry()
    with pytest.raises(Invalid, match=why):
        registry.platform("gazette")
    assert "gazette" not in [platform.name for platform in registry.all()]
    assert list(registry.refused()) == ["gazette"]
