import re

from sqlalchemy import CheckConstraint

from editor_app.domain.emergency import SECOND_LOOK, Verdict
from editor_app.storage import emergency_rules, tables
from editor_app.storage.emergency_tables import metadata, settlement


def test_the_verdicts_of_a_second_person_are_the_domains_words() -> None:
    checks = [str(each.sqltext) for each in settlement.constraints if isinstance(each, CheckConstraint)]
    (known,) = [each for each in checks if "verdict IN" in each]
    assert set(re.findall(r"'([^']+)'", known)) == {word.value for word in Verdict}


def test_they_belong_to_the_same_schema_as_the_other_tables() -> None:
    assert metadata is tables.metadata
    assert set(emergency_rules.EMERGENCY_FIXED) <= set(metadata.tables)


def test_nothing_of_them_ever_changes() -> None:
    for table, columns in emergency_rules.EMERGENCY_FIXED.items():
        assert set(columns) == set(metadata.tables[table].columns.keys())


def test_the_guard_counts_the_hours_as_the_domain_does() -> None:
    assert SECOND_LOOK.total_seconds() * 1e6 == emergency_rules._SECOND_LOOK
