"""The menu entry, the installers and the program folder agree with each other about names."""

import configparser
import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

from typer.main import get_command

from editor_app.cli.program import tree
from editor_app.services import pulse

PACKAGING = Path(__file__).parents[2] / "packaging"
PROJECT = tomllib.loads((PACKAGING.parent / "pyproject.toml").read_text("utf-8"))["project"]
METAINFO = ET.parse(PACKAGING / "io.github.press_desk.metainfo.xml").getroot()  # noqa: S314 (our own file)


def desktop_entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(PACKAGING / "press-desk.desktop", "utf-8")
    return parser["Desktop Entry"]


def test_the_menu_starts_a_command_that_the_package_brings() -> None:
    assert desktop_entry()["Exec"] in PROJECT["gui-scripts"]


def test_the_menu_entry_speaks_both_languages() -> None:
    names = {name for name in desktop_entry() if "[" not in name}
    assert {f"{name}[zh_CN]" for name in names & {"Name", "GenericName", "Comment"}} <= set(desktop_entry())


def test_the_store_page_opens_the_menu_entry_and_names_the_licence() -> None:
    assert METAINFO.findtext("launchable") == "press-desk.desktop"
    assert METAINFO.findtext("project_license") == PROJECT["license"]


def test_the_program_folder_has_both_commands_and_the_installer_takes_that_folder() -> None:
    recipe = (PACKAGING / "press-desk.spec").read_text("utf-8")
    commands = PROJECT["scripts"] | PROJECT["gui-scripts"]
    assert commands.keys() <= set(re.findall(r'name="([\w-]+)"', recipe))
    assert r"..\dist\press-desk\*.*" in (PACKAGING / "press-desk.nsi").read_text("utf-8")


def options_of_the_worker() -> set[str]:
    command = get_command(tree()).commands["worker"]  # type: ignore[attr-defined]
    return {name for option in command.params for name in option.opts} | {"-w", "--as", "--json"}


def test_the_service_of_systemd_calls_the_worker_as_it_is() -> None:
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(PACKAGING / "worker" / "press-desk-worker@.service", "utf-8")
    line = unit["Service"]["ExecStart"].split()
    assert (line[0], line[line.index("worker")]) == ("/usr/bin/editor-app", "worker")
    assert {word for word in line if word.startswith("-")} <= options_of_the_worker()
    assert unit["Service"]["Type"] == "notify"
    assert int(unit["Service"]["WatchdogSec"]) > pulse.STALE_AFTER.total_seconds()


def test_the_task_of_windows_calls_the_worker_as_it_is_and_its_script_fills_every_gap() -> None:
    task = (PACKAGING / "worker" / "press-desk-worker.xml").read_text("utf-8")
    inner = ET.fromstring(task).findtext(".//{*}Arguments")  # noqa: S314 (our own file)
    assert inner is not None
    line = inner[inner.index('"PROGRAM"') :].split()
    assert {word for word in line if word.startswith("-")} <= options_of_the_worker()
    script = (PACKAGING / "worker" / "install-worker.ps1").read_text("utf-8")
    gaps = set(re.findall(r"\b[A-Z]{6,}\b", inner)) - {"EDITOR_APP_PASSPHRASE_FILE"} | {"ACCOUNT"}
    assert gaps == set(re.findall(r"\b([A-Z]{6,}) = ", script))
