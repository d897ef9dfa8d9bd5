import re

from sqlalchemy import CheckConstraint

from editor_app.domain.comment import Ending
from editor_app.storage.comment_tables import comment_closing, comment_remark, comment_thread, metadata, reading
from editor_app.storage.export_rows import NOT_EXPORTED
from editor_app.storage.guard_rules import FIXED, KEPT

TABLES = (comment_thread, comment_remark, comment_closing, reading)


def test_the_endings_are_the_domains_words() -> None:
    (check,) = [
        each
        for each in comment_closing.constraints
        if isinstance(each, CheckConstraint) and str(each.name).endswith("ending_known")
    ]
    assert set(re.findall(r"'([^']+)'", str(check.sqltext))) == {word.value for word in Ending}
    assert comment_closing.c.ending.type.length >= max(len(word.value) for word in Ending)  # type: ignore[attr-defined]


def test_what_was_said_is_kept_whole_and_exported() -> None:
    for table in TABLES:
        assert table.name in KEPT
        assert set(FIXED[table.name]) == set(metadata.tables[table.name].columns.keys())
        assert table.name not in NOT_EXPORTED
