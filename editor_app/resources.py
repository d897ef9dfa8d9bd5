"""Where packaged files are: apart, because a wheel and a working copy keep them in different folders."""

import importlib.resources
from pathlib import Path, PurePosixPath

_PACKAGE = Path(str(importlib.resources.files("editor_app")))


def resource(name: str) -> Path:
    """The file or folder `name` below resources/, such as "icons/queue.svg".

    Args:
        name: relative, with forward slashes, on every operating system.

    Raises:
        ValueError: `name` leads out of the folder.
        FileNotFoundError: there is no such resource.
    """
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts:
        raise ValueError(f"a resource name stays inside its folder: {name}")
    path = packaged_folder("resources").joinpath(*parts.parts)
    if not path.exists():
        raise FileNotFoundError(f"resources/{name} is not part of this installation")
    return path


def packaged_folder(kind: str, package: Path = _PACKAGE) -> Path:
    """The folder "resources" or "i18n": inside a built package, else beside it in the working copy.

    An editable install has no built folder: Python finds the package in the working copy.
    """
    built = package / "_data" / kind
    return built if built.is_dir() else package.parent / kind
