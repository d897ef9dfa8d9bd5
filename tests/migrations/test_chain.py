from pathlib import Path

from alembic.script import ScriptDirectory

from editor_app.storage import migrations, schema
from editor_app.storage.migrations import MIGRATIONS
from tests.migrations import frozen


def test_the_version_is_the_number_of_migrations() -> None:
    assert len(MIGRATIONS) == schema.VERSION


def test_each_migration_follows_the_one_before() -> None:
    before = None
    for number, step in enumerate(MIGRATIONS, 1):
        assert (step.revision, step.down_revision) == (f"{number:04d}", before)
        before = step.revision


def test_alembics_own_tools_read_the_same_chain() -> None:
    folder = Path(migrations.__file__).parent
    chain = ScriptDirectory(str(folder), version_locations=[str(folder)]).walk_revisions()
    assert [script.revision for script in chain] == [step.revision for step in reversed(MIGRATIONS)]


def test_the_first_migration_makes_the_tables_as_they_are() -> None:
    """Until the first release: run `python -m tests.migrations.frozen` after changing a table."""
    assert frozen.PATH.read_text("utf-8") == frozen.written()
