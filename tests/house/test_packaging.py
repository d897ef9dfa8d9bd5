"""The menu entry, the installers and the program folder agree with each other about names."""

import configparser
import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

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
