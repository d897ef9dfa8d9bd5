"""An account's own settings: apart, because connecting and composing both refuse those that make no account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.platforms.contract import OptionField
from editor_app.platforms.wechat.themes import BY_KIND

if TYPE_CHECKING:
    from collections.abc import Mapping

NEWS, PICTURES = "news", "newspic"
YES, NO = "yes", "no"
ASK, AGAIN = "ask", "again"
_CHOICES = {
    "form": (NEWS, PICTURES),
    "chart_tables": (YES, NO),
    "comments": ("none", "open", "followers"),
    "long_titles": (NO, YES),
    "compare_cover": (YES, NO),
    "unsure": (ASK, AGAIN),
}
"""What a setting may be; the first one is the default."""

OPTIONS: tuple[OptionField, ...] = (
    OptionField(
        "theme",
        T("Theme"),
        default=BY_KIND,
        hint=T("“auto” chooses by the kind of the document; or official, fresh, livelihood, emergency, science."),
    ),
    OptionField(
        "form",
        T("Form of a post"),
        default=NEWS,
        hint=T("“news” is an article, “newspic” up to 20 pictures with text."),
    ),
    OptionField(
        "chart_tables", T("Tables below charts"), default=YES, hint=T("“no” leaves the figures to the picture.")
    ),
    OptionField("comments", T("Comments of readers"), default="none", hint=T("“none”, “open”, or “followers” only.")),
    OptionField(
        "long_titles",
        T("Titles up to 64 characters"),
        default=NO,
        hint=T("Newer documents say 32, older ones 64. “yes” once the account has taken a longer one."),
    ),
    OptionField(
        "compare_cover",
        T("Compare the cover"),
        default=YES,
        hint=T("“no” when the platform gives another id of the cover back than it was given."),
    ),
    OptionField(
        "unsure",
        T("When a submitted draft is still there"),
        default=ASK,
        hint=T("“ask” a person; “again” submits it once more after ten minutes, which the documents only suggest."),
    ),
)


def checked_settings(options: Mapping[str, str]) -> dict[str, str]:
    """The settings with their defaults.

    Raises:
        Invalid: one is none of its choices.
    """
    settings = {"theme": options.get("theme") or BY_KIND}
    for name, choices in _CHOICES.items():
        settings[name] = options.get(name) or choices[0]
        if settings[name] not in choices:
            raise Invalid(
                T("“{value}” is no setting of {name}.", value=settings[name], name=name),
                T("Choose one of {kinds}.", kinds=", ".join(choices)),
            )
    return settings
