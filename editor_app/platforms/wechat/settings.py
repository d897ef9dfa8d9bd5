"""An account's own settings: apart, because connecting and composing both refuse those that make no account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.text import T
from editor_app.platforms.choices import require_choices
from editor_app.platforms.contract import OptionField
from editor_app.platforms.wechat.themes import BY_KIND

if TYPE_CHECKING:
    from collections.abc import Mapping

NEWS, PICTURES = "news", "newspic"
YES, NO = "yes", "no"
ASK, AGAIN = "ask", "again"
_YES_NO = ((YES, T("yes")), (NO, T("no")))
_NO_YES = ((NO, T("no")), (YES, T("yes")))

OPTIONS: tuple[OptionField, ...] = (
    OptionField(
        "theme",
        T("Theme"),
        default=BY_KIND,
        hint=T("How articles are typeset: colours, headings, tables, notes."),
        choices=(
            (BY_KIND, T("by the kind of the document")),
            ("official", T("Official: serif, vermilion")),
            ("fresh", T("Fresh: teal, marked headings")),
            ("livelihood", T("Livelihood: warm, lists as cards")),
            ("emergency", T("Emergency: white on red")),
            ("science", T("Science: blue, striped tables")),
        ),
    ),
    OptionField(
        "form",
        T("Form of a post"),
        default=NEWS,
        choices=((NEWS, T("an article")), (PICTURES, T("up to 20 pictures with words"))),
    ),
    OptionField(
        "chart_tables",
        T("Tables below charts"),
        default=YES,
        hint=T("Without them the figures are in the picture only."),
        choices=_YES_NO,
    ),
    OptionField(
        "comments",
        T("Comments of readers"),
        default="none",
        choices=(("none", T("by nobody")), ("open", T("by everybody")), ("followers", T("by followers"))),
    ),
    OptionField(
        "notify",
        T("Sending to every follower"),
        default="nobody",
        hint=T("A publisher confirms each one; without it an article is published and nobody is notified."),
        choices=(
            ("nobody", T("never")),
            ("monthly", T("yes; a service account has 4 a month")),
            ("daily", T("yes; a subscription account has 1 a day")),
        ),
    ),
    OptionField(
        "long_titles",
        T("Titles up to 64 characters"),
        default=NO,
        hint=T("Newer documents say 32, older ones 64: only once the account has taken a longer one."),
        choices=_NO_YES,
    ),
    OptionField(
        "compare_cover",
        T("Compare the cover"),
        default=YES,
        hint=T("Not when the platform gives another id of the cover back than it was given."),
        choices=_YES_NO,
    ),
    OptionField(
        "cover_margin",
        T("Covers of another shape"),
        default=NO,
        hint=T("Lists show covers in 2.35:1, shared articles show a square of their middle."),
        choices=((NO, T("cut by WeChat, from the middle")), (YES, T("whole, on a plain margin"))),
    ),
    OptionField(
        "unsure",
        T("When the answer is lost and the draft still there"),
        default=ASK,
        hint=T("That it was not submitted then is only suggested by the documents."),
        choices=((ASK, T("ask a person")), (AGAIN, T("submit it once more after ten minutes"))),
    ),
)


def checked_settings(options: Mapping[str, str]) -> dict[str, str]:
    """The settings with their defaults.

    Raises:
        Invalid: one is none of its choices.
    """
    settings = {field.name: options.get(field.name) or field.default for field in OPTIONS}
    require_choices(OPTIONS, settings)
    return settings
