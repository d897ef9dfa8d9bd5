"""Typed reading of parsed JSON, so that a manifest of a wrong shape is a ValueError and never a surprise later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json


@dataclass(frozen=True, slots=True)
class Fields:
    """An object or array of parsed JSON, read field by field."""

    value: Json

    def has(self, at: str) -> bool:
        """Whether an object has that field."""
        return isinstance(self.value, Mapping) and at in self.value

    def optional(self, at: str | int) -> Json:
        """The field's value, whatever it is.

        Raises:
            ValueError: no such field.
        """
        if isinstance(self.value, Mapping) and isinstance(at, str) and at in self.value:
            return self.value[at]
        if isinstance(self.value, list) and isinstance(at, int) and at < len(self.value):
            return cast("list[Json]", self.value)[at]
        raise ValueError(f"field {at!r} is missing")

    def text(self, at: str | int) -> str:
        """A text field."""
        value = self.optional(at)
        if not isinstance(value, str):
            raise ValueError(f"field {at!r} is not text")  # noqa: TRY004 - a wrong file, not a wrong call
        return value

    def integer(self, at: str | int) -> int:
        """An integer field."""
        value = self.optional(at)
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError(f"field {at!r} is not an integer")  # noqa: TRY004 - a wrong file, not a wrong call
        return value

    def items(self, at: str | int | None = None) -> list[Json]:
        """An array field; without a name the whole value, which is an array itself."""
        value = self.value if at is None else self.optional(at)
        if not isinstance(value, list):
            raise ValueError(f"field {at!r} is not an array")  # noqa: TRY004 - a wrong file, not a wrong call
        return value

    def pairs(self, at: str | int) -> tuple[tuple[str, str], ...]:
        """An array of [name, value] texts."""
        rows = (Fields(item) for item in self.items(at))
        return tuple((row.text(0), row.text(1)) for row in rows)
