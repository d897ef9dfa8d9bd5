"""Settings that are one of some: refused with every value beside its words, since commands are given the values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from editor_app.domain.text import Text
    from editor_app.platforms.contract import OptionField

_SHOWN = 80


def require_choices(options: Iterable[OptionField], settings: Mapping[str, str]) -> None:
    """Pass when every setting that is one of some is one of them.

    Args:
        options: as the platform declares them.
        settings: by the names of the options; one that isn't there is its default.

    Raises:
        Invalid: one is none of its choices.
    """
    for field in options:
        value = settings.get(field.name) or field.default
        if field.choices and value not in dict(field.choices):
            raise Invalid(
                T("“{value}” is nothing that {label} ({name}) can be.", value=value[:_SHOWN], label=field.label,
                  name=field.name),
                T("Choose one of {kinds}.", kinds=spelled(field.choices)),
            )  # fmt: skip


def spelled(choices: Sequence[tuple[str, Text]]) -> Text:
    """Every value with its words, in one sentence."""
    value, words = choices[0]
    first = T("{value} ({words})", value=value, words=words)
    return T("{first}, {rest}", first=first, rest=spelled(choices[1:])) if len(choices) > 1 else first
