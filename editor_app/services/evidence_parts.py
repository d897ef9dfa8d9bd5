"""The files of a package as the checks read them: each parsed once, each only in its canonical form."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from editor_app.domain import evidence as package
from editor_app.domain.canonical import canonical, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 1_000
"""Editions of a document, and decisions on one."""
_ROW = frozenset(
    {"sequence", "transaction", "at", "actor", "actor_name", "action", "subject_kind", "subject_id", "detail",
     "previous", "hash"}
)  # fmt: skip


class Parts:
    """Somebody's package, part by part; whatever has another shape than ours raises as parsing does."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    @cached_property
    def manifest(self) -> Any:
        """The list."""
        return self._json(package.MANIFEST)

    @cached_property
    def editions(self) -> list[tuple[Any, Any]]:
        """What each edition sealed, and its entry with its decisions."""
        numbers = range(1, len(self.manifest["editions"]) + 1)
        found = [
            (self._json(package.edition_file(n, "manifest.json")), self._json(package.edition_file(n, "record.json")))
            for n in numbers
        ]
        if not found or max(len(found), *(len(record["decisions"]) for _, record in found)) > MOST:
            raise ValueError("no edition, or more of something than any document has")
        return found

    @property
    def sealed(self) -> list[Any]:
        """What each edition sealed."""
        return [sealed for sealed, _ in self.editions]

    @property
    def records(self) -> list[Any]:
        """Each edition's entry with its decisions."""
        return [record for _, record in self.editions]

    @cached_property
    def names(self) -> dict[str, str]:
        """Members' names by their ids."""
        return {str(member["id"]): str(member["name"]) for member in self._json(package.PEOPLE)["members"]}

    @cached_property
    def keys(self) -> dict[str, Any]:
        """Public keys by their ids."""
        return {str(key["id"]): key for key in self._json(package.PEOPLE)["keys"]}

    @cached_property
    def deliveries(self) -> list[Any]:
        """Deliveries with their attempts and read-backs."""
        return list(self._json(package.DELIVERIES))

    @cached_property
    def hashes(self) -> list[str]:
        """The hash of every line of the audit log."""
        return self.files[package.HASHES].decode("ascii").split("\n")[:-1]

    @cached_property
    def rows(self) -> list[Any]:
        """The lines of the audit log that are told in full."""
        found = []
        for line in self.files[package.ROWS].split(b"\n")[:-1]:
            row: Any = parsed(line)
            if row.keys() != _ROW:
                raise ValueError("not a line of the audit log")
            detail(row)
            found.append(row)
        return found

    @cached_property
    def _of(self) -> dict[tuple[str, str], list[Any]]:
        found: dict[tuple[str, str], list[Any]] = {}
        for row in self.rows:
            found.setdefault((row["subject_kind"], row["subject_id"]), []).append(row)
        return found

    def about(self, kind: str, subject: str) -> list[Any]:
        """The lines about one subject, in order."""
        return self._of.get((kind, subject), [])

    def decisions(self) -> Iterator[tuple[int, Any, Any]]:
        """Every decision with the number and the entry of its edition."""
        for number, record in enumerate(self.records, 1):
            for decision in record["decisions"]:
                yield number, record, decision

    def place(self, number: int, member: str) -> str:
        """How a decision is named."""
        return f"editions/{number}: {self.names.get(member, member)}"

    def _json(self, name: str) -> Any:
        return parsed(self.files[name])


def detail(row: Any) -> Any:
    """What a line of the audit log says.

    Raises:
        ValueError: nothing that can be read.
    """
    return json.loads(row["detail"])


def signed_bytes(decision: Any) -> bytes | None:
    """The domain-separated bytes under a decision's signature; None = of no domain of ours."""
    domain = decision["domain"].encode()
    message: bytes = domain + b"\0" + canonical(decision["statement"])
    return message if domain.startswith(b"press-desk-approval-v") else None
