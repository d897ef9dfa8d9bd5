"""The two places of packaged files."""

from pathlib import Path

import pytest

from editor_app.resources import packaged_folder, resource


def test_a_working_copy_reads_the_folders_beside_the_package(tmp_path: Path) -> None:
    assert packaged_folder("i18n", tmp_path / "editor_app") == tmp_path / "i18n"


def test_an_installed_wheel_reads_the_folders_inside_the_package(tmp_path: Path) -> None:
    built = tmp_path / "editor_app" / "_data" / "resources"
    built.mkdir(parents=True)
    assert packaged_folder("resources", tmp_path / "editor_app") == built


def test_the_resource_folder_is_found_by_an_empty_name() -> None:
    assert resource("").is_dir()


@pytest.mark.parametrize("name", ["../pyproject.toml", "/etc/hostname", "icons/../../dev"])
def test_a_resource_name_never_leads_out_of_its_folder(name: str) -> None:
    with pytest.raises(ValueError, match="inside its folder"):
        resource(name)


def test_a_missing_resource_is_named_in_the_error() -> None:
    with pytest.raises(FileNotFoundError, match=r"resources/no/such\.file"):
        resource("no/such.file")
