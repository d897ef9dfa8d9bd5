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
from editor_app.platforms.registry import GROUP, Registry, Torn, installed

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
PAPER = b"[editor_app.platforms]\npaper = paper_plugin:PLATFORM\n"
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


def test_what_is_on_record_has_a_platform_or_a_stand_in_that_says_why(elsewhere: Path) -> None:
    added(elsewhere, "gazette_plugin", after="raise RuntimeError('no licence')")
    points = [EntryPoint("gazette", "gazette_plugin:PLATFORM", GROUP), EntryPoint("paper", "!!!", GROUP)]
    registry = Registry(installed=lambda: points)
    assert registry.of("sandbox") is registry.platform("sandbox")
    reasons = {name: str(registry.of(name).reason) for name in ("gazette", "paper", "telegraph")}  # type: ignore[attr-defined]
    assert "RuntimeError: no licence" in reasons["gazette"]
    assert reasons["paper"] == "Its entry point names no object: !!!"
    assert reasons["telegraph"] == "The platform “telegraph” is not installed on this computer."


def test_a_package_whose_list_can_not_be_read_is_named_and_takes_no_other_with_it(elsewhere: Path) -> None:
    lists = {"torn": b"[editor_app.platforms]\ngazette", "strange": b"[x]\n\xff = a:b", "nameless": PAPER}
    for package, points in lists.items():
        info = elsewhere / package / f"{package}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "entry_points.txt").write_bytes(points)
        if package != "nameless":
            (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", "utf-8")
        sys.path.insert(0, str(elsewhere / package))
    try:
        registry = Registry()
        told = registry.refused()
        assert {Path(place).name for place in told if "can't be read" in str(told[place])} == {"torn", "strange"}
        assert "paper" in told, "a package without a name brings what it brings"
        assert "wordpress" in {platform.name for platform in registry.all()}
    finally:
        del sys.path[: len(lists)]


def test_of_two_packages_of_one_name_the_first_on_the_path_brings_its_platforms(elsewhere: Path) -> None:
    for place, points in (("later", PAPER), ("first", b"[editor_app.platforms]\ngazette = gazette_plugin:PLATFORM\n")):
        info = elsewhere / place / "Plug_in-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "entry_points.txt").write_bytes(points)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plug.in\nVersion: 1.0\n", "utf-8")
        sys.path.insert(0, str(elsewhere / place))
    try:
        names = {each.name for each in installed() if not isinstance(each, Torn)}
        assert ("gazette" in names, "paper" in names) == (True, False)
    finally:
        del sys.path[:2]


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
