"""The command that tells what a platform's accounts can be set to: each value as a command takes it, with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from editor_app.cli.words import _
from editor_app.domain.text import T
from editor_app.platforms.registry import Registry

if TYPE_CHECKING:
    from editor_app.cli.call import Call
    from editor_app.domain.canonical import Json
    from editor_app.platforms.contract import OptionField


def settings(context: typer.Context, name: str) -> None:
    """Tell them, but for those that the server says itself."""
    call: Call = context.obj
    asked = [field for field in Registry().platform(name).options if not field.told]
    call.voice.table(
        {"platform": name, "settings": [as_json(call, field) for field in asked]},
        (_("Setting"), _("Value to give"), _("Meaning")),
        [line for field in asked for line in _lines(call, field)],
    )


def as_json(call: Call, field: OptionField) -> dict[str, Json]:
    """A setting with its values and their words."""
    return {
        "name": field.name,
        "label": call.voice.words(field.label),
        "hint": call.voice.words(field.hint) if field.hint else "",
        "required": field.required,
        "default": field.default,
        "choices": [{"value": value, "words": call.voice.words(words)} for value, words in field.choices],
    }


def _lines(call: Call, field: OptionField) -> list[tuple[str, str, str]]:
    """The setting and its default, then each value that it may have."""
    label = call.voice.words(field.label)
    needed = call.voice.words(T("{label} (required)", label=label)) if field.required else label
    hint = call.voice.words(field.hint) if field.hint else ""
    head = (field.name, field.default, " ".join(filter(None, (needed, hint))))
    return [head, *(("", value, call.voice.words(words)) for value, words in field.choices)]
