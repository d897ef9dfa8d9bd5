"""Column types for domain values that both engines keep alike: instants as integers, JSON as canonical text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Text, TypeDecorator
from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.instants import instant, microseconds

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Dialect

    from editor_app.domain.canonical import Json


class Instant(TypeDecorator["datetime"]):
    """An aware UTC datetime as integer microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else microseconds(value)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else instant(value)


class CanonicalJson(TypeDecorator["Json"]):
    """A JSON value as its canonical text."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Json, dialect: Dialect) -> str | None:
        return None if value is None else canonical(value).decode()

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> Json:
        import json

        read: Json = None if value is None else json.loads(value)
        return read
