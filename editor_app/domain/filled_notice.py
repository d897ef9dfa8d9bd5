"""The fields of an emergency notice, read out of its locked template and never guessed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from editor_app.domain.emergency import SlotKind
from editor_app.domain.notice import Notice

if TYPE_CHECKING:
    from datetime import tzinfo

    from editor_app.domain.emergency import EmergencySlot, Filling

_CLOCK = "%Y-%m-%d %H:%M"
_GRAVEST = ("Minor", "Moderate", "Severe", "Extreme")
"""A level's place among a template's own words, from the least to the gravest."""
_UNKNOWN = ("Other", "Unknown", "Unknown", "Unknown", "")
_OF_TEMPLATE = {
    "severe-weather": ("Met", "Expected", "Unknown", "Likely", "Shelter"),
    "public-health": ("Health", "Expected", "Unknown", "Observed", "Monitor"),
    "road-closure": ("Transport", "Expected", "Minor", "Observed", "Avoid"),
    "supply-interruption": ("Infra", "Expected", "Moderate", "Observed", "Prepare"),
    "rumour-refutation": ("Other", "Unknown", "Unknown", "Observed", ""),
}
"""Category, urgency, severity, certainty and response in the words of CAP 1.2; a template that isn't known says so."""


def notice_of(filling: Filling, zone: tzinfo, *, is_exercise: bool) -> Notice:
    """The fields of a filled template.

    Args:
        filling: the template with its values.
        zone: of the office, in which its times are written.
        is_exercise: it is made in a practice workspace.
    """
    category, urgency, severity, certainty, response = _OF_TEMPLATE.get(filling.template, _UNKNOWN)
    return Notice(
        event=filling.wording.name,
        category=category,
        urgency=urgency,
        severity=_level(filling) or severity,
        certainty=certainty,
        response=response,
        area=_first(filling, SlotKind.PLACE),
        onset=_moment(filling, "begins", zone),
        expires=_moment(filling, "ends", zone),
        issuer=filling.values.get("issuer", ""),
        hotline=_first(filling, SlotKind.HOTLINE),
        is_exercise=is_exercise,
    )


def _level(filling: Filling) -> str:
    """How grave it is, where a template of four levels says so; empty = it doesn't."""
    for slot in filling.wording.slots:
        if slot.kind is SlotKind.LEVEL and slot.name == "level" and len(slot.choices) == len(_GRAVEST):
            value = filling.values.get(slot.name, "")
            return _GRAVEST[slot.choices.index(value)] if value in slot.choices else ""
    return ""


def _first(filling: Filling, kind: SlotKind) -> str:
    found = next((slot for slot in filling.wording.slots if slot.kind is kind), None)
    return filling.values.get(found.name, "").strip() if found is not None else ""


def _moment(filling: Filling, name: str, zone: tzinfo) -> datetime | None:
    slot: EmergencySlot | None = next((each for each in filling.wording.slots if each.name == name), None)
    if slot is None or slot.kind is not SlotKind.TIME:
        return None
    return datetime.strptime(filling.values[name].strip(), _CLOCK).replace(tzinfo=zone)
