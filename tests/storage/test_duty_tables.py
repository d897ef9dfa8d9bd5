from editor_app.storage.duty_rules import DUTY_FIXED, DUTY_KEPT
from editor_app.storage.tables import metadata


def test_every_table_of_duties_keeps_its_rows_and_columns() -> None:
    for name in DUTY_KEPT:
        assert set(DUTY_FIXED[name]) <= set(metadata.tables[name].columns.keys())
