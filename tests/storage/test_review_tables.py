from editor_app.storage.export_rows import NOT_EXPORTED
from editor_app.storage.review_tables import presence


def test_a_sign_of_life_goes_into_no_export() -> None:
    assert presence.name in NOT_EXPORTED
