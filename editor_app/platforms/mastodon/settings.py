"""An account's own settings: apart, because connecting and composing both refuse those that can't be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.platforms.choices import require_choices
from editor_app.platforms.contract import OptionField
from editor_app.platforms.mastodon.limits import OPTION, limits_in

if TYPE_CHECKING:
    from collections.abc import Mapping

THREAD, CARD = "thread", "card"
NO, YES = "no", "yes"
_NO_YES = ((NO, T("no")), (YES, T("yes")))
_MOST_DAYS = 30
"""A poll of Mastodon is open for at most 2,629,746 seconds."""

OPTIONS: tuple[OptionField, ...] = (
    OptionField(
        "style",
        T("Form of a post"),
        default=THREAD,
        choices=((THREAD, T("the whole text, as a thread")), (CARD, T("title, summary and link"))),
    ),
    OptionField(
        "visibility",
        T("Who sees the posts"),
        default="public",
        choices=(
            ("public", T("everybody")),
            ("unlisted", T("everybody, but not in public timelines")),
            ("private", T("followers only")),
            ("direct", T("nobody but the account: for rehearsals")),
        ),
    ),
    OptionField("warning", T("Content warning"), hint=T("Readers see these words first and unfold the text.")),
    OptionField(
        "polls",
        T("Hear opinions by a poll"),
        default=NO,
        hint=T("A list of “- [ ]” at the end of a text becomes the choices."),
        choices=_NO_YES,
    ),
    OptionField("poll_days", T("Days that a poll is open"), default="7"),
    OptionField("poll_multiple", T("Several choices may be taken"), default=NO, choices=_NO_YES),
    OptionField(OPTION, T("Limits of the server"), told=True),
)


def checked_settings(options: Mapping[str, str]) -> dict[str, str]:
    """The settings with their defaults.

    Raises:
        Invalid: one is none of its choices, no number of days, or no limits.
    """
    settings = {field.name: options.get(field.name) or field.default for field in OPTIONS}
    require_choices(OPTIONS, settings)
    days = settings["poll_days"]
    if not (days.isascii() and days.isdigit() and 1 <= int(days[:3]) <= _MOST_DAYS and len(days) < 3):
        raise Invalid(
            T("A poll is open for 1 to {count} days.", count=_MOST_DAYS), T("Give the number of days for this account.")
        )
    limits_in(settings[OPTION])
    return settings
