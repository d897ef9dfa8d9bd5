"""Comparing what is live with what was approved: as it is, then with each known rewriting laid over both sides."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.domain.delivery import Verdict
from editor_app.domain.identifiers import sha256
from editor_app.platforms.contract import Observed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.canonical import Json
    from editor_app.domain.identifiers import Digest
    from editor_app.platforms.contract import Normalisation

_LONGEST = 200
_PARTS = 7


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict of a read-back and its reasons."""

    verdict: Verdict
    normalisations: tuple[str, ...]
    differences: tuple[str, ...]


def compared(expected: Observed, observed: Observed, known: Sequence[Normalisation]) -> Comparison:
    """The verdict; a normalisation is named only when it changed something on either side."""
    if not expected.visible:
        return _of_withdrawal(observed)
    if not observed.visible:
        return Comparison(Verdict.NOT_VISIBLE, (), ())
    if expected == observed:
        return Comparison(Verdict.IDENTICAL, (), ())
    used: list[str] = []
    for normalisation in known:
        left, right = normalisation(expected), normalisation(observed)
        if (left, right) != (expected, observed):
            used.append(normalisation.name)
        expected, observed = left, right
    if expected == observed:
        return Comparison(Verdict.NORMALISED, tuple(used), ())
    return Comparison(Verdict.DIFFERENT, tuple(used), _differences(expected, observed))


def _of_withdrawal(observed: Observed) -> Comparison:
    """What was to go is gone, or readers still get it."""
    if not observed.visible:
        return Comparison(Verdict.IDENTICAL, (), ())
    live = tuple(f"visible: “” → “{one}”"[:_LONGEST] for one in observed.parts)
    return Comparison(Verdict.DIFFERENT, (), live or ("visible",))


def observed_digest(observed: Observed) -> Digest:
    """SHA-256 of `observed_bytes`."""
    return sha256(observed_bytes(observed))


def observed_bytes(observed: Observed) -> bytes:
    """The canonical form of what was read; halves of characters stand in it as their escapes."""
    read: list[Json] = [
        _whole(observed.title),
        [_whole(part) for part in observed.parts],
        [_whole(alt) for alt in observed.alts],
        [_whole(medium) for medium in observed.media],
        _whole(observed.link),
        [[_whole(name), _whole(value)] for name, value in observed.fields],
        observed.visible,
    ]
    return canonical(read)


def observed_from(content: str) -> Observed:
    """What was read, of its canonical form.

    Raises:
        ValueError: it is none.
    """
    read = json.loads(content)
    if not isinstance(read, list) or len(read) != _PARTS:
        raise ValueError("not the form of what was read")
    title, parts, alts, media, link, further, visible = read
    pairs = tuple((str(name), str(value)) for name, value in further)
    said = (tuple(map(str, parts)), tuple(map(str, alts)), tuple(map(str, media)))
    return Observed(str(title), *said, str(link), pairs, bool(visible))


def _differences(expected: Observed, observed: Observed) -> tuple[str, ...]:
    found: list[str] = []
    for field in fields(expected):
        wanted, seen = getattr(expected, field.name), getattr(observed, field.name)
        if wanted != seen:
            found.append(f"{field.name}: {_around(wanted, seen)}"[:_LONGEST])
    return tuple(found)


def _around(wanted: object, seen: object) -> str:
    """The first place where the two differ, with a little of what stands around it."""
    left, right = _flat(wanted), _flat(seen)
    at = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    start = max(0, at - 12)
    return f"“{left[start : at + 48]}” → “{right[start : at + 48]}”"


def _flat(value: object) -> str:
    if isinstance(value, tuple):
        return " | ".join(_flat(item) for item in value)
    return _whole(str(value))


def _whole(text: str) -> str:
    """Text without halves of characters: others may have posted what can be neither hashed nor stored."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
