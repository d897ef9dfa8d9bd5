"""Column types for domain values that both engines keep alike: instants as integers, JSON as canonical text."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import BigInteger, Text, TypeDecorator
from typing_extensions import override

from editor_app.domain.canonical import Json, canonical_text
from editor_app.domain.instants import instant, microseconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Dialect

_Value = TypeVar("_Value")


class DomainType(TypeDecorator[_Value]):
    """A type with a pure function each way, so that a statement made ready once can call them directly."""

    cache_ok = True
    written: Callable[[_Value], object]
    """The stored form; never asked about None."""
    read: Callable[[Any], _Value]
    """The value again; never asked about NULL."""

    @override
    def process_bind_param(self, value: _Value | None, dialect: Dialect) -> object:
        return None if value is None else self.written(value)

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> _Value | None:
        return None if value is None else self.read(value)


class Instant(DomainType[datetime]):
    """An aware UTC datetime as integer microseconds since 1970."""

    impl = BigInteger
    cache_ok = True
    written = staticmethod(microseconds)
    read = staticmethod(instant)


class CanonicalJson(DomainType[Json]):
    """A JSON value as its canonical text."""

    impl = Text
    cache_ok = True
    written = staticmethod(canonical_text)
    read = staticmethod(json.loads)
