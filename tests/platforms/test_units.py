"""What is counted on a platform: requests where it is HTTP, operations where it isn't."""

from editor_app.platforms.registry import Registry
from editor_app.platforms.units import Unit, unit_of


def test_files_and_letters_are_told_as_operations_and_everything_over_http_as_requests() -> None:
    units = {platform.name: unit_of(platform) for platform in Registry().all()}
    counted = {name for name, unit in units.items() if unit is Unit.OPERATIONS}
    assert counted == {"site_folder", "site_sftp", "email_bulletin"}
    assert units["site_s3"] is units["site_webdav"] is units["wordpress"] is Unit.REQUESTS
