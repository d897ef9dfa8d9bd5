"""Every module has its tests at the same place below tests/."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
# Migrations are tested as a chain, in tests/migrations.
EXEMPT = "editor_app/storage/migrations/"


def test_every_module_has_its_mirrored_test_file() -> None:
    modules = [path.relative_to(ROOT) for path in (ROOT / "editor_app").rglob("*.py") if path.name != "__init__.py"]
    missing = [
        str(module)
        for module in sorted(modules)
        if not module.as_posix().startswith(EXEMPT)
        and not (ROOT / "tests" / module.relative_to("editor_app").parent / f"test_{module.name}").exists()
    ]
    assert not missing, "\n".join(missing)
