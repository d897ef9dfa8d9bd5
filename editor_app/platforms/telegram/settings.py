"""What a person says of a Telegram account: the channel, previews of links, and whether readers' phones ring."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.platforms.choices import require_choices
from editor_app.platforms.contract import OptionField

if TYPE_CHECKING:
    from collections.abc import Mapping

YES, NO = "yes", "no"
_CHANNEL = re.compile(r"@[A-Za-z][A-Za-z0-9_]{3,31}|-100[0-9]{5,16}")
_YES_NO = ((YES, T("yes")), (NO, T("no")))
OPTIONS = (
    OptionField(
        "channel",
        T("Channel"),
        required=True,
        hint=T("Its name such as @example_news, or its number (-100…). The bot is an administrator there."),
    ),
    OptionField("preview", T("Preview of links"), default=NO, choices=_YES_NO),
    OptionField("silent", T("Without a sound"), default=NO, choices=_YES_NO),
)


def checked_settings(options: Mapping[str, str]) -> dict[str, str]:
    """The settings with their defaults.

    Raises:
        Invalid: no channel, or another word than yes and no.
    """
    channel = options.get("channel", "").strip()
    if channel and not _CHANNEL.fullmatch(channel):
        raise Invalid(
            T("“{channel}” is no Telegram channel.", channel=channel[:80]),
            T("Write its name like @example_news, or its number, which begins with -100."),
        )
    settings = {"channel": channel}
    for name in ("preview", "silent"):
        settings[name] = options.get(name) or NO
    require_choices(OPTIONS, settings)
    return settings
