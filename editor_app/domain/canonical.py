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
    text = _ENCODER.encode(value)
    text.encode()  # a lone surrogate raises UnicodeEncodeError, a ValueError
    return text


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
    if kind is dict:
        _refuse_foreign_members(value)  # type: ignore[arg-type]
    elif kind is list or kind is tuple:
        _refuse_foreign_items(value)  # type: ignore[arg-type]
    elif kind is int:
        _refuse_large(value)  # type: ignore[arg-type]
    elif kind not in _WELCOME:
        _refuse_rare(value)


def _refuse_rare(value: object) -> None:
    match value:
        case str():
            pass
        case int():
            _refuse_large(value)
        case Mapping():
            _refuse_foreign_members(value)
        case list() | tuple():
            _refuse_foreign_items(value)
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical form")


def _refuse_foreign_members(members: Mapping[object, object]) -> None:
    for key, item in members.items():
        if not isinstance(key, str) or not key.isascii():
            raise ValueError("keys are ASCII text")
        if type(item) not in _WELCOME:
            _refuse_foreign(item)


def _refuse_foreign_items(items: Sequence[object]) -> None:
    for item in items:
        if type(item) not in _WELCOME:
            _refuse_foreign(item)


def _refuse_large(number: int) -> None:
    if abs(number) >= _LIMIT:
        raise ValueError("integers of 2^53 and more travel as strings")


_WELCOME = frozenset((str, bool, type(None)))
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False, default=_plain
)
