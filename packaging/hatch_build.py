"""The build hook of the wheel: compiles the catalogues, apart because hatchling loads it by its path."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles stale catalogues before files are collected, for a wheel and an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # type: ignore[explicit-override]  # noqa: ARG002
        """Called by hatchling before the build."""
        path = Path(self.root) / "packaging" / "catalogues.py"
        spec = importlib.util.spec_from_file_location("press_desk_catalogues", path)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(path)
        catalogues = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(catalogues)
        catalogues.compile_stale()
