"""Sentences for people, kept as message and values so that every layer speaks without knowing the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "str | int | Text"
Lookup: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Text:
    """One translatable sentence: an English message id with named gaps, and what fills them."""

    msgid: str
    values: tuple[tuple[str, Value], ...] = ()

    def render(self, lookup: Lookup) -> str:
        """The sentence in the language of `lookup`, which maps a message id to its translation."""
        filled = {name: v.render(lookup) if isinstance(v, Text) else v for name, v in self.values}
        template = lookup(self.msgid)
        return template.format_map(filled) if filled else template

    def __str__(self) -> str:
        """The sentence in English, for logs and tracebacks."""
        return self.render(str)

    def as_json(self) -> list[object]:
        """[msgid, {name: value}], nested texts likewise: what the database and `--json` keep."""
        return [self.msgid, {n: v.as_json() if isinstance(v, Text) else v for n, v in self.values}]


def T(msgid: str, /, **values: Value) -> Text:  # noqa: N802 - the conventional mark, read by the extractor
    """Mark a sentence for translation; gaps are `{name}`."""
    return Text(msgid, tuple(sorted(values.items())))


def T_n(one: str, many: str, /, *, count: int, **values: Value) -> Text:  # noqa: N802 - as `T`
    """The sentence for one thing or for several; its gap `{count}` is how many.

    Both forms stand in the catalogues. English has these two; Chinese says the same twice.
    """
    return T(one if count == 1 else many, count=count, **values)


def text_from_json(value: object) -> Text:
    """The inverse of `Text.as_json`.

    Raises:
        ValueError: the value has another shape.
    """
    match value:
        case [str(msgid), dict(values)]:
            return Text(msgid, tuple(sorted((str(n), _value(v)) for n, v in values.items())))
        case _:
            raise ValueError("not a stored text")


def _value(value: object) -> Value:
    if isinstance(value, str | int):
        return value
    return text_from_json(value)
