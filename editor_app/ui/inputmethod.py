"""The way Chinese is typed: chosen before Qt starts, apart because Qt reads the environment once and never again.

The PySide6 wheel carries Qt's ibus plugin alone. A desktop of fcitx sets QT_IM_MODULE=fcitx, which then finds no
plugin, and no Chinese can be typed at all; fcitx speaks ibus too, so we ask for that.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QPluginLoader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, MutableMapping

log = logging.getLogger(__name__)
_FCITX: Final = ("fcitx", "fcitx5")
_FOLDER: Final = "platforminputcontexts"


def choose(environment: MutableMapping[str, str], loads: Callable[[], bool]) -> bool:
    """Ask for ibus where the environment names fcitx and no plugin of fcitx loads.

    Args:
        environment: of this process; changed in place.
        loads: whether a plugin of fcitx loads; asked only when it matters.

    Returns:
        Whether something was changed.
    """
    if environment.get("QT_IM_MODULE", "").lower() not in _FCITX or loads():
        return False
    environment["QT_IM_MODULE"] = "ibus"
    log.info("no fcitx plugin loads here; ibus is asked instead")
    return True


def fcitx_loads() -> bool:
    """Whether Qt finds and can load a plugin of fcitx."""
    return any(QPluginLoader(str(path)).load() for path in _plugins(_folders()))


def _plugins(folders: Iterable[Path]) -> list[Path]:
    return [path for folder in folders if folder.is_dir() for path in folder.iterdir() if "fcitx" in path.name]


def _folders() -> list[Path]:
    import os

    named = os.environ.get("QT_PLUGIN_PATH", "").split(os.pathsep)
    own = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    return [Path(folder) / _FOLDER for folder in (*named, own) if folder]
