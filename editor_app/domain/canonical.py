"""Canonical JSON (RFC 8785 restricted to ASCII keys and integers), so that a digest means the same bytes everywhere.

Source: RFC 8785, "JSON Canonicalization Scheme", read 2026-11-28.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"

_LIMIT = 2**53


def canonical(value: Json) -> bytes:
    """The one byte string for `value`: UTF-8, keys sorted, no white space.

    Raises:
        ValueError: a key that is not ASCII, an integer of 2^53 or more, a lone surrogate.
        TypeError: a float or any other type; decimals travel as strings.
    """
    return canonical_text(value).encode()


def canonical_text(value: Json) -> str:
    """The same as text.

    Raises:
        ValueError, TypeError: as above.
    """
    _refuse_foreign(value)
    return _ENCODER.encode(value)


def parsed(content: bytes) -> Json:
    """What canonical bytes say.

    Raises:
        ValueError: the bytes are not the canonical form of anything.
    """
    value: Json = json.loads(content)
    if canonical(value) != content:
        raise ValueError("not canonical JSON")
    return value


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _refuse_foreign(value: object) -> None:
    """What is most frequent is asked first, and by its very type: every digest and audit row comes through here."""
    kind = type(value)
    if kind is str:
        value.encode()  # type: ignore[attr-defined]  # a lone surrogate raises UnicodeEncodeError, a ValueError
    elif kind is dict:
        _refuse_foreign_members(value)  # type: ignore[arg-type]
    elif kind is list or kind is tuple:
        for item in value:  # type: ignore[attr-defined]
            _refuse_foreign(item)
    elif value is not None and kind is not bool:
        _refuse_rare(value)


def _refuse_rare(value: object) -> None:
    match value:
        case str():
            value.encode()
        case int():
            if abs(value) >= _LIMIT:
                raise ValueError("integers of 2^53 and more travel as strings")
        case Mapping():
            _refuse_foreign_members(value)
        case list() | tuple():
            for item in value:
                _refuse_foreign(item)
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical form")


def _refuse_foreign_members(members: Mapping[object, object]) -> None:
    for key, item in members.items():
        if not isinstance(key, str) or not key.isascii():
            raise ValueError("keys are ASCII text")
        _refuse_foreign(item)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
