import hashlib
import sys
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


RELEASED = {
    "0001": "a48a9d24d345671c5e607b6cd10e3411af0c34cc8a235995cbbde6c331853026",
    "0002": "d58e45bb360d30bb655488533cef19b919bb43e4ca914e54799789588346c24d",
    "0003": "f5e47c3b2c73292d050e0976aa077e16eab0a9c3d6ce6cf66858d8757499ebb9",
}
"""SHA-256 of every migration that an office may have run."""


def test_a_released_migration_never_changes() -> None:
    for step in MIGRATIONS:
        if step.revision in RELEASED:
            content = Path(str(sys.modules[step.__name__].__file__)).read_bytes()  # type: ignore[attr-defined]
            assert hashlib.sha256(content).hexdigest() == RELEASED[step.revision]
    assert set(RELEASED) <= {step.revision for step in MIGRATIONS}


def test_the_newest_migration_makes_what_the_tables_have_more() -> None:
    """Until its release: run `python -m tests.migrations.frozen` after adding a table."""
    assert frozen.PATH.read_text("utf-8") == frozen.written()
    assert [each for each in frozen.released() if each not in frozen.statements()] == []
