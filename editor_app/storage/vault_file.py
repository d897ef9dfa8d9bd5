"""The file of a vault: sealed texts by name, read whole, changed under a lock and written atomically."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from editor_app.domain.canonical import canonical, parsed
from editor_app.domain.errors import Unavailable
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.storage.files import arriving, write_refusal
from editor_app.storage.locks import waiting_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from editor_app.domain.canonical import Json
    from editor_app.storage.vault_wraps import Sealed

WAY = "way:"
"""Before the name of a secret: where it may go to, in the words of whoever kept it."""
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in the file; nothing of it is readable without the vault key."""

    wraps: Mapping[str, Sealed]
    """The vault key under each way to open it."""
    secrets: Sealed
    """Every secret under the vault key."""

    def as_bytes(self) -> bytes:
        """As written."""
        return canonical({"v": _VERSION, "wraps": {n: dict(s) for n, s in self.wraps.items()},
                          "secrets": dict(self.secrets)})  # fmt: skip


def contents_from_bytes(content: bytes) -> Contents:
    """The inverse of `Contents.as_bytes`.

    Raises:
        ValueError: not the file of a vault, or of another version.
    """
    fields = Fields(parsed(content))
    if fields.integer("v") != _VERSION:
        raise ValueError("a vault of another version")
    wraps = cast("dict[str, Json]", fields.optional("wraps"))
    return Contents({name: _sealed(each) for name, each in wraps.items()}, _sealed(fields.optional("secrets")))


def read_contents(path: Path) -> Contents:
    """What stands in the file.

    Raises:
        Unavailable: there is no vault, or it is damaged.
    """
    try:
        return contents_from_bytes(path.read_bytes())
    except FileNotFoundError:
        raise Unavailable(
            T("This computer has no vault for this workspace yet."), T("Connect an account on this computer first.")
        ) from None
    except OSError as error:
        raise write_refusal(error) from error
    except (ValueError, AttributeError) as error:
        raise damaged() from error


def change(path: Path, changed: Callable[[Contents | None], Contents]) -> None:
    """Replace the file by `changed` of what stands in it (None = there is none), while nobody else does.

    Raises:
        DiskFull, WorkspaceReadOnly, Unavailable: the disk doesn't take it; the old file stays.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with waiting_lock(path.with_suffix(".lock")):
            _write(path, changed(read_contents(path) if path.exists() else None))
    except OSError as error:
        raise write_refusal(error) from error


def damaged() -> Unavailable:
    """The refusal of a file that makes no sense."""
    return Unavailable(
        T("The vault of this computer is damaged."),
        T("Delete it in the settings and connect the accounts of this computer again."),
    )


def _sealed(value: Json) -> Sealed:
    if not isinstance(value, dict):
        raise ValueError("a sealed text is an object")  # noqa: TRY004 - a wrong file, not a wrong call
    return {str(name): each for name, each in value.items() if isinstance(each, str | int)}


def _write(path: Path, contents: Contents) -> None:
    with arriving(path) as file:
        file.write(contents.as_bytes())
