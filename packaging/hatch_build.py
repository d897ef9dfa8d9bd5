"""The build hook of the wheel: compiled catalogues and resources, apart because hatchling loads it by its path."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackagedFiles(BuildHookInterface):  # type: ignore[type-arg]
    """Packs resources/ and the compiled i18n/ into a wheel; an editable install reads them where they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # type: ignore[explicit-override]
        """Called by hatchling before the build, with "standard" or "editable"."""
        if version != "standard":
            return
        root = Path(self.root)
        path = root / "packaging" / "catalogues.py"
        spec = importlib.util.spec_from_file_location("press_desk_catalogues", path)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(path)
        catalogues = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(catalogues)
        catalogues.compile_stale()
        for folder in ("resources", "i18n"):
            build_data["force_include"][str(root / folder)] = f"editor_app/_data/{folder}"
