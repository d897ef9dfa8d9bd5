import re

from sqlalchemy import CheckConstraint

from editor_app.domain.account import HealthVerdict
from editor_app.storage import tables
from editor_app.storage.watch_tables import account_health, metadata


def test_the_verdicts_on_an_account_are_the_domains_words() -> None:
    (check,) = [each for each in account_health.constraints if isinstance(each, CheckConstraint)]
    assert set(re.findall(r"'([^']+)'", str(check.sqltext))) == {word.value for word in HealthVerdict}
    assert account_health.c.verdict.type.length >= max(len(word.value) for word in HealthVerdict)  # type: ignore[attr-defined]


def test_they_belong_to_the_same_schema_as_the_other_tables() -> None:
    assert metadata is tables.metadata
    assert {"budget", "account_health", "recheck", "passing", "acknowledgement"} <= set(metadata.tables)
