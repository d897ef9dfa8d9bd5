import re
from pathlib import Path

from editor_app.storage import all_tables, tables

FOLDER = Path(all_tables.__file__).parent


def test_every_module_of_tables_is_named() -> None:
    named = {Path(str(module.__file__)).stem for module in (tables, *all_tables.MODULES)}
    written = {
        path.stem for path in FOLDER.glob("*.py") if re.search(r"^\w+ = Table\(", path.read_text("utf-8"), re.MULTILINE)
    }
    assert written == named
    assert all_tables.metadata is tables.metadata
